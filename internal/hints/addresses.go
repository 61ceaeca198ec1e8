package hints

import "strings"

// findAddresses marks where somebody lives: a house in a street ("14 Union Street"), a
// flat or a post box, a street after "live in" or "address", each with the town, county
// and country that follow it.
func findAddresses(p *page) {
	p.markCorners()
	for i := range p.words {
		if start, last, why := p.addressAt(i); last >= i && !p.taken(p.words[i].start, p.words[i].end) {
			p.markAddress(start, last, why)
		}
	}
}

// addressAt tells whether an address begins at the i-th word: where it starts, in
// bytes, its last word, and why. The last word is -1 for none.
func (p *page) addressAt(i int) (start, last int, why string) {
	w := p.words[i]
	if last := p.dwelling(i); last > i {
		if i > 0 && p.words[i-1].letters == 0 && p.spaced(i-1) && !p.taken(p.words[i-1].start, w.end) {
			i-- // "45818 P.O. Box 242"
		}
		return p.words[i].start, last, "a flat or a post box"
	}
	switch {
	case w.digits > 0 && w.end-w.start <= 6 && w.letters <= 1:
		if last := p.house(i); last > i {
			return w.start, last, "an address"
		}
		if p.toldWhere(i) {
			if last := p.restOfPlace(i); last > i {
				return w.start, last, "an address"
			}
		}
	case w.capital && p.toldWhere(i), w.capital && p.wordsBefore(i, 4, "live", "lives", "lived", "living", "address", "home", "stay", "stays"):
		if last := p.street(i); last > 0 {
			return w.start, last, "a street somebody lives in"
		}
		if last := p.foreignStreet(i); last > i {
			return w.start, last, "what looks like an address"
		}
	}
	if w.capital || p.list.has("streets-first", w.plain) {
		if last := p.foreignStreet(i); last > i && p.streetWord(i, last) {
			return w.start, last, "what looks like an address"
		}
	}
	return 0, -1, ""
}

// dwelling is the end of "Flat 3", "Flat 2/1", "Apt. 595", "PO Box 12", "Unit 4719 Box 7394".
func (p *page) dwelling(i int) int {
	w := p.words[i]
	if w.plain == "po" && i+2 < len(p.words) && p.words[i+1].plain == "box" && p.words[i+2].digits > 0 {
		return i + 2
	}
	if w.plain == "p" && i+3 < len(p.words) && p.words[i+1].plain == "o" && p.words[i+2].plain == "box" && p.words[i+3].digits > 0 {
		return i + 3
	}
	military := (w.plain == "psc" || w.plain == "unit") && i+3 < len(p.words) && p.words[i+1].digits > 0 && p.words[i+2].plain == "box" && p.words[i+3].digits > 0
	if military {
		return i + 3
	}
	if (w.plain == "apo" || w.plain == "fpo" || w.plain == "dpo") && w.caps && i+2 < len(p.words) && p.words[i+2].digits == 5 {
		return i + 2
	}
	if i+1 >= len(p.words) || !p.list.has("dwellings", w.plain) || !w.capital && w.plain != "apt" && w.plain != "flat" {
		return -1
	}
	next := p.words[i+1]
	if g := p.gap(i); g != " " && g != ". " || next.digits == 0 && (next.letters != 1 || !next.capital) || next.digits > 4 || next.letters > 1 {
		return -1
	}
	if i+2 < len(p.words) && p.gap(i+1) == "/" && p.words[i+2].digits > 0 {
		return i + 2
	}
	return i + 1
}

// markAddress marks an address with the number before it and the place after it.
func (p *page) markAddress(start, last int, why string) {
	core := last
	last = p.placeAfter(last)
	for k := core + 1; k <= last; k++ { // the code of the place, as "Estonia 62488"
		if w := p.words[k]; w.letters == 0 && (w.digits >= 3 || p.polish(k)) && p.dwelling(k-1) < k {
			p.mark(w.start, p.words[p.codeEnd(k)].end, Postcode, "a postcode in an address")
		}
	}
	end := p.words[last].end
	for _, s := range p.spans { // never over a postcode or a telephone number
		if s.start > start && s.start < end {
			end = s.start
		}
	}
	p.mark(start, start+len(strings.TrimRight(p.text[start:end], " ,\n")), Address, why)
}

// markCorners marks "the corner of A and B".
func (p *page) markCorners() {
	for i := 0; i+3 < len(p.words); i++ {
		if p.words[i].plain != "corner" || p.words[i+1].plain != "of" || !p.words[i+2].capital && p.words[i+2].digits == 0 {
			continue
		}
		last := i + 2
		for k := i + 3; k < len(p.words) && k < i+12; k++ {
			w := p.words[k]
			if !w.capital && w.digits == 0 && w.plain != "and" && !particles[w.plain] && !p.list.has("streets-first", w.plain) && !p.list.has("roads", w.plain) || strings.ContainsAny(p.gap(k-1), "?!,;:\n") {
				break
			}
			last = k
		}
		p.mark(p.words[i].start, p.words[last].end, Address, "a corner of two streets")
	}
}
