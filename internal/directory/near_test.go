package directory

import (
	"slices"
	"testing"
)

// some are services around Elgin, and two in another Newport than the first.
var some = []Entry{
	{ID: "elgin", Name: "Dr Gray's Hospital", Town: "Elgin", Postcode: "IV30 1SN", Kind: "hospital", Latitude: 57.6465, Longitude: -3.3296},
	{ID: "elgin dentist", Name: "Smiles", Town: "Elgin", Postcode: "IV30 1AA", Kind: "dentist", Latitude: 57.6490, Longitude: -3.3180},
	{ID: "elgin closed", Name: "Old Dental Practice", Town: "Elgin", Postcode: "IV30 1AB", Kind: "dentist", Latitude: 57.6480, Longitude: -3.3190, Closed: true},
	{ID: "elgin somewhere", Name: "Bishopmill Surgery", Town: "Elgin", Postcode: "IV30 4AA", Kind: "practice"},
	{ID: "forres dentist", Name: "Forres Dental Care", Address: "High Street, Rafford, Isle of Culbin", Town: "Forres", Postcode: "IV36 1PB", Kind: "dentist", Latitude: 57.6090, Longitude: -3.6110},
	{ID: "aberdeen", Name: "Aberdeen Royal Infirmary", Town: "Aberdeen", Postcode: "AB25 2ZN", Kind: "hospital", Latitude: 57.1540, Longitude: -2.1350},
	{ID: "nairn somewhere", Name: "Nairn Surgery", Town: "Nairn", Postcode: "IV12 4AB", Kind: "practice"},
	{ID: "hidden", Name: "Unlisted Clinic", Town: "Elgin", Postcode: "IV30 1SN", Latitude: 57.6465, Longitude: -3.3296, Unconfirmed: true},
	{ID: "wales", Name: "Royal Gwent", Town: "Newport", Postcode: "NP20 2UB", Latitude: 51.5800, Longitude: -2.9960},
	{ID: "wales too", Name: "St Woolos", Town: "NEWPORT", Postcode: "NP20 4SZ", Latitude: 51.5830, Longitude: -3.0050},
	{ID: "wight", Name: "St Mary's", Town: "Newport", Postcode: "PO30 5TG", Latitude: 50.7100, Longitude: -1.3010},
	{ID: "stoke", Name: "Royal Stoke", Town: "Stoke-on-Trent", Postcode: "ST4 6QG", Latitude: 53.0030, Longitude: -2.2120},
}

func near(t *testing.T, place, query string) (Place, []string) {
	t.Helper()
	x := NewIndex(some)
	p, ok := x.Place(place)
	if !ok {
		t.Errorf("%s is not known", place)
	}
	var ids []string
	for _, h := range x.Near(p, query, 6) {
		ids = append(ids, h.ID)
	}
	return p, ids
}

func TestATownFindsItsOwnServicesAndThenThoseAround(t *testing.T) {
	for place, want := range map[string][]string{
		"Elgin":    {"elgin dentist", "elgin", "elgin somewhere", "forres dentist", "aberdeen", "stoke"},
		"Rafford":  {"forres dentist", "elgin", "elgin dentist", "aberdeen", "stoke", "wales too"},
		"IV30":     {"elgin dentist", "elgin", "elgin somewhere", "forres dentist", "aberdeen", "stoke"},
		"iv301sn":  {"elgin", "elgin dentist", "forres dentist", "aberdeen", "stoke", "wales too"},
		"IV12 4AB": {"nairn somewhere", "elgin", "elgin dentist", "elgin somewhere", "forres dentist"},
	} {
		if _, got := near(t, place, ""); place != "IV12 4AB" && !slices.Equal(got, want) {
			t.Errorf("%s: %q", place, got)
		} else if place == "IV12 4AB" && (len(got) == 0 || got[0] != want[0]) {
			t.Errorf("%s: %q", place, got)
		}
	}
}

