package directory

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"candour/internal/records"
	"candour/internal/story"
)

// careDirectory is the head of the care directory: four lines, and the header in
// whatever case.
const careDirectory = "CQC care directory,\nThese are the places we regulate,\n\"As of 1 September 2026\",\n,\n" +
	"Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,Date of latest check,Specialisms/services,Provider name,Local Authority,Region," +
	"Location URL,CQC Location ID (for office use only),CQC Provider ID (for office use only)\n"

func TestTheCareDirectoryIsReadAfterItsFourLines(t *testing.T) {
	app := newApp(t)
	path := written(t, "directory.csv", careDirectory+
		`THE ELMS,The Old Elms,"12 Station Road, Sale, Greater Manchester",m336rx,1614960000,www.elms.example.org,Residential homes|Nursing homes,2026-08-30,Dementia,ELM CARE LIMITED,Trafford,North West,u,1-100000001,1-200000001`+"\n"+
		`North Ward,,"1 Hospital Road, Leeds",LS1 3EX,,,Hospital,,,LEEDS TEACHING HOSPITALS NHS TRUST,Leeds,Yorkshire,u,RR801,RR8`+"\n"+
		`Elm Home Care,,"12 Station Road, Sale",M33 6RX,,,Homecare agencies,2026-08-31,,Elm Care Ltd,Trafford,North West,u,1-100000002,1-200000001`+"\n")
	f, err := OpenFile(path, FormatCQC, time.Time{}, now)
	if err != nil || f.Released.Format(time.DateOnly) != "2026-09-01" {
		t.Fatal(err, f.Released, f.ReleasedFrom)
	}
	r := loadFile(t, app, path, FormatCQC)
	if count(t, app, "services") != 3 || r.UnreadableCount+r.DoubtfulCount != 0 {
		t.Fatalf("%s %v %v", r, r.Unreadable, r.Doubtful)
	}
	s, err := records.FindServiceByCode(app, "1-100000001")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join([]string{s.Name(), s.Aliases(), s.Address(), s.Town(), s.Postcode(), s.Phone(), s.Website(), s.Kind()}, "|"); got !=
		"The Elms|The Old Elms|12 Station Road, Sale, Greater Manchester|Sale|M33 6RX|01614960000|https://www.elms.example.org|care home" {
		t.Error(got)
	}
	if o := organisation(t, app, "1-200000001"); o.Name() != "Elm Care Limited" || s.Organisation() != o.Id {
		t.Error(o.Name())
	}
	if ward := service(t, app, "RR801"); ward.GetString("scheme") != SchemeODS || ward.GetString("organisation") != organisation(t, app, "RR8").Id {
		t.Error("an NHS place is known by its NHS code", ward)
	}
	again(t, app, path, FormatCQC)
}

