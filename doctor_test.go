package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/deployment"
	"candour/internal/doctor"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// examine runs the doctor on a site and returns what it found.
func examine(t *testing.T, s *site, settings doctor.Settings) []doctor.Finding {
	t.Helper()
	var found []doctor.Finding
	if settings.URL == "" {
		settings.URL = s.url
	}
	if err := doctor.Run(t.Context(), s.TestApp, settings, func(f doctor.Finding) { found = append(found, f) }); err != nil {
		t.Fatal(err)
	}
	return found
}

func broken(found []doctor.Finding) []string {
	var lines []string
	for _, f := range found {
		if f.Level == doctor.Broken {
			lines = append(lines, f.Check+": "+f.Found)
		}
	}
	return lines
}

func TestDoctor_OnASoundSite_FindsNothingBrokenAndLeavesNothingBehind(t *testing.T) {
	s := newLeakSite(t)
	p := plantEverything(s)
	p.ok(os.MkdirAll(s.Deployment.Backups.Dir, 0o700))
	p.ok(os.WriteFile(filepath.Join(s.Deployment.Backups.Dir, "candour-2026-11-18T024100Z.db.age"), []byte("nothing to read"), 0o600))
	before := publicCounts(s)
	found := examine(t, s, doctor.Settings{})
	if after := publicCounts(s); after != before {
		t.Errorf("the public figures were %s and are %s", before, after)
	}
	if wrong := broken(found); len(wrong) != 1 || !strings.HasPrefix(wrong[0], "panel settings: nobody is slowed down") { // the tests switch the limits off
		t.Errorf("on a sound site it found broken: %q", wrong)
	}
	kept := map[string]bool{}
	text := got(json.Marshal(found))(t)
	for _, f := range found {
		kept[f.Promise] = kept[f.Promise] || f.Check == "promises" && f.Level == doctor.Fine
	}
	for _, name := range hooks.Names() {
		if !kept[name] && name != "doors-stay-shut" {
			t.Errorf("no line says that %s is kept", name)
		}
	}
	for _, v := range p.values {
		if v.Name != "public words" && strings.Contains(string(text), v.Value) {
			t.Errorf("the report holds %s", v.Name)
		}
	}
	f := found[len(found)-1].Figures
	if f == nil || f.Planted < 12 || f.Surfaces < 300 || f.Leaks != 0 || f.Bytes < 1<<20 || f.Values <= f.Planted {
		t.Errorf("the figures are %+v", f)
	}
	if _, err := records.FindAuthorByEmail(s, s.Deployment.Sealer, flow.TestEmail(s.TestApp)); err == nil {
		t.Error("the invented author is still there")
	}
	if letters := s.letters("@test.invalid"); len(letters) > 0 {
		t.Errorf("%d letters to the invented person left", len(letters))
	}
}

// publicCounts is what /transparency counts by month.
func publicCounts(s *site) string {
	s.t.Helper()
	var all []string
	for _, c := range got(records.TalliesSince(s, ""))(s.t) {
		all = append(all, fmt.Sprintf("%s %s %s %d", c.Month(), c.What(), c.Reason(), c.Count()))
	}
	return strings.Join(all, ", ")
}

// said is what the doctor says by a check, with its level.
func said(found []doctor.Finding, check string) string {
	var lines []string
	for _, f := range found {
		if f.Check == check {
			lines = append(lines, string(f.Level)+": "+f.Found)
		}
	}
	return strings.Join(lines, "\n")
}

