package directory

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// Entry is one service as the search knows it.
type Entry struct {
	ID           string `db:"id"`
	Name         string `db:"name"`
	Aliases      string `db:"aliases"` // other and former names, one a line
	Address      string `db:"address"`
	Town         string `db:"town"`
	Postcode     string `db:"postcode"`
	Code         string `db:"code"`
	Identifiers  string `db:"identifiers"` // further codes, one a line
	Kind         string `db:"kind"`
	Organisation string `db:"organisation"` // the name of who runs it
	Closed       bool   `db:"closed"`
	Unconfirmed  bool   `db:"unconfirmed"` // a moderator added it and nobody has confirmed it yet
	// Where it is, in degrees; 0 and 0 when that is not known.
	Latitude  float64 `db:"latitude"`
	Longitude float64 `db:"longitude"`
}

// Index finds services by what people type. It lives in memory, holds the
// services it was built from and does not change: when services change, build
// another. Any number of goroutines may search it.
type Index struct {
	entries  []Entry
	words    []string  // every word of every entry, sorted
	letters  []uint64  // of each word
	postings []posting // of all words, one word after the other
	starts   []int32   // of each word: where its postings start; one more for the end
	lengths  []uint8   // how many words the name of each entry has
	names    []string  // the words of the name of each entry
	towns    []uint8   // how many words its town has
	scratch  sync.Pool

	alikeOnce sync.Once
	alike     []Alike // what may be listed twice
}

// posting says that a word stands in a part of an entry: the number of the
// entry and, in the last four bits, the part. There are some million of them.
type posting uint32

func (p posting) entry() int32 { return int32(p >> 4) }
func (p posting) part() part   { return part(p & 15) }

// part is where in an entry a word stands.
type part uint8

const (
	inName part = iota
	inAlias
	inInitials
	inJoined // two words of the name, or all of the town, as one
	inCode
	inPostcode
	inTown
	inKind
	inAddress
	inOrganisation
	parts
)

// worth is what a word found in a part says about the entry.
var worth = [parts]float32{inName: 1, inAlias: 0.95, inInitials: 1, inJoined: 0.95, inCode: 1, inPostcode: 1, inTown: 1,
	inKind: 0.85, inAddress: 0.6, inOrganisation: 0.3}

// NewIndex makes the services searchable.
func NewIndex(entries []Entry) *Index {
	x := &Index{entries: slices.Clone(entries), lengths: make([]uint8, len(entries)), names: make([]string, len(entries)),
		towns: make([]uint8, len(entries))}
	b := building{numbers: make(map[string]int32, len(entries)), all: make([]placed, 0, 24*len(entries)), known: map[string][]string{}}
	for i, e := range x.entries {
		b.entry = i
		town := b.cut(e.Town)
		name := b.name(inName, e.Name, town)
		x.names[i] = strings.Join(name, " ")
		x.lengths[i] = uint8(min(len(name), math.MaxUint8))
		for alias := range strings.Lines(e.Aliases) {
			b.name(inAlias, alias, nil)
		}
		b.add(inCode, codeTerms(e.Code)...)
		for code := range strings.Lines(e.Identifiers) {
			b.add(inCode, codeTerms(code)...)
		}
		b.add(inPostcode, postcodeTerms(e.Postcode)...)
		b.add(inJoined, whole(town)...)
		town = standardised(slices.Clone(town))
		b.add(inTown, town...)
		x.towns[i] = uint8(min(len(town), math.MaxUint8))
		b.add(inKind, kindTerms(e.Kind)...)
		b.add(inAddress, terms(e.Address)...)
		b.add(inOrganisation, standardised(slices.Clone(b.cut(e.Organisation)))...)
	}
	b.finish(x)
	return x
}

// Len is how many services can be found.
func (x *Index) Len() int { return len(x.entries) }

// word finds the place of a word.
func (x *Index) word(w string) (int, bool) { return slices.BinarySearch(x.words, w) }

// of gives the postings of a word.
func (x *Index) of(word int) []posting { return x.postings[x.starts[word]:x.starts[word+1]] }
