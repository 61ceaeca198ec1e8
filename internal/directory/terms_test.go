package directory

import (
	"slices"
	"testing"
)

func TestAServiceIsFoundByEveryCodeItHas(t *testing.T) {
	x := NewIndex([]Entry{
		{ID: "a", Name: "Seaview Care Home", Code: "1-466088203", Identifiers: "V0123/7\nAB-99"},
		{ID: "b", Name: "Hillview Care Home", Code: "1-466088209", Identifiers: "V0124"},
	})
	for _, query := range []string{"1-466088203", "466088203", "cqc 1 466088203", "v0123/7", "V01237", "ab99", "AB-99"} {
		if hits := x.Search(query, 1); len(hits) != 1 || hits[0].ID != "a" {
			t.Errorf("%q: %v", query, hits)
		}
	}
}

func TestInitialsAreThoseThatPeopleMake(t *testing.T) {
	for name, want := range map[string][]string{
		"Aberdeen Royal Infirmary":                      {"ari"},
		"Royal Infirmary of Edinburgh at Little France": {"rie", "rielf"},
		"Luton & Dunstable Hospital":                    {"ld", "ldh"},
		"Ælfric's Surgery":                              {"æs"},
		"Surgery":                                       nil,
	} {
		if got := initials(words(fold(name)), nil); !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := initials([]string{"victoria", "hospital"}, []string{"kirkcaldy"}); !slices.Equal(got, []string{"vh", "vhk"}) {
		t.Errorf("%q", got)
	}
}

func TestWordsAreCutAsPeopleMeanThem(t *testing.T) {
	for text, want := range map[string][]string{
		"A&E, Aberdeen":           {"emergency", "aberdeen"},
		"Dr Gray’s":               {"dr", "grays"},
		"P & J Noble":             {"pj", "noble"},
		"p and j noble":           {"pj", "noble"},
		"High Street Surg.":       {"high", "st", "surgery"},
		"St. Mary's Hosp":         {"st", "marys", "hospital"},
		"Ysbyty'r Tri Chwm":       {"ysbytyr", "tri", "chwm"},
		"Llanelli – Tŷ Elli":      {"llanelli", "ty", "elli"},
		"the of and":              nil,
		"a. r. i.":                {"ari"},
		"Rainham & Upminster Med": {"rainham", "upminster", "medical"},
	} {
		if got := terms(text); !slices.Equal(got, want) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestWordsAreFoundHoweverTheyAreJoined(t *testing.T) {
	x := NewIndex([]Entry{{ID: "a", Name: "Park View Surgery"}, {ID: "b", Name: "Parkside Surgery"}, {ID: "c", Name: "Weston General", Town: "Weston-super-Mare"},
		{ID: "d", Name: "Mydentist"}, {ID: "e", Name: "Luton and Dunstable Hospital"}})
	for query, want := range map[string]string{"parkview": "a", "park side": "b", "westonsupermare": "c", "my dentist": "d", "parkviewsurgery": "a",
		"L&D": "e", "l and d": "e", "weston-super-mare": "c"} {
		if hits := x.Search(query, 1); len(hits) != 1 || hits[0].ID != want {
			t.Errorf("%q: %v", query, hits)
		}
	}
}
