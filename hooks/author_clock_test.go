package hooks

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// asks has Moses ask the author of a new story something at a moment.
func (s *scene) asks(at time.Time) (id, author string) {
	s.t.Helper()
	id = s.told()
	s.Pass(at.Sub(s.Now()))
	s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Note: "When was it?"}))
	return id, must(records.FindAuthorOf(s.App, id))(s.t).Id
}

// tends passes to a moment and has the clock look, and reports how many came back.
func (s *scene) tends(at time.Time) int {
	s.t.Helper()
	s.Pass(at.Sub(s.Now()))
	return must(flow.TendQuestions(s.App))(s.t)
}

// TestTheClockOfAQuestionToAnAuthor: reminded once after a week, and back at the desk when
// the last day that the letter names is over, whatever day it is and wherever the clocks change.
func TestTheClockOfAQuestionToAnAuthor(t *testing.T) {
	s := newScene(t, with(t, promises))
	london := s.Deployment.Region.Zone()
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2027, month, day, hour, minute, 0, 0, london)
	}
	for _, c := range []struct {
		name        string
		asked, ends time.Time
		says        string
	}{
		{"a morning", at(1, 6, 10, 0), at(2, 4, 0, 0), "Wednesday 3 February 2027"},
		{"a minute before midnight", at(2, 8, 23, 59), at(3, 9, 0, 0), "Monday 8 March 2027"},
		{"winter time ends between", at(3, 12, 23, 30), at(4, 10, 0, 0), "Friday 9 April 2027"},
		{"the last day is the one on which the clocks change", at(9, 3, 16, 0), at(10, 2, 0, 0), "Friday 1 October 2027"},
		{"summer time ends between", at(10, 4, 0, 30), at(11, 2, 0, 0), "Monday 1 November 2027"},
		{"asked at a weekend, and ends at Christmas", at(11, 27, 12, 0), at(12, 26, 0, 0), "Saturday 25 December 2027"},
	} {
		id, _ := s.asks(c.asked)
		reminded := func() int { return len(s.questionLetters(id, mail.QuestionReminded)) }
		if says := flow.AuthorAnswersOn(s.App, c.asked).In(london).Format("Monday 2 January 2006"); says != c.says {
			t.Errorf("%s: it says until %s", c.name, says)
		}
		if s.tends(c.asked.Add(story.AuthorRemindedAfter - time.Second)); reminded() != 0 {
			t.Errorf("%s: reminded too soon", c.name)
		}
		s.tends(c.asked.Add(story.AuthorRemindedAfter))
		if s.tends(c.asked.Add(story.AuthorRemindedAfter + time.Hour)); reminded() != 1 {
			t.Errorf("%s: %d reminders", c.name, reminded())
		}
		if back := s.tends(c.ends.Add(-time.Second)); back != 0 || s.state(id) != story.Held {
			t.Errorf("%s: it was taken from its author before the day was over", c.name)
		}
		if back := s.tends(c.ends); back != 1 || s.state(id) != story.Submitted || s.lastAct(id) != "author-silence" || reminded() != 1 {
			t.Errorf("%s: %d came back, it is %s after %s, %d reminders", c.name, back, s.state(id), s.lastAct(id), reminded())
		}
		if back := s.tends(c.ends.Add(time.Minute)); back != 0 {
			t.Errorf("%s: it came back twice", c.name)
		}
	}
}

