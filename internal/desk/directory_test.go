package desk

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// added adds a service from a story as a moderator and returns its id.
func (s *scene) added(m *records.Moderator, storyID string, change ...func(map[string]any)) string {
	s.t.Helper()
	service := map[string]any{"name": "Stroke Ward", "town": "Aberdeen", "kind": "ward", "parent": s.ward.Id}
	for _, c := range change {
		c(service)
	}
	r := s.as(m, "POST", base+"/stories/"+storyID+"/add-service", map[string]any{"version": s.stored(storyID).Version(), "service": service})
	if r.Status != http.StatusOK {
		s.t.Fatalf("adding: %d %s", r.Status, r.Body)
	}
	var done struct{ Service string }
	r.fill(s.t, &done)
	return done.Service
}

func (s *scene) place(m *records.Moderator, id string) (v fullService) {
	s.t.Helper()
	var answer struct{ Service fullService }
	r := s.as(m, "GET", base+"/directory/"+id, nil)
	if r.Status != http.StatusOK {
		s.t.Fatalf("reading a service: %d %s", r.Status, r.Body)
	}
	r.fill(s.t, &answer)
	return answer.Service
}

type directoryAnswer struct {
	Unconfirmed []waitingService
	Pairs       []pairView
	Loads       []loadView
	Changes     []eventView
	Found       []serviceView
}

func (s *scene) directory(query string) (a directoryAnswer) {
	s.t.Helper()
	s.as(s.mairi, "GET", base+"/directory"+query, nil).fill(s.t, &a)
	return a
}

func TestDirectory_AnUnlistedServiceHoldsItsStoryUntilSomebodyElseConfirmsIt(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	id := s.told()
	added := s.added(senior, id, func(v map[string]any) { v["postcode"] = "ab252zn" })
	v := s.view(id)
	if !v.Unconfirmed || len(v.Services) != 2 || v.Version != 2 || v.State != "submitted" {
		t.Errorf("the story: %+v", v)
	}
	p := s.place(s.mairi, added)
	if !p.Unconfirmed || p.AddedBy != "Sheena" || p.Organisation != "NHS Grampian" || p.PartOf.ID != s.ward.Id || p.Postcode != "AB25 2ZN" ||
		p.Open != 1 || p.MayConfirm || len(p.History) != 1 || p.History[0].Who != "Sheena" || !strings.HasPrefix(p.Codes[0], "local: DESK-") {
		t.Errorf("the service: %+v", p)
	}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", map[string]any{"version": 2}); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "not been confirmed") {
		t.Errorf("published before anybody confirmed: %d %s", r.Status, r.Body)
	}
	if a := s.directory(""); len(a.Unconfirmed) != 1 || a.Unconfirmed[0].AddedBy != "Sheena" || len(a.Unconfirmed[0].Stories) != 1 || a.Unconfirmed[0].Stories[0].ID != id {
		t.Errorf("what waits: %+v", a.Unconfirmed)
	}
	for who, m := range map[string]*records.Moderator{"Only a senior moderator": s.mairi, "You added this service": senior} {
		if r := s.as(m, "POST", base+"/directory/"+added+"/confirm", nil); r.Status != http.StatusForbidden || !strings.Contains(r.Body, who) {
			t.Errorf("%s confirms: %d %s", m.Name(), r.Status, r.Body)
		}
	}
	other := s.senior("una@candour.example", "Una")
	for range 2 { // twice is once
		if r := s.as(other, "POST", base+"/directory/"+added+"/confirm", nil); r.Status != http.StatusOK {
			t.Errorf("Una confirms: %d %s", r.Status, r.Body)
		}
	}
	if p := s.place(s.mairi, added); p.Unconfirmed || len(p.History) != 2 || p.History[0].What != "It was confirmed." || p.History[0].Who != "Una" {
		t.Errorf("confirmed: %+v", p.History)
	}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", map[string]any{"version": 2}); r.Status != http.StatusOK {
		t.Errorf("published: %d %s", r.Status, r.Body)
	}
}

func TestDirectory_TheAdministratorConfirmsInTheirOwnRecordPage(t *testing.T) {
	s := newScene(t)
	added := s.added(s.mairi, s.told())
	if r := s.with(must(s.administrator.NewAuthToken())(t), "PATCH", "/api/collections/services/records/"+added, map[string]any{"unconfirmed": false}); r.Status != http.StatusOK {
		t.Fatalf("unticked: %d %s", r.Status, r.Body)
	}
	if p := s.place(s.mairi, added); p.Unconfirmed || p.History[0].Who != "the administrator of this site" {
		t.Errorf("the service: %+v", p)
	}
}

