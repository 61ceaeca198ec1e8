package compare

import (
	"slices"
	"testing"
)

func TestPassagesAreCountedAsAReaderWould(t *testing.T) {
	for _, c := range []struct {
		was, is string
		count   int
	}{
		{"She stayed.", "She stayed.", 0},
		{"Morag stayed all night.", "The nurse stayed all night.", 1},
		{"Morag stayed with me all of that long night and rang 01632.", "A nurse stayed with me all of that long night and rang somebody.", 2},
		{"on 2 October, at 3", "in autumn, at night", 1 + 1}, // "at" stays between them
		{"one, two", "three; four", 1},
		{"", "All new words", 1},
	} {
		if _, n := Passages(Words(c.was, c.is)); n != c.count {
			t.Errorf("%q to %q: %d passages, want %d", c.was, c.is, n, c.count)
		}
	}
	pieces := []Piece{{"a", Same}, {"b", Out}, {"c", In}, {", ", Same}, {"d", Out}, {" e ", Same}, {"f", In}}
	if of, n := Passages(pieces); n != 2 || !slices.Equal(of, []int{0, 1, 1, 0, 1, 0, 2}) {
		t.Errorf("%v, %d passages", of, n)
	}
}
