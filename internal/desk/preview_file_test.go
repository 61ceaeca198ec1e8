package desk

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// newList closes the ward of the scene, names another, and has a line that is broken.
func newList(s *scene) string {
	return "what,name,scheme,code,closed,became,links\norganisation,Patients Watch,,watch,,,\nservice,Aberdeen Royal Infirmary,phs,N101H,2027-05-01,new-ward,inspects watch from 2027-01-01\n" +
		"service,New Ward,,new-ward,,,\nservice,\"Half a line,,\nservice,Dr Gray's Hospital,phs,N411H,,,\n"
}

// sendList sends a file to be previewed.
func (s *scene) sendList(m *records.Moderator, name, as, released, content string) reply {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	s.ok(form.WriteField("as", as))
	s.ok(form.WriteField("released", released))
	part := must(form.CreateFormFile("file", name))(s.t)
	must(part.Write([]byte(content)))(s.t)
	s.ok(form.Close())
	request := must(http.NewRequestWithContext(s.t.Context(), "POST", s.server.URL+base+previewPath, &body))(s.t)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Authorization", must(m.ProxyRecord().NewAuthToken())(s.t))
	response := must(http.DefaultClient.Do(request))(s.t)
	defer func() { _ = response.Body.Close() }()
	var answer bytes.Buffer
	must(answer.ReadFrom(response.Body))(s.t)
	return reply{response.StatusCode, response.Header, answer.String()}
}

