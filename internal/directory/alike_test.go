package directory

import (
	"slices"
	"testing"
)

func TestAlike_PointsOutWhatMayBeListedTwice(t *testing.T) {
	x := NewIndex([]Entry{
		{ID: "a", Name: "High Street Surgery", Town: "Elgin", Postcode: "IV30 1AA"},
		{ID: "b", Name: "HIGH STREET SURGERY", Town: "ELGIN"},                                   // same name and town
		{ID: "c", Name: "Well Pharmacy", Town: "Leeds", Postcode: "LS1 1AA"},                    // a chain: each
		{ID: "d", Name: "Well Pharmacy", Town: "Leeds", Postcode: "LS2 2BB"},                    // has its own postcode
		{ID: "e", Name: "Park View Dental Practice", Town: "Leeds", Postcode: "LS3 3CC"},        // one word more
		{ID: "f", Name: "Park View Dental", Town: "Morley", Postcode: "ls33cc"},                 // at the same postcode
		{ID: "g", Name: "Ward 5", Town: "Leeds", Postcode: "LS4 4DD"},                           // two wards
		{ID: "h", Name: "Ward 6", Town: "Leeds", Postcode: "LS4 4DD"},                           // of one hospital
		{ID: "i", Name: "High Street Surgery", Town: "Elgin", Closed: true},                     // gone already
		{ID: "j", Name: "Well Pharmacy", Town: "Leeds", Postcode: "LS9 9EE", Unconfirmed: true}, // added: worth a look
	})
	want := []Alike{
		{"c", "j", "The same name in the same town"},
		{"d", "j", "The same name in the same town"},
		{"a", "b", "The same name in the same town"},
		{"e", "f", "The same postcode, and names that are alike"},
	}
	if got := x.Alike(10); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := x.Alike(1); len(got) != 1 {
		t.Errorf("asked for one, got %v", got)
	}
}

// BenchmarkAlikeOf54000Services is what the first moderator waits for on the page of
// the directory after it changed.
func BenchmarkAlikeOf54000Services(b *testing.B) {
	x := NewIndex(many(b, allServices))
	for b.Loop() {
		x.findAlike()
	}
}