func TestDirectory_WhatIsMissingOrStaleIsSaidAndNothingIsAdded(t *testing.T) {
	s := newScene(t)
	id := s.told()
	path := base + "/stories/" + id + "/add-service"
	count := func() int { return int(must(s.CountRecords("services"))(t)) }
	before := count()
	for want, sent := range map[string]map[string]any{
		"Write what it is called.":       {"town": "Elgin", "kind": "ward"},
		"Write the town":                 {"name": "Stroke Ward", "kind": "ward"},
		"Write what it is:":              {"name": "Stroke Ward", "town": "Elgin"},
		"too long":                       {"name": strings.Repeat("x", 201), "town": "Elgin", "kind": "ward"},
		"run by whoever runs the whole":  {"name": "Stroke Ward", "town": "Elgin", "kind": "ward", "parent": s.ward.Id, "organisation": "somebodyelse000"},
		"That is not in the directory":   {"name": "Stroke Ward", "town": "Elgin", "kind": "ward", "parent": "nosuchservice00"},
		"That organisation is not in th": {"name": "Stroke Ward", "town": "Elgin", "kind": "ward", "organisation": "somebodyelse000"},
	} {
		if r := s.as(s.mairi, "POST", path, map[string]any{"version": 1, "service": sent}); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, want) {
			t.Errorf("%s: %d %s", want, r.Status, r.Body)
		}
	}
	whole := map[string]any{"name": "Stroke Ward", "town": "Elgin", "kind": "ward"}
	if r := s.as(s.mairi, "POST", path, map[string]any{"version": 7, "service": whole}); r.Status != http.StatusConflict || !strings.Contains(r.Body, `"stored"`) {
		t.Errorf("an old version: %d %s", r.Status, r.Body)
	}
	s.withdraw(id)
	if r := s.as(s.mairi, "POST", path, map[string]any{"version": 1, "service": whole}); r.Status != http.StatusGone {
		t.Errorf("a story that was taken back: %d %s", r.Status, r.Body)
	}
	if count() != before {
		t.Errorf("%d services were added", count()-before)
	}
}

func TestDirectory_TwoThatAreOneAreMerged(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	public := s.published()
	waiting := s.told()
	twice := s.service("N101X", "Aberdeen Royal Infirmary", "Aberdeen")
	part := s.added(s.mairi, waiting, func(v map[string]any) { v["parent"] = twice.Id })
	if a := s.directory(""); len(a.Pairs) != 1 || !slices.Contains([]string{a.Pairs[0].A.ID, a.Pairs[0].B.ID}, twice.Id) {
		t.Errorf("pointed out: %+v", a.Pairs)
	}
	path := base + "/directory/" + s.ward.Id + "/merge"
	if r := s.as(s.mairi, "GET", path+"?into="+twice.Id, nil); r.Status != http.StatusOK || !strings.Contains(r.Body, `"published":1`) {
		t.Errorf("the two side by side: %d %s", r.Status, r.Body)
	}
	typed := "aberdeen  royal infirmary "
	for name, c := range map[string]struct {
		by     *records.Moderator
		path   string
		sent   map[string]any
		status int
		words  string
	}{
		"no senior":        {s.mairi, path, map[string]any{"into": twice.Id, "typed": typed}, 403, "Only a senior"},
		"not typed":        {senior, path, map[string]any{"into": twice.Id, "typed": "yes"}, 422, "Type the name"},
		"with itself":      {senior, path, map[string]any{"into": s.ward.Id, "typed": typed}, 409, "with itself"},
		"into its part":    {senior, base + "/directory/" + twice.Id + "/merge", map[string]any{"into": part, "typed": typed}, 409, "confirm"},
		"into nothing":     {senior, path, map[string]any{"into": "nosuchservice00", "typed": typed}, 404, "nothing here"},
		"into unconfirmed": {senior, path, map[string]any{"into": part, "typed": typed}, 409, "Nobody has confirmed"},
	} {
		if r := s.as(c.by, "POST", c.path, c.sent); r.Status != c.status || !strings.Contains(r.Body, c.words) {
			t.Errorf("%s: %d %s", name, r.Status, r.Body)
		}
	}
	r := s.as(senior, "POST", path, map[string]any{"into": twice.Id, "typed": typed})
	if r.Status != http.StatusOK {
		t.Fatalf("merged: %d %s", r.Status, r.Body)
	}
	kept := s.place(s.mairi, twice.Id)
	if kept.Open != 1 || kept.Published != 1 || len(kept.Codes) != 2 || kept.PartCount != 1 {
		t.Errorf("what is kept: %+v", kept)
	}
	gone := s.place(s.mairi, s.ward.Id)
	if gone.Became == nil || gone.Became.ID != twice.Id || gone.Closed == "" || gone.History[0].Who != "Sheena" {
		t.Errorf("what is gone: %+v", gone)
	}
	if r := s.as(senior, "POST", path, map[string]any{"into": twice.Id, "typed": typed}); r.Status != http.StatusConflict || !strings.Contains(r.Body, "become another already") {
		t.Errorf("merged twice: %d %s", r.Status, r.Body)
	}
	if ids := must(records.StoryServiceIDs(s.App, public))(t); !slices.Equal(ids, []string{twice.Id}) {
		t.Errorf("the public story is about %v", ids)
	}
	if a := s.directory(""); len(a.Pairs) != 0 {
		t.Errorf("still pointed out: %+v", a.Pairs)
	}
}

