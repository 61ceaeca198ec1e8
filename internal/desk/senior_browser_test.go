package desk

import (
	"testing"

	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_ASeniorFindsWhatTheyAreAskedAndGivesItBackByKeyboard(t *testing.T) {
	s := newScene(t)
	s.senior("sal@candour.example", "Sal")
	id := s.told(light)
	s.askSenior(s.mairi, id, 1, "Is this too old?")
	b := s.signIn("sal@candour.example")
	b.WaitFor(`[data-show="senior"]`)
	press(b, `[data-show="senior"]`)
	b.WaitFor(`[data-id="` + id + `"]`)
	atBothWidths(t, b, "for-a-senior")
	b.Press("j")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_asked_senior")
	b.Page().Has("#desk_ask_senior", "Give it back")
	b.Press("g")
	b.WaitFor("#desk_senior_note:focus")
	accessible(t, b)
	b.Type("It is not: publish it.")
	press(b, ".modal-footer [type=submit]")
	b.WaitForText("Given back. It is to be read again.")
	b.WaitFor("#desk_next:focus, #desk_done:focus")
	if st := s.stored(id); st.State() != story.Submitted || st.HeldFor() != "" {
		t.Errorf("it is %s for %q", st.State(), st.HeldFor())
	}
}
