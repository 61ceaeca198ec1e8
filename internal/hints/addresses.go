package hints

import "strings"

// findAddresses marks a house in a street ("14 Union Street"), a flat or a post
// box, and a street after "live in" or "address".
func findAddresses(p *page) {
	for i, w := range p.words {
		switch {
		case w.digits > 0 && w.end-w.start <= 5 && w.letters <= 1:
			if last := p.street(i + 1); last > 0 && p.near(i) {
				p.mark(w.start, p.words[last].end, Address, "an address")
			}
		case w.capital && p.wordsBefore(i, 4, "live", "lives", "lived", "living", "address", "home", "stay", "stays"):
			if last := p.street(i); last > 0 {
				p.mark(w.start, p.words[last].end, Address, "a street somebody lives in")
			}
		}
		p.markDwelling(i)
	}
}

// street tells where a street name that begins at the i-th word ends: one to four
// words with capitals, the last one a word for street. 0 when there is none.
func (p *page) street(i int) int {
	for k := i; k < len(p.words) && k < i+5; k++ {
		w := p.words[k]
		if k > i && (w.stop || !p.near(k-1) || strings.Contains(p.gap(k-1), ",")) {
			return 0
		}
		if k > i && (p.list.has("roads", w.plain) || p.list.has("roads-with-capital", w.plain) && w.capital) {
			return k
		}
		if !w.capital || w.digits > 0 {
			return 0
		}
	}
	return 0
}

// markDwelling marks "Flat 3", "Flat 2/1", "Apt. 595", "PO Box 12".
func (p *page) markDwelling(i int) {
	w := p.words[i]
	if w.plain == "box" && i > 0 && p.words[i-1].plain == "po" && i+1 < len(p.words) && p.words[i+1].digits > 0 {
		p.mark(p.words[i-1].start, p.words[i+1].end, Address, "a post box")
		return
	}
	if !w.capital || !p.list.has("dwellings", w.plain) || i+1 >= len(p.words) {
		return
	}
	if g := p.gap(i); g != " " && g != ". " {
		return
	}
	next := p.words[i+1]
	if next.digits == 0 && (next.letters != 1 || !next.capital) || next.digits > 4 {
		return
	}
	last := i + 1
	if p.gap(last) == "/" && last+1 < len(p.words) && p.words[last+1].digits > 0 {
		last++
	}
	p.mark(w.start, p.words[last].end, Address, "a flat")
}