// TestWhatHappensWhileAnAuthorIsAsked: ten days after the question something happens, and the
// clock looks on the days after, to the end of the time and beyond.
func TestWhatHappensWhileAnAuthorIsAsked(t *testing.T) {
	s := newScene(t, with(t, promises))
	decision := func(id string) flow.Decision {
		return flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(), Moderator: s.moderator.Id, Reason: "other", Note: "And where was it?"}
	}
	for _, c := range []struct {
		name   string
		happen func(id, author string) error
		back   int         // days after the question on which it comes back; 0 for never
		state  story.State // in the end; "" when nothing is left
		act    string      // the last; "" when it does not matter
		held   string      // for whom
	}{
		{"nothing", nil, 29, story.Submitted, "author-silence", ""},
		{"it is taken back", func(id, author string) error { return flow.WithdrawStory(s.App, author, id) }, 0, story.Withdrawn, "", ""},
		{"its author goes", func(_, author string) error { return flow.EraseAuthor(s.App, author) }, 0, "", "", ""},
		{"its author answers", func(id, author string) error { return flow.AnswerModerator(s.App, author, id, "In May.") }, 0, story.Submitted, "answered", ""},
		{"it is published all the same", func(id, _ string) error { _, err := flow.PublishStory(s.App, decision(id)); return err }, 0, story.Published, "published", ""},
		{"it is refused", func(id, _ string) error { return flow.RejectStory(s.App, decision(id)) }, 0, story.Rejected, "rejected", ""},
		{"a senior is asked", func(id, _ string) error { return flow.AskSenior(s.App, decision(id)) }, 0, story.Held, "", "senior"},
		{"something else is asked", func(id, _ string) error { return flow.AskAuthor(s.App, decision(id)) }, 39, story.Submitted, "author-silence", ""},
		{"a moderator writes once more", func(id, _ string) error { return flow.WriteToAuthor(s.App, id, s.moderator.Id, "There is no hurry.") }, 39, story.Submitted, "author-silence", ""},
		{"a service is asked, which can answer longer", func(id, _ string) error {
			return s.questionTo(id, s.practice().Id, func(q *flow.QuestionToService) { q.Days = story.MostQuestionDays })
		}, 29, story.Held, "author-silence", "service"},
	} {
		id, author := s.asks(s.Now())
		zone := s.Deployment.Region.Zone()
		asked, came := s.Now().In(zone), 0
		begin := time.Date(asked.Year(), asked.Month(), asked.Day(), 0, 0, 0, 0, zone)
		s.tends(asked.AddDate(0, 0, 8))
		s.Pass(2 * 24 * time.Hour)
		if c.name == "a service is asked, which can answer longer" {
			s.Pass(16 * 24 * time.Hour) // its ten working days end after the author's time
		}
		if c.happen != nil {
			s.ok(c.happen(id, author))
		}
		for _, day := range []int{11, 12, 28, 29, 30, 38, 39, 40, 42} {
			if !begin.AddDate(0, 0, day).After(s.Now()) || came > 0 && c.held != "" { // a service's time ends by itself
				continue
			}
			back := s.tends(begin.AddDate(0, 0, day))
			s.Pass(12 * time.Hour)
			must(flow.GoOnByClock(s.App))(t) // what is let through at night is public in the morning
			if back > 0 && came == 0 {
				came = day
			} else if back > 0 {
				t.Errorf("%s: it came back on day %d and on day %d", c.name, came, day)
			}
		}
		if came != c.back {
			t.Errorf("%s: it came back on day %d, not %d", c.name, came, c.back)
		}
		st, err := records.FindStory(s.App, id)
		if c.state == "" {
			if err == nil {
				t.Errorf("%s: it is still there", c.name)
			}
			continue
		}
		s.ok(err)
		if st.State() != c.state || st.HeldFor() != c.held || c.act != "" && s.lastAct(id) != c.act {
			t.Errorf("%s: it is %s for %q after %s", c.name, st.State(), st.HeldFor(), s.lastAct(id))
		}
		if c.state == story.Withdrawn && stillOpen(s.questionLetters(id, mail.QuestionReminded, mail.Question)) > 0 {
			t.Errorf("%s: a letter about the question can still leave", c.name)
		}
		s.whole(c.name)
	}
}

// stillOpen counts the letters that can still leave.
func stillOpen(letters []*records.Letter) (open int) {
	for _, l := range letters {
		if l.IsOpen() {
			open++
		}
	}
	return open
}

// TestAnAuthorWhoAnswersInTheInstantTheTimeIsOverIsRead: nothing is done twice, and whoever
// was first, the answer is kept and stands with the moderators.
func TestAnAuthorWhoAnswersInTheInstantTheTimeIsOverIsRead(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := must(records.FindAuthorOf(s.App, s.told()))(t).Id
	silent := 0
	for n := range 12 {
		id := s.toldBy(ada)
		s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Note: "When was it?"}))
		s.Pass(flow.AuthorAnswersUntil(s.App, s.Now()).Sub(s.Now()))
		acts := []func() error{
			func() error { return flow.AnswerModerator(s.App, ada, id, "In May.") },
			func() error { _, err := flow.TendQuestions(s.App); return err },
			func() error { _, err := flow.TendQuestions(s.App); return err },
		}
		if n%2 == 0 {
			acts[0], acts[1] = acts[1], acts[0]
		}
		for _, err := range atOnce(acts...) {
			s.ok(err)
		}
		messages := must(records.MessagesOfStory(s.App, id))(t)
		if last := messages[len(messages)-1]; len(messages) != 2 || !last.ByAuthor() || s.state(id) != story.Submitted || s.lastAct(id) != "answered" && s.lastAct(id) != "author-silence" {
			t.Fatalf("%d messages, it is %s after %s", len(messages), s.state(id), s.lastAct(id))
		}
		went := 0
		for _, a := range must(records.ActsOnStory(s.App, id))(t) {
			if a.What() == "author-silence" {
				went++
			}
		}
		if silent += went; went > 1 || went == 1 && s.lastAct(id) != "answered" {
			t.Fatalf("it went back %d times, last %s", went, s.lastAct(id))
		}
	}
	t.Logf("of 12 the clock was first in %d", silent)
	s.whole("all answered")
}
