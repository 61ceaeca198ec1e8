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
	Kind         string `db:"kind"`
	Organisation string `db:"organisation"` // the name of who runs it
	Closed       bool   `db:"closed"`
}

// Index finds services by what people type. It lives in memory, holds the
// services it was built from and does not change: when services change, build
// another. Any number of goroutines may search it.
type Index struct {
	entries  []Entry
	words    []string // every word of every entry, sorted
	letters  []uint64 // of each word
	postings [][]posting
	lengths  []uint8 // how many words the name of each entry has
	names    []string
	scratch  sync.Pool
}

// posting says that a word stands in a part of an entry.
type posting struct {
	entry int32
	part  part
}

// part is where in an entry a word stands.
type part uint8

const (
	inName part = iota
	inAlias
	inInitials
	inCode
	inPostcode
	inTown
	inAddress
	inOrganisation
	parts
)

// worth is what a word found in a part says about the entry.
var worth = [parts]float32{inName: 1, inAlias: 0.95, inInitials: 1, inCode: 1, inPostcode: 1, inTown: 0.85,
	inAddress: 0.5, inOrganisation: 0.3}

// NewIndex makes the services searchable.
func NewIndex(entries []Entry) *Index {
	x := &Index{entries: slices.Clone(entries), lengths: make([]uint8, len(entries)), names: make([]string, len(entries))}
	found := map[string][]posting{}
	for i, e := range x.entries {
		name := terms(e.Name)
		x.lengths[i] = uint8(min(len(name), math.MaxUint8))
		x.names[i] = strings.Join(name, " ")
		add := func(p part, texts ...string) {
			for _, w := range texts {
				list := found[w]
				if n := len(list); n == 0 || list[n-1] != (posting{int32(i), p}) {
					found[w] = append(list, posting{int32(i), p})
				}
			}
		}
		add(inName, name...)
		add(inInitials, initials(e.Name, e.Town)...)
		for alias := range strings.Lines(e.Aliases) {
			add(inAlias, terms(alias)...)
			add(inInitials, initials(alias, "")...)
		}
		add(inCode, strings.ToLower(e.Code))
		add(inPostcode, postcodeTerms(e.Postcode)...)
		add(inTown, terms(e.Town)...)
		add(inAddress, terms(e.Address+" "+e.Kind)...)
		add(inOrganisation, terms(e.Organisation)...)
	}
	x.sortWords(found)
	return x
}

func (x *Index) sortWords(found map[string][]posting) {
	for w := range found {
		x.words = append(x.words, w)
	}
	slices.Sort(x.words)
	x.letters = make([]uint64, len(x.words))
	x.postings = make([][]posting, len(x.words))
	for i, w := range x.words {
		x.letters[i] = letters(w)
		x.postings[i] = slices.Clip(found[w])
	}
}

// postcodeTerms are the district and the whole of a postcode.
func postcodeTerms(postcode string) []string {
	first, second, ok := strings.Cut(strings.ToLower(postcode), " ")
	if !ok {
		return nil
	}
	return []string{first, first + second}
}

// Len is how many services can be found.
func (x *Index) Len() int { return len(x.entries) }

// word finds the place of a word.
func (x *Index) word(w string) (int, bool) { return slices.BinarySearch(x.words, w) }
