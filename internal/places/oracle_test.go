package places

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// The oracle is a list of GP practices of November 2025 with the commissioner of
// each (NHS England, epraccur). What is imported is a file in the form of ONSPD
// made from a list of January 2022 with other codes (the patient list's mapping
// of practices): the postcode of a practice and the group it was commissioned by
// then. So this shows that the importer, the codes that changed between 2022 and
// 2025, and the routing lead from the one to the other. It does not show that
// ONSPD itself is read rightly in three million cases; and it takes a practice's
// commissioner for that of its postcode, which near a boundary it need not be.
//
// Left out, for want of any other list to compare with: 11 practices of England
// that the older list knows neither by code nor by postcode, and Wales, for which
// see the last test.

// moved are the places whose commissioner changed between the two lists. Every
// row that comes out otherwise than the oracle must be one of these, and all of
// these must come out.
var moved = []struct {
	then, now string // the NHS's codes
	rows      int
	why       string
}{
	{"D2P2L", "15E", 11, "West Birmingham went from the Black Country to Birmingham and Solihull in July 2022"},
	{"15E", "D2P2L", 1, "a practice in Smethwick that was commissioned from Birmingham in 2022 is in the Black Country since"},
	{"03Q", "42D", 8, "the practices of Vale of York outside the city are North Yorkshire's since"},
	{"01Y", "15M", 2, "Glossop went from Tameside to Derby and Derbyshire in July 2022"},
	{"06H", "78H", 1, "Oundle went from Cambridgeshire and Peterborough to Northamptonshire"},
	{"02Q", "02X", 1, "DN10 6RQ: two practices at one postcode have two commissioners; a postcode lies in one area"},
	{"X2C4Y", "02T", 1, "WF17 1DR: the same"},
}

// rowsOf reads a CSV of the test data that holds no quotation marks.
func rowsOf(t *testing.T, file string) [][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSpace(line), ","))
	}
	return rows[1:]
}

// madeONSPD is a file in the form of August 2024 with a row for each postcode of
// the oracle the list of 2022 knows, by its postcode or by its practice.
func madeONSPD(t *testing.T) (file string, known map[string]bool) {
	t.Helper()
	layout, err := os.ReadFile("testdata/onspd_layout_aug2024.csv")
	if err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(string(layout), "\n")
	names := strings.Split(strings.TrimSpace(header), ",")
	byPostcode, byPractice := map[string][]string{}, map[string][]string{}
	for _, r := range rowsOf(t, "practices_england_2022.csv") {
		code := squeezed(r[1])
		if byPostcode[code] == nil { // the first of several at one postcode
			byPostcode[code] = r
		}
		byPractice[r[0]] = r
	}
	var out strings.Builder
	out.WriteString(strings.Join(names, ",") + "\n")
	known = map[string]bool{}
	for _, r := range rowsOf(t, "practices_commissioners_2025.csv") {
		was := byPostcode[squeezed(r[1])]
		if was == nil {
			was = byPractice[r[0]]
		}
		if was == nil || known[r[1]] {
			continue
		}
		known[r[1]] = true
		fields := make([]string, len(names))
		for column, value := range map[string]string{"pcds": r[1], "pcd": r[1], "dointr": "198001", "oslaua": "E99999999", "ctry": England, "sicbl": was[2], "icb": was[3]} {
			fields[slices.Index(names, column)] = value
		}
		out.WriteString(strings.Join(fields, ",") + "\n")
	}
	return out.String(), known
}

func TestTheCommissionersOfThePracticesOfEnglandAreFoundByTheirPostcodes(t *testing.T) {
	file, known := madeONSPD(t)
	table := open(t)
	if r, err := table.Import(t.Context(), strings.NewReader(file), Options{}); err != nil || r.Refused != 0 || r.Written != len(known) {
		t.Fatalf("%+v %v", r, err)
	}
	rows, right, misses := 0, 0, map[string]int{}
	for _, r := range rowsOf(t, "practices_commissioners_2025.csv") {
		if !known[r[1]] {
			continue
		}
		rows++
		area, ok, err := table.Find(t.Context(), r[1])
		if err != nil || !ok {
			t.Fatal(r, ok, err)
		}
		bodies := AnsweringAsOf(area, day("2025-11-15"), day("2025-11-15"))
		if len(bodies) != 2 {
			t.Fatalf("%v: %+v", r, bodies)
		}
		commissioner, board := ods(bodies[0]), ods(bodies[1])
		switch {
		case commissioner == r[2] && board == r[3]:
			right++
		case commissioner == r[2]:
			t.Errorf("%v: the commissioner is right and the board is %s", r, board)
		default:
			misses[commissioner+" "+r[2]]++
		}
	}
	for _, m := range moved {
		if got := misses[m.then+" "+m.now]; got != m.rows {
			t.Errorf("%d and not %d rows are of %s and were of %s: %s", got, m.rows, m.now, m.then, m.why)
		}
		delete(misses, m.then+" "+m.now)
	}
	for pair, n := range misses {
		t.Errorf("%d rows are not explained: %s", n, pair)
	}
	share := float64(right) / float64(rows)
	t.Logf("%d of %d rows (%.2f %%)", right, rows, share*100)
	if share < 0.99 || rows < 3000 {
		t.Errorf("%d of %d rows are right", right, rows)
	}
}

// Every one of these practices has one board on each day, before and after the
// boards of April 2026, but for Frimley, whose part the list does not tell.
func TestThePracticesOfEnglandHaveOneBoardOnEveryDay(t *testing.T) {
	file, known := madeONSPD(t)
	table := open(t)
	if _, err := table.Import(t.Context(), strings.NewReader(file), Options{}); err != nil {
		t.Fatal(err)
	}
	doubtful := map[string]int{}
	for postcode := range known {
		area, _, err := table.Find(t.Context(), postcode)
		if err != nil {
			t.Fatal(err)
		}
		for _, on := range []string{"2026-03-31", "2026-04-01"} {
			boards := 0
			for _, b := range AnsweringAsOf(area, day(on), day(on)) {
				if b.What == "integrated care board" {
					boards++
				}
			}
			if boards != 1 {
				doubtful[fmt.Sprintf("%s %s", on, area.SubICB)]++
			}
		}
	}
	if len(doubtful) != 1 || doubtful["2026-04-01 E38000252"] == 0 {
		t.Error(doubtful)
	}
}

// For Wales there is no second list. Rows made of the oracle's own codes show no
// more than that the seven boards are found by the codes the NHS gives them.
func TestTheBoardsOfWalesAreFoundByTheCodesOfTheNHS(t *testing.T) {
	rows, boards := 0, map[string]bool{}
	for _, r := range rowsOf(t, "practices_commissioners_2025.csv") {
		if !strings.HasPrefix(r[2], "7A") {
			continue
		}
		rows++
		bodies := AnsweringAsOf(Area{Country: Wales, SubICB: r[2]}, day(today), day(today))
		if len(bodies) != 1 || ods(bodies[0]) != r[2] || !strings.HasPrefix(bodies[0].Code, "W11") {
			t.Errorf("%v: %+v", r, bodies)
			continue
		}
		boards[bodies[0].Code] = true
	}
	if rows != 199 || len(boards) != 7 {
		t.Errorf("%d rows, %d boards", rows, len(boards))
	}
}

// ods is the code the NHS gives a body.
func ods(b Body) string {
	for _, i := range b.Identifiers {
		if i.Scheme == SchemeODS {
			return i.Value
		}
	}
	return ""
}
