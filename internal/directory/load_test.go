package directory

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/tabular"
)

// table is a table of our own with these columns.
func table(t testing.TB, columns string, lines ...string) string {
	t.Helper()
	return written(t, "table.csv", columns+"\n"+strings.Join(lines, "\n")+"\n")
}

func loadTable(t testing.TB, app core.App, columns string, lines ...string) Report {
	t.Helper()
	return loadFile(t, app, table(t, columns, lines...), FormatTable)
}

func TestAFileThatIsSomethingElseIsRefusedByItsName(t *testing.T) {
	app := newApp(t)
	practice := `"A81001","THE DENSHAM SURGERY","Y63","QHM","A","B","","","","TS18 1HU","19740401","","A","B","16C","20200401","","","","","","0","","16C","","4",""` + "\n"
	utf16 := "\xff\xfe" + strings.Join(strings.Split(practice, ""), "\x00")
	for _, c := range []struct{ name, content, as, reason string }{
		{"epraccur.csv", practice, FormatCQC, "this looks like a report of the NHS Organisation Data Service: say --as ods"},
		{"hospitals.csv", phsHeader, FormatODS, "say --as phs"},
		{"care.csv", "name,cqc_id\nA,1-100\n", FormatPHS, "say --as cqc"},
		{"Hospital.csv", "OrganisationID\xacOrganisationCode\n", FormatCQC, "say --as nhs-choices"},
		{"own.csv", "what,code,name\n,a,A\n", FormatODS, "say --as csv"},
		{"onspd.csv", "pcd7,pcd8,pcds,dointr\n", FormatTable, "candour import postcodes"},
		{"list.csv", "PK\x03\x04\x14\x00", FormatODS, "a zip file or a spreadsheet"},
		{"list.csv", "<!DOCTYPE html><p>Not here</p>", FormatODS, "a page of the web"},
		{"list.csv", utf16, FormatODS, "UTF-16"},
		{"list.csv", "\n \n", FormatODS, "the file is empty"},
		{"list.csv", "", FormatPHS, "the file is empty"},
		{"own.csv", "code,title\na,A\n", FormatTable, "has no column name"},
		{"cut.csv", practice + strings.ReplaceAll(practice[:60], "A81001", "A81002"), FormatODS, "the file ends in the middle of line 2"},
		{"own.csv", "name,code\nAn\xe9,a\nBe\xe9,b\nC,c\n", FormatTable, "2 lines are not UTF-8, the first of them line 2"},
		{"own.csv", "name,code,opened\nA,a\nB,b\n", FormatTable, "no line of the file could be read (line 2: it has 2 columns and should have 3)"},
		{"header.csv", "name,code\n", FormatTable, "header.csv has a header and no line below it"},
		{"own.csv", "name;code\nA;a\n", FormatTable, "no column name: there are semicolons between its values, and it must be commas"},
		{"own.csv", "name\tcode\nA\ta\n", FormatTable, "there are tabs between its values"},
		{"own.csv", "name,code,Name\nA,a,B\n", FormatTable, "the header has the column Name twice"},
		{"own.csv", "name,code,postcode,eircode\nA,a,,\n", FormatTable, "the columns postcode and eircode, which mean the same"},
		{"own.csv", "name,code\rA,a\r", FormatTable, "old Macs"},
		{"own.csv", `[{"name": "A"}]`, FormatTable, "this is JSON"},
		{"own.csv.gz", "\x1f\x8b\x08\x00", FormatTable, "a packed file (gzip): unpack it"},
		{"own.pdf", "%PDF-1.7", FormatTable, "this is a PDF"},
		{"two.zip", "PK\x05\x06\x00\x00", FormatTable, "a zip file or a spreadsheet"},
		{"own.csv", "n\x00a\x00m\x00e\x00,\x00", FormatTable, "this is no text, or in an encoding that is not known"},
		{"epraccur.csv", practice, FormatTable, "this looks like a report of the NHS Organisation Data Service: say --as ods"},
		{"long.csv", strings.Repeat("x", 3*tabular.MaxLine), FormatODS, "longer than"},
	} {
		_, err := tryFile(app, written(t, c.name, c.content), c.as, Options{})
		if err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s as %s: %v, not %q", c.name, c.as, err, c.reason)
		}
	}
	if n := count(t, app, "services"); n != 0 {
		t.Errorf("%d services were loaded", n)
	}
}

