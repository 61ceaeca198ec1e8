package places

import (
	"slices"
	"testing"
)

func TestThePositionsOfManyPostcodesAreFoundAtOnce(t *testing.T) {
	table := open(t)
	if _, err := table.ImportSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	postcodes := append(slices.Repeat([]string{"ZZ1 1ZZ", "", "AB1 0AA "}, 400), "AB10 1AB", "ab101ab")
	got, err := table.Positions(t.Context(), postcodes)
	if err != nil {
		t.Fatal(err)
	}
	one, _, err := table.Find(t.Context(), "AB10 1AB")
	if err != nil || !one.Located {
		t.Fatal(one, err)
	}
	if want := (Position{one.Latitude, one.Longitude}); got["AB10 1AB"] != want || got["ab101ab"] != want || len(got) > 3 {
		t.Errorf("%v, not %v", got, want)
	}
}
