package flow_test

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
)

// at moves the clock on to a moment of the region.
func (p *postRoom) at(day string) {
	p.t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", day, p.Deployment.Region.Zone())
	p.ok(err)
	if p.Now().After(when) {
		p.t.Fatalf("%s is over", day)
	}
	p.Pass(when.Sub(p.Now()))
}

// lateTold says how many letters about late stories the author and the moderator have.
func (p *postRoom) lateTold() (author, moderator int) {
	p.t.Helper()
	_, err := flow.TellLate(p)
	p.ok(err)
	for collection, id := range map[string]string{"authors": p.ada().Id, "moderators": p.moderator.Id} {
		letters, err := records.LettersTo(p, collection, id)
		p.ok(err)
		for _, l := range letters {
			if l.Kind() == string(mail.StoryLate) {
				author++
			}
			if l.Kind() == string(mail.QueueLate) {
				moderator++
			}
		}
	}
	return author, moderator
}

func TestTellLate_AWorkingDayEndsAfterTheWeekend_AndEachIsToldOnce(t *testing.T) {
	p := newPostRoom(t)
	p.at("2027-01-15 15:00") // a Friday
	p.told()
	for _, step := range []struct {
		at                string
		author, moderator int
	}{
		{"2027-01-15 16:59", 0, 0}, {"2027-01-16 16:00", 0, 0}, {"2027-01-17 23:00", 0, 0}, {"2027-01-18 14:00", 0, 0},
		{"2027-01-18 15:29", 0, 1}, {"2027-01-18 16:29", 0, 1}, {"2027-01-18 23:59", 0, 1}, // moderators once; the author was told the day
		{"2027-01-19 00:00", 1, 1}, {"2027-01-19 10:29", 1, 2}, // the author once; moderators again on the next working day
	} {
		p.at(step.at)
		if author, moderator := p.lateTold(); author != step.author || moderator != step.moderator {
			t.Errorf("%s: %d letters to the author and %d to the moderator, not %d and %d", step.at, author, moderator, step.author, step.moderator)
		}
	}
	p.send()
	p.is(mail.StoryLate, "sent", 1, "")
}

func TestTellLate_AStoryThatCameBackIsLateFromThenOn_AndItsAuthorIsNotToldThatNobodyReadIt(t *testing.T) {
	p := newPostRoom(t)
	p.at("2027-01-11 10:00") // a Monday
	id := p.told()
	d := p.decision(id)
	d.Note = moderatorSaid
	p.ok(flow.AskAuthor(p, d))
	p.at("2027-01-20 10:00")
	p.ok(flow.AnswerModerator(p, p.ada().Id, id, "Ward 4."))
	p.at("2027-01-20 10:29")
	if author, moderator := p.lateTold(); author != 0 || moderator != 0 {
		t.Errorf("when it came back: %d and %d letters", author, moderator)
	}
	p.at("2027-01-21 10:29")
	if author, moderator := p.lateTold(); author != 0 || moderator != 1 {
		t.Errorf("a day after it came back: %d and %d letters", author, moderator)
	}
	p.publish(id)
	p.send()
	p.is(mail.QueueLate, "dropped", 1, "nothing is late any more")
}
