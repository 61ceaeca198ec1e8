package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func (s *scene) score(m *records.Moderator, id string, score int) reply {
	s.t.Helper()
	return s.as(m, "POST", base+"/stories/"+id+"/score", map[string]any{"score": score})
}

func TestCriticality_IsSuggestedAndNeverPreset(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Better = []string{"waiting", "being told", "the food"} })
	c := s.view(id).Criticality
	if c.Score != nil || c.From != 2 || c.To != 4 || c.Why == "" || len(c.Levels) != 6 {
		t.Errorf("before anybody scored it: %+v", c)
	}
	for _, wrong := range []any{map[string]any{}, map[string]any{"score": 6}, map[string]any{"score": -1}} {
		if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/score", wrong); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "0 to 5") {
			t.Errorf("%v: %d %s", wrong, r.Status, r.Body)
		}
	}
	s.score(s.mairi, id, 4)
	s.score(s.mairi, id, 3)
	v := s.view(id)
	if v.Criticality.Score == nil || *v.Criticality.Score != 3 || len(v.Criticality.Opinions) != 1 || v.Version != 1 {
		t.Errorf("scored twice: %+v, version %d", v.Criticality, v.Version)
	}
	if n := len(v.Acts); n != 2 || v.Acts[0].What != "scored" || v.Acts[0].Who != "Mairi" {
		t.Errorf("written down: %+v", v.Acts)
	}
}

func TestCriticality_ASecondOpinionIsAColleaguesOwn(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.score(s.mairi, id, 2)
	for range 2 { // asking twice is asking once
		s.as(s.mairi, "POST", base+"/stories/"+id+"/second-opinion", map[string]any{})
	}
	if n := len(s.wanted(s.mairi).Second); n != 0 {
		t.Errorf("she is asked herself: %d", n)
	}
	wanted := s.wanted(s.iain).Second
	if len(wanted) != 1 || wanted[0].Asked != "Mairi" {
		t.Fatalf("he is asked: %+v", wanted)
	}
	path := base + "/opinions/" + wanted[0].ID
	if r := s.as(s.mairi, "POST", path, map[string]any{"score": 5}); r.Status != http.StatusConflict {
		t.Errorf("she answers herself: %d", r.Status)
	}
	if r := s.as(s.iain, "POST", path, map[string]any{"score": 4, "note": "The fall."}); r.Status != http.StatusOK {
		t.Errorf("he answers: %d %s", r.Status, r.Body)
	}
	if r := s.as(s.iain, "POST", path, map[string]any{"score": 1}); r.Status != http.StatusConflict {
		t.Errorf("he answers twice: %d", r.Status)
	}
	c := s.view(id).Criticality
	if *c.Score != 2 || c.Asked || len(c.Opinions) != 2 || c.Opinions[1].Who != "Iain" || c.Opinions[1].Score != 4 || c.Opinions[1].Note != "The fall." {
		t.Errorf("both stand side by side: %+v", c)
	}
	s.withdraw(id)
	if r := s.score(s.mairi, id, 1); r.Status != http.StatusGone {
		t.Errorf("a story that was taken back is scored: %d", r.Status)
	}
}

func TestCriticality_TheMonthsSampleIsReadBlindAndComparedFairly(t *testing.T) {
	s := newScene(t)
	firsts := []int{0, 2, 5}
	for _, score := range firsts {
		s.score(s.mairi, s.published(), score)
	}
	s.published() // nobody scored this one
	s.Pass(40 * 24 * time.Hour)
	for range 2 { // the second time draws nothing
		must(flow.DrawBlindSample(s.App))(t)
	}
	if n := len(s.wanted(s.mairi).Blind); n != 0 {
		t.Errorf("%d of the sample are for whoever scored them first", n)
	}
	wanted := s.wanted(s.iain).Blind
	if len(wanted) != len(firsts) {
		t.Fatalf("%d to read, not %d", len(wanted), len(firsts))
	}
	for _, w := range wanted {
		r := s.as(s.iain, "GET", base+"/opinions/"+w.ID, nil)
		if r.Status != http.StatusOK || strings.Contains(r.Body, "Mairi") || strings.Contains(r.Body, `"score":2`) && strings.Contains(r.Body, `"opinions"`) {
			t.Errorf("it is not blind: %s", r.Body)
		}
		first := must(records.ReadingOf(s.App, must(records.FindScore(s.App, w.ID))(t).Story()))(t)
		value, _ := first.Value()
		s.as(s.iain, "POST", base+"/opinions/"+w.ID, map[string]any{"score": value})
	}
	a := s.wanted(s.iain).Agreement
	if len(a) != 1 || a[0].Pairs != 3 || a[0].Open != 0 || a[0].Kappa == nil || *a[0].Kappa != 1 {
		t.Errorf("agreement: %+v", a)
	}
}

// opinionsAnswer is what the desk says of second readings.
type opinionsAnswer struct {
	Second    []opinionRow    `json:"second"`
	Blind     []opinionRow    `json:"blind"`
	Agreement []agreementView `json:"agreement"`
}

func (s *scene) wanted(m *records.Moderator) (a opinionsAnswer) {
	s.t.Helper()
	s.as(m, "GET", base+"/opinions", nil).fill(s.t, &a)
	return a
}

func (s *scene) withdraw(id string) {
	s.t.Helper()
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(s.t).Id, id))
}

func TestBrowser_AStoryIsScoredWithTheCriteriaInSightAndReadASecondTime(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Better = []string{"waiting"} })
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitFor("#desk_score_3")
	page := b.Page()
	page.Has(".desk-criticality", "Moderately critical", "Care fell short", "Look at 1 to 3 first")
	page.HasNot(".desk-criticality input[checked]")
	b.Press("d")
	b.WaitFor("#desk_criticality:focus")
	b.TabTo("#desk_score_3, #desk_score_0") // the six are one stop
	for range 3 {
		b.Press(testkit.KeyDown) // the arrows choose among them, and store none they pass
	}
	if _, scored := s.stored(id).Criticality(); scored {
		t.Error("a number that was passed on the way is stored")
	}
	b.Press(testkit.KeyEnter)
	b.WaitForText("Scored.")
	b.WaitFor("#desk_score_3:focus")
	press(b, "#desk_second")
	b.WaitFor("#desk_second_asked")
	b.WaitFor("#desk_criticality:focus")
	b.Screenshot("criticality")
	accessible(t, b)
	if score, _ := s.stored(id).Criticality(); score != 3 {
		t.Errorf("stored: %d", score)
	}

	iain := s.signIn("iain@candour.example")
	iain.WaitFor("#desk_opinions")
	press(iain, "#desk_opinions")
	iain.WaitFor(`.desk-row[href^="#/desk/opinions/"]`)
	iain.Screenshot("opinions")
	accessible(t, iain)
	iain.Click(".desk-row")
	iain.WaitFor("#desk_opinion_4")
	iain.TabTo("#desk_opinion_0")
	for range 4 {
		iain.Press(testkit.KeyDown)
	}
	iain.Screenshot("opinion")
	accessible(t, iain)
	press(iain, "#desk_send")
	iain.WaitForText("Nobody is asking.")
}
