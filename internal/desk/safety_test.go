package desk

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func (s *scene) safety(m *records.Moderator, id, kind, outcome, step, words string) reply {
	s.t.Helper()
	return s.as(m, "POST", base+"/stories/"+id+"/safety", map[string]any{"kind": kind, "outcome": outcome, "step": step, "words": words})
}

func (s *scene) safetyOf(id string) safetyView {
	s.t.Helper()
	var v safetyView
	s.as(s.iain, "GET", base+"/stories/"+id+"/safety", nil).fill(s.t, &v)
	return v
}

func (s *scene) inDanger() []queueRow {
	s.t.Helper()
	return s.queue(s.iain, "show=safety").Rows
}

func TestSafety_IsWalkedByTwo_Recorded_AndHoldsTheStoryBackMeanwhile(t *testing.T) {
	s := newScene(t)
	id := s.told()
	if r := s.safety(s.mairi, id, "chosen", "serious", "", ""); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "what worries you") {
		t.Errorf("without words: %d %s", r.Status, r.Body)
	}
	s.safety(s.mairi, id, "chosen", "serious", "", "She writes that he still hits her.")
	if r := s.safety(s.mairi, id, "agreed", "serious", "", ""); r.Status != http.StatusForbidden {
		t.Errorf("she agrees with herself: %d", r.Status)
	}
	d := flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id}
	if _, err := flow.PublishStory(s.App, d); !errors.Is(err, story.ErrInDanger) {
		t.Errorf("published meanwhile: %v", err)
	}
	if rows := s.inDanger(); len(rows) != 1 || rows[0].Page != "stories/"+id+"/safety" || !slices.Contains(rows[0].Labels, label{Words: "5 steps left"}) ||
		!slices.Contains(rows[0].Labels, label{"A colleague has to look", "warning"}) || !strings.Contains(rows[0].About, "Mairi chose this") {
		t.Errorf("on the desk: %+v", rows)
	}
	if labels := s.queue(s.iain, "").Rows[0].Labels; len(labels) == 0 || !strings.Contains(labels[len(labels)-1].Words, "looking after somebody’s safety") {
		t.Errorf("a colleague is not told in the list: %+v", labels)
	}
	if c := s.view(id).Safety; c == nil || !c.Bars || c.Agreed || c.Left != 5 || !strings.Contains(c.Still, "can’t be published before this is closed. Still open: steps 1, 2, 3, 4 and 5; a colleague’s agreement (not yours") || c.By != "Mairi" {
		t.Errorf("beside the story: %+v", c)
	}
	other := s.told()
	for m, page := range map[*records.Moderator]string{s.mairi: "stories/" + other, s.iain: "stories/" + id + "/safety"} {
		if a := s.next(m); a.Page != page { // who chose the way waits for the colleague's word, and reads on
			t.Errorf("%s is offered %q, not %q", m.Name(), a.Page, page)
		}
	}
	s.safety(s.iain, id, "doubted", "means-harm", "", "She is in care there, I think.")
	s.safety(s.iain, id, "agreed", "serious", "", "")
	o, _ := story.OutcomeOf("serious")
	for _, step := range o.Steps {
		if r := s.safety(s.iain, id, "closed", "serious", "", "Safe."); r.Status != http.StatusUnprocessableEntity {
			t.Errorf("closed too early: %d", r.Status)
		}
		if r := s.safety(s.mairi, id, "done", "serious", step.Code, "Spoke to the desk."); r.Status != http.StatusOK {
			t.Errorf("%s: %d %s", step.Code, r.Status, r.Body)
		}
	}
	if r := s.safety(s.mairi, id, "done", "serious", "minutes", "Once more."); r.Status != http.StatusConflict {
		t.Errorf("a step twice: %d", r.Status)
	}
	s.safety(s.mairi, id, "closed", "serious", "", "She is with her sister.")
	v := s.safetyOf(id)
	if v.Open || v.Agreed != "Iain" || len(v.Events) != 9 || v.Events[1].Who != "Iain" || v.Events[1].Kind != "doubted" || len(s.inDanger()) != 0 {
		t.Errorf("closed: %+v", v)
	}
	if c := s.view(id).Safety; c != nil {
		t.Errorf("beside the story, afterwards: %+v", c)
	}
	if _, err := flow.PublishStory(s.App, d); !errors.Is(err, flow.ErrSenior) {
		t.Errorf("afterwards, by a moderator alone: %v", err)
	}
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	if _, err := flow.PublishStory(s.App, d); err != nil {
		t.Errorf("afterwards, when who agreed is a senior moderator: %v", err)
	}
	s.checkSafetyRecord(id)
}

// checkSafetyRecord finds in the story's record that something was done, nine
// times, and nothing of what.
func (s *scene) checkSafetyRecord(id string) {
	s.t.Helper()
	n := 0
	for _, a := range must(records.ActsOnStory(s.App, id))(s.t) {
		switch a.What() {
		case "worried", "seconded", "doubted", "helped", "calmed":
			n++
			if a.Reason()+a.Note() != "" || a.By() == "" {
				s.t.Errorf("the record tells more: %+v", a)
			}
		}
	}
	if n != 9 {
		s.t.Errorf("%d acts in the record, want 9", n)
	}
}