func TestWhatIsOddInATableIsSaidAndTheLineIsTaken(t *testing.T) {
	app := newApp(t)
	r := loadTable(t, app, "name,code,opened,closed,website,latitude,longitude", "Upside,up,2026-04-01,2020-01-01,,,", "Nowhere,no,,,not a site,999,1", "Twin,Two,,,,,", "Twin,tWO,,,,,",
		"Fine,fine,2026-04-01,2026-04-01,example.org,57.1,-2.1", "Zero,\x00,,,,,", "Short,short")
	var said []string
	for _, l := range append(r.Doubtful, r.Unreadable...) {
		said = append(said, fmt.Sprint(l.No, " ", l.Reason))
	}
	want := []string{"2 local:up: it would have closed before it opened; the day it closed is left out",
		`3 local:no: the position "999", "1" is no place on earth; it is left out`, `3 local:no: the website "not a site" is not understood; it is left out`,
		"5 local:tWO and local:Two differ in capital letters alone, and stand for two things: is that meant?",
		"7 the text is not UTF-8: there is a zero byte in it", "8 it has 2 columns and should have 7"}
	if !slices.Equal(said, want) || len(r.New) != 5 {
		t.Errorf("%s\n%s", r, strings.Join(said, "\n"))
	}
	if _, err := OpenFile(t.TempDir(), FormatTable, time.Time{}, now); err == nil || err.Error() != "this is a folder: name the file in it" {
		t.Error(err)
	}
}

func TestABrokenLineIsLeftOutAndWrittenDownAndTheRestIsLoaded(t *testing.T) {
	app := newApp(t)
	path := written(t, "own.csv", "name,code,closed\nA,a,\n\"B,b\n"+strings.Repeat("y", 2*tabular.MaxLine)+",c,\nD,d,soon\nE,e,2020-01-01\n")
	f, err := OpenFile(path, FormatTable, time.Time{}, now)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Load(app, context.Background(), Options{Now: now})
	if err != nil || len(r.New) != 3 || r.UnreadableCount != 2 || r.DoubtfulCount != 1 || r.Unreadable[1].No != 4 || r.Doubtful[0].No != 5 {
		t.Fatalf("%v: %s %v %v", err, r, r.Unreadable, r.Doubtful)
	}
	var out bytes.Buffer
	if err := f.WriteRejects(&out, r); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "3,a quotation mark is opened and not closed on this line,\"\"\"B,b\"") || !strings.Contains(got, "\n4,the line is longer") {
		t.Errorf("%.300s", got)
	}
}

func TestTwoLinesWithOneCodeRefuseTheFile(t *testing.T) {
	app := newApp(t)
	_, err := tryFile(app, table(t, "name,code,codes", "A,a,", "B,b,", "C,a,"), FormatTable, Options{})
	if err == nil || err.Error() != "the code local:a stands on line 2 and again on line 4: nothing was loaded" {
		t.Error(err)
	}
	if n := count(t, app, "services"); n != 0 {
		t.Errorf("%d services were loaded", n)
	}
}

func TestARingInTheTreeRefusesTheFileAndNamesItsLines(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "name,code,part of", "A,a,", "B,b,a")
	for _, lines := range [][]string{{"A,a,c", "C,c,b"}, {"A,a,a"}, {"X,x,y", "Y,y,z", "Z,z,x"}} {
		_, err := tryFile(app, table(t, "name,code,part of", lines...), FormatTable, Options{})
		if err == nil || !strings.Contains(err.Error(), "goes round in a ring: ") || !strings.Contains(err.Error(), "(line 2)") {
			t.Errorf("%v: %v", lines, err)
		}
	}
	deep := []string{"L0,l0,b"}
	for i := range 7 {
		deep = append(deep, fmt.Sprintf("L%d,l%d,l%d", i+1, i+1, i))
	}
	if _, err := tryFile(app, table(t, "name,code,part of", deep...), FormatTable, Options{}); err == nil || !strings.Contains(err.Error(), "deeper than 8 levels") {
		t.Error(err)
	}
	if n := count(t, app, "services"); n != 2 {
		t.Errorf("%d services", n)
	}
	if _, err := tryFile(app, table(t, "name,code,became", "P,p,q", "Q,q,p"), FormatTable, Options{}); err == nil || !strings.Contains(err.Error(), "local:p became local:q") {
		t.Error(err)
	}
}

