package desk

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
)

func TestWhatOneHasOpenIsToldToColleaguesAndTheirsUntilItIsTakenOver(t *testing.T) {
	s := newScene(t)
	id := s.told()
	if a := s.claim(s.mairi, id, false); a.Claim == nil || !a.Claim.Mine || a.Claim.Since != "12:00" {
		t.Fatalf("Mairi opens it: %+v", a.Claim)
	}
	s.Pass(10 * time.Minute)
	if a := s.claim(s.iain, id, false); a.Claim == nil || a.Claim.Mine || a.Claim.Who != "Mairi" || a.Claim.Since != "12:00" {
		t.Errorf("Iain opens it: %+v", a.Claim)
	}
	if c := s.queue(s.iain, "").Rows[0].Claim; c == nil || c.Who != "Mairi" || c.Mine {
		t.Errorf("Iain's queue says %+v", c)
	}
	s.Pass(flow.ClaimLasts - 11*time.Minute)
	s.claim(s.mairi, id, false) // renewed a minute before it would end
	s.Pass(2 * time.Minute)
	if a := s.claim(s.iain, id, false); a.Claim.Mine {
		t.Error("a claim that was renewed has ended")
	}
	if a := s.claim(s.iain, id, true); !a.Claim.Mine {
		t.Errorf("Iain takes it over: %+v", a.Claim)
	}
	if v := s.view(id); len(v.Acts) != 1 || v.Acts[0].Who != "Iain" || v.Acts[0].What != "took-over" || v.Version != 1 {
		t.Errorf("the record says %+v", v.Acts)
	}
	if a := s.claim(s.mairi, id, false); a.Claim.Mine || a.Claim.Who != "Iain" {
		t.Errorf("Mairi is told %+v", a.Claim)
	}
	s.as(s.mairi, "POST", base+"/stories/"+id+"/unclaim", map[string]any{}) // closes no claim but her own
	if a := s.claim(s.mairi, id, false); a.Claim.Mine {
		t.Error("Mairi closed what Iain has open")
	}
	publish := func() reply {
		return s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", map[string]any{"version": 1})
	}
	if r := publish(); r.Status != http.StatusLocked || !strings.Contains(r.Body, "Iain has this open, until 13:01") || s.stored(id).State() != "submitted" {
		t.Errorf("she decides on what Iain has open: %d %s", r.Status, r.Body)
	}
	s.claim(s.mairi, id, true)
	if r := publish(); r.Status != http.StatusOK {
		t.Errorf("she took it over, and is refused: %d %s", r.Status, r.Body)
	}
	if a := s.claim(s.iain, id, true); a.Claim != nil {
		t.Errorf("what is decided is claimed: %+v", a.Claim)
	}
}

func TestAClaimEndsByItselfAndWhenItIsLeft(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.claim(s.mairi, id, false)
	s.Pass(flow.ClaimLasts)
	if c := s.queue(s.iain, "").Rows[0].Claim; c != nil {
		t.Errorf("it has ended and is shown: %+v", c)
	}
	if a := s.claim(s.iain, id, false); !a.Claim.Mine {
		t.Errorf("it has ended, and Iain is told %+v", a.Claim)
	}
	if v := s.view(id); len(v.Acts) != 0 {
		t.Errorf("taking what is free is recorded: %+v", v.Acts)
	}
	s.as(s.iain, "POST", base+"/stories/"+id+"/unclaim", map[string]any{})
	if a := s.claim(s.mairi, id, false); !a.Claim.Mine {
		t.Errorf("it was left, and Mairi is told %+v", a.Claim)
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/claim", map[string]any{}); r.Status != http.StatusOK || strings.Contains(r.Body, "who") {
		t.Errorf("a story that was taken back: %d %s", r.Status, r.Body)
	}
	s.ok(flow.EraseAuthor(s.App, s.author.Id))
	if n := must(s.CountRecords("claims"))(t); n != 0 {
		t.Errorf("%d claims outlive the story", n)
	}
}

func TestTwoWhoOpenOneStoryInTheSameInstant_OneHasItAndTheOtherIsTold(t *testing.T) {
	s := newScene(t)
	id := s.told()
	i := records.Item{Story: id}
	for round := range 200 {
		var wait sync.WaitGroup
		claims, errs := make([]*records.Claim, 2), make([]error, 2)
		for n, m := range []*records.Moderator{s.mairi, s.iain} {
			wait.Go(func() { claims[n], errs[n] = flow.Claim(s.App, i, m.Id, false) })
		}
		wait.Wait()
		won := 0
		for n := range errs {
			switch {
			case errs[n] == nil:
				won++
			case !errors.Is(errs[n], flow.ErrClaimed):
				t.Fatal(errs[n])
			}
		}
		if won != 1 || claims[0].Moderator() != claims[1].Moderator() {
			t.Fatalf("round %d: %d have it", round, won)
		}
		s.ok(flow.Unclaim(s.App, i, claims[0].Moderator()))
	}
}

