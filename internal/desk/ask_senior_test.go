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

func (s *scene) askSenior(m *records.Moderator, id string, version int, note string) reply {
	return s.as(m, "POST", base+"/stories/"+id+"/ask-senior", map[string]any{"version": version, "note": note})
}

func TestAStoryIsGivenToASeniorModeratorWithANoteAndComesBackWithOne(t *testing.T) {
	s := newScene(t)
	id, sal := s.told(), s.senior("sal@candour.example", "Sal")
	var done decided
	r := s.askSenior(s.mairi, id, 1, " Is “they let her fall” blame? ")
	r.fill(t, &done)
	if v := done.Story; r.Status != http.StatusOK || v.State != "held" || v.HeldFor != "senior" || v.Version != 2 {
		t.Fatalf("asked: %d %s", r.Status, r.Body)
	}
	if a := s.view(id).Acts; len(a) != 1 || a[0].Who != "Mairi" || a[0].What != "held" || a[0].Note != "Is “they let her fall” blame?" {
		t.Errorf("a senior moderator reads %+v", a)
	}
	if h := s.history(id, ""); !slices.ContainsFunc(h.Entries, func(e historyEntry) bool {
		return e.What == "held" && strings.Contains(strings.Join(e.Words, ""), "let her fall")
	}) {
		t.Errorf("its history does not show the note: %+v", h.Entries)
	}
	for _, m := range []*records.Moderator{s.mairi, sal} {
		q := s.queue(m, "show=senior")
		if len(q.Rows) != 1 || q.Rows[0].ID != id || q.Counts["senior"] != 1 || q.Counts["held"] != 0 {
			t.Errorf("%s sees %+v, counts %v", m.Name(), q.Rows, q.Counts)
		}
		if first := q.Queues[0].Key; (first == seniorQueue) != m.Senior() || len(q.Queues) != len(queues) {
			t.Errorf("the first of %d queues of %s is %s", len(q.Queues), m.Name(), first)
		}
	}
	if r := s.askSenior(s.iain, id, 2, "And is the ward right?"); r.Status != http.StatusOK || s.stored(id).HeldFor() != "senior" {
		t.Errorf("a second note: %d %s", r.Status, r.Body)
	}
	if r := s.askSenior(sal, id, 3, "It is not: publish it."); r.Status != http.StatusOK || s.stored(id).State() != story.Submitted || s.stored(id).HeldFor() != "" {
		t.Errorf("given back: %d %s", r.Status, r.Body)
	}
	if a := s.view(id).Acts; a[2].Who != "Sal" || a[2].What != "returned" || a[2].Note != "It is not: publish it." {
		t.Errorf("the desk reads %+v", a)
	}
}

func TestASeniorActsOnWhatTheyWereAskedAboutAsOnAnyStory(t *testing.T) {
	s := newScene(t)
	id, sal := s.told(), s.senior("sal@candour.example", "Sal")
	s.askSenior(s.mairi, id, 1, "Publish it?")
	if r := s.as(sal, "POST", base+"/stories/"+id+"/publish", map[string]any{"version": 2}); r.Status != http.StatusOK || s.stored(id).State() != story.Published {
		t.Errorf("%d %s", r.Status, r.Body)
	}
}

func TestAStoryIsNotGivenToASenior_WithoutANoteOrByAnOldVersionOrWhenItIsGone(t *testing.T) {
	s := newScene(t)
	id := s.told()
	for note, says := range map[string]string{
		" \n ":                      "Write what there is to decide",
		"Ring 01632 960733 and ask": "Leave out e-mail addresses, phone numbers and postcodes",
		strings.Repeat("a ", 501):   "Use 1,000 characters at most",
	} {
		if r := s.askSenior(s.mairi, id, 1, note); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"note"`) || !strings.Contains(r.Body, says) {
			t.Errorf("%.20q: %d %s", note, r.Status, r.Body)
		}
	}
	if r := s.askSenior(s.mairi, id, 7, "Publish it?"); r.Status != http.StatusConflict {
		t.Errorf("another version: %d %s", r.Status, r.Body)
	}
	if st := s.stored(id); st.State() != story.Submitted || st.Version() != 1 {
		t.Errorf("it is %s, version %d", st.State(), st.Version())
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	if r := s.askSenior(s.mairi, id, 1, "Publish it?"); r.Status != http.StatusGone || strings.Contains(r.Body, "She stayed") {
		t.Errorf("taken back: %d %s", r.Status, r.Body)
	}
}
