package directory

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"candour/internal/records"
	_ "candour/pb_migrations" // the collections
)

// emptyData is a data folder with the collections and nothing in them. Building it
// takes longer than most tests here, so they all begin with a copy of one.
var emptyData = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "candour-directory-")
	if err != nil {
		return "", err
	}
	app, err := tests.NewTestApp(dir)
	if err != nil {
		return "", err
	}
	return app.DataDir(), errors.Join(app.ResetBootstrapState(), os.RemoveAll(dir))
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := emptyData(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

func newApp(t testing.TB) core.App {
	t.Helper()
	dir, err := emptyData()
	if err != nil {
		t.Fatal(err)
	}
	app, err := tests.NewTestApp(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Cleanup)
	return app
}

func load1(t testing.TB, app core.App, p Parsed, dryRun bool) Report {
	t.Helper()
	r, err := Import(app, p, dryRun)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// service is the stored record of a code.
func service(t testing.TB, app core.App, code string) *core.Record {
	t.Helper()
	r, err := app.FindFirstRecordByData("services", "code", code)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// partnersOf are the names of who is linked to a service as a partner today.
func partnersOf(t testing.TB, app core.App, service string) []string {
	t.Helper()
	ids, err := records.PartnersOf(app, service, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	found, err := records.FindOrganisations(app, ids)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, o := range found {
		names = append(names, o.Name())
	}
	return names
}

func count(t testing.TB, app core.App, collection string) int64 {
	t.Helper()
	n, err := app.CountRecords(collection)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTheHospitalsOfScotlandAreLoadedWithWhoAnswersForThem(t *testing.T) {
	app := newApp(t)
	if got := load1(t, app, hospitals(t), false).String(); got != "319 new, 0 changed, 0 moved, 0 closed, 0 opened again, 0 merged, 0 no longer named, 0 unchanged, 0 unreadable, 0 doubtful" {
		t.Error(got)
	}
	if o, s := count(t, app, "organisations"), count(t, app, "services"); o != 45 || s != 274 {
		t.Errorf("%d organisations, %d services", o, s)
	}
	elgin := service(t, app, "N411H")
	if errs := app.ExpandRecord(elgin, []string{"organisation"}, nil); len(errs) > 0 {
		t.Fatal(errs)
	}
	board, partners := elgin.ExpandedOne("organisation"), partnersOf(t, app, elgin.Id)
	if board.GetString("name") != "NHS Grampian" || board.GetString("slug") != "nhs-grampian" || board.GetString("kind") != "board" {
		t.Error(board)
	}
	if !slices.Equal(partners, []string{"Moray Health and Social Care Partnership"}) {
		t.Error(partners)
	}
	if got := elgin.GetString("address") + "|" + elgin.GetString("town") + "|" + elgin.GetString("postcode") + "|" + elgin.GetString("council"); got !=
		"Pluscarden Road, Elgin, Morayshire|Elgin|IV30 1SN|S12000020" {
		t.Error(got)
	}
}

func TestLoadingTheSameListTwiceChangesNothing(t *testing.T) {
	app := newApp(t)
	load1(t, app, hospitals(t), false)
	if got := load1(t, app, hospitals(t), false).String(); got != "0 new, 0 changed, 0 moved, 0 closed, 0 opened again, 0 merged, 0 no longer named, 274 unchanged, 0 unreadable, 0 doubtful" {
		t.Error(got)
	}
}

func TestADryRunReportsTheSameAndWritesNothing(t *testing.T) {
	app := newApp(t)
	p := hospitals(t)
	p.Services[3].Name = strings.Repeat("x", 300)
	try := load1(t, app, p, true)
	if o, s := count(t, app, "organisations"), count(t, app, "services"); o != 0 || s != 0 {
		t.Errorf("the dry run wrote %d organisations and %d services", o, s)
	}
	done := load1(t, app, p, false)
	if try.String() != done.String() || len(done.New) != 318 {
		t.Errorf("%s, and then %s", try, done)
	}
	p.Services[5].Town = "Elsewhere"
	before := service(t, app, p.Services[5].Code).GetString("town")
	if try := load1(t, app, p, true); len(try.Changed) != 1 || !slices.Equal(try.Changed[0].Fields, []string{"town"}) {
		t.Errorf("%+v", try.Changed)
	}
	if after := service(t, app, p.Services[5].Code).GetString("town"); after != before {
		t.Error("the dry run changed a town")
	}
}

func TestAServiceThatIsRenamedKeepsItsFormerName(t *testing.T) {
	app := newApp(t)
	p := hospitals(t)
	load1(t, app, p, false)
	at := slices.IndexFunc(p.Services, func(s Service) bool { return s.Code == "N411H" })
	p.Services[at].Name = "Moray Infirmary"
	r := load1(t, app, p, false)
	if len(r.Changed) != 1 || r.Changed[0].Code != "N411H" || !slices.Equal(r.Changed[0].Fields, []string{"name", "aliases"}) {
		t.Fatalf("%+v", r.Changed)
	}
	if got := service(t, app, "N411H").GetString("aliases"); got != "A&E\nDr Gray's Hospital" {
		t.Errorf("%q", got)
	}
	found, err := Entries(app)
	if err != nil || len(found) != 274 {
		t.Fatal(len(found), err)
	}
	hits := NewIndex(found).Search("dr greys elgin", 3)
	if len(hits) == 0 || hits[0].Name != "Moray Infirmary" || hits[0].Organisation != "NHS Grampian" {
		t.Errorf("%+v", hits)
	}
	p.Services[at].Name = "Dr Gray's Hospital"
	load1(t, app, p, false)
	if got := service(t, app, "N411H").GetString("aliases"); got != "A&E\nMoray Infirmary" {
		t.Errorf("%q", got)
	}
}

func TestWhatAnAdministratorAddedStays(t *testing.T) {
	app := newApp(t)
	p := hospitals(t)
	load1(t, app, p, false)
	organisations, err := app.FindCollectionByNameOrId("organisations")
	if err != nil {
		t.Fatal(err)
	}
	charity := core.NewRecord(organisations)
	charity.Load(map[string]any{"scheme": "local", "code": "friends", "name": "Friends of the Hospital", "kind": "charity"})
	if err := app.Save(charity); err != nil {
		t.Fatal(err)
	}
	r := service(t, app, "N101H")
	r.Set("aliases", r.GetString("aliases")+"\nThe big one")
	if err := app.Save(r); err != nil {
		t.Fatal(err)
	}
	link, err := records.NewLink(app, charity.Id, records.LinkPartners, records.LinkTo{Service: r.Id}, time.Time{}, time.Time{}, records.FromAdministrator)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Save(link); err != nil {
		t.Fatal(err)
	}
	if got := load1(t, app, p, false); len(got.Changed) != 0 {
		t.Errorf("%+v", got.Changed)
	}
	p.Services[slices.IndexFunc(p.Services, func(s Service) bool { return s.Code == "N101H" })].Links = []Link{{Kind: records.LinkPartners, Organisation: Code{SchemeONS, "S37000002"}}}
	load1(t, app, p, false)
	r = service(t, app, "N101H")
	partners := partnersOf(t, app, r.Id)
	if want := []string{"Aberdeenshire Health and Social Care Partnership", "Friends of the Hospital"}; !strings.Contains(r.GetString("aliases"), "The big one") ||
		!slices.Equal(partners, want) {
		t.Errorf("%q %q", r.GetString("aliases"), partners)
	}
}

func TestAFileClosesAServiceAndNeverDeletesOne(t *testing.T) {
	app := newApp(t)
	p := hospitals(t)
	load1(t, app, p, false)
	on := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	part := Parsed{Organisations: p.Organisations, Services: slices.Clone(p.Services[:10]), Lines: p.Lines[:10]}
	part.Services[2].ClosedOn = on
	r := load1(t, app, part, false)
	if len(r.Closed) != 1 || r.Closed[0].Code != part.Services[2].Code || r.Unchanged+r.Beside != 54 || r.Unchanged != 9 || count(t, app, "services") != 274 {
		t.Errorf("%s: %+v", r, r.Closed)
	}
	r = load1(t, app, p, false) // the earlier file does not open it again
	closed := service(t, app, part.Services[2].Code).GetDateTime("closedOn").Time()
	if len(r.Changed)+len(r.Closed) != 0 || !closed.Equal(on) {
		t.Errorf("%s, closed on %v", r, closed)
	}
}

func TestARowTheDatabaseRefusesIsNamedAndTheRestIsLoaded(t *testing.T) {
	app := newApp(t)
	p := hospitals(t)
	p.Services[7].Town = strings.Repeat("x", 200)
	p.Unreadable = []Line{{500, "it was broken"}}
	r := load1(t, app, p, false)
	if len(r.New) != 318 || len(r.Unreadable) != 2 || r.Unreadable[0].No != p.Lines[7] ||
		!strings.Contains(r.Unreadable[0].Reason, "phs:A201H cannot be taken: its town has 200 characters, and 100 is the most") {
		t.Errorf("%s: %+v", r, r.Unreadable)
	}
}