func TestALineThatLeadsToNothingTakesThoseBelowItWithIt(t *testing.T) {
	app := newApp(t)
	r := loadTable(t, app, "name,code,part of,organisation", "C,c,b,", "B,b,gone,", "D,d,,nobody", "E,e,,")
	if len(r.New) != 1 || r.UnreadableCount != 3 || !strings.Contains(r.Unreadable[1].Reason, "local:b is a part of local:gone, which is not known") ||
		!strings.Contains(r.Unreadable[2].Reason, "local:d is run by local:nobody, which is not known") {
		t.Errorf("%s %v", r, r.Unreadable)
	}
}

func TestACodeIsNeverUsedForSomethingElse(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "what,name,code,codes", "organisation,The Trust,trust,ods:R99", "service,The House,house,cqc:1-123456|ods:R9901")
	r := loadTable(t, app, "what,name,scheme,code,codes", "service,A ward,local,trust,", "service,Another,ods,R99,", "organisation,Third,cqc,1-123456,", "service,New,local,new,ods:R99")
	if r.UnreadableCount != 3 || !strings.Contains(r.Unreadable[0].Reason, "the code local:trust stands for an organisation already") || len(r.New) != 1 || r.DoubtfulCount != 1 {
		t.Errorf("%s %v %v", r, r.Unreadable, r.Doubtful)
	}
}

func TestAnOlderFileIsRefusedUnlessItIsForced(t *testing.T) {
	app := newApp(t)
	list := func(name, status, closed string) string {
		return written(t, name, `"A81001","THE DENSHAM SURGERY","","","","","","","","TS18 1HU","19740401","`+closed+`","`+status+`","B","","","","","","","","0","","16C","","4",""`+"\n")
	}
	loadFile(t, app, list("epraccur_2026-06.csv", "C", "20260331"), FormatODS)
	old := list("epraccur 2025-11.csv", "A", "")
	_, err := tryFile(app, old, FormatODS, Options{})
	if err == nil || !strings.Contains(err.Error(), "this file is of 1 November 2025 (by its name), and one of 1 June 2026 is loaded already") {
		t.Error(err)
	}
	if r, err := tryFile(app, old, FormatODS, Options{AlthoughOlder: true}); err != nil || len(r.Reopened) != 0 {
		t.Errorf("an older file opened what is closed: %v %s", err, r)
	}
	r, err := tryFile(app, list("epraccur_2026-09-01.csv", "A", ""), FormatODS, Options{})
	if err != nil || len(r.Reopened) != 1 || service(t, app, "A81001").GetString("closedOn") != "" {
		t.Errorf("a newer file did not open it again: %v %s", err, r)
	}
}

func TestTheDayOfAFileIsFoundInItsNameOrInIt(t *testing.T) {
	for name, want := range map[string]string{"epraccur_2025-11.csv": "2025-11-01", "20260301 list.csv": "2026-03-01", "1_June_2017_HSCA_active_locations.csv": "2017-06-01",
		"HSCA September 2026.csv": "2026-09-01", "Hospital2018.csv": "2018-01-01", "care_homes_2026-01-19.csv": "2026-01-19", "epraccur.csv": "0001-01-01", "r12026x.csv": "0001-01-01"} {
		if got := dayInName(name).Format(time.DateOnly); got != want {
			t.Errorf("%s: %s, not %s", name, got, want)
		}
	}
	f, err := OpenFile(onDisk(t, "eauth.csv", "eauth.csv"), FormatODS, time.Time{}, now)
	if err != nil || f.Released.Format(time.DateOnly) != "2018-04-01" || f.ReleasedFrom != "by the latest day in it" {
		t.Errorf("%v %v %s", err, f.Released, f.ReleasedFrom)
	}
}