// TestDoctor_SaysWhatTheSettingsLack sets one thing wrong after another and right
// again.
func TestDoctor_SaysWhatTheSettingsLack(t *testing.T) {
	s := newLeakSite(t)
	d, ask := s.Deployment, func() []doctor.Finding { return examine(t, s, doctor.Settings{NoStory: true, OldKeys: 1}) }
	got(flow.MakeBackup(s, t.Context(), ""))(t)
	s.Pass(50 * time.Hour)
	if err := records.SaveDraft(s.TestApp, "late", d.Sealer.Seal("drafts.sealed", "words"), s.Now().Add(-3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	first := got(os.OpenFile(d.Ledger.Path(), os.O_RDWR, 0))(t)
	defer func() { _ = first.Close() }()
	got(first.WriteAt([]byte("lodger"), 0))(t)
	found := ask()
	for check, want := range map[string]string{"second factor": "warning: moderators and administrators sign in with a password alone", "operator": "warning: the privacy notice lacks 3 things",
		"backup": "warning: the newest backup is 50 hours old", "nightly backup": "warning: no backup is made by itself", "encrypted backups": "warning: new backups are not encrypted",
		"clocks": "broken: kept longer than the notice says: drafts: 1", "ledger": "broken: the ledger of who is gone is damaged", "old keys": "warning: 1 old keys"} {
		if !strings.HasPrefix(said(found, check), want) {
			t.Errorf("of %s it says %q, not %q", check, said(found, check), want)
		}
	}
	d.SecondFactor, d.Backups.Nightly, d.Operator.DPO, d.Operator.Registration, d.Operator.Processors = true, true, "none", "none", "none"
	got(first.WriteAt([]byte("ledger"), 0))(t)
	s.letters("") // all jobs: a backup is made, the draft goes
	found = ask()
	for check, want := range map[string]string{"second factor": "warning: 2 of 2 moderators", "operator": "fine", "backup": "fine: 2 backups, the newest 0 hours old", "nightly backup": "fine",
		"clocks": "fine", "ledger": "fine"} {
		if !strings.HasPrefix(said(found, check), want) {
			t.Errorf("of %s it says %q, not %q", check, said(found, check), want)
		}
	}
}

func TestDoctor_OnASiteThatLeaks_SaysWhatAndWhichPromise(t *testing.T) {
	s := newLeakSite(t, func(app core.App) {
		app.OnServe().BindFunc(func(se *core.ServeEvent) error {
			se.Router.GET("/test/leaky", func(e *core.RequestEvent) error {
				e.App.Logger().Error("asked by " + e.Request.UserAgent())
				a, err := records.FindAuthorByEmail(e.App, deployment.Of(e.App).Sealer, flow.TestEmail(e.App))
				if err != nil {
					return e.NotFoundError("", nil)
				}
				email, err := a.Email(deployment.Of(e.App).Sealer)
				if err != nil {
					return err
				}
				return e.String(http.StatusOK, strings.ToUpper(email))
			})
			return se.Next()
		})
	})
	key := filepath.Join(s.DataDir(), "the.key")
	if err := os.WriteFile(key, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	wrong := strings.Join(broken(examine(t, s, doctor.Settings{KeyFile: key, NoStory: true})), "\n")
	for _, want := range []string{"the test's e-mail address shows in GET /test/leaky", "the key lies in the data folder", "which browser asked shows in the logs"} {
		if !strings.Contains(wrong, want) {
			t.Errorf("it did not say %q:\n%s", want, wrong)
		}
	}
}

func TestDoctor_WrongOrSilentAddress_IsOneSentenceAndNothingIsStored(t *testing.T) {
	s := newLeakSite(t)
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	silent := httptest.NewServer(http.NotFoundHandler())
	silent.Close()
	for address, say := range map[string]string{other.URL: "another site answers", silent.URL: "nothing answers", "::": "is not an address"} {
		err := doctor.Run(context.Background(), s.TestApp, doctor.Settings{URL: address}, func(doctor.Finding) { t.Error("it found something") })
		if err == nil || !strings.Contains(err.Error(), say) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", say, err)
		}
	}
	if n := got(s.CountRecords("authors"))(t); n != 0 {
		t.Errorf("%d accounts were stored", n)
	}
}

// TestDoctor_BrokenOff_ItsPersonGoesAtTheNextStart: a check that was killed leaves
// its invented person, whom no moderator ever sees; the next start erases it.
func TestDoctor_BrokenOff_ItsPersonGoesAtTheNextStart(t *testing.T) {
	var person flow.TestPerson
	s := newLeakSite(t, func(app core.App) {
		app.OnServe().BindFunc(func(se *core.ServeEvent) error { // ahead of the doctor's own
			person = got(flow.StoreTestPerson(se.App, true))(t)
			st := got(records.FindStory(se.App, person.StoryID))(t)
			if st.State().MayBeModerated() || !flow.IsTestStory(se.App, st.Title()) {
				t.Errorf("the test's story is %s", st.State())
			}
			due := got(records.LettersDue(se.App, testkit.Noon.AddDate(1, 0, 0), 10))(t)
			if len(due) != 0 {
				t.Errorf("%d letters about a test are due", len(due))
			}
			return se.Next()
		})
	})
	if person.AuthorID == "" {
		t.Fatal("nobody was stored")
	}
	if _, err := records.FindAuthor(s, person.AuthorID); err == nil {
		t.Error("the invented person outlived the start")
	}
	testkit.NoCanaries(t, s.DataDir(), person.Values...)
}

func TestDoctor_OnTheCommandLine(t *testing.T) {
	binary(t) // built ahead of the first question, which has a minute
	for name, c := range map[string]struct {
		dir, say string
	}{"no folder": {filepath.Join(t.TempDir(), "nowhere"), "there is no data folder"}, "another folder": {t.TempDir(), "holds no data of Candour"}, "a file": {"go.mod", "is not a folder"}} {
		out, code := runBinary(t, nil, "doctor", "--dir", c.dir)
		if code != 3 || !strings.Contains(out, c.say) || strings.Count(strings.TrimSpace(out), "\n") > 0 {
			t.Errorf("%s: exit %d, says %q", name, code, out)
		}
	}
	dir := filepath.Join(t.TempDir(), "pb_data")
	s := serve(t, dir)
	out, code := runBinary(t, nil, "doctor", "--dir", dir, "--url", s.url, "--json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	for _, line := range lines[:len(lines)-1] {
		if !json.Valid([]byte(line)) {
			t.Errorf("not a JSON line: %s", line)
		}
	}
	if code != 1 || !strings.Contains(out, `"leaks":0`) {
		t.Errorf("asked of the running one: exit %d, says %s", code, out)
	}
	if out, code := runBinary(t, nil, "doctor", "--dir", dir, "--url", "http://127.0.0.1:1"); code != 3 || !strings.Contains(out, "nothing answers at") {
		t.Errorf("with a wrong address: exit %d, says %q", code, out)
	}
	if _, ok := tellOnce(s.url, "doctor"); !ok { // and so a letter is owed
		t.Fatal("no story could be told")
	}
	s.kill()
	letters := t.TempDir()
	out, code = runBinary(t, []string{"CANDOUR_MAIL_DIR=" + letters}, "doctor", "--dir", dir, "--no-story")
	if left := got(os.ReadDir(letters))(t); len(left) > 0 {
		t.Errorf("%d letters left a stopped site", len(left))
	}
	if code != 1 || !strings.Contains(out, " 0 leaks found") {
		t.Errorf("with none running: exit %d, says %s", code, out)
	}
	if !slices.ContainsFunc(strings.Split(out, "\n"), func(l string) bool { return strings.HasSuffix(l, "[author-stays-anonymous]") }) {
		t.Errorf("no line says how a promise was tried:\n%s", out)
	}
}
