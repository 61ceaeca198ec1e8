package directory

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candour/internal/tabular"
)

// rowsOf reads a CSV file of testdata, without its first line.
func rowsOf(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var text io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if text, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	in, rows := tabular.NewReader(text), [][]string(nil)
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows[1:]
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, slices.Clone(row))
	}
}

// union is every real service there is to test on: practices of England, NHS
// and private hospitals, trusts, dentists and care homes, and the hospitals of
// Scotland. Their codes are their ids.
func union(t testing.TB) []Entry {
	t.Helper()
	var services []Service
	var out []Entry
	for _, row := range rowsOf(t, "services.csv.gz") {
		former := strings.Join(append(slices.Clone(knownAliases()[row[1]]), row[3]), "\n")
		e := Entry{ID: row[1], Code: row[1], Name: row[2], Aliases: former, Address: row[4], Town: row[5], Postcode: row[6], Kind: row[7],
			Organisation: row[8], Closed: row[9] != ""}
		e.Latitude, _ = strconv.ParseFloat(row[10], 64)
		e.Longitude, _ = strconv.ParseFloat(row[11], 64)
		out = append(out, e)
		services = append(services, Service{Town: e.Town, Postcode: e.Postcode})
	}
	fillTowns(services)
	for i := range out {
		out[i].Town = services[i].Town
	}
	return append(out, entries(hospitals(t))...)
}

func TestTheEnglishAliasesBelongToServicesThereAre(t *testing.T) {
	aliases, known := map[string][]string{}, map[string]bool{}
	if err := readAliases("aliases_england.csv", aliases); err != nil {
		t.Fatal(err)
	}
	for _, e := range union(t) {
		known[e.Code] = true
	}
	for code := range aliases {
		if !known[code] {
			t.Errorf("%s is no service", code)
		}
	}
}

// TestSearchQuality asks what people type, each with the services they may
// mean. Half of the queries were never looked at while it was tuned:
// whoever tunes it further must leave them alone too.
func TestSearchQuality(t *testing.T) {
	list := union(t)
	x, byID := NewIndex(list), map[string]Entry{}
	for _, e := range list {
		byID[e.ID] = e
	}
	asked, found := map[string]int{}, map[string]int{}
	for _, row := range rowsOf(t, "queries.csv") {
		part, query, expected := row[0], row[1], row[2]
		hits := x.Search(query, 3)
		asked[part]++
		if fulfils(hits, expected, byID) {
			found[part]++
		} else if part == "tuned" {
			t.Logf("%s: %q: no %s in %v", part, query, expected, hits)
		}
	}
	for part, n := range asked {
		t.Logf("%s: %d of %d queries find their service among the first three", part, found[part], n)
		if n < 100 || found[part]*100 < n*95 {
			t.Errorf("%s: %d of %d are not 95 %%", part, found[part], n)
		}
	}
}

// fulfils says whether the first hits are what was expected: one of several
// codes, or, as in dentist@Bolton, nothing but services of a kind and a place.
func fulfils(hits []Hit, expected string, byID map[string]Entry) bool {
	kind, place, several := strings.Cut(expected, "@")
	if !several {
		return slices.ContainsFunc(hits, func(h Hit) bool { return slices.Contains(strings.Fields(expected), h.ID) })
	}
	fits := func(e Entry) bool {
		at := strings.Join(terms(e.Town+" "+e.Address), " ")
		return e.Kind == kind && (district(e.Postcode) == place || strings.Contains(" "+at+" ", " "+strings.ToLower(place)+" "))
	}
	there := 0
	for _, e := range byID {
		if fits(e) && !e.Closed {
			there++
		}
	}
	for i, h := range hits {
		if i < there && !fits(byID[h.ID]) {
			return false
		}
	}
	return len(hits) > 0
}