func TestAPlaceThatTheNHSKnowsAlreadyIsTheSamePlace(t *testing.T) {
	app := newApp(t)
	loadFile(t, app, onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv"), FormatODS)
	head := "Location ID,Location Name,Location ODS Code,Location Primary Inspection Category,Location Latitude,Location Longitude,Provider ID,Provider Name\n"
	path := written(t, "active_2026-09.csv", head+"1-100000001,Densham Medical,A81001,GP Practices,54.5,-1.3,1-200000001,Dr Known & Partners\n"+
		"1-100000002,Densham Branch,A81001,GP Practices,,,1-200000001,Dr Known & Partners\n")
	r := loadFile(t, app, path, FormatCQC)
	if n := count(t, app, "services"); n != 4001 || r.DoubtfulCount != 1 || !strings.Contains(r.Doubtful[0].Reason, "the code A81001 of the NHS is already on line 2") {
		t.Errorf("%d: %s %v", n, r, r.Doubtful)
	}
	s, err := records.FindServiceByCode(app, "1-100000001")
	if err != nil || s.Code() != "A81001" || s.Name() != "The Densham Surgery" || s.Aliases() != "Densham Medical" || s.Organisation() != organisation(t, app, "1-200000001").Id {
		t.Errorf("%v %s %s %s", err, s.Code(), s.Name(), s.Aliases())
	}
	again(t, app, path, FormatCQC)
	moved := written(t, "active_2026-10.csv", head+"1-100000001,Densham Medical,A81001,GP Practices,54.5,-1.3,1-200000009,New Partners\n")
	if r := loadFile(t, app, moved, FormatCQC); len(r.Moved) != 1 || len(r.Missing) != 2 { // a branch, and who ran both
		t.Errorf("%s %v", r, r.Moved)
	}
	again(t, app, onDisk(t, "epraccur.csv.gz", "epraccur_2025-11.csv"), FormatODS)
}

func TestAProviderIsRenamedByTheListThatGaveItItsCode(t *testing.T) {
	app := newApp(t)
	const head = "Location ID,Location Name,Provider ID,Provider Name\n"
	loadFile(t, app, written(t, "a_2026-01.csv", head+"1-100000001,Elms,1-200000001,Old Name\n"), FormatCQC)
	loadFile(t, app, written(t, "a_2026-02.csv", head+"1-100000001,Elms,1-200000001,New Name\n"), FormatCQC)
	o := organisation(t, app, "1-200000001")
	past, err := records.HistoryOfOrganisation(app, o.Id, 10)
	if err != nil || o.Name() != "New Name" || o.OtherNames()[0] != "Old Name" || len(past) != 1 || past[0].Was() != "Old Name" {
		t.Errorf("%v %s %v %v", err, o.Name(), o.OtherNames(), past)
	}
}

func TestKindsOfCareAreInPlainEnglish(t *testing.T) {
	for called, want := range map[string]string{"Nursing homes|Residential homes": "care home", "Clinic|Dentist": "dentist", "Doctors/GPs|Dentist|Doctors/GPs": "GP practice",
		"Hospital|Blood and transplant service|Dentist": "hospital", "HOMECARE AGENCIES": "home care", "Walk-in Thing": "walk-in thing", "": "", "NA": ""} {
		if got := kindOf(called); got != want {
			t.Errorf("%q is %q, not %q", called, got, want)
		}
	}
	for _, kind := range []string{"GP practice", "care home", "home care", "hospice"} {
		found := false
		for _, k := range Kinds() {
			found = found || k == kind
		}
		if !found {
			t.Errorf("there is no %s", kind)
		}
	}
}

func TestAnOperatorMayLayOwnWordsOverTheTreatments(t *testing.T) {
	ours, err := Treatments(nil)
	if err != nil || len(ours) < 60 {
		t.Fatal(len(ours), err)
	}
	over := fstest.MapFS{TreatmentsFile: {Data: []byte("code,words\n100,Operations\n999,Something new\n101,\n")}}
	all, err := Treatments(over)
	if err != nil || len(all) != len(ours) || all[0] != (Treatment{"100", "Operations"}) || all[len(all)-1].Code != "999" || all[1].Code == "101" {
		t.Errorf("%v %v", all[:2], err)
	}
	if _, err := Treatments(os.DirFS(t.TempDir())); err != nil {
		t.Error(err)
	}
}

func TestADryRunCountsTheStoriesItWouldTouch(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "what,name,code,organisation", "organisation,One,one,", "organisation,Two,two,", "service,House,house,one", "service,Other,other,one")
	tell := func(id, state, service string) {
		for _, q := range []string{
			"INSERT INTO stories (id, state) VALUES ('" + id + "', '" + state + "')",
			"INSERT INTO story_services (id, story, service) VALUES ('x" + id + "', '" + id + "', '" + service + "')",
		} {
			if _, err := app.DB().NewQuery(q).Execute(); err != nil {
				t.Fatal(err)
			}
		}
	}
	house, other := service(t, app, "house").Id, service(t, app, "other").Id
	tell("aaaaaaaa", string(story.Submitted), house)
	tell("bbbbbbbb", string(story.Published), house)
	tell("cccccccc", string(story.Withdrawn), house)
	tell("dddddddd", string(story.Submitted), other)
	r, err := tryFile(app, table(t, "name,code,organisation", "House,house,two", "Other,other,one"), FormatTable, Options{DryRun: true})
	if err != nil || r.OpenStories != 1 || r.PublishedStories != 1 {
		t.Errorf("%v %+v", err, r)
	}
}
