package hooks

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
)

func TestTheSeniorsAreRemindedOnTheDayOfAClosedStory_OnceForEachDay(t *testing.T) {
	s := newScene(t, with(t, promises))
	other := s.another("nobody.senior@candour.example") // not senior: hears of nothing
	id := s.published()
	s.closed(id)
	reminders := func() (n int) {
		if _, err := flow.RemindOfClosures(s.App); err != nil {
			t.Fatal(err)
		}
		for _, l := range must(records.LettersOfStory(s.App, id))(t) {
			if l.Kind() == string(mail.ClosureDue) {
				n++
				if l.To() == other.Id {
					t.Error("a moderator who is not senior is reminded")
				}
			}
		}
		return n
	}
	s.Pass(29 * 24 * time.Hour)
	if n := reminders(); n != 0 {
		t.Fatalf("%d reminders before the day", n)
	}
	s.Pass(24 * time.Hour)
	for range 3 {
		if n := reminders(); n != 1 {
			t.Fatalf("%d reminders on the day", n)
		}
	}
	if n := len(must(records.ClosuresDue(s.App, s.Now()))(t)); n != 1 {
		t.Errorf("%d are on the desk's list", n)
	}
	v := must(records.FindStory(s.App, id))(t).Version()
	s.ok(flow.KeepClosed(s.App, flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id, Note: "The case goes on.", ReviewOn: s.Now().AddDate(0, 0, 7)}))
	if n := reminders(); n != 1 || len(must(records.ClosuresDue(s.App, s.Now()))(t)) != 0 {
		t.Errorf("left closed until another day, and %d reminders", n)
	}
	s.Pass(8 * 24 * time.Hour)
	if n := reminders(); n != 2 {
		t.Errorf("%d reminders on the next day", n)
	}
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
	if n := len(must(records.ClosuresDue(s.App, s.Now()))(t)); n != 0 {
		t.Errorf("%d are due that their author took back", n)
	}
}
