package desk

import (
	"fmt"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// narrowedTo waits until the list shows what fits, and of how many.
func narrowedTo(b *testkit.Browser, words, id string) {
	b.WaitForText("Narrowed: " + words)
	b.WaitFor(`[data-id="` + id + `"]`)
}

func TestBrowser_EachFilterOfTheQueueIsSetByKeyboardAndKeptInTheAddress(t *testing.T) {
	s := newScene(t)
	late := s.told(light)
	s.Pass(50 * time.Hour)
	mine, critical := s.told(light), s.told(light)
	urgent := s.told(func(v *story.Telling) { v.Text = "I want to kill myself." })
	s.ok(flow.ScoreStory(s.App, critical, s.iain.Id, 4))
	b := s.signIn("mairi@candour.example")
	b.WaitFor(`[data-id="` + urgent + `"]`)
	must(flow.Claim(s.App, records.Item{Story: mine}, s.mairi.Id, false))(t)
	press(b, "#desk_filters")
	for _, f := range []struct{ field, choose, part, fits string }{
		{"#desk_whose", "Open with m", "whose=mine", mine},
		{"#desk_urgent", "Danger", "urgent=2", urgent},
		{"#desk_critical", "4", "critical=4", critical},
		{"#desk_late", testkit.KeySpace, "late=1", late},
	} {
		b.TabTo(f.field)
		b.Type(f.choose)
		press(b, "#desk_narrow")
		narrowedTo(b, "1 of 4", f.fits)
		if got := b.URL().Fragment; got != "/desk?"+f.part {
			t.Errorf("the address says %s, not %s", got, f.part)
		}
		b.WaitFor("#desk_filters:focus")
		press(b, "#desk_show_all")
		b.WaitFor(`[data-id="` + urgent + `"]`)
		b.WaitForText("Narrow the list")
		b.WaitFor("#desk_filters:focus")
		b.Press(testkit.KeyEnter) // opens it again
	}
	b.Open(s.server.URL + "/_/#/desk/wellbeing") // somebody comes by an address that was kept
	b.WaitFor("#desk_wellbeing")
	b.Open(s.server.URL + "/_/#/desk?urgent=2&late=1")
	b.WaitForText("Nothing fits")
	accessible(t, b)
	press(b, "#desk_all")
	b.WaitFor(`[data-id="` + late + `"]`)
}

func TestBrowser_ALongQueueIsWalkedChosenFromAndShownAnew(t *testing.T) {
	s := newScene(t)
	for n := range queuePage + 1 {
		s.told(light, func(v *story.Telling) { v.Title = fmt.Sprintf("Number %d", n) })
	}
	b := s.signIn("mairi@candour.example")
	b.WaitForText("Show more: 1 wait behind these")
	b.Press(testkit.KeyUp) // from nowhere: the last one
	b.TabTo("#desk_more")
	b.Press(testkit.KeyEnter)
	b.WaitFor(fmt.Sprintf("li:nth-child(%d) .desk-row:focus", queuePage+1)) // on with the first of the new ones
	b.Press("k")
	b.WaitFor(fmt.Sprintf("li:nth-child(%d) .desk-row:focus", queuePage))
	b.FocusWalk()
	b.Press(testkit.KeyDown)
	b.WaitFor("li:first-child .desk-row:focus")
	b.Press("x")
	b.WaitForText("Not today (1)")
	b.Press("x")
	b.WaitGone("#desk_not_today")
	b.TabTo("[data-choose]")
	b.Press(testkit.KeySpace)
	b.WaitForText("Not today (1)")
	press(b, `li:nth-child(4) .desk-row`)
	b.WaitFor("#desk_publish")
	at := b.URL().Fragment
	b.Press("k")
	b.WaitGone(`[data-story="` + at[len("/desk/stories/"):] + `"]`)
	b.WaitFor("#desk_publish")
	b.Press("u")
	b.WaitFor(".desk-row")
	s.told(light, func(v *story.Telling) { v.Title = "One that came meanwhile" })
	b.ComeBack()
	b.WaitFor("#desk_changed")
	press(b, "#desk_changed")
	b.WaitForText("Show more: 2 wait behind these")
	b.WaitFor("#desk_filters:focus")
	b.Click(`.page-header button[aria-label="Refresh"]`)
	b.WaitFor(".desk-row")
}
