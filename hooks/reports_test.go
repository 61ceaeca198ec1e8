package hooks

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// reported has a reader say that something is wrong with a story.
func (s *scene) reported(id, words string) *core.Record {
	s.t.Helper()
	s.ok(flow.ReportProblem(s.App, id, story.Report{Reason: "identifies", Words: words}))
	return s.row("reader_reports", "story", id)
}

func TestAReport_HoweverManyThereAre_ChangesNothingThatIsPublic(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	before := must(records.FindStory(s.App, id))(t)
	letters := must(s.CountRecords("letters"))(t)
	reasons := story.ReportReasons()
	for i := range 500 {
		if i%25 == 0 {
			s.Pass(time.Hour + time.Minute)
		}
		s.ok(flow.ReportProblem(s.App, id, story.Report{Reason: reasons[i%len(reasons)].Code, Words: fmt.Sprint("Take it down. ", i)}))
	}
	after := must(records.FindStory(s.App, id))(t)
	if after.State() != story.Published || after.Version() != before.Version() || after.Words() != before.Words() {
		t.Errorf("after 500 reports it is %s, version %d", after.State(), after.Version())
	}
	if n := must(records.CountOpenReports(s.App, id))(t); n != 500 {
		t.Errorf("%d of 500 reports wait", n)
	}
	if n := must(s.CountRecords("letters"))(t); n != letters {
		t.Errorf("%d letters were owed for reports", n-letters)
	}
}

func TestAReport_HoldsNobody_AndIsWrittenAndDealtWithOnce(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	r := s.reported(id, "Write to me at spy@example.org or ring 01224 555 0199, AB25 2ZN.")
	if got := r.GetString("words"); got != "Write to me at [e-mail address] or ring [phone number], [postcode]." {
		t.Errorf("stored: %q", got)
	}
	write := func(change func(r *core.Record)) error {
		r := must(s.FindRecordById("reader_reports", r.Id))(t)
		change(r)
		return s.Save(r)
	}
	for name, change := range map[string]func(r *core.Record){
		"other words":          func(r *core.Record) { r.Set("words", "It was me.") },
		"another story":        func(r *core.Record) { r.Set("story", s.published()) },
		"dealt with by nobody": func(r *core.Record) { r.Set("doneAt", s.Now()); r.Set("outcome", "acted") },
		"dealt with tomorrow": func(r *core.Record) {
			records.FactsOfReport(r).SetDone(s.moderator.Id, "acted", s.Now().AddDate(0, 0, 1))
		},
		"dealt with for no end": func(r *core.Record) { records.FactsOfReport(r).SetDone(s.moderator.Id, "", s.Now()) },
	} {
		if err := write(change); err == nil {
			t.Errorf("%s: stored", name)
		}
	}
	s.ok(flow.DealWithReports(s.App, id, s.moderator.Id, []string{r.Id}, "keeps-rules"))
	if err := flow.DealWithReports(s.App, id, s.moderator.Id, []string{r.Id}, "acted"); !errors.Is(err, story.ErrStep) {
		t.Errorf("dealt with twice: %v", err)
	}
	if err := records.WriteReaderReport(s.App, id, story.Report{Reason: "other", Words: "spy@example.org"}, s.Now()); err == nil {
		t.Error("an address is stored by another door")
	}
	if err := records.WriteReaderReport(s.App, s.told(), story.Report{Reason: "other", Words: "It."}, s.Now()); err == nil {
		t.Error("a report on a story that nobody can read is stored")
	}
}

func TestAReport_GoesWithTheStory_WhenItIsTakenBackOrTakenDown(t *testing.T) {
	s := newScene(t, with(t, promises))
	canary := testkit.Canary{Name: "a reader's words", Value: "neighbour of a kingfisher"}
	id := s.published()
	s.reported(id, "She is the neighbour of a kingfisher.")
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
	down := s.published()
	s.reported(down, "She is the neighbour of a kingfisher.")
	v := must(records.FindStory(s.App, down))(t).Version()
	s.ok(flow.RemoveStory(s.App, flow.Decision{StoryID: down, Version: v, Moderator: s.senior(s.another("senga@candour.example")).Id, Reason: "legal-process", Note: "A court asks us to."}))
	if n := must(s.CountRecords("reader_reports"))(t); n != 0 {
		t.Errorf("%d reports are left", n)
	}
	s.ok(flow.Checkpoint(s.App))
	testkit.NoCanaries(t, s.DataDir(), canary)
}