func TestWhatMovesTakesItsPartsWithItAndLeavesAHistory(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "what,name,code,organisation,part of", "organisation,One,one,,", "organisation,Two,two,,",
		"service,House,house,one,", "service,Ward,ward,,house", "service,Team,team,,ward", "service,Other,other,one,")
	if got := service(t, app, "team").GetString("organisation"); got != organisation(t, app, "one").Id {
		t.Fatal("a part is not run by whoever runs the whole")
	}
	try, err := tryFile(app, table(t, "name,code,organisation", "House,house,two"), FormatTable, Options{DryRun: true})
	if err != nil || len(try.Moved) != 3 || service(t, app, "house").GetString("organisation") != organisation(t, app, "one").Id {
		t.Errorf("%v %s", err, try)
	}
	r := loadTable(t, app, "name,code,organisation", "House,house,two")
	two := organisation(t, app, "two").Id
	for _, code := range []string{"house", "ward", "team"} {
		s := service(t, app, code)
		if s.GetString("organisation") != two || !slices.Contains(r.Rerouted, s.Id) {
			t.Errorf("%s did not move: %v", code, r.Rerouted)
		}
		past, err := records.HistoryOfService(app, s.Id, 10)
		if err != nil || len(past) != 1 || past[0].Field() != records.FieldOrganisation || past[0].Now() != two || past[0].Source() != records.FromFile || !past[0].At().Equal(now) {
			t.Errorf("%s: %v %v", code, past, err)
		}
	}
	if len(r.Moved) != 3 || len(r.Rerouted) != 3 || strings.Join(r.Rerouted, " ") != strings.Join(try.Rerouted, " ") {
		t.Errorf("%s %v %v", r, r.Rerouted, try.Rerouted)
	}
}

func TestWhatWasMergedIsClosedAndKnowsItsSuccessor(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "name,code,became", "A,a,", "B,b,")
	r := loadTable(t, app, "name,code,became", "A,a,b")
	s := service(t, app, "a")
	if len(r.Merged) != 1 || s.GetString("successor") != service(t, app, "b").Id || s.GetString("closedOn") == "" || !slices.Equal(r.Rerouted, []string{s.Id}) {
		t.Errorf("%s %v", r, s)
	}
}

func TestWhatAFullListNoLongerNamesIsSaidAndClosedOnlyWhenAsked(t *testing.T) {
	app := newApp(t)
	p := hospitals(t)
	load1(t, app, p, false)
	from := p
	from.Services, from.Lines = p.Services[:270], p.Lines[:270]
	load := func(close bool) (Report, error) {
		return Load(app, context.Background(), from.Rows, Options{Full: ofScheme(SchemePHS), CloseMissing: close, Now: now})
	}
	if r, err := load(false); err != nil || len(r.Missing) != 4 || r.Writes != 0 {
		t.Errorf("%v %s", err, r)
	}
	if r, err := load(true); err != nil || len(r.Closed) != 4 || len(r.Rerouted) != 4 || service(t, app, p.Services[272].Code).GetString("closedOn") == "" {
		t.Errorf("%v %s", err, r)
	}
	from.Services, from.Lines = p.Services[:100], p.Lines[:100]
	if _, err := load(true); err == nil || !strings.Contains(err.Error(), "would close 170 of the 270 open services") {
		t.Error(err)
	}
}

func TestACommissionerThatChangesLeavesADatedLink(t *testing.T) {
	app := newApp(t)
	list := func(name, by, since string) string {
		return written(t, name, `"A81001","THE DENSHAM SURGERY","","","","","","","","TS18 1HU","19740401","","A","B","00K","`+since+`","","","","","","0","","`+by+`","","4",""`+"\n")
	}
	loadFile(t, app, list("epraccur_2020-01.csv", "00K", "20130401"), FormatODS)
	r := loadFile(t, app, list("epraccur_2020-06.csv", "16C", "20200401"), FormatODS)
	id := service(t, app, "A81001").Id
	if len(r.Changed) != 1 || !slices.Equal(r.Rerouted, []string{id}) {
		t.Errorf("%s %v", r, r.Rerouted)
	}
	for day, want := range map[string]string{"2019-01-01": "00K", "2021-01-01": "16C"} {
		on, _ := time.Parse(time.DateOnly, day)
		l, err := records.LinksTo(app, records.LinkedTo{Services: []string{id}}, on)
		if err != nil || len(l) != 1 || l[0].Organisation() != organisation(t, app, want).Id {
			t.Errorf("on %s: %v %v", day, l, err)
		}
	}
}

