package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// message has the author write about a public story.
func (s *scene) message(text string) string {
	s.t.Helper()
	id := s.published()
	s.ok(flow.AnswerModerator(s.App, s.author.Id, id, text))
	return id
}

func (s *scene) leave(m *records.Moderator, page string) {
	s.t.Helper()
	s.as(m, "POST", base+"/not-today", map[string]any{"keys": []string{page}})
}

func TestNextIsTheFirstOfEveryQueueThatSomebodyMayWorkIn(t *testing.T) {
	s := newScene(t)
	sal := s.senior("sal@candour.example", "Sal")
	_, look := s.underReview()
	s.Pass(time.Minute)
	message := s.message("Thank you, it was Ward 4.")
	s.Pass(time.Minute)
	answer := s.answered()
	s.Pass(time.Minute)
	told := s.told(light)
	s.Pass(time.Minute)
	reported := s.published()
	s.report(reported, "untrue", "It was another ward.")
	for _, want := range []string{"stories/" + message, "responses/" + answer, "stories/" + told, "stories/" + reported + "/reports", ""} {
		n := s.next(s.mairi)
		if n.Page != want {
			t.Fatalf("Mairi is offered %+v, not %q", n, want)
		}
		s.leave(s.mairi, strings.TrimSuffix(want, "/reports"))
	}
	if n := s.next(sal); n.Page != "second-looks/"+look || !strings.HasPrefix(n.Why, "Second looks: this has waited longest") {
		t.Errorf("Sal is offered %+v", n)
	}
	s.Pass(10 * time.Minute)
	urgent := s.published()
	s.report(urgent, story.ReportDanger, "He says that he will do it again.")
	s.Pass(time.Minute)
	s.told(func(v *story.Telling) { v.Text = "I want to kill myself." })
	if n := s.next(s.iain); n.Page != "stories/"+urgent+"/reports" || n.Why != "Reader reports: somebody may be in danger, and that goes first." {
		t.Errorf("Iain is offered %+v", n)
	}
	if a := s.claim(s.mairi, urgent, false); a.Claim == nil || !a.Claim.Mine {
		t.Fatalf("Mairi opens it: %+v", a)
	}
	if n := s.next(s.iain); !strings.Contains(n.Why, "urgent words") {
		t.Errorf("what Mairi has open is offered to Iain: %+v", n)
	}
}

func TestNextIsWhatWasPromisedForTheEarliestWhenThatIsOver(t *testing.T) {
	s := newScene(t)
	sal := s.senior("sal@candour.example", "Sal")
	message := s.message("Thank you, it was Ward 4.")
	s.Pass(time.Hour)
	_, look := s.underReview() // to be decided long after the message was to be answered
	if n := s.next(sal); n.Page != "stories/"+message || !strings.Contains(n.Why, "waited longest") {
		t.Errorf("at first: %+v", n)
	}
	s.Pass(24 * time.Hour)
	if n := s.next(sal); n.Page != "stories/"+message || n.Why != "Messages: this has waited longer than we said." {
		t.Errorf("a day later: %+v", n)
	}
	s.leave(sal, "stories/"+message)
	if n := s.next(sal); n.Page != "second-looks/"+look {
		t.Errorf("and without it: %+v", n)
	}
}

func TestNextIsAnAppealOfSomebodyElsesDecisionForASenior(t *testing.T) {
	s := newScene(t)
	sal, sam := s.senior("sal@candour.example", "Sal"), s.senior("sam@candour.example", "Sam")
	id := s.published()
	r := s.as(sal, "POST", base+"/stories/"+id+"/restrict", map[string]any{"version": s.stored(id).Version(), "reason": "other", "note": "We look at it once more."})
	if r.Status != http.StatusOK {
		t.Fatal(r.Body)
	}
	s.ok(flow.AppealAsAuthor(s.App, s.author.Id, id, "It is all true."))
	for m, want := range map[*records.Moderator]string{sal: "", sam: "appeals/" + must(records.OpenAppeals(s.App))(t)[0].Id, s.mairi: ""} {
		if n := s.next(m); n.Page != want {
			t.Errorf("%s is offered %+v", m.Name(), n)
		}
	}
}