func TestDirectory_AMergerTakesUnconfirmedPartsAlong(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	part := s.added(s.mairi, s.told())
	r := s.as(senior, "POST", base+"/directory/"+s.ward.Id+"/merge", map[string]any{"into": s.clinic.Id, "typed": s.ward.Name()})
	if p := s.place(s.mairi, part); r.Status != http.StatusOK || p.PartOf.ID != s.clinic.Id {
		t.Errorf("%d %s; its part is under %+v", r.Status, r.Body, p.PartOf)
	}
}

func TestDirectory_TwoWhoDoTheSameAtOnceDoItOnce(t *testing.T) {
	s := newScene(t)
	one, two := s.senior("sheena@candour.example", "Sheena"), s.senior("una@candour.example", "Una")
	twice := s.service("N101X", "Aberdeen Royal Infirmary", "Aberdeen")
	added := s.added(s.mairi, s.told())
	var statuses [2]int
	var confirmed [2]int
	var both sync.WaitGroup
	for i, m := range []*records.Moderator{one, two} {
		token := must(m.ProxyRecord().NewAuthToken())(t)
		both.Go(func() {
			confirmed[i] = s.with(token, "POST", base+"/directory/"+added+"/confirm", map[string]any{}).Status
			statuses[i] = s.with(token, "POST", base+"/directory/"+twice.Id+"/merge", map[string]any{"into": s.ward.Id, "typed": twice.Name()}).Status
		})
	}
	both.Wait()
	slices.Sort(statuses[:])
	if statuses != [2]int{http.StatusOK, http.StatusConflict} || confirmed != [2]int{http.StatusOK, http.StatusOK} {
		t.Errorf("merged: %v, confirmed: %v", statuses, confirmed)
	}
	confirmations := 0
	for _, e := range s.place(s.mairi, added).History {
		if e.What == "It was confirmed." {
			confirmations++
		}
	}
	if codes := s.place(s.mairi, s.ward.Id).Codes; confirmations != 1 || len(codes) != 2 {
		t.Errorf("%d confirmations, codes %v", confirmations, codes)
	}
}

func TestDirectory_ASeniorModeratorCorrectsAndMoves(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	was := map[string]any{"name": "Dr Gray's Hospital", "town": "Elgin"}
	becomes := map[string]any{"name": "Dr Gray’s Hospital, Elgin", "town": "Elgin", "kind": "hospital", "address": "Pluscarden Road", "postcode": "iv301sn"}
	path := base + "/directory/" + s.clinic.Id
	if r := s.as(s.mairi, "POST", path+"/correct", map[string]any{"was": was, "becomes": becomes}); r.Status != http.StatusForbidden {
		t.Errorf("no senior: %d", r.Status)
	}
	if r := s.as(senior, "POST", path+"/correct", map[string]any{"was": was, "becomes": map[string]any{"town": "Elgin", "kind": "x"}}); r.Status != http.StatusUnprocessableEntity {
		t.Errorf("no name: %d", r.Status)
	}
	if r := s.as(senior, "POST", path+"/correct", map[string]any{"was": was, "becomes": becomes}); r.Status != http.StatusOK {
		t.Fatalf("corrected: %d %s", r.Status, r.Body)
	}
	if p := s.place(senior, s.clinic.Id); p.Name != "Dr Gray’s Hospital, Elgin" || p.Postcode != "IV30 1SN" || !slices.Contains(p.Names, "Dr Gray's Hospital") || len(p.History) < 4 {
		t.Errorf("corrected: %+v", p)
	}
	if r := s.as(senior, "POST", path+"/correct", map[string]any{"was": was, "becomes": becomes}); r.Status != http.StatusConflict {
		t.Errorf("corrected from an old page: %d %s", r.Status, r.Body)
	}
	for _, c := range []struct {
		was, parent string
		by          *records.Moderator
		status      int
	}{{"", s.ward.Id, s.mairi, 403}, {"", s.ward.Id, senior, 200}, {"", s.ward.Id, senior, 409}, {s.ward.Id, s.clinic.Id, senior, 409}, {s.ward.Id, "", senior, 200}} {
		if r := s.as(c.by, "POST", path+"/move", map[string]any{"was": c.was, "parent": c.parent}); r.Status != c.status {
			t.Errorf("from %q under %q: %d %s", c.was, c.parent, r.Status, r.Body)
		}
	}
}

