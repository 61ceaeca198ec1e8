package places

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
)

// load loads a file of the test data.
func load(t testing.TB, table *Table, file string) Report {
	t.Helper()
	report, err := table.ImportFile(t.Context(), filepath.Join("testdata", file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// written puts a text into a file of the test.
func fileOf(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnEircodeIsFoundByItsLongestPrefix(t *testing.T) {
	table := open(t)
	if r := load(t, table, "prefixes_ireland_example.csv"); r.Table != "prefixes" || r.Rows != 5 || r.Written != 5 {
		t.Errorf("%+v", r)
	}
	for typed, want := range map[string]struct{ postcode, region string }{
		"D02 X285": {"D02 X285", "IE-SOUTHEAST"}, "do2x285": {"D02 X285", "IE-SOUTHEAST"}, "D02": {"D02", "IE-SOUTHEAST"},
		"D6W XK28": {"D6W XK28", "IE-EAST"}, "T12 D00A": {"T12 D00A", "IE-SOUTH"}, "T34 F4EE": {"T34 F4EE", "IE-SOUTHWEST"},
	} {
		area, ok, err := table.Find(t.Context(), typed)
		if err != nil || !ok || area.Postcode != want.postcode || area.Region != want.region || area.Country != "IE" {
			t.Errorf("%s: %+v %v %v", typed, area, ok, err)
		}
	}
	for _, typed := range []string{"", "D", "D0", "Tralee", "T", "K67 X285", "0800", "AB10 1AB"} {
		if area, ok, err := table.Find(t.Context(), typed); err != nil || ok || area != (Area{}) {
			t.Errorf("%s: %+v %v %v", typed, area, ok, err)
		}
	}
	area, _, _ := table.Find(t.Context(), "D02 X285")
	if !area.Located || area.Latitude != 53.3386 {
		t.Errorf("%+v", area)
	}
	bodies := AnsweringAsOf(area, day("2025-12-31"), day(today))
	if len(bodies) != 2 || bodies[0].Why != "It is the health region of the area the author lives in." ||
		bodies[1].Why != "It took over the area the author lives in from Example Health Region East." {
		t.Errorf("%+v", bodies)
	}
	if bodies := AnsweringAsOf(area, day("2026-01-01"), day(today)); len(bodies) != 1 || bodies[0].Code != "IE-SOUTHEAST" || bodies[0].Kind != Board {
		t.Errorf("%+v", bodies)
	}
}

func TestAnAustralianPostcodeKeepsItsLeadingZero(t *testing.T) {
	table := open(t)
	load(t, table, "prefixes_australia_example.csv")
	for typed, region := range map[string]string{"0800": "AU-NORTH", "NT 0800": "AU-NORTH", "0872": "AU-CENTRE", " 08 72 ": "AU-CENTRE", "2000": "AU-EAST", "2": "", "800": "", "3000": "", "20000": ""} {
		area, ok, err := table.Find(t.Context(), typed)
		if err != nil || ok != (region != "") || area.Region != region {
			t.Errorf("%s: %+v %v %v", typed, area, ok, err)
		}
	}
	bodies, err := table.Bodies(t.Context(), "AU")
	if err != nil || len(bodies) != 3 || bodies[0].What != "primary health network" {
		t.Errorf("%+v %v", bodies, err)
	}
}

func TestATableOfPrefixesIsReplacedByTheNextAndLoadedOnceOnly(t *testing.T) {
	table := open(t)
	load(t, table, "prefixes_ireland_example.csv")
	if r := load(t, table, "prefixes_ireland_example.csv"); r.Written != 0 {
		t.Errorf("%+v", r)
	}
	try, err := table.ImportFile(t.Context(), "testdata/prefixes_australia_example.csv", Options{Try: true})
	if err != nil || try.Written != 3 {
		t.Errorf("%+v %v", try, err)
	}
	if _, ok, _ := table.Find(t.Context(), "D02 X285"); !ok {
		t.Error("a try took the table away")
	}
	load(t, table, "prefixes_australia_example.csv")
	if _, ok, _ := table.Find(t.Context(), "D02 X285"); ok {
		t.Error("the table before is still there")
	}
	if empty, err := table.Empty(t.Context()); err != nil || empty {
		t.Error(empty, err)
	}
}

func TestATableOfPrefixesWithSomethingWrongIsRefusedAndTheOneBeforeStays(t *testing.T) {
	table := open(t)
	load(t, table, "prefixes_ireland_example.csv")
	const header = "prefix,area,name,kind,from,until\n"
	for text, reason := range map[string]string{
		header:                         "the table has no row",
		"prefix,area,name\nD02,A,B\n":  "no column kind",
		header + "D-2,IE1,A,board,,\n": "line 2: the prefix must be letters and digits",
		header + "D02,IE1,A,board,,\nD02X285,IE2,B,board,,\n":                  "line 3: the prefix D02X285 is too long",
		header + "D02X,IE1,A,board,,\n":                                        "line 2: the prefix D02X is too long",
		header + "20001,AU1,A,board,,\n":                                       "line 2: the prefix 20001 is too long",
		header + ",IE1,A,board,,\n":                                            "line 2: the prefix must be",
		header + "D02,IE1,A,queen,,\n":                                         `line 2: the kind is "queen"`,
		header + "D02,ie 1,A,board,,\n":                                        `line 2: "ie 1" is not a code`,
		header + "D02,IE1,A,board,1 May 2026,\n":                               "line 2: from is not written as year, month and day",
		header + "D02,IE1,A,board,2026-05-01,2026-04-01\n":                     "line 2: until is before from",
		header + "D02,IE1,A,board,,\nD04,IE1,B,board,,\n":                      "line 3: the area IE1 has another name",
		header + "D02,IE1,A,board,,2026-01-31\nD 02,IE2,B,board,2026-01-31,\n": "line 3: the prefix D02 is already on line 2",
		header + "D02,IE1,A,board\n":                                           "line 2: it has 4 columns",
		header + "D02,\"IE1,A,board,,\n":                                       "line 2: a quotation mark",
		header + "D02,IE1,\xc1,board,,\n":                                      "line 2: the text is not UTF-8",
		header + strings.Repeat("y", 1<<20):                                    "line 2: the line is longer",
		header + strings.Repeat("\n", mostTable):                               "larger than 8 MB",
		"\xff\xfep\x00r\x00e\x00":                                              "UTF-16",
	} {
		_, err := table.ImportFile(t.Context(), fileOf(t, "prefixes.csv", text), Options{})
		if err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.80q: %v", text, err)
		}
	}
	if area, ok, err := table.Find(t.Context(), "T12 D00A"); err != nil || !ok || area.Region != "IE-SOUTH" {
		t.Errorf("%+v %v %v", area, ok, err)
	}
}

func TestALongPrefixThatAnEarlierCandourTookAnswersForNobody(t *testing.T) {
	table := open(t)
	load(t, table, "prefixes_ireland_example.csv")
	const home = "prefix,area,name,kind\nD02X285,IE2,B,board\nD02,IE1,A,board\n"
	if _, err := table.db.NewQuery("UPDATE tables SET content = {:c}").Bind(dbx.Params{"c": home}).Execute(); err != nil {
		t.Fatal(err)
	}
	table.known.Store(nil)
	if area, ok, err := table.Find(t.Context(), "D02 X285"); err != nil || !ok || area.Region != "IE1" {
		t.Errorf("%+v %v %v", area, ok, err)
	}
}

func TestASpreadsheetThatDroppedLeadingZerosIsNoticed(t *testing.T) {
	table := open(t)
	r, err := table.ImportFile(t.Context(), fileOf(t, "au.csv", "prefix,area,name,kind\n800,AU1,A,commissioner\n2000,AU1,A,commissioner\n"), Options{})
	if err != nil || len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], "1 prefixes are of fewer than four digits") {
		t.Errorf("%+v %v", r, err)
	}
}

func FuzzNoTableOfPrefixesBreaksTheLookUp(f *testing.F) {
	f.Add("prefix,area,name,kind,from,until,latitude,longitude\nD02,IE1,A,board,2026-01-01,,53.1,-6.2\n", "D02 X285")
	f.Add("prefix,area,name,kind\n08,AU1,A,commissioner\n", "0800")
	f.Fuzz(func(t *testing.T, text, typed string) {
		prefixes, err := readPrefixes(strings.NewReader(text), false)
		if err != nil {
			return
		}
		for _, code := range readings(typed) {
			area, ok := prefixes.area(code)
			if !ok {
				continue
			}
			area.by = &register{prefixes: prefixes}
			AnsweringAsOf(area, day("2026-03-31"), day(today))
		}
	})
}
