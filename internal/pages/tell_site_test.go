package pages

import (
	"net/url"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/records"
	"candour/internal/testkit"
)

// tellSite is a whole site with a few services, on which stories can be told.
type tellSite struct {
	*testkit.App
	url      string
	services map[string]string // ids by code
}

func newTellSite(t testing.TB) *tellSite {
	t.Helper()
	app := testkit.New(t, hooks.Register, func(app core.App) {
		if err := Open(app, Settings{Files: public, Site: Site{Name: "Candour"}, Crisis: sampleContacts, Person: PersonOf}); err != nil {
			t.Fatal(err)
		}
		Register(app)
	})
	app.Settings().RateLimits.Enabled = false // one test asks for them
	site := &tellSite{App: app, services: map[string]string{}}
	board, err := records.NewOrganisation(app, "ons", "S08000020", "NHS Grampian", "board")
	mustSave(t, app, board, err)
	for _, s := range [][4]string{
		{"N101H", "Aberdeen Royal Infirmary", "Aberdeen", "AB25 2ZN"},
		{"N102H", "Woodend Hospital", "Aberdeen", "AB15 6XS"},
		{"N411H", "Dr Gray's Hospital", "Elgin", "IV30 1SN"},
		{"N999H", "Old Fever Hospital", "Banff", ""},
	} {
		service, err := records.NewService(app, "phs", s[0], s[1], s[2], board.Id)
		if err == nil {
			service.Set("postcode", s[3])
			if s[0] == "N999H" {
				service.Set("closedOn", testkit.Noon.AddDate(-1, 0, 0))
			}
		}
		mustSave(t, app, service, err)
		site.services[s[0]] = service.Id
	}
	site.url = app.ServeItsOwn(t)
	return site
}

func mustSave(t testing.TB, app core.App, r core.Model, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Save(r); err != nil {
		t.Fatal(err)
	}
}

// stories is how many stories there are.
func (s *tellSite) stories(t testing.TB) int { return s.rows(t, "stories") }

func (s *tellSite) rows(t testing.TB, collection string) int {
	t.Helper()
	n, err := s.CountRecords(collection)
	if err != nil {
		t.Fatal(err)
	}
	return int(n)
}

// only is the one row of a collection.
func (s *tellSite) only(t testing.TB, collection string) *core.Record {
	t.Helper()
	found, err := s.FindAllRecords(collection, dbx.NewExp("1=1"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d rows in %s: %v", len(found), collection, err)
	}
	return found[0]
}

const someWords = "I came in by ambulance at night. The porter stayed with me until the doctor came.\n\nNobody told me how long it would take."

// tell goes through the form by its links and buttons up to the last page.
func (s *tellSite) tell(t testing.TB, v *testkit.Visitor, email string) *testkit.Page {
	t.Helper()
	v.Get("/tell").Is(200)
	v.Follow("a.tell-start").Is(200)
	v.Submit("form", url.Values{"story": {someWords}, "title": {"The porter stayed"}, "told_for": {"relative"}}).Is(200)
	v.Submit("form", url.Values{"good": {"kind staff", "the porter", ""}, "better": {"waiting time", "", ""}, "feelings": {"", "", "looked after, scared; hopeful"}}).Is(200)
	v.Submit("form", url.Values{"q": {"infirmary aberdeen"}}).Is(200)
	v.Submit("form", url.Values{"service": {s.services["N101H"]}, "happened_month": {"3"}, "happened_year": {"2026"}}).Is(200)
	page := v.Submit("form", url.Values{"screen_name": {"Mossy heron 418"}, "age_group": {"adult"}, "postcode": {"ab10 1ab"}, "email": {email}}).Is(200)
	if page.URL.Path != "/tell/check" {
		t.Fatalf("the last page is at %s: %v", page.URL.Path, page.Texts(".govuk-error-summary"))
	}
	s.Pass(time.Minute)
	return page
}

// send agrees and sends from the last page.
func send(v *testkit.Visitor) *testkit.Page {
	return v.Submit(".tell-buttons .govuk-button", url.Values{"consent": {"yes"}})
}
