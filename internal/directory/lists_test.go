package directory

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// now is the day of every load in these tests.
var now = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

// onDisk unpacks a file of testdata under a name an operator might have it by.
func onDisk(t testing.TB, from, as string) string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", from))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(from, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, as, string(content))
}

// written is a file with a name and a content.
func written(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tryFile loads a file and says what came of it.
func tryFile(app core.App, path, as string, o Options) (Report, error) {
	released := time.Time{}
	if as == FormatTable { // most tables here hold no day
		released = dayStart(now)
	}
	return tryOf(app, path, as, released, o)
}

// tryOf loads a file of which the operator says from which day it is.
func tryOf(app core.App, path, as string, released time.Time, o Options) (Report, error) {
	o.Now = now
	f, err := OpenFile(path, as, released, now)
	if err != nil {
		return Report{}, err
	}
	return f.Load(app, context.Background(), o)
}

func loadFile(t testing.TB, app core.App, path, as string) Report {
	t.Helper()
	r, err := tryFile(app, path, as, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// again loads a file once more, which must not write anything.
func again(t testing.TB, app core.App, path, as string) {
	t.Helper()
	if r := loadFile(t, app, path, as); r.Writes != 0 || len(r.New)+len(r.Changed)+len(r.Moved)+len(r.Closed)+len(r.Merged) != 0 {
		t.Errorf("loaded again, %s writes %d rows: %s %+v", filepath.Base(path), r.Writes, r, r.Changed)
	}
}

func linksTo(t testing.TB, app core.App, code string, kind records.LinkKind) []*records.Link {
	t.Helper()
	all, err := records.LinksTo(app, records.LinkedTo{Services: []string{service(t, app, code).Id}}, now)
	if err != nil {
		t.Fatal(err)
	}
	var of []*records.Link
	for _, l := range all {
		if l.Kind() == kind {
			of = append(of, l)
		}
	}
	return of
}

func organisation(t testing.TB, app core.App, code string) *records.Organisation {
	t.Helper()
	o, err := records.FindOrganisationByCode(app, code)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return o
}

func TestEveryPracticeIsLinkedToWhoCommissionsIt(t *testing.T) {
	app, path := newApp(t), onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv")
	r := loadFile(t, app, path, FormatODS)
	if r.UnreadableCount != 0 || r.Format != "ods/practices" || r.Released.Format(time.DateOnly) != "2025-11-01" {
		t.Errorf("%s %s %s: %v", r, r.Format, r.Released, r.Unreadable)
	}
	if n := count(t, app, "services"); n != 4000 {
		t.Errorf("%d services", n)
	}
	again(t, app, path, FormatODS)
	want := map[string]string{} // practice → code of column 24
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		if l[12] == "A" && l[25] == "4" {
			want[l[0]] = l[23]
		}
	}
	if len(want) != 2753 {
		t.Fatalf("%d open practices", len(want))
	}
	var got []struct{ Service, Organisation string }
	err = app.DB().NewQuery(`SELECT s.code AS service, c.code AS organisation FROM links l JOIN services s ON s.id = l.service
		JOIN (SELECT id, code FROM organisations WHERE scheme = 'ods' UNION ALL SELECT organisation, value FROM identifiers WHERE scheme = 'ods') c
		ON c.id = l.organisation WHERE l.kind = 'commissions' AND l.until = ''`).All(&got)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range got {
		if want[g.Service] == g.Organisation {
			delete(want, g.Service)
		}
	}
	if len(want) != 0 {
		t.Errorf("%d practices have no link", len(want))
	}
}

func TestAPracticeHasItsAddressItsDaysAndItsCommissioner(t *testing.T) {
	app := newApp(t)
	loadFile(t, app, onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv"), FormatODS)
	s, err := records.FindServiceByCode(app, "A81001")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join([]string{s.Scheme(), s.Name(), s.Address(), s.Town(), s.Postcode(), s.Kind(), s.Phone(), s.OpenedOn().Format(time.DateOnly)}, "|"); got !=
		"ods|The Densham Surgery|The Health Centre, Lawson Street, Stockton on Tees, Cleveland|Stockton on Tees|TS18 1HU|GP practice|01642 672351|1974-04-01" {
		t.Error(got)
	}
	links := linksTo(t, app, "A81001", records.LinkCommissions)
	if len(links) != 1 || links[0].Since().Format(time.DateOnly) != "2020-04-01" || links[0].Organisation() != organisation(t, app, "16C").Id {
		t.Errorf("%v", links)
	}
	if old := service(t, app, "A81003"); old.GetDateTime("closedOn").Time().Format(time.DateOnly) != "2017-11-01" {
		t.Error(old)
	}
}

func TestTrustsAndAuthoritiesBecomeOrganisations(t *testing.T) {
	app := newApp(t)
	etr, eauth := onDisk(t, "etr.csv.gz", "etr_2022.csv"), onDisk(t, "eauth.csv", "eauth.csv")
	trusts, authorities := loadFile(t, app, etr, FormatODS), loadFile(t, app, eauth, FormatODS)
	if trusts.Format != "ods/trusts" || authorities.Format != "ods/authorities" || trusts.UnreadableCount+authorities.UnreadableCount != 0 {
		t.Errorf("%s %s\n%s %s", trusts.Format, trusts, authorities.Format, authorities)
	}
	for kind, want := range map[string]int64{"provider": 120, "commissioner": 36 + 1} { // and U2G6B, which has no code but the NHS's
		n := int64(0)
		for _, i := range append(trusts.New, authorities.New...) {
			if i.Scheme == SchemeODS && organisation(t, app, i.Code).Kind() == kind {
				n++
			}
		}
		if n != want {
			t.Errorf("%d of kind %s", n, kind)
		}
	}
	if r := loadFile(t, app, onDisk(t, "eauth.csv", "eauth_2027.csv"), FormatODS); len(r.Missing) != 0 {
		t.Errorf("a body that comes with Candour is said to be missing in a list: %v", r.Missing)
	}
	o := organisation(t, app, "R0A")
	if o.Name() != "Manchester University NHS Foundation Trust" || o.Town() != "Manchester" || o.Postcode() != "M13 9WL" {
		t.Error(o)
	}
	if wales := organisation(t, app, "RQF"); wales.Name() != "Velindre NHS Trust" || wales.Town() != "Cardiff" {
		t.Error(wales)
	}
	if gone := organisation(t, app, "Y57"); gone.ClosedOn().Format(time.DateOnly) != "2018-04-01" {
		t.Error(gone.ClosedOn()) // 31 March was its last day
	}
	again(t, app, etr, FormatODS)
	again(t, app, eauth, FormatODS)
}

func TestTheHospitalsOfNHSChoicesAreRead(t *testing.T) {
	app, path := newApp(t), onDisk(t, "nhs_choices_hospital.csv.gz", "Hospital 2018.csv")
	r := loadFile(t, app, path, FormatChoices)
	if n := count(t, app, "services"); n != 399 || r.UnreadableCount+r.DoubtfulCount != 0 {
		t.Errorf("%d services: %s %v %v", n, r, r.Unreadable, r.Doubtful)
	}
	if n := int64(len(r.New)) - 399; n < 114 {
		t.Errorf("%d organisations", n)
	}
	s, err := records.FindServiceByCode(app, "NQ108")
	if err != nil {
		t.Fatal(err)
	}
	lat, long, ok := s.Position()
	if s.Name() != "Clacton Hospital" || s.Town() != "Clacton" || !ok || int(lat*100) != 5178 || int(long*100) != 114 || s.ServiceReview() != "yes" {
		t.Errorf("%s %s %v %v %s", s.Name(), s.Town(), lat, long, s.ServiceReview())
	}
	if s.Organisation() != organisation(t, app, "NQ1").Id {
		t.Error("it is run by somebody else")
	}
	again(t, app, path, FormatChoices)
}

func TestWhatACouncilPublishesOfTheCQCIsRead(t *testing.T) {
	app, path := newApp(t), onDisk(t, "cqc_trafford_care_homes.csv", "care_homes_2026.csv")
	r := loadFile(t, app, path, FormatCQC)
	if n := count(t, app, "services"); n != 29 || r.UnreadableCount != 0 || r.DoubtfulCount != 29 { // the code of the council is one digit short
		t.Errorf("%d: %s", n, r)
	}
	s := service(t, app, "1-216385979")
	if s.GetString("kind") != "care home" || s.GetString("town") != "Manchester" || s.GetString("phone") != "01619620996" || s.GetString("website") != "" {
		t.Error(s)
	}
	o, err := records.FindOrganisation(app, s.GetString("organisation"))
	if err != nil || o.Name() != "Trafford Council" || o.Scheme() != SchemeLocal {
		t.Error(o, err)
	}
	again(t, app, path, FormatCQC)
}

func TestAListWithoutCodesIsReadAsATable(t *testing.T) {
	app, path := newApp(t), onDisk(t, "gm_dentists.csv.gz", "gm_dentists.csv")
	r := loadFile(t, app, path, FormatTable)
	if len(r.New) != 516 || r.UnreadableCount != 23 || !strings.Contains(r.Unreadable[0].Reason, "already on line 122") {
		t.Errorf("%s %v", r, r.Unreadable[:1])
	}
	again(t, app, path, FormatTable)
}

func TestTheTableOfOurOwnHoldsTheWholeTree(t *testing.T) {
	app, path := newApp(t), onDisk(t, "table.csv", "services.csv")
	r := loadFile(t, app, path, FormatTable)
	if len(r.New) != 8 || r.UnreadableCount+r.DoubtfulCount != 0 {
		t.Fatalf("%s %v %v", r, r.Unreadable, r.Doubtful)
	}
	find := func(code string) *records.Service {
		s, err := records.FindServiceByCode(app, code)
		if err != nil {
			t.Fatal(code, err)
		}
		return s
	}
	house, team, old, trust := find("1-999000111"), find("seaview-team"), find("old-shore"), organisation(t, app, "seaview")
	if house.Code() != "seaview-house" || find("8H999").Id != house.Id || house.Kind() != "hospice" || house.ServiceReview() != "yes" || house.Treatments()[0] != "315" {
		t.Error(house)
	}
	above, err := records.ServicesAbove(app, team)
	if err != nil || len(above) != 2 || above[1].Id != house.Id || team.Organisation() != trust.Id {
		t.Errorf("a team is run by whoever runs the whole: %v %v", above, err)
	}
	if old.Successor() != house.Id || old.ClosedOn().Format(time.DateOnly) != "2019-04-01" {
		t.Error(old)
	}
	if dublin, sydney := find("dublin-clinic"), find("sydney-practice"); dublin.Postcode() != "D02 X285" || sydney.Postcode() != "2000" || sydney.Kind() != "GP practice" {
		t.Error(dublin, sydney)
	}
	of, err := records.LinksOf(app, trust.Id)
	if err != nil || len(of) != 2 || of[0].Area()+of[1].Area() != "S12000020" || of[0].ServiceKind()+of[1].ServiceKind() != "hospice" {
		t.Errorf("%v %v", of, err)
	}
	watch, err := records.LinksOf(app, organisation(t, app, "watch").Id)
	if err != nil || len(watch) != 2 || watch[1].Until().Format(time.DateOnly)+watch[0].Until().Format(time.DateOnly) == "" {
		t.Errorf("%v %v", watch, err)
	}
	again(t, app, path, FormatTable)
}

func TestTheKindsThatLookAtStoriesFirstAreKindsOfTheDirectory(t *testing.T) {
	all := []string{}
	for _, k := range Kinds() {
		all = append(all, strings.ToLower(k))
	}
	for _, k := range story.ReviewKinds() {
		if !slices.Contains(all, k) {
			t.Errorf("no service is of the kind %q", k)
		}
	}
	for _, list := range []struct{ called, want string }{{"Nursing homes", "yes"}, {"Doctors/GPs", "yes"}, {"Homecare agencies", "yes"}, {"Hospital", "no"}} {
		if got := story.HasServiceReview("", kindOf(list.called)); got != (list.want == "yes") {
			t.Errorf("%s looks first: %v", list.called, got)
		}
	}
}
