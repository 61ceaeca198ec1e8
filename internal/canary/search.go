package canary

import (
	"encoding/binary"
	"fmt"
	"io"
)

// Search looks for many values at once: for each place in a text it asks a small
// table whether any value could begin there, so that ten thousand ways of writing
// cost hardly more than one. It may be used by several goroutines.
type Search struct {
	plain, exact index
	longest      int
	planted      int
}

// New prepares a search. A value too short to be told from chance is an error.
func New(canaries ...Canary) (*Search, error) {
	s := &Search{plain: newIndex(), exact: newIndex(), planted: len(canaries)}
	for _, c := range canaries {
		if len(c.Value) < shortest {
			return nil, fmt.Errorf("the canary %q is too short to be told from chance", c.Name)
		}
		for _, n := range formsOf(c) {
			s.longest = max(s.longest, len(n.bytes))
			if n.exact {
				s.exact.add(n)
			} else {
				s.plain.add(n)
			}
		}
	}
	return s, nil
}

// Planted is how many values are looked for.
func (s *Search) Planted() int { return s.planted }

// In finds the values in a text. Each is reported once for each way of writing.
func (s *Search) In(name string, text []byte) []Sighting {
	return s.piece(name, text, 0, map[*needle]bool{})
}

func (s *Search) piece(name string, text []byte, start int64, seen map[*needle]bool) []Sighting {
	var found []Sighting
	note := func(at int, n *needle) {
		if !seen[n] {
			seen[n] = true
			found = append(found, Sighting{n.canary, name, start + int64(at), n.as})
		}
	}
	s.plain.find(lowerASCII(text), note)
	s.exact.find(text, note)
	return found
}

// pieceSize is how much of a file is looked at together; a variable so that a test can make it small.
var pieceSize = 4 << 20

// Read finds the values in what a reader gives, and says how many bytes that
// were. It reads in pieces that overlap by the longest way of writing, so that a
// value over an edge is seen.
func (s *Search) Read(name string, r io.Reader) (found []Sighting, size int64, err error) {
	seen := map[*needle]bool{}
	piece := make([]byte, 0, pieceSize+s.longest)
	for start := int64(0); ; {
		n, err := io.ReadFull(r, piece[len(piece):cap(piece)])
		piece = piece[:len(piece)+n]
		size += int64(n)
		found = append(found, s.piece(name, piece, start, seen)...)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return found, size, nil
		}
		if err != nil {
			return found, size, fmt.Errorf("reading %s: %w", name, err)
		}
		keep := min(s.longest, len(piece))
		start += int64(len(piece) - keep)
		piece = append(piece[:0], piece[len(piece)-keep:]...)
	}
}

// index holds needles by their first four bytes.
type index struct {
	maybe   []bool // by a hash of four bytes: does any needle begin so?
	needles map[uint32][]*needle
}

const (
	hashBits = 16
	spread   = 2654435761 // 2^32 divided by the golden ratio (Knuth)
)

func newIndex() index {
	return index{make([]bool, 1<<hashBits), map[uint32][]*needle{}}
}

func (x index) add(n needle) {
	first := binary.LittleEndian.Uint32(n.bytes)
	x.maybe[first*spread>>(32-hashBits)] = true
	x.needles[first] = append(x.needles[first], &n)
}

func (x index) find(text []byte, note func(at int, n *needle)) {
	if len(x.needles) == 0 || len(text) < 4 {
		return
	}
	first := binary.LittleEndian.Uint32(text) << 8 // the loop takes the fourth byte again
	for at := 3; at < len(text); at++ {
		first = first>>8 | uint32(text[at])<<24
		if !x.maybe[first*spread>>(32-hashBits)] {
			continue
		}
		for _, n := range x.needles[first] {
			if begin := at - 3; len(text)-begin >= len(n.bytes) && string(text[begin:begin+len(n.bytes)]) == string(n.bytes) {
				note(begin, n)
			}
		}
	}
}
