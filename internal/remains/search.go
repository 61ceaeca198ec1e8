// Package remains looks through everything that is stored for what should be
// gone: every page of the data files, the free ones too, and the files beside
// them. What it looks for is kept in memory only.
package remains

import (
	"bytes"
	"encoding/binary"
	"strings"
)

const (
	// pieceLength is how long a piece of a value is. A value that fills more
	// than one page of the data file is not stored in one stretch, so it is
	// looked for in pieces, each of which fits into one page.
	pieceLength = 40
	// keyLength is how much of a piece is looked up first.
	keyLength = 8
	// least is the shortest value that can be told from chance.
	least   = 6
	keyBits = 20
)

// Search is a list of values to look for, in any case of Latin letters.
type Search struct {
	values int
	short  [][]byte            // shorter than a key: looked for one by one
	byKey  map[uint64][][]byte // all others, by how they begin
	maybe  []uint64            // a bit for each key there may be, to ask byKey seldom
	known  map[string]bool
}

// NewSearch makes a list. Values that are too short to be told from chance are
// left out.
func NewSearch(values ...string) *Search {
	s := &Search{byKey: map[uint64][][]byte{}, maybe: make([]uint64, 1<<keyBits/64), known: map[string]bool{}}
	for _, v := range values {
		v = strings.TrimSpace(v)
		if len(v) < least || s.known[v] {
			continue
		}
		s.known[v] = true
		s.values++
		for _, piece := range pieces(fold([]byte(v))) {
			s.add(piece)
		}
	}
	return s
}

// Values is how many values are looked for.
func (s *Search) Values() int { return s.values }

// pieces cuts a value into pieces of at most pieceLength bytes. The last begins
// early enough to be as long as the others.
func pieces(v []byte) [][]byte {
	if len(v) <= pieceLength {
		return [][]byte{v}
	}
	var all [][]byte
	for at := 0; at < len(v); at += pieceLength {
		at := min(at, len(v)-pieceLength)
		all = append(all, v[at:at+pieceLength])
	}
	return all
}

func (s *Search) add(piece []byte) {
	if len(piece) < keyLength {
		s.short = append(s.short, piece)
		return
	}
	key := binary.LittleEndian.Uint64(piece)
	s.byKey[key] = append(s.byKey[key], piece)
	bit := hash(key)
	s.maybe[bit/64] |= 1 << (bit % 64)
}

func hash(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> (64 - keyBits) }

// fold makes capital Latin letters small, in place.
func fold(b []byte) []byte {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// in finds the first piece that stands in folded bytes, or nil.
func (s *Search) in(folded []byte) []byte {
	for _, piece := range s.short {
		if bytes.Contains(folded, piece) {
			return piece
		}
	}
	for i := 0; i+keyLength <= len(folded); i++ {
		key := binary.LittleEndian.Uint64(folded[i:])
		bit := hash(key)
		if s.maybe[bit/64]&(1<<(bit%64)) == 0 {
			continue
		}
		for _, piece := range s.byKey[key] {
			if bytes.HasPrefix(folded[i:], piece) {
				return piece
			}
		}
	}
	return nil
}