func TestPreview_AFileSaysWhatItWouldChangeForStoriesThatWaitAndChangesNothing(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	waiting := s.told()
	s.told(func(v *story.Telling) { v.Services = []string{s.clinic.Id} }) // its service stays as it is
	s.published()
	rows := func() (n [5]int64) {
		for i, c := range []string{"services", "organisations", "links", "directory_history", "imports"} {
			n[i] = must(s.CountRecords(c))(t)
		}
		return n
	}
	before := rows()
	r := s.sendList(senior, "wards 2026-11.csv", "csv", "", newList(s))
	if r.Status != http.StatusOK {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	var v filePreview
	r.fill(t, &v)
	want := "Aberdeen Royal Infirmary, Aberdeen is closed from 2 May 2027; its successor is New Ward.|" +
		"Aberdeen Royal Infirmary, Aberdeen: Patients Watch has come to inspect it, from 1 January 2027 on."
	if v.StoryCount != 1 || v.Stories[0].ID != waiting || v.Stories[0].Title != "She stayed all night" || strings.Join(v.Stories[0].Says, "|") != want {
		t.Errorf("the stories: %+v", v.Stories)
	}
	if v.Format != "csv/wards" || v.Released != "1 November 2026" || v.Published != 1 || v.Unreadable.Count != 1 || v.Unreadable.Lines[0].No != 5 ||
		v.Counts["unreadable"] != 1 || v.Counts["unchanged"] == 0 {
		t.Errorf("the file: %s %s %+v %+v", v.Format, v.Released, v.Unreadable, v.Counts)
	}
	for _, g := range v.Groups {
		if g.What == "merged" && (g.Count != 1 || g.Items[0].Code != "N101H") {
			t.Errorf("what is merged: %+v", g)
		}
	}
	if after := rows(); after != before {
		t.Errorf("a preview changed something: %v, then %v", before, after)
	}
	left := must(filepath.Glob(filepath.Join(s.DataDir(), core.LocalTempDirName, "*")))(t)
	if len(left) != 0 {
		t.Errorf("what was sent is still there: %v", left)
	}
}

func TestPreview_AListLargerThanAnythingElseIsReadAndAWrongOneIsExplained(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	long := "name,code\n" + strings.Repeat("A house,"+strings.Repeat("x", 60)+"\n", 40_000) + "House,a\n" // 2.7 MB, all lines but one wrong
	for _, c := range []struct {
		who                         *records.Moderator
		name, as, released, content string
		status                      int
		says                        string
	}{
		{s.mairi, "wards.csv", "csv", "", newList(s), http.StatusForbidden, "Only a senior moderator"},
		{senior, "wards.csv", "", "", newList(s), http.StatusUnprocessableEntity, "Choose the file, and say what it is."},
		{senior, "long.csv", "csv", "", long, http.StatusUnprocessableEntity, "Most lines of the file cannot be read (line 2: "},
		{senior, "hospitals.csv", "ods", "", "HospitalCode,HospitalName\n", http.StatusUnprocessableEntity, "This looks like the hospital codes of Public Health Scotland: choose that as what the file is."},
		{senior, "../../../../etc/passwd.csv", "csv", "2027-01-01", newList(s), http.StatusUnprocessableEntity, "2027-01-01 is a day to come"},
		{senior, "...", "csv", "", newList(s), http.StatusOK, `"format":"csv/list"`},
	} {
		if r := s.sendList(c.who, c.name, c.as, c.released, c.content); r.Status != c.status || !strings.Contains(r.Body, c.says) || strings.Contains(r.Body, "--") {
			t.Errorf("%s: %d %.300s", c.name, r.Status, r.Body)
		}
	}
	one := s.Store().Get("candour.desk.preview").(*sync.Mutex)
	one.Lock()
	defer one.Unlock()
	if r := s.sendList(senior, "wards.csv", "csv", "", newList(s)); r.Status != http.StatusConflict || !strings.Contains(r.Body, "Somebody else is trying a file just now") {
		t.Errorf("two at once: %d %s", r.Status, r.Body)
	}
}

func TestPreviewWordsSayEachChangeThatConcernsAStory(t *testing.T) {
	names := map[string]string{"a": "North Ward", "b": "South Ward", "o": "NHS Grampian"}
	for _, c := range []struct {
		field, was, now, want string
	}{
		{"name", "North Ward", "Ward 4", "North Ward is now called “Ward 4”."},
		{"closedOn", "", "2026-05-01 00:00:00.000Z", "North Ward is closed from 1 May 2026."},
		{"closedOn", "2026-05-01 00:00:00.000Z", "", "North Ward is open again."},
		{"successor", "", "b", "North Ward: its successor is South Ward."},
		{"parent", "", "b", "North Ward is now a part of South Ward."},
		{"organisation", "o", "", "North Ward is no longer run by NHS Grampian."},
		{"council", "S1", "S2", "North Ward lies in another council area now."},
		{"kind", "ward", "clinic", "North Ward: the kind was “ward”, and is now “clinic”."},
		{"link", `{"kind":"commissions","organisation":"o"}`, `{"kind":"commissions","organisation":"o","until":"2026-04-01"}`, "North Ward: NHS Grampian has ceased to pay for it, with 31 March 2026 as the last day."},
		{"phone", "1", "2", ""},
	} {
		got := previewWords("North Ward", []records.HistoryEntry{{Service: "a", Field: c.field, Was: c.was, Now: c.now}}, names)
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q", c.field, got)
		}
	}
}

func TestBrowser_ASeniorModeratorPreviewsAFileByKeyboard(t *testing.T) {
	s := newScene(t)
	s.senior("sheena@candour.example", "Sheena")
	id := s.told()
	path := filepath.Join(t.TempDir(), "wards 2026-11.csv")
	s.ok(os.WriteFile(path, []byte(newList(s)), 0o600))
	b := s.signIn("sheena@candour.example")
	b.ExpectComplaint("422")
	b.WaitFor("#desk_directory")
	b.TabTo("#desk_directory")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_preview_file")
	b.TabTo("#desk_preview_file")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_list_as")
	b.Give("#desk_list_file", path)
	b.TabTo("#desk_list_as")
	b.Type("A report of the NHS")
	b.TabTo("#desk_preview")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_list_wrong:focus")
	atBothWidths(t, b, "list-refused")
	b.Choose("#desk_list_as", "csv")
	b.TabTo("#desk_preview")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_list_found:focus")
	b.Page().Has(`[data-story="`+id+`"]`, "She stayed all night", "is closed from 2 May 2027; its successor is New Ward.")
	b.TabTo(".desk-list-group summary")
	b.Press(testkit.KeyEnter)
	b.WaitFor(".desk-list-group[open]")
	atBothWidths(t, b, "list-previewed")
}