func TestDirectory_WhatWasMadeOfAnAuthorsWordsBeforeItWasConfirmedIsForTheDeskAlone(t *testing.T) {
	s := newScene(t)
	senior := s.senior("sheena@candour.example", "Sheena")
	added := s.added(s.mairi, s.told(), func(v map[string]any) { v["name"] = "The ward where Jean lay" })
	was := map[string]any{"name": "The ward where Jean lay", "town": "Aberdeen", "kind": "ward"}
	becomes := map[string]any{"name": "Stroke Ward", "town": "Aberdeen", "kind": "ward"}
	if r := s.as(senior, "POST", base+"/directory/"+added+"/correct", map[string]any{"was": was, "becomes": becomes}); r.Status != http.StatusOK {
		t.Fatalf("corrected: %d %s", r.Status, r.Body)
	}
	if err := flow.ConfirmAtDesk(s.App, added, senior.Id); !errors.Is(err, flow.ErrOwnService) {
		t.Errorf("whoever changed it confirms it: %v", err)
	}
	s.ok(flow.ConfirmAtDesk(s.App, added, s.senior("mags@candour.example", "Mags").Id))
	if p := s.place(senior, added); len(p.Names) != 0 || len(p.History) != 3 {
		t.Errorf("at the desk: %v, %+v", p.Names, p.History)
	}
	second := s.added(s.mairi, s.told(), func(v map[string]any) { v["name"] = "Where Jean lay" })
	s.ok(flow.MergeServices(s.App, second, added, senior.Id, records.FromDesk))
	if p := s.place(senior, added); len(p.Names) != 0 || len(p.Codes) != 2 {
		t.Errorf("merged with what nobody confirmed: %v, %v", p.Names, p.Codes)
	}
	if public := must(records.HistoryOfService(s.App, added, 10))(t); len(public) != 0 {
		t.Errorf("for everyone: %+v", public)
	}
}

func TestDirectory_WhatAFileChangedIsSaidBesideTheService(t *testing.T) {
	s := newScene(t)
	id := s.told()
	s.Pass(time.Hour)
	next := s.service("N999H", "Foresterhill Hospital", "Aberdeen")
	as := records.Origin{Source: records.FromFile}
	s.ward.SetDetails(records.Details{Name: "The Royal Infirmary", Town: "Aberdeen"})
	s.ok(records.SaveAs(s.App, s.ward, as))
	s.ward.SetClosed(s.Now(), next.Id)
	s.ok(records.SaveAs(s.App, s.ward, as))
	v := s.view(id).Services[0]
	said := strings.Join(v.Notes, "\n")
	if v.Became == nil || v.Became.ID != next.Id || !strings.Contains(said, "It was called “Aberdeen Royal Infirmary” before") || !strings.Contains(said, "This service is closed from") {
		t.Errorf("beside the service: %+v", v)
	}
	a := s.directory("")
	if len(a.Changes) != 3 || a.Changes[0].Service.ID != s.ward.Id || a.Changes[0].Who != "an official file" {
		t.Errorf("what files changed: %+v", a.Changes)
	}
	s.Pass(time.Hour)
	later := s.told()
	if v := s.view(later).Services[0]; len(v.Notes) != 1 {
		t.Errorf("to who told it later, the old name is no news: %+v", v.Notes)
	}
	for _, id := range []string{id, later} {
		s.ok(flow.RejectStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id, Reason: "other", Note: "Not here."}))
	}
	if a := s.directory(""); len(a.Changes) != 0 {
		t.Errorf("nothing waits any more: %+v", a.Changes)
	}
}

func TestDirectory_IsSearchedWithWhatNobodyConfirmed(t *testing.T) {
	s := newScene(t)
	added := s.added(s.mairi, s.told(func(v *story.Telling) { v.Services, v.ServiceText = nil, "the stroke ward" }), func(v map[string]any) { v["parent"] = "" })
	a := s.directory("?q=stroke+ward")
	if len(a.Found) != 1 || a.Found[0].ID != added || !a.Found[0].Unconfirmed {
		t.Errorf("found: %+v", a.Found)
	}
	if r := s.as(s.mairi, "GET", base+"/organisations?q=gramp", nil); !strings.Contains(r.Body, s.board.Id) {
		t.Errorf("organisations: %s", r.Body)
	}
	if r := s.as(s.mairi, "GET", base+"/directory/nosuchservice00", nil); r.Status != http.StatusNotFound {
		t.Errorf("no such service: %d", r.Status)
	}
}
