package desk

import (
	"net/http"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func (s *scene) report(id, reason, words string) {
	s.t.Helper()
	s.ok(flow.ReportProblem(s.App, id, story.Report{Reason: reason, Words: words}))
}

func (s *scene) reported(m *records.Moderator) []queueRow {
	s.t.Helper()
	return s.queue(m, "show=reports").Rows
}

func (s *scene) reportsOf(id string) (v reportsAnswer) {
	s.t.Helper()
	s.as(s.mairi, "GET", base+"/stories/"+id+"/reports", nil).fill(s.t, &v)
	return v
}

func TestReports_DangerFirst_ReadWithTheStory_AndDealtWithTogetherOnRecord(t *testing.T) {
	s := newScene(t)
	first, second := s.published(), s.published()
	s.report(first, "untrue", "It was another ward.")
	s.report(first, "offensive", "")
	s.report(second, "danger", "He comes back tonight.")
	rows := s.reported(s.iain)
	danger, two := label{"Danger now", "danger"}, label{Words: "2 reports"}
	if len(rows) != 2 || rows[0].ID != second || rows[0].Labels[0] != danger || len(rows[1].Labels) != 1 || rows[1].Labels[0] != two || !strings.Contains(rows[1].About, " · ") {
		t.Fatalf("listed: %+v", rows)
	}
	if q := s.queue(s.mairi, ""); q.Counts["reports"] != 2 {
		t.Errorf("counted: %d", q.Counts["reports"])
	}
	if v := s.view(first); v.Reports != 2 {
		t.Errorf("beside the story: %d", v.Reports)
	}
	v := s.reportsOf(first)
	if v.Open != 2 || v.Title == "" || v.Text == "" || v.Reports[0].Words != "It was another ward." {
		t.Fatalf("read: %+v", v)
	}
	path := base + "/stories/" + first + "/reports"
	if r := s.as(s.mairi, "POST", path, map[string]any{}); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "at least one") {
		t.Errorf("nothing chosen: %d %s", r.Status, r.Body)
	}
	both := map[string]any{"reports": []string{v.Reports[0].ID, v.Reports[1].ID, s.reportsOf(second).Reports[0].ID}, "outcome": "keeps-rules"}
	s.as(s.mairi, "POST", path, both).fill(t, &v)
	if v.Open != 0 || v.Reports[0].Outcome == "" || v.Reports[0].DoneBy != "Mairi" {
		t.Errorf("dealt with: %+v", v)
	}
	if r := s.as(s.iain, "POST", path, both); r.Status != http.StatusConflict || !strings.Contains(r.Body, "A colleague has dealt with this") {
		t.Errorf("by a colleague: %d %s", r.Status, r.Body)
	}
	if rows := s.reported(s.iain); len(rows) != 1 || rows[0].ID != second {
		t.Errorf("left: %+v: a report on another story went along", rows)
	}
	read := 0
	for _, a := range s.view(first).Acts {
		if a.What == "report-read" && a.Reason == "keeps-rules" && a.Who == "Mairi" {
			read++
		}
	}
	if read != 2 || s.stored(first).State() != story.Published {
		t.Errorf("%d acts; the story is %s", read, s.stored(first).State())
	}
	s.withdraw(second)
	if r := s.as(s.mairi, "GET", base+"/stories/"+second+"/reports", nil); r.Status != http.StatusGone || strings.Contains(r.Body, "tonight") {
		t.Errorf("of a story that was taken back: %d %s", r.Status, r.Body)
	}
	if rows := s.reported(s.iain); len(rows) != 0 {
		t.Errorf("listed after it was taken back: %+v", rows)
	}
}

func TestBrowser_AReportIsReadAndDealtWithByKeyboard(t *testing.T) {
	s := newScene(t)
	id := s.published()
	s.report(id, "danger", "He comes back tonight.")
	s.report(id, "untrue", "It was another ward.")
	b := s.signIn("mairi@candour.example")
	b.WaitFor(`[data-show="reports"]`)
	b.TabTo(`[data-show="reports"]`)
	b.Press(testkit.KeyEnter)
	b.WaitForText("Danger now")
	atBothWidths(t, b, "reports-list")
	b.TabTo(`[data-id="` + id + `"]`)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_reports_done")
	b.Page().Has(".desk-form", "2 reports to deal with", "He comes back tonight.")
	atBothWidths(t, b, "reports-story")
	b.ExpectComplaint("422")
	b.TabTo("#desk_reports_done")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Choose at least one report.")
	b.WaitFor("#desk_open_reports input:focus")
	b.Press(testkit.KeySpace)
	b.TabTo("#desk_reports_all")
	b.Press(testkit.KeyEnter)
	b.TabTo("#desk_outcome_keeps-rules")
	b.Press(testkit.KeySpace)
	b.TabTo("#desk_reports_done")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Every report on this story is dealt with.")
	atBothWidths(t, b, "reports-done")
	if v := s.reportsOf(id); v.Open != 0 {
		t.Errorf("%d are open", v.Open)
	}
}
