package desk

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func (s *scene) noted(m *records.Moderator, id, kind, service, words string) reply {
	s.t.Helper()
	return s.as(m, "POST", base+"/stories/"+id+"/safety", map[string]any{"kind": kind, "outcome": "serious", "service": service, "words": words})
}

// dealtWith takes a serious case to its end, in which the ward may be the danger by a short answer.
func (s *scene) dealtWith(id string) {
	s.t.Helper()
	s.safety(s.mairi, id, "chosen", "serious", "", "She is afraid of who looks after her.")
	o, _ := story.OutcomeOf("serious")
	for _, step := range o.Steps {
		if step.Code == "service-team" {
			if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/safety", map[string]any{"kind": "done", "outcome": "serious", "step": step.Code, "came": "danger"}); r.Status != http.StatusOK {
				s.t.Fatalf("the short answer: %d %s", r.Status, r.Body)
			}
			continue
		}
		s.safety(s.mairi, id, "done", "serious", step.Code, "Told the council.")
	}
	s.safety(s.iain, id, "agreed", "serious", "", "")
	s.safety(s.mairi, id, "closed", "serious", "", "The council looks after her.")
}

func TestSafety_ThatTheServiceMayBeTheDangerIsAFact_AndASeniorLiftsIt(t *testing.T) {
	s := newScene(t)
	id := s.told(plain)
	s.dealtWith(id)
	v := s.safetyOf(id)
	if v.Open || !slices.Equal(v.Services, []mayBeDanger{{s.ward.Id, s.ward.Name(), true}}) {
		t.Fatalf("on the page: %+v", v.Services)
	}
	if !slices.ContainsFunc(v.Events, func(e safetyEventView) bool { return e.Kind == "suspected" && e.Service == s.ward.Name() }) {
		t.Errorf("in the record: %+v", v.Events)
	}
	if v := s.view(id); !slices.Equal(v.KeptFrom, []string{s.ward.Name()}) || !v.SeniorPublishes || v.MayLift {
		t.Errorf("beside Publish: %+v %v %v", v.KeptFrom, v.SeniorPublishes, v.MayLift)
	}
	s.ward.Set("serviceReview", "yes")
	s.ok(s.Save(s.ward))
	if r := s.as(s.iain, "GET", base+"/stories/"+id+"/looks", nil); r.Status != http.StatusOK || !strings.Contains(r.Body, `"willLook":[]`) {
		t.Errorf("the desk says that it will look first: %d %s", r.Status, r.Body)
	}
	if r := s.noted(s.iain, id, "lifted", s.ward.Id, "I know them all."); r.Status != http.StatusForbidden || !strings.Contains(r.Body, "Only a senior moderator") {
		t.Errorf("a moderator lifts it: %d %s", r.Status, r.Body)
	}
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	if r := s.noted(s.mairi, id, "lifted", s.ward.Id, ""); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "with whom you agreed") {
		t.Errorf("without a reason: %d %s", r.Status, r.Body)
	}
	if r := s.noted(s.mairi, id, "lifted", s.ward.Id, "He has left: agreed with the council."); r.Status != http.StatusOK {
		t.Errorf("lifted: %d %s", r.Status, r.Body)
	}
	if r := s.noted(s.mairi, id, "lifted", s.ward.Id, "He has left: agreed with the council."); r.Status != http.StatusConflict {
		t.Errorf("lifted twice: %d", r.Status)
	}
	if v := s.view(id); len(v.KeptFrom) != 0 {
		t.Errorf("afterwards: %v", v.KeptFrom)
	}
	if r := s.as(s.iain, "GET", base+"/stories/"+id+"/looks", nil); !strings.Contains(r.Body, `"willLook":["`+s.ward.Name()+`"]`) {
		t.Errorf("lifted, it looks first: %s", r.Body)
	}
}

// A story about two says of which it was noted; where nobody said, it is whichever.
func TestSafety_OfTwoServicesOneIsNoted_OrWhichever(t *testing.T) {
	for said, want := range map[string]string{"": "the service", s2: "Dr Gray's Hospital"} {
		s := newScene(t)
		id := s.told(func(v *story.Telling) { v.Services = []string{s.ward.Id, s.clinic.Id} })
		s.safety(s.mairi, id, "chosen", "means-harm", "", "He says that they will hurt him.")
		if said != "" {
			said = s.clinic.Id
		}
		s.as(s.mairi, "POST", base+"/stories/"+id+"/safety", map[string]any{"kind": "done", "outcome": "means-harm", "step": "manager", "came": "danger", "service": said})
		if v := s.view(id); !slices.Equal(v.KeptFrom, []string{want}) {
			t.Errorf("said %q: %v", said, v.KeptFrom)
		}
		q := flow.QuestionToService{Service: s.ward.Id, Decision: flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id, Note: "Which ward is this?"}}
		if err := flow.AskService(s.App, q); err == nil { // one organisation runs both
			t.Error("a service of the same organisation is asked")
		}
	}
}

// s2 stands for the second service, which has no number before there is a scene.
const s2 = "the second"
