package directory

import (
	"slices"
	"strings"
)

// Place is where somebody looks for services.
type Place struct {
	Name   string   // a town, the first half of a postcode, or a postcode
	Others []string // other places of that name, by the first half of a postcode in each

	Guessed bool // nothing is called as it was typed

	Latitude, Longitude float64 // of a postcode, or the middle of a place
	Located             bool    // the two above are known

	postcode string         // packed, in small letters: the whole or its first half
	inside   map[int32]bool // the entries within it
}

// PlaceAt is the place of a postcode whose position is known, or at least which
// postcode it is.
func PlaceAt(postcode string, latitude, longitude float64, located bool) Place {
	return Place{Name: postcode, Latitude: latitude, Longitude: longitude, Located: located, postcode: packedCode(postcode)}
}

// Place finds a place that people name: a postcode or its first half, a town, or
// a village that stands in an address, and, if there is none of that name, the
// town they may have misspelt. What places there are is known from where the
// services are.
func (x *Index) Place(text string) (Place, bool) {
	if p, ok := x.postcodePlace(text); ok {
		return p, true
	}
	asked := strings.Join(terms(text), " ")
	if asked == "" || len(text) > longest {
		return Place{}, false
	}
	if p, ok := x.town(asked); ok {
		return p, true
	}
	if first, _, more := strings.Cut(text, ","); more { // Elgin, Moray
		return x.Place(first)
	}
	p, ok := x.town(x.misspeltTown(asked))
	p.Guessed = ok
	return p, ok
}

// postcodePlace is the place of a postcode, or the first half of one, that
// services have.
func (x *Index) postcodePlace(text string) (Place, bool) {
	code := packedCode(text)
	if !strings.ContainsAny(code, "0123456789") {
		return Place{}, false
	}
	found := x.having(code, inPostcode)
	if len(found) == 0 {
		return Place{}, false
	}
	p := Place{Name: strings.ToUpper(strings.TrimSpace(text)), postcode: code}
	x.settle(&p, found)
	return p, true
}

// having lists the entries that have a word in a part.
func (x *Index) having(word string, in part) []int32 {
	var out []int32
	if at, ok := x.word(word); ok {
		for _, p := range x.of(at) {
			if p.part() == in {
				out = append(out, p.entry())
			}
		}
	}
	return out
}

// town is the place that is called so: the town of services, or one whose name
// begins so (Newcastle, Stockton), or a part of an address.
func (x *Index) town(asked string) (Place, bool) {
	first, _, _ := strings.Cut(asked, " ")
	var same, begun, village []int32
	for _, e := range x.having(first, inTown) {
		switch town := strings.Join(terms(x.entries[e].Town), " "); {
		case town == asked:
			same = append(same, e)
		case strings.HasPrefix(town, asked+" "):
			begun = append(begun, e)
		}
	}
	if len(same)+len(begun) == 0 {
		for _, e := range x.having(first, inAddress) {
			for line := range strings.SplitSeq(x.entries[e].Address, ",") {
				if line = strings.Join(terms(line), " "); line == asked || line == "isle "+asked {
					village = append(village, e)
				}
			}
		}
	}
	for _, found := range [][]int32{same, begun, village} {
		if len(found) > 0 {
			return x.oneOf(found, len(village) > 0, asked), true
		}
	}
	return Place{}, false
}

// around is how far from the middle of a town the services of it lie, in km;
// what lies further off is in another town of that name.
const around = 30

// oneOf makes a place of the entries in all towns of one name: the town with
// most of them.
func (x *Index) oneOf(found []int32, village bool, asked string) Place {
	count := map[string]int{}
	for _, e := range found {
		count[postcodeArea(x.entries[e].Postcode)]++
	}
	area := most(count)
	there := func(e int32) bool { return postcodeArea(x.entries[e].Postcode) == area }
	p := Place{Name: x.entries[found[slices.IndexFunc(found, there)]].Town}
	if village {
		p.Name = capitalWords(asked)
	}
	p.middle(x, slices.DeleteFunc(slices.Clone(found), func(e int32) bool { return !there(e) }))
	var inside []int32
	seen := map[string]bool{area: true}
	for _, e := range found {
		at := &x.entries[e]
		distance, known := p.distance(at)
		if known && distance < around || !known && there(e) {
			inside = append(inside, e)
		} else if a := postcodeArea(at.Postcode); a != "" && !seen[a] && len(p.Others) < mostOthers {
			seen[a] = true
			p.Others = append(p.Others, district(at.Postcode))
		}
	}
	districts := map[string]int{}
	for _, e := range inside {
		districts[district(x.entries[e].Postcode)]++
	}
	p.postcode = packedCode(most(districts))
	x.settle(&p, inside)
	return p
}

// mostOthers is how many places of the same name are offered.
const mostOthers = 5

// settle puts entries inside a place, and the middle of the place among them.
func (x *Index) settle(p *Place, inside []int32) {
	p.inside = map[int32]bool{}
	for _, e := range inside {
		p.inside[e] = true
	}
	p.middle(x, inside)
}

// middle finds the middle of entries: half of them lie further north, and half
// further east. One that is placed wrongly moves it little.
func (p *Place) middle(x *Index, of []int32) {
	var north, east []float64
	for _, i := range of {
		if e := &x.entries[i]; e.located() {
			north, east = append(north, e.Latitude), append(east, e.Longitude)
		}
	}
	if p.Located = len(north) > 0; p.Located {
		slices.Sort(north)
		slices.Sort(east)
		p.Latitude, p.Longitude = north[len(north)/2], east[len(east)/2]
	}
}

// misspeltTown is the town that was probably meant, as the index has it.
func (x *Index) misspeltTown(asked string) string {
	looked := strings.Fields(asked)
	fits := map[int32]float32{}
	for i, w := range looked[:min(len(looked), mostTerms)] {
		here := map[int32]float32{}
		for _, m := range x.match(w, i == len(looked)-1) {
			for _, p := range x.of(m.word) {
				if p.part() == inTown {
					here[p.entry()] = max(here[p.entry()], m.fit)
				}
			}
		}
		for e, fit := range here {
			fits[e] += fit
		}
	}
	best, town := float32(enoughForTown), ""
	for e, fit := range fits {
		fit /= float32(max(len(looked), int(x.towns[e])))
		if fit < best {
			continue
		}
		if name := strings.Join(terms(x.entries[e].Town), " "); fit > best || name < town {
			best, town = fit, name
		}
	}
	return town
}

// enoughForTown is how well a town must fit what was typed.
const enoughForTown = fitTwoSlips - 0.01

func packedCode(postcode string) string {
	return strings.ToLower(strings.Join(cutWords(postcode), ""))
}

// postcodeArea is the letters a postcode begins with: IV of IV30 1SN. A postcode
// without letters is an area for itself.
func postcodeArea(postcode string) string {
	if at := strings.IndexAny(postcode, "0123456789"); at > 0 {
		return postcode[:at]
	}
	return postcode
}

func capitalWords(text string) string {
	all := strings.Fields(text)
	for i, w := range all {
		all[i] = capitalised(w)
	}
	return strings.Join(all, " ")
}
