package desk

import (
	"strings"
	"testing"
	"time"

	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_TheDeskIsWorkedByKeyboardAlone(t *testing.T) {
	s := newScene(t)
	first := s.told(func(v *story.Telling) { v.Title = "The first" })
	s.Pass(time.Hour)
	second := s.told(func(v *story.Telling) { v.Title = "The second" })
	hard := s.told(func(v *story.Telling) { v.Text = "I want to kill myself and nobody at the clinic listened." })
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-row")
	b.Press("j")
	b.Press(testkit.KeyEnter)
	b.WaitForText("This one may be hard to read")
	b.Page().HasNowhere("kill myself")
	b.Screenshot("hard")
	b.Press(testkit.KeyEnter) // the button has the focus
	b.WaitFor(`[data-story="` + hard + `"]`)
	b.Screenshot("hard-opened")
	b.Page().Has(".desk-heading a[href=\"#/desk/stories/"+hard+"/safety\"]", "What to do if somebody is in danger")
	b.Press("j")
	b.WaitFor(`[data-story="` + first + `"]`)
	b.Press("e")
	b.Type(" jkuar?")
	if got := b.Value("#desk_text"); !strings.HasSuffix(got, " jkuar?") && !strings.HasPrefix(got, " jkuar?") {
		t.Errorf("the keys were taken away from typing: %q", got)
	}
	b.WaitFor(settled + "#desk_why_text_1")
	b.TabTo("#desk_why_text_1")
	b.Type("Cap") // a list is chosen from by its first letters
	b.PressWithControl("s")
	b.WaitFor(`[data-version="2"]`)
	b.WaitFor("#desk_bar:focus") // the list of changes is gone, and what comes next is here
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_sure:focus")
	b.PressWithControl(testkit.KeyEnter) // the same key again only asks again
	b.WaitFor("#desk_sure:focus")
	b.Press("3")
	b.WaitGone("#desk_now_3") // it is stored
	b.Page().Has("#desk_publish_sure", "Publish with 3 marks left")
	b.WaitFor("#desk_sure:focus")
	b.TabTo("#desk_publish_sure")
	if st := s.stored(first); st.State() != story.Submitted {
		t.Errorf("before anybody was sure, the first is %s", st.State())
	}
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-id="` + second + `"]`)
	b.WaitFor("#desk_next:focus") // the next one is a key away
	b.Page().Has("#desk_done", "Published.", "2 left in “To read”.")
	if st := s.stored(first); st.State() != story.Published {
		t.Errorf("the first is %s", st.State())
	}
	b.Press("?")
	b.WaitForText("Use single keys")
	b.Screenshot("keys")
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyUp)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-story="` + second + `"]`)
	b.Press("r")
	b.WaitFor("#desk_reason")
	b.TabTo("#desk_note")
	b.Type("It is so long ago.")
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.Press("r")
	b.WaitFor("#desk_reason:focus")
	if got := b.Value("#desk_note"); got != "It is so long ago." {
		t.Errorf("what was typed into the window is now %q", got)
	}
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.Press("a")
	b.WaitFor("#desk_question:focus")
	b.Type("Which ward was it?")
	b.TabTo(".modal-footer [type=submit]")
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-id="` + hard + `"]`)
	if st := s.stored(second); st.State() != story.Held {
		t.Errorf("the second is %s", st.State())
	}
}