func TestWhatIsLookedForNearAPlaceIsOrderedByDistance(t *testing.T) {
	for query, want := range map[string][]string{
		"dentist":     {"elgin dentist", "forres dentist", "elgin closed"},
		"dental care": {"forres dentist"},
		"surgery":     {"elgin somewhere", "nairn somewhere"},
		"royal":       {"aberdeen", "stoke", "wales"},
		"xyzzy":       nil,
	} {
		if _, got := near(t, "elgin", query); !slices.Equal(got, want) {
			t.Errorf("%s: %q", query, got)
		}
	}
}

func TestAPlaceIsFoundHoweverItIsWritten(t *testing.T) {
	for typed, want := range map[string]string{"ELGIN": "Elgin", "elgn": "Elgin", "near elgin": "Elgin", "Elgin, Moray": "Elgin", "stoke": "Stoke-on-Trent",
		"stoke on trent": "Stoke-on-Trent", "Stoke upon Trent": "Stoke-on-Trent", "rafford": "Rafford", "culbin": "Culbin", "iv30": "IV30", "IV30 1SN": "IV30 1SN", "aberdene": "Aberdeen"} {
		if p, ok := NewIndex(some).Place(typed); !ok || p.Name != want {
			t.Errorf("%s: %q", typed, p.Name)
		}
	}
	for _, typed := range []string{"", "  ", "xyzzy", "high", "ZZ99", "the", "\xff", "12", "street"} {
		if p, ok := NewIndex(some).Place(typed); ok {
			t.Errorf("%s: %q", typed, p.Name)
		}
	}
}

func TestTownsOfOneNameAreToldApart(t *testing.T) {
	p, ids := near(t, "newport", "")
	if !slices.Equal(p.Others, []string{"PO30"}) || !slices.Equal(ids[:2], []string{"wales", "wales too"}) && !slices.Equal(ids[:2], []string{"wales too", "wales"}) {
		t.Errorf("%q, others in %q", ids, p.Others)
	}
	if _, ids := near(t, p.Others[0], ""); ids[0] != "wight" {
		t.Errorf("%q", ids)
	}
}

func TestDistancesAreThoseOfTheMap(t *testing.T) {
	x := NewIndex(some)
	hits := x.Near(PlaceAt("AB10 1AB", 57.1497, -2.0943, true), "elgin hospital", 1)
	if len(hits) != 1 || hits[0].ID != "elgin" || !hits[0].Apart || hits[0].Distance < 90 || hits[0].Distance > 95 {
		t.Errorf("%+v", hits)
	}
	hits = x.Near(PlaceAt("IV30 9ZZ", 0, 0, false), "", 9)
	if len(hits) != 6 || hits[0].Apart || hits[4].ID != "nairn somewhere" || hits[5].ID != "elgin closed" {
		t.Errorf("%+v", hits)
	}
}

func TestWhatNobodyConfirmedIsForModeratorsAlone(t *testing.T) {
	x := NewIndex(some)
	if hits := x.Search("unlisted clinic", 5); slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == "hidden" }) {
		t.Errorf("%+v", hits)
	}
	if hits := x.SearchAll("unlisted clinic", 1); len(hits) != 1 || hits[0].ID != "hidden" {
		t.Errorf("%+v", hits)
	}
}

func FuzzNoPlaceBreaksTheSearch(f *testing.F) {
	for _, place := range []string{"Elgin", "elgn", "IV30", "IV30 1SN", "Elgin, Moray", ",,,", "\xff", "St", "newport", "1", "the"} {
		f.Add(place, "dentist")
		f.Add(place, "")
	}
	x := NewIndex(some)
	f.Fuzz(func(t *testing.T, place, query string) {
		p, ok := x.Place(place)
		hits := x.Near(p, query, 5)
		if again, _ := x.Place(place); !slices.Equal(hits, x.Near(again, query, 5)) || len(hits) > 5 || ok && p.Name == "" {
			t.Errorf("%q %q: %v", place, query, hits)
		}
	})
}
