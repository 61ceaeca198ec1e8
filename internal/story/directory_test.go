package story

import (
	"errors"
	"testing"
)

func TestNothingIsAPartOfItself(t *testing.T) {
	above := map[string]string{"team": "ward", "ward": "site", "site": "", "a": "b", "b": "c", "c": "d", "d": "e", "e": "f", "f": "g", "g": "h"}
	parentOf := func(id string) (string, error) { return above[id], nil }
	for _, c := range []struct {
		id, parent string
		below      int
		want       error
	}{
		{"team", "ward", 0, nil},
		{"site", "", 2, nil},
		{"site", "team", 2, ErrOwnAncestor},
		{"ward", "ward", 1, ErrOwnAncestor},
		{"new", "b", 0, nil},        // eight levels
		{"new", "a", 0, ErrTooDeep}, // nine
		{"new", "b", 1, ErrTooDeep}, // nine, with what hangs below
		{"new", "h", 6, nil},
	} {
		if got := CheckParent(c.id, c.parent, c.below, parentOf); !errors.Is(got, c.want) {
			t.Errorf("%s under %s: %v, not %v", c.id, c.parent, got, c.want)
		}
	}
	broken := errors.New("no disk")
	if err := CheckParent("x", "y", 0, func(string) (string, error) { return "", broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
}
