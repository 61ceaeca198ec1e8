package directory

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Near lists the services in a place and then those around it, the nearest
// first; the closed ones after the open ones. With a query it lists only those
// that fit it well. Services whose position is not known follow those in the
// place or around it whose position is, if their postcode begins like that of
// the place.
func (x *Index) Near(p Place, query string, limit int) []Hit {
	var near []nearby // never more than limit
	for _, e := range x.fitting(query) {
		if n, ok := x.nearby(p, e); ok {
			if at, _ := slices.BinarySearchFunc(near, n, x.nearer); at < limit {
				near = slices.Insert(near[:min(len(near), limit-1)], at, n)
			}
		}
	}
	hits := make([]Hit, len(near))
	for i, n := range near {
		hits[i] = x.hit(n.entry)
		if n.known {
			hits[i].Distance, hits[i].Apart = n.distance, true
		}
	}
	return hits
}

// nearer puts the nearer first.
func (x *Index) nearer(a, b nearby) int {
	return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.distance, b.distance),
		cmp.Compare(x.names[a.entry], x.names[b.entry]), cmp.Compare(x.entries[a.entry].ID, x.entries[b.entry].ID))
}

// nearby is an entry and how near it is.
type nearby struct {
	entry    int32
	group    uint8
	distance float64 // in km if it is known, and otherwise a number that is less for a postcode that is more alike
	known    bool
}

func (x *Index) nearby(p Place, e int32) (nearby, bool) {
	at, n := &x.entries[e], nearby{entry: e}
	if n.distance, n.known = p.distance(at); !n.known {
		alike := alike(p.postcode, at.Postcode)
		if !p.inside[e] && alike < len(postcodeArea(p.postcode)) || p.postcode == "" && !p.inside[e] {
			return n, false
		}
		n.distance = -float64(alike)
		n.group++
	}
	if !p.inside[e] && len(p.inside) > 0 {
		n.group += 2
	}
	if at.Closed {
		n.group += 4
	}
	return n, !at.Unconfirmed
}

// alike is how many letters and digits of a packed postcode a written one has in
// common with it, from the beginning on.
func alike(packed, written string) int {
	n := 0
	for _, r := range written {
		if r == ' ' {
			continue
		}
		if n == len(packed) || unicode.ToLower(r) != rune(packed[n]) {
			break
		}
		n++
	}
	return n
}

// fitting lists the entries that fit a query nearly as well as the best does;
// all of them when there is no query.
func (x *Index) fitting(query string) []int32 {
	var out []int32
	if strings.TrimSpace(query) == "" {
		for e := range x.entries {
			out = append(out, int32(e))
		}
		return out
	}
	var all []found
	x.each(x.understand(query), func(f found) { all = append(all, f) })
	best := float32(0)
	for _, f := range all {
		best = max(best, f.score)
	}
	for _, f := range all {
		if f.score >= nearlyAsWell*best {
			out = append(out, f.entry)
		}
	}
	return out
}

// nearlyAsWell is the part of the best fit that counts as the same: a dentist by
// its kind is as good as one by its name.
const nearlyAsWell = 0.8

func (e *Entry) located() bool { return e.Latitude != 0 || e.Longitude != 0 }

// distance is how far an entry is from a place, in km as the crow flies.
func (p *Place) distance(e *Entry) (km float64, known bool) {
	if !p.Located || !e.located() {
		return 0, false
	}
	return kilometres(p.Latitude, p.Longitude, e.Latitude, e.Longitude), true
}

// kilometres are between two points on the earth, by the haversine formula.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const degree, radius = math.Pi / 180, 6371
	half := func(d float64) float64 { s := math.Sin(d * degree / 2); return s * s }
	h := half(lat2-lat1) + math.Cos(lat1*degree)*math.Cos(lat2*degree)*half(lon2-lon1)
	return 2 * radius * math.Asin(math.Sqrt(min(h, 1)))
}
