package desk

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func (s *scene) queue(m *records.Moderator, query string) (q queueAnswer) {
	s.t.Helper()
	s.as(m, "GET", base+"/queue?"+query, nil).fill(s.t, &q)
	return q
}

func (s *scene) claim(m *records.Moderator, id string, takeOver bool) (a claimAnswer) {
	s.t.Helper()
	s.as(m, "POST", base+"/stories/"+id+"/claim", map[string]bool{"takeOver": takeOver}).fill(s.t, &a)
	return a
}

func (s *scene) next(m *records.Moderator) (a offer) {
	s.t.Helper()
	s.as(m, "GET", base+"/next", nil).fill(s.t, &a)
	return a
}

// light is a story that nobody would call hard.
func light(t *story.Telling) { t.Text, t.Better = "Everyone was kind.", nil }

// hard is one that is.
func hard(t *story.Telling) {
	t.Text, t.Better = "My mother died after that fall.", []string{"nobody came"}
}

func idsOf(rows []queueRow) string {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

func TestEveryQueueIsListedCountedAndSaysWhatComesThere(t *testing.T) {
	s := newScene(t)
	response := s.answered()
	s.told()
	for _, q := range s.queue(s.mairi, "").Queues {
		want := map[string]int64{"submitted": 1, "changes": 1}[q.Key]
		if q.Count != want || q.Label == "" || q.Icon == "" || (q.Page == "") != (q.Empty != "") {
			t.Errorf("%+v", q)
		}
		if q.Page == "" {
			if got := s.queue(s.mairi, "show="+q.Key); got.Show != q.Key || int64(len(got.Rows)) != want || got.Fits != want {
				t.Errorf("%s shows %+v", q.Key, got)
			}
		}
	}
	if got := s.queue(s.mairi, "show=changes").Rows; len(got) != 1 || got[0].Key != "responses/"+response {
		t.Errorf("the response is listed as %+v", got)
	}
	if got := s.queue(s.mairi, "show=nosuch&from=-3&whose=nobody"); got.Show != "submitted" || len(got.Rows) != 1 {
		t.Errorf("an address that makes no sense shows %+v", got)
	}
	var counts struct{ Counts map[string]int64 }
	s.as(s.mairi, "GET", base+"/counts", nil).fill(t, &counts)
	if counts.Counts["submitted"] != 1 || counts.Counts["changes"] != 1 || len(counts.Counts) != len(queues) {
		t.Errorf("counts: %v", counts)
	}
}

func TestWhatWasLetThroughWaitsInTheQueueOfWhomItWaitsFor(t *testing.T) {
	s := newScene(t)
	underReview, _ := s.underReview()
	agreed := s.told(func(v *story.Telling) { v.Edits = "show-me" })
	r := s.as(s.mairi, "POST", base+"/stories/"+agreed+"/publish", map[string]any{"version": 1,
		"words": words{"She stayed", "She stayed with me.", "harbourlight"}, "reasons": anyReason})
	if s.stored(agreed).State() != story.Approved {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	for key, want := range map[string]string{"agreements": agreed, "reviews": underReview, "approved": "", "submitted": ""} {
		got := s.queue(s.iain, "show="+key)
		if idsOf(got.Rows) != want || got.Counts[key] != got.Fits {
			t.Errorf("%s holds %+v", key, got.Rows)
		}
	}
	q := s.queue(s.iain, "show=agreements")
	if q.Rows[0].Late != "" || len(q.Rows[0].Labels) != 1 || !strings.HasPrefix(q.Rows[0].Labels[0].Words, "Until 23 November 2026") || q.Counts["second_looks"] != 1 {
		t.Errorf("the queue says %+v %v", q.Rows[0], q.Counts)
	}
	s.Pass(8 * time.Hour) // in the evening
	evening := s.told()
	if r := s.as(s.mairi, "POST", base+"/stories/"+evening+"/publish", map[string]any{"version": 1}); r.Status != http.StatusOK {
		t.Fatal(r.Body)
	}
	if got := s.queue(s.iain, "show=approved"); idsOf(got.Rows) != evening {
		t.Errorf("in the evening, let through are %+v, and the story is %s", got.Rows, s.stored(evening).State())
	}
}

func TestTheQueueSaysWhatHasWaitedLongerThanItsAuthorWasTold(t *testing.T) {
	s := newScene(t)
	id := s.told() // Wednesday noon: promised by Thursday noon
	s.Pass(24*time.Hour - time.Minute)
	if r := s.queue(s.mairi, "").Rows[0]; r.Late != "" || r.Waiting != "7 hours" {
		t.Errorf("a minute before: %+v", r)
	}
	if got := s.queue(s.mairi, "late=1"); len(got.Rows) != 0 || got.Fits != 0 || got.Counts["submitted"] != 1 {
		t.Errorf("a minute before, %d are late", len(got.Rows))
	}
	s.Pass(time.Minute)
	if r := s.queue(s.mairi, "late=1").Rows; len(r) != 1 || r[0].Late != "19 November 2026" || r[0].Waiting != "1 working day" {
		t.Errorf("when the time is over: %+v", r)
	}
	s.Pass(48 * time.Hour) // Saturday
	s.told()
	if r := s.queue(s.mairi, "").Rows; len(r) != 2 || r[1].Waiting != "just now" || r[0].Waiting != "2 working days" {
		t.Errorf("on Saturday: %+v", r)
	}
	s.Pass(time.Hour)
	if r := s.queue(s.mairi, "").Rows; r[1].Waiting != "outside office hours so far" {
		t.Errorf("on Saturday: %+v", r)
	}
	s.as(s.mairi, "POST", base+"/stories/"+id+"/ask", map[string]any{"version": 1, "note": "Which ward?"})
	if r := s.queue(s.mairi, "show=held").Rows; len(r) != 1 || r[0].Late != "" {
		t.Errorf("a story whose author was asked: %+v", r)
	}
}

func TestTheQueueIsNarrowed(t *testing.T) {
	s := newScene(t)
	ward := s.told(light)
	clinic := s.told(light, func(t *story.Telling) { t.Services = []string{s.clinic.Id} })
	urgent := s.told(func(t *story.Telling) { t.Text = "I want to kill myself." })
	crime := s.told(func(t *story.Telling) { t.Text = "Somebody broke into my locker and stole my ring." })
	nowhere := s.told(light, func(t *story.Telling) { t.Services, t.ServiceText = nil, "100% by the bridge" })
	s.claim(s.mairi, ward, false)
	s.ok(flow.ScoreStory(s.App, ward, s.mairi.Id, 3))
	s.ok(flow.ScoreStory(s.App, clinic, s.mairi.Id, 0))
	for query, want := range map[string]string{
		"urgent=1":                   urgent + " " + crime,
		"urgent=2":                   urgent,
		"critical=0":                 ward + " " + clinic, // not scored is none
		"critical=3":                 ward,
		"critical=4&urgent=1":        "",
		"place=gray":                 clinic,
		"place=ELGIN":                clinic,
		"place=grampian&whose=mine":  ward,
		"place=%25":                  "",
		"place=_":                    "",
		"whose=mine":                 ward,
		"whose=free&place=aberdeen":  urgent + " " + crime,
		"whose=free&place=dr+gray's": clinic,
		"from=1":                     crime + " " + strings.Join([]string{ward, clinic, nowhere}, " "),
	} {
		got := s.queue(s.mairi, query)
		wantIDs := strings.Fields(want)
		gotIDs := strings.Fields(idsOf(got.Rows))
		if len(gotIDs) != len(wantIDs) {
			t.Errorf("%s: %v, want %v", query, gotIDs, wantIDs)
			continue
		}
		for _, id := range wantIDs {
			if !strings.Contains(idsOf(got.Rows), id) {
				t.Errorf("%s: %v, want %v", query, gotIDs, wantIDs)
			}
		}
		if !strings.HasPrefix(query, "from") && got.Fits != int64(len(wantIDs)) {
			t.Errorf("%s: %d fit, want %d", query, got.Fits, len(wantIDs))
		}
	}
	if got := s.queue(s.iain, "whose=mine"); len(got.Rows) != 0 {
		t.Errorf("what Mairi has open is told to be Iain's: %+v", got.Rows)
	}
	s.answered()
	if got := s.queue(s.mairi, "show=changes&place=elgin"); len(got.Rows) != 0 || got.Fits != 0 {
		t.Errorf("responses are not narrowed: %+v", got.Rows)
	}
	if got := s.queue(s.mairi, "show=changes&place=aberdeen&whose=free"); len(got.Rows) != 1 {
		t.Errorf("responses are narrowed too far: %+v", got.Rows)
	}
}

func TestAModeratorKeepsViewsOfTheirOwn(t *testing.T) {
	s := newScene(t)
	keep := func(name string) reply {
		return s.as(s.mairi, "POST", base+"/views", map[string]any{"name": name, "query": map[string]string{"place": "Elgin & Moray", "late": "1", "critical": "2", "urgent": "2", "nosuch": "x"}})
	}
	for _, name := range []string{"", strings.Repeat("x", 61)} {
		if r := keep(name); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"name"`) {
			t.Errorf("%q: %d %s", name, r.Status, r.Body)
		}
	}
	for n := range flow.MostViews {
		if r := keep(fmt.Sprint("View ", n)); r.Status != http.StatusOK {
			t.Fatalf("%d: %s", n, r.Body)
		}
	}
	if r := keep("One more"); r.Status != http.StatusUnprocessableEntity {
		t.Errorf("one too many: %d", r.Status)
	}
	if r := keep("View 3"); r.Status != http.StatusOK {
		t.Errorf("the same name again: %d %s", r.Status, r.Body)
	}
	views := s.queue(s.mairi, "").Views
	if len(views) != flow.MostViews || views[0].Query != "critical=2&late=1&place=Elgin+%26+Moray&urgent=2" {
		t.Fatalf("kept: %+v", views)
	}
	if got := s.queue(s.iain, "").Views; len(got) != 0 {
		t.Errorf("Iain sees %+v", got)
	}
	path := base + "/views/" + views[0].ID + "/forget"
	if r := s.as(s.iain, "POST", path, map[string]any{}); r.Status != http.StatusNotFound {
		t.Errorf("Iain deletes Mairi's: %d", r.Status)
	}
	if r := s.as(s.mairi, "POST", path, map[string]any{}); r.Status != http.StatusOK || len(s.queue(s.mairi, "").Views) != flow.MostViews-1 {
		t.Errorf("Mairi deletes her own: %d", r.Status)
	}
}

func TestEveryQueueIsNarrowedByTheSameFilters(t *testing.T) {
	s := newScene(t)
	here, there := s.message("Thank you, it was Ward 4."), s.message("I have nothing to add.")
	s.ok(flow.ScoreStory(s.App, here, s.mairi.Id, 3))
	for _, id := range []string{here, there} {
		s.report(id, "untrue", "It was another ward.")
		s.safety(s.mairi, id, "chosen", "means-harm", "", "She may be made to stop.")
	}
	s.report(there, story.ReportDanger, "He says that he will do it again.")
	s.claim(s.iain, here, false)
	_, look := s.underReview()
	for _, c := range []struct{ query, want string }{
		{"show=messages&critical=3", here}, {"show=reports&critical=3", here}, {"show=safety&critical=3", here},
		{"show=messages&whose=free", there}, {"show=reports&whose=free", there}, {"show=safety&whose=free", there},
		{"show=reports&urgent=2", there}, {"show=messages&urgent=1", ""}, {"show=messages&late=1", ""}, {"show=reports&place=elgin", ""},
		{"show=second_looks&place=elgin&whose=free", look}, {"show=second_looks&place=aberdeen", ""}, {"show=questions&place=elgin", ""},
		{"show=changes&critical=0", ""}, {"show=replies&urgent=1", ""},
	} {
		got := s.queue(s.mairi, c.query)
		if c.want == "" && len(got.Rows) == 0 && got.Fits == 0 {
			continue
		}
		if len(got.Rows) != 1 || got.Fits != 1 || !strings.Contains(got.Rows[0].opens(), c.want) || c.want == "" {
			t.Errorf("%s: %d fit, %+v", c.query, got.Fits, got.Rows)
		}
	}
	s.Pass(24 * time.Hour)
	if got := s.queue(s.mairi, "show=messages&late=1"); got.Fits != 2 || got.Rows[0].Late == "" {
		t.Errorf("a day later %d messages are late: %+v", got.Fits, got.Rows)
	}
	if c := s.queue(s.mairi, "show=reports").Rows[0]; c.Labels[0].Words != "Danger now" || c.ID != there {
		t.Errorf("the first report is %+v", c)
	}
}
