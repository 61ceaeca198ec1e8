package directory

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// scratch is what one search reckons with, kept for the next one.
type scratch struct {
	touched []int32   // the entries with any word of the query
	total   []float32 // of each entry: the worth of the words found in it
	named   []float32 // of each entry: how many words of its name were asked for
	best    []float32 // of each entry: the best fit of the present word
	name    []float32 // of each entry: the same within the name
	towned  []uint8   // of each entry: how many words of its town were asked for
	town    []bool    // of each entry: whether the present word is one of its town
	present []int32   // the entries with the present word
	weights float32   // of all words of the query
}

func (x *Index) borrow() *scratch {
	if s, ok := x.scratch.Get().(*scratch); ok {
		return s
	}
	n := len(x.entries)
	return &scratch{total: make([]float32, n), named: make([]float32, n), best: make([]float32, n), name: make([]float32, n),
		towned: make([]uint8, n), town: make([]bool, n)}
}

// score adds up, for each entry, how well the words fit.
func (x *Index) score(s *scratch, a asked) {
	for i, w := range a.words {
		matches := x.match(w, i == len(a.words)-1)
		for _, both := range a.joined[i] {
			if at, ok := x.word(both); ok {
				matches = append(matches, match{at, fitJoined})
			}
		}
		weight := x.weight(matches)
		s.weights += weight
		for _, m := range matches {
			for _, p := range x.of(m.word) {
				e := p.entry()
				if fit := m.fit * worth[p.part()]; fit > s.best[e] {
					if s.best[e] == 0 {
						s.present = append(s.present, e)
					}
					s.best[e] = fit
				}
				switch p.part() {
				case inName, inJoined:
					s.name[e] = max(s.name[e], m.fit)
				case inTown:
					s.town[e] = s.town[e] || m.fit >= fitOneSlip
				default: // the other parts count by their worth alone
				}
			}
		}
		for _, e := range s.present {
			if s.total[e] == 0 {
				s.touched = append(s.touched, e)
			}
			s.total[e] += weight * s.best[e]
			s.named[e] += s.name[e]
			if s.town[e] {
				s.towned[e]++
			}
			s.best[e], s.name[e], s.town[e] = 0, 0, false
		}
		s.present = s.present[:0]
	}
}

// weight is how much a word tells: the rarer, the more. It is that of the best
// of its matches, and not of all, so that a slip in a common word does not make
// a rare one of it.
func (x *Index) weight(matches []match) float32 {
	n := float64(len(x.entries))
	count, fit := 0, float32(0)
	for _, m := range matches {
		if m.fit > fit {
			fit, count = m.fit, 0
		}
		if m.fit == fit {
			count += len(x.of(m.word))
		}
	}
	return float32(math.Log(1+n/(1+float64(count))) + 0.1)
}

// found is an entry and how well it fits.
type found struct {
	entry  int32
	score  float32
	named  float32 // how many words of its name were asked for
	towned uint8   // the same of its town
}

// each gives the entries that fit a query well enough, in no order.
func (x *Index) each(a asked, take func(found)) {
	s := x.borrow()
	defer x.scratch.Put(s)
	x.score(s, a)
	for _, e := range s.touched {
		if f := (found{e, s.total[e] / s.weights, s.named[e], s.towned[e]}); f.score >= enough {
			take(f)
		}
		s.total[e], s.named[e], s.towned[e] = 0, 0, 0
	}
	s.touched, s.weights = s.touched[:0], 0
}

// best ranks the entries that fit. Only as many as are wanted are kept in order:
// a common word fits most entries.
func (x *Index) best(a asked, limit int, unconfirmed bool) []Hit {
	query := strings.Join(a.words, " ")
	var top []found
	x.each(a, func(f found) {
		if x.entries[f.entry].Unconfirmed && !unconfirmed {
			return
		}
		f.score += x.bonus(f, query)
		if at, _ := slices.BinarySearchFunc(top, f, x.order); at < limit {
			top = slices.Insert(top[:min(len(top), limit-1)], at, f)
		}
	})
	hits := make([]Hit, len(top))
	for i, f := range top {
		hits[i] = x.hit(f.entry)
	}
	return hits
}

func (x *Index) hit(entry int32) Hit {
	e := x.entries[entry]
	return Hit{ID: e.ID, Name: e.Name, Town: e.Town, Postcode: e.Postcode, Organisation: e.Organisation}
}

// order puts the better fit first, and equal ones by name and then by id.
func (x *Index) order(a, b found) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(x.names[a.entry], x.names[b.entry]),
		cmp.Compare(x.entries[a.entry].ID, x.entries[b.entry].ID))
}

// enough is the least part of a query that an entry must fit.
const enough = 0.3

// bonus tells apart entries that fit a query equally well: the one whose name
// was typed in full before the one whose name goes on, the one in the town that
// was typed before the one that only has it in its name, the open before the
// closed.
func (x *Index) bonus(f found, query string) float32 {
	var b float32
	if n := x.lengths[f.entry]; n > 0 {
		b = 0.1 * min(1, f.named/float32(n))
	}
	if n := x.towns[f.entry]; n > 0 {
		b += 0.08 * min(1, float32(f.towned)/float32(n))
	}
	if x.names[f.entry] == query {
		b += 0.2
	}
	if x.entries[f.entry].Closed {
		b -= 0.15
	}
	return b
}
