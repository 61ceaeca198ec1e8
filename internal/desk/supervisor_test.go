package desk

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

func TestTheSupervisorsPageIsForSeniorsAndCountsWhatWasDone(t *testing.T) {
	s := newScene(t)
	id := s.lived() // makes Mairi a senior moderator
	refused := s.told()
	s.ok(flow.RejectStory(s.App, flow.Decision{StoryID: refused, Version: 1, Moderator: s.iain.Id, Reason: "too-old", Note: "It was too long ago."}))
	s.told()
	s.Pass(9 * 24 * time.Hour)
	s.told()
	if r := s.as(s.iain, "GET", base+"/supervisor", nil); r.Status != http.StatusForbidden || strings.Contains(r.Body, "workload") {
		t.Fatalf("a moderator who is no senior: %d %.200s", r.Status, r.Body)
	}
	var v struct {
		Workload []workloadView
		Ages     []ageView
		Edits    []countView
		Refusals []countView
		Hardest  []hardView
		Notes    []noteView
	}
	r := s.as(s.mairi, "GET", base+"/supervisor", nil)
	r.fill(t, &v)
	for _, w := range v.Workload {
		if w.Name == "Iain" && (w.Stories != 2 || w.Decided != 1 || w.Heavy != 1) || w.Name == "Mairi" && (w.Stories != 1 || w.Decided != 0 || !w.Senior) {
			t.Errorf("workload: %+v", w)
		}
	}
	if len(v.Workload) != 2 || len(v.Edits) != 2 || len(v.Refusals) != 1 || v.Refusals[0].Count != 1 {
		t.Errorf("counts: %s", r.Body)
	}
	if v.Ages[0].Count != 1 || v.Ages[3].Count != 2 || !v.Ages[3].Late || v.Ages[0].Late {
		t.Errorf("ages: %+v", v.Ages)
	}
	if len(v.Hardest) != 1 || v.Hardest[0] != (hardView{id, 4}) {
		t.Errorf("hardest: %+v", v.Hardest)
	}
	for _, secret := range []string{email, postcode, "harbourlight", "held my hand", s.iain.Email()} {
		if strings.Contains(r.Body, secret) {
			t.Errorf("it tells %q", secret)
		}
	}
}

func TestANoteOnHowOneIsIsReadByWhomItIsForAndDeletedByItsWriter(t *testing.T) {
	s := newScene(t)
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	write := func(words string, seniors bool) reply {
		return s.as(s.iain, "POST", base+"/wellbeing", map[string]any{"words": words, "seniors": seniors})
	}
	write("For me alone.", false)
	r := write("That one stayed with me.", true)
	var own struct {
		Notes   []noteView
		Seniors []string
	}
	r.fill(t, &own)
	if len(own.Notes) != 2 || len(own.Seniors) != 1 || own.Seniors[0] != "Mairi" {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	if r := s.as(s.mairi, "GET", base+"/supervisor", nil); !strings.Contains(r.Body, "That one stayed") || strings.Contains(r.Body, "For me alone") {
		t.Errorf("what the seniors read: %.400s", r.Body)
	}
	if r := s.as(s.mairi, "GET", base+"/wellbeing", nil); strings.Contains(r.Body, "stayed") || strings.Contains(r.Body, "alone.") {
		t.Errorf("another's own notes: %s", r.Body)
	}
	for name, words := range map[string]string{"nothing": " \n ", "too long": strings.Repeat("a", 2001)} {
		if r := write(words, false); r.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, r.Status)
		}
	}
	if stored := must(s.FindFirstRecordByFilter("wellbeing_notes", "id != ''"))(t).GetString("sealedWords"); strings.Contains(stored, "stayed") || strings.Contains(stored, "alone") {
		t.Error("it is not encrypted")
	}
	if r := s.as(s.mairi, "POST", base+"/wellbeing/"+own.Notes[0].ID+"/delete", map[string]any{}); r.Status != http.StatusNotFound {
		t.Errorf("a senior deletes another's note: %d", r.Status)
	}
	for _, n := range own.Notes {
		s.as(s.iain, "POST", base+"/wellbeing/"+n.ID+"/delete", map[string]any{})
	}
	if n := must(s.CountRecords("wellbeing_notes"))(t); n != 0 {
		t.Errorf("%d notes are left", n)
	}
	write("Before I left.", true)
	must(flow.KeepWorkingCopy(s.App, s.told(), s.iain.Id, records.Typed{Version: 1, Was: []byte("{}"), More: []byte("{}")}, ""))(t)
	s.iain.SetActive(false)
	s.ok(s.Save(s.iain))
	s.ok(flow.AnonymiseModerator(s.App, s.iain.Email()))
	if n := must(s.CountRecords("wellbeing_notes"))(t) + must(s.CountRecords("working_copies"))(t); n != 0 {
		t.Errorf("%d things of somebody who left are still here", n)
	}
}

func TestBrowser_ASeniorSeesHowTheWorkGoes_AndANoteIsWrittenByKeyboard(t *testing.T) {
	s := newScene(t)
	s.lived()
	s.told()
	b := s.signIn("iain@candour.example")
	b.WaitFor(".desk-row")
	b.Page().HasNot(".app-header", "Supervision")
	b.TabTo(`.app-header a[href="#/desk/wellbeing"]`)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_wellbeing_words")
	accessible(t, b)
	b.Press("e")
	b.Type("That one stayed with me.")
	b.TabTo("#desk_wellbeing_self")
	b.Press(testkit.KeyDown)
	b.TabTo("#desk_wellbeing_save")
	b.Press(testkit.KeyEnter)
	b.WaitForText("You and the senior moderators can read it")
	b.Screenshot("wellbeing")
	accessible(t, b)
	b.Viewport(320, 700)
	b.Screenshot("wellbeing-320")
	b.Viewport(1280, 900)
	b.Open(s.server.URL + "/_/#/desk/supervisor")
	b.ExpectComplaint("403")
	b.WaitForText("This page is for senior moderators")
	b = s.signIn("mairi@candour.example")
	b.WaitFor(".desk-row")
	b.Page().Has(".app-header .header-link", "Moderation desk", "Supervision", "Handbook", "Wellbeing", "Sign-ins")
	b.Viewport(320, 700)
	b.NoneCutOff(".app-header .header-link")
	accessible(t, b)
	b.Viewport(1280, 900)
	b.TabTo(`.app-header a[href="#/desk/supervisor"]`)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_supervisor")
	b.Page().Has("#desk_notes", "Iain", "That one stayed with me.")
	b.Page().Has("#desk_hardest a", "Story")
	for _, id := range []string{"desk_workload_title", "desk_ages_title"} { // the one way of wide tables
		b.WaitFor(`.desk-wide[role="region"][tabindex="0"][aria-labelledby="` + id + `"] > table`)
	}
	if n := len(b.Page().Texts("#desk_supervisor :not(.desk-wide) > table")); n > 0 {
		t.Errorf("%d tables can't be scrolled", n)
	}
	b.Screenshot("supervisor")
	accessible(t, b)
	b.Viewport(320, 700)
	b.Screenshot("supervisor-320")
	b.Prefer("prefers-color-scheme", "dark")
	accessible(t, b)
}