func TestASiteBelongsToItsTrust(t *testing.T) {
	app := newApp(t)
	loadFile(t, app, onDisk(t, "etr.csv.gz", "etr_2022.csv"), FormatODS)
	line := func(code, name, parent string) string {
		return `"` + code + `","` + name + `","Y62","QOP","A ROAD","","","MANCHESTER","","M13 9WL","20171001","","","","` + parent + `","","","","","","","0","","","","",""` + "\n"
	}
	r := loadFile(t, app, written(t, "ets_2022.csv", line("R0A01", "ROYAL INFIRMARY", "")+line("R0A02", "THE CLINIC", "R0A")+line("R9X01", "NOWHERE", "")), FormatODS)
	if r.Format != "ods/sites" || len(r.New) != 2 || r.UnreadableCount != 1 || !strings.Contains(r.Unreadable[0].Reason, "is run by ods:R9X, which is not known") {
		t.Errorf("%s %s %v", r.Format, r, r.Unreadable)
	}
	s := service(t, app, "R0A01")
	if s.GetString("organisation") != organisation(t, app, "R0A").Id || s.GetString("kind") != "hospital" || service(t, app, "R0A02").GetString("kind") != "clinic" {
		t.Error(s)
	}
}

// TestTheNameOfAManagerComesNowhere loads a list with managers in it, and looks for
// one in the report, the data, the rejects and the whole memory of the program.
func TestTheNameOfAManagerComesNowhere(t *testing.T) {
	app, path, name := newApp(t), managed(t), strings.Join([]string{"Quillfeather", "Mrs Zed"}, ", ")
	f, err := OpenFile(path, FormatCQC, time.Time{}, now)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Load(app, context.Background(), Options{Now: now})
	if err != nil || count(t, app, "services") != 2 || r.UnreadableCount != 2 {
		t.Fatalf("%v %s %v", err, r, r.Unreadable)
	}
	var rejects bytes.Buffer
	if err := f.WriteRejects(&rejects, r); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(fmt.Sprintf("%+v", r)+rejects.String(), name[:8]) {
		t.Error("a manager is named in the report")
	}
	if _, err := app.DB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(app.DataDir() + "/data.db")
	if err != nil || bytes.Contains(data, []byte(name[:12])) {
		t.Error("a manager is named in the data", err)
	}
	if n := timesInMemory(t, []byte(name[2:])); n != 0 {
		t.Errorf("a manager is named %d times in memory", n)
	}
	runtime.KeepAlive(r)
	kept := strings.Join([]string{"Quill", "feather, Mrs Zed, is kept"}, "")
	if n := timesInMemory(t, []byte(kept[2:20])); n == 0 {
		t.Error("the look through the memory finds nothing, whatever is there")
	}
	runtime.KeepAlive(kept)
}

// managed writes a list with names of managers. Two lines of it are broken.
//
//go:noinline
func managed(t *testing.T) string {
	manager := strings.ToUpper("q") + "uillfeather, Mrs " + strings.ToUpper("z") + "ed"
	line := func(id, name string) string {
		return "Known," + id + ",Y," + name + ",\"" + manager + "\",1614960000,A Road,Sale,M33 6RX,1-200000001,Care Company Limited\n"
	}
	return written(t, "active.csv", "CQC active locations,\n\"1 September 2026\"\n,\n,\n"+
		"Also KNOWN as,Location id,Care Home?,Location NAME,Registered manager,Location Telephone Number,Location Street Address,Location City,Location Postal Code,Provider ID,Provider Name\n"+
		line("1-100000001", "The Elms")+line("1-100000002", "The Oaks")+line("none!", "The Ash")+"\"x,"+manager+"\n,\n"[:0]+manager+",short\n")
}

// timesInMemory looks for bytes in everything that is alive on the heap.
func timesInMemory(t *testing.T, what []byte) int {
	t.Helper()
	for i := range what { // so that the looking does not find itself
		what[i] ^= 0x55
	}
	runtime.GC()
	runtime.GC()
	dump, err := os.Create(t.TempDir() + "/heap")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = dump.Close() }()
	debug.WriteHeapDump(dump.Fd())
	content, err := os.ReadFile(dump.Name())
	if err != nil || len(content) < 1<<20 {
		t.Fatal(len(content), err)
	}
	for i := range content {
		content[i] ^= 0x55
	}
	return bytes.Count(content, what)
}