// TestEveryActOnWhatAColleagueHasOpenIsRefusedAndWhatCannotWaitIsNot asks the desk's doors
// themselves, without the panel.
func TestEveryActOnWhatAColleagueHasOpenIsRefusedAndWhatCannotWaitIsNot(t *testing.T) {
	s := newScene(t)
	told, public := s.told(), s.published()
	answer := s.answered()
	look, review := s.underReview()
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	asked, answered := s.toBeAsked(), s.toBeAsked()
	question := map[string]string{}
	for _, id := range []string{asked, answered} {
		s.ok(flow.AskService(s.App, flow.QuestionToService{Decision: flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id, Note: "Which bay has the blue door?"}, Service: s.ward.Id, Days: 2}))
		question[id] = must(records.QuestionsOfStory(s.App, id))(t)[0].Id
	}
	s.answer(answered, "Bay 4.")
	s.report(public, "untrue", "It was another ward.")
	report := s.reportsOf(public).Reports[0].ID
	for _, path := range []string{"/stories/" + told, "/stories/" + public, "/responses/" + answer, "/stories/" + look, "/stories/" + asked, "/stories/" + answered} {
		s.as(s.mairi, "POST", base+path+"/claim", map[string]any{})
	}
	words := map[string]any{"title": "A title", "text": "Some words.", "screenName": "heron"}
	acts := map[string]map[string]any{
		"/stories/" + told + "/edit":         {"version": 1, "words": words},
		"/stories/" + told + "/publish":      {"version": 1},
		"/stories/" + told + "/reject":       {"version": 1, "reason": "not-about-care", "note": "It is about parking."},
		"/stories/" + told + "/ask":          {"version": 1, "note": "When was it?"},
		"/stories/" + told + "/ask-senior":   {"version": 1, "note": "Is this one to publish?"},
		"/stories/" + told + "/ask-service":  {"version": 1, "service": s.ward.Id, "note": "Which ward was it?"},
		"/stories/" + told + "/score":        {"score": 2},
		"/stories/" + told + "/message":      {"note": "Thank you for your words."},
		"/stories/" + told + "/message/done": {},
		"/stories/" + public + "/reports":    {"reports": []string{report}, "outcome": "keeps-rules"},
		"/stories/" + told + "/add-service":  {"version": 1, "service": map[string]any{"name": "Stroke Ward", "town": "Aberdeen", "kind": "ward"}},
		"/looks/" + review + "/decide":       {"outcome": "published", "answer": "It is your practice."},

		"/questions/" + question[asked] + "/take-back": {},
		"/questions/" + question[answered] + "/done":   {},

		"/responses/" + answer + "/publish": {"version": 1},
		"/responses/" + answer + "/reject":  {"version": 1, "reason": "not-an-answer", "note": "It answers another story."},
	}
	for path, body := range acts {
		if r := s.as(s.iain, "POST", base+path, body); r.Status != http.StatusLocked || !strings.Contains(r.Body, "Mairi has this open, until 13:00") {
			t.Errorf("%s: %d %s", path, r.Status, r.Body)
		}
	}
	if r := s.as(s.iain, "POST", base+"/stories/"+told+"/safety", map[string]any{"kind": "nonsense"}); r.Status == http.StatusLocked {
		t.Errorf("somebody’s safety waits for a claim: %s", r.Body)
	}
	s.Pass(flow.ClaimLasts) // she went home
	for path, body := range acts {
		if r := s.as(s.iain, "POST", base+path, body); r.Status == http.StatusLocked {
			t.Errorf("%s: refused for a claim that has ended", path)
		}
	}
}

func TestWhatWaitsAboutAPublicStoryIsHeldByWhoHasItOpen(t *testing.T) {
	s := newScene(t)
	asked, calm := s.message("Thank you, it was Ward 4."), s.published()
	if a := s.claim(s.mairi, calm, false); a.Claim != nil {
		t.Errorf("where nothing waits there is a claim: %+v", a.Claim)
	}
	if a := s.claim(s.mairi, asked, false); a.Claim == nil || !a.Claim.Mine {
		t.Fatalf("Mairi opens what an author wrote: %+v", a.Claim)
	}
	if c := s.queue(s.iain, "show=messages").Rows[0].Claim; c == nil || c.Who != "Mairi" || c.Mine {
		t.Errorf("Iain's list says %+v", c)
	}
	if r := s.as(s.iain, "POST", base+"/stories/"+asked+"/message/done", map[string]any{}); r.Status != http.StatusLocked {
		t.Errorf("Iain says that it needs no answer: %d %s", r.Status, r.Body)
	}
	s.claim(s.iain, asked, true)
	if r := s.as(s.iain, "POST", base+"/stories/"+asked+"/message/done", map[string]any{}); r.Status != http.StatusOK {
		t.Errorf("he took it over: %d %s", r.Status, r.Body)
	}
	s.safety(s.mairi, calm, "chosen", "means-harm", "", "She may be made to stop.")
	if a := s.claim(s.iain, calm, false); a.Claim == nil || !a.Claim.Mine || s.queue(s.mairi, "show=safety").Rows[0].Claim.Who != "Iain" {
		t.Errorf("Iain looks after somebody in danger: %+v", a.Claim)
	}
	if r := s.safety(s.mairi, calm, "done", "means-harm", "minutes", "Called 999."); r.Status != http.StatusOK {
		t.Errorf("somebody’s safety waits for a claim: %d %s", r.Status, r.Body)
	}
}
