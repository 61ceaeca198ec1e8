package desk

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/story"
)

// letterOf is the message that a step of a way on begins with.
func letterOf(v safetyView, way, step string) string {
	for _, o := range v.Outcomes {
		for _, s := range o.Steps {
			if o.Code == way && s.Code == step {
				return s.Message
			}
		}
	}
	return ""
}

func TestSafety_WhoTellsAboutSomebodyElseIsNotWrittenToAsTheOneInDanger(t *testing.T) {
	s := newScene(t)
	own := s.safetyOf(s.told())
	other := s.safetyOf(s.told(func(v *story.Telling) { v.ToldFor = "relative" }))
	for _, c := range []struct{ way, step, own, other string }{
		{"serious", "write", "passed-on", "passed-on-other"},
		{"means-harm", "write", "safe", "safe-other"},
		{"author-acts", "tell-how", "tell-someone", "tell-someone"}, // its words fit both
	} {
		if letterOf(own, c.way, c.step) != c.own || letterOf(other, c.way, c.step) != c.other {
			t.Errorf("%s, %s: %q and %q", c.way, c.step, letterOf(own, c.way, c.step), letterOf(other, c.way, c.step))
		}
	}
	for _, m := range own.Messages {
		if strings.HasSuffix(m.ID, "-other") && strings.Contains(m.Text, "If you are in danger") {
			t.Errorf("%s: %s", m.ID, m.Text)
		}
	}
}

func TestSafety_NobodyAnswersNowWhereThereIsNoNumber_AndAnAuthorCanBeToldOfHelp(t *testing.T) {
	s := newScene(t)
	crisis := ""
	for _, h := range s.safetyOf(s.told()).Helpers {
		if h.Phone == "" && (h.Now != "" || h.URL == "") {
			t.Errorf("%s has no number: %+v", h.Name, h)
		}
		if h.For == story.TellCrisis {
			crisis += h.Name + " " + h.Phone + ". "
		}
	}
	if crisis != "Emergency services 999. NHS 24 111. " {
		t.Errorf("help for the author: %q", crisis)
	}
}

func TestSafety_TheListSaysWhenACaseCanBeClosed_AndTheStoryWhoMayDecide(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.safety(s.mairi, id, "chosen", "author-acts", "", "She may be made to stop.")
	o, _ := story.OutcomeOf("author-acts")
	for _, step := range o.Steps {
		s.safety(s.mairi, id, "done", o.Code, step.Code, "Spoke to the desk.")
	}
	closes := label{"Can be closed: say how it ended", "success"}
	if l := s.inDanger()[0].Labels; slices.Contains(l, closes) || len(l) != 1 {
		t.Errorf("before a colleague agreed: %+v", l)
	}
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	s.safety(s.iain, id, "agreed", o.Code, "", "")
	if l := s.inDanger()[0].Labels; !slices.Contains(l, closes) || len(l) != 1 {
		t.Errorf("in the list: %+v", l)
	}
	s.safety(s.mairi, id, "closed", o.Code, "", "She is with her sister.")
	var v storyView
	s.as(s.mairi, "GET", base+"/stories/"+id, nil).fill(t, &v)
	if v.SeniorAgreed != "Iain" || v.SeniorPublishes || !v.Handled {
		t.Errorf("the story: agreed %q, a senior publishes %v, handled %v", v.SeniorAgreed, v.SeniorPublishes, v.Handled)
	}
	if v := s.safetyOf(id); v.SeniorAgreed != "Iain" {
		t.Errorf("the case: %+v", v)
	}
}

func TestSafety_WithoutAServiceToTellAStepIsOnePress(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Services, v.ServiceText = nil, "the carers who come to her house" })
	s.safety(s.mairi, id, "chosen", "serious", "", "She is afraid of who comes.")
	r := s.as(s.mairi, "POST", base+"/stories/"+id+"/safety", map[string]any{"kind": "done", "outcome": "serious", "step": "service-team", "came": story.UnlinkedAnswer})
	if v := s.safetyOf(id); r.Status != http.StatusOK || v.Done["service-team"] != "No service is linked: went on." || len(v.Bodies) != 0 {
		t.Errorf("%d %+v", r.Status, v.Done)
	}
}

func TestTheLastStoryIsTheOneOneDealtWithLast_AlsoWhenASeniorIsAskedOrSomebodyIsInDanger(t *testing.T) {
	s := newScene(t)
	first, easy := s.told(hard), s.told(light)
	s.told(light) // to be offered
	rests := func() bool { return strings.HasPrefix(s.next(s.mairi).Why, "Your last one was hard") }
	s.as(s.mairi, "POST", base+"/stories/"+first+"/publish", map[string]any{"version": 1})
	if !rests() {
		t.Error("after a hard one")
	}
	s.Pass(time.Minute)
	s.askSenior(s.mairi, easy, 1, "Is this ours?")
	if rests() {
		t.Error("after an easy one that a senior moderator was asked about")
	}
	s.Pass(time.Minute)
	s.safety(s.mairi, s.told(hard), "chosen", "serious", "", "She is afraid of who comes.")
	if !rests() {
		t.Error("after a story in which somebody may be in danger")
	}
}