func TestSafety_GoesOnWhenTheAuthorTakesTheStoryBack_AndEndsWithAnErasure(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.safety(s.mairi, id, "chosen", "author-acts", "", "She may be made to stop.")
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	if rows := s.inDanger(); len(rows) != 1 || !strings.HasPrefix(rows[0].Title, "A story that its author took back") {
		t.Errorf("after taking it back: %+v", rows)
	}
	if v := s.safetyOf(id); !v.Open || v.Title != "" || len(v.Events) != 1 {
		t.Errorf("the case: %+v", v)
	}
	if r := s.safety(s.iain, id, "chosen", "serious", "", "We tell the council ourselves."); r.Status != http.StatusOK {
		t.Errorf("another way: %d %s", r.Status, r.Body)
	}
	s.ok(flow.EraseAuthor(s.App, s.author.Id))
	if n := must(s.CountRecords("safeguardings"))(t); n != 0 || len(s.inDanger()) != 0 {
		t.Errorf("%d rows are left after the erasure", n)
	}
}

func TestSafety_AnApprovedStoryIsNotPublishedByTheClockMeanwhile(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Edits = "show-me" })
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id, Words: &records.Words{Title: "All night", Text: "She stayed.", ScreenName: "harbourlight"}, Reasons: story.ReasonsFor("offensive")})
	s.ok(err)
	s.safety(s.mairi, id, "chosen", "serious", "", "I read it again, and worry.")
	s.Pass(30 * 24 * time.Hour)
	if n := must(flow.GoOnByClock(s.App))(t); n != 0 || s.stored(id).State() != story.Approved {
		t.Errorf("the clock published %d, it is %s", n, s.stored(id).State())
	}
}

func TestSafety_WhomToCallIsWrittenDownByASeniorModeratorOrTheOrganisation(t *testing.T) {
	s := newScene(t)
	id := s.told()
	path, desk := base+"/organisations/"+s.board.Id+"/escalation", map[string]any{"who": "Duty manager", "phone": "01224 000000"}
	if r := s.as(s.mairi, "POST", path, desk); r.Status != http.StatusForbidden {
		t.Errorf("a moderator: %d", r.Status)
	}
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	if r := s.as(s.mairi, "POST", path, map[string]any{"who": "Duty manager"}); r.Status != http.StatusUnprocessableEntity {
		t.Errorf("no way to reach them: %d", r.Status)
	}
	if r := s.as(s.mairi, "POST", base+"/organisations/nobody/escalation", desk); r.Status != http.StatusNotFound {
		t.Errorf("an organisation that is none: %d", r.Status)
	}
	s.as(s.mairi, "POST", path, desk)
	if v := s.safetyOf(id); len(v.Bodies) != 1 || v.Bodies[0].Call == nil || v.Bodies[0].Call.Phone != "01224 000000" || !strings.Contains(v.Bodies[0].Set, "senior") {
		t.Errorf("written down: %+v", v.Bodies)
	}
	whom := story.Escalation{Who: "Site desk", Email: "desk@grampian.example"}
	if err := flow.SetEscalation(s.App, s.board.Id, whom, "", s.member.Id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("a responder: %v", err)
	}
}

func TestSafety_EveryKindOfHelpIsThere(t *testing.T) {
	s := newScene(t)
	v := s.safetyOf(s.told())
	there := map[string]bool{}
	for _, h := range v.Helpers {
		there[h.For] = h.Phone+h.URL != ""
	}
	messages := map[string]bool{}
	for _, m := range v.Messages {
		messages[m.ID] = true
	}
	for _, o := range v.Outcomes {
		for _, step := range o.Steps {
			for _, who := range step.Tell {
				if who != story.TellService && who != story.TellAuthor && !there[who] {
					t.Errorf("%s, %s: there is no %s to turn to", o.Code, step.Code, who)
				}
			}
			if step.Message != "" && !messages[step.Message] {
				t.Errorf("%s, %s: there are no words %q to begin with", o.Code, step.Code, step.Message)
			}
		}
	}
}

func TestSafety_WhoAnswersNowComesFirst_AndAShortAnswerIsARecord(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Text = "The nurse was kind. I want to end my life tonight! Nobody knows." })
	s.Pass((time.Duration(6-int(s.Now().Weekday())+7) % 7) * 24 * time.Hour) // to a Saturday
	v := s.safetyOf(id)
	last := ""
	for _, h := range v.Helpers {
		if h.For == story.TellAdult || h.For == story.TellChild {
			if rank := map[string]string{"yes": "1", "": "2", "no": "3"}[h.Now]; rank < last {
				t.Errorf("%s stands behind somebody who answers less surely", h.Name)
			} else {
				last = rank
			}
		}
	}
	if last != "3" || v.Helpers[0].Now != "yes" {
		t.Errorf("at a weekend: %+v", v.Helpers)
	}
	if v.Fits != "means-harm" || len(v.Passages) != 1 || v.Passages[0] != "I want to end my life tonight!" || v.Outcome != "" {
		t.Errorf("what the words fit: %q %q", v.Fits, v.Passages)
	}
	s.safety(s.mairi, id, "chosen", v.Fits, "", v.Passages[0])
	came := func(step, came, whom, words string) reply {
		return s.as(s.mairi, "POST", base+"/stories/"+id+"/safety", map[string]any{"kind": "done", "outcome": "means-harm", "step": step, "came": came, "whom": whom, "words": words})
	}
	if r := came("manager", "left-out", "", ""); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "why it was left out") {
		t.Errorf("left out without a word: %d %s", r.Status, r.Body)
	}
	came("police", "told", "Police Scotland", "")
	if v := s.safetyOf(id); v.Done["police"] != "Told Police Scotland." || len(v.Done) != 1 || !v.Bars {
		t.Errorf("after a short answer: %+v", v.Done)
	}
}
