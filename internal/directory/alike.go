package directory

import (
	"cmp"
	"slices"
	"strings"
)

// Alike is two open services that may be one.
type Alike struct {
	A, B string // their ids
	Why  string
}

// mostAlike is how many services of one name, or at one postcode, are compared
// with each other: a large hospital has hundreds of teams at its own.
const mostAlike = 40

// Alike lists open services that may have been listed twice: those of one name in
// one town, unless each has a postcode of its own, as the branches of a chain have;
// and those at one postcode whose names say the same but for one word. What nobody
// has confirmed comes first. It gives at most limit of them, and looks for them
// once: it takes some tenths of a second in the directory of a whole country.
func (x *Index) Alike(limit int) []Alike {
	x.alikeOnce.Do(func() { x.alike = x.findAlike() })
	return x.alike[:min(len(x.alike), limit)]
}

// mostPairs is how many pairs an index keeps.
const mostPairs = 1000

func (x *Index) findAlike() []Alike {
	byName, byPostcode := map[string][]int{}, map[string][]int{}
	for i, e := range x.entries {
		if e.Closed {
			continue
		}
		name := x.names[i] + "\n" + fold(e.Town)
		byName[name] = append(byName[name], i)
		if e.Postcode != "" {
			code := plainPostcode(e.Postcode)
			byPostcode[code] = append(byPostcode[code], i)
		}
	}
	found := map[[2]int]string{}
	x.pair(found, byPostcode, "The same postcode, and names that are alike", x.alikeNames)
	x.pair(found, byName, "The same name in the same town", func(a, b int) bool {
		p, q := x.entries[a], x.entries[b]
		return p.Postcode == "" || q.Postcode == "" || plainPostcode(p.Postcode) == plainPostcode(q.Postcode) || p.Unconfirmed || q.Unconfirmed
	})
	return x.sortedPairs(found)
}

func (x *Index) pair(found map[[2]int]string, groups map[string][]int, why string, alike func(a, b int) bool) {
	for _, group := range groups {
		group = group[:min(len(group), mostAlike)]
		for i, a := range group {
			for _, b := range group[i+1:] {
				if alike(a, b) {
					found[[2]int{a, b}] = why
				}
			}
		}
	}
}

func (x *Index) sortedPairs(found map[[2]int]string) []Alike {
	pairs := make([][2]int, 0, len(found))
	for p := range found {
		pairs = append(pairs, p)
	}
	confirmed := func(p [2]int) int {
		if x.entries[p[0]].Unconfirmed || x.entries[p[1]].Unconfirmed {
			return 0
		}
		return 1
	}
	slices.SortFunc(pairs, func(p, q [2]int) int {
		return cmp.Or(cmp.Compare(confirmed(p), confirmed(q)), cmp.Compare(x.names[p[0]], x.names[q[0]]), cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
	out := []Alike{}
	for _, p := range pairs[:min(len(pairs), mostPairs)] {
		out = append(out, Alike{x.entries[p[0]].ID, x.entries[p[1]].ID, found[p]})
	}
	return out
}

// alikeNames says whether one name holds all words of the other, two at least, and
// one more at most.
func (x *Index) alikeNames(a, b int) bool {
	short, long := strings.Fields(x.names[a]), strings.Fields(x.names[b])
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < 2 && len(short) != len(long) || len(long)-len(short) > 1 {
		return false
	}
	for _, w := range short {
		if !slices.Contains(long, w) {
			return false
		}
	}
	return true
}

func plainPostcode(p string) string { return strings.ToUpper(strings.ReplaceAll(p, " ", "")) }
