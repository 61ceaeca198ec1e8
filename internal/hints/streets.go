package hints

import (
	"strings"
)

// house is the end of a number and a street: "14 Union Street", "5638 Aasa 43".
func (p *page) house(i int) int {
	if !p.near(i) {
		return -1
	}
	if i+1 < len(p.words) && p.words[i+1].digits > 0 && p.near(i+1) { // "370 3911 Fourth Avenue"
		if last := p.street(i + 2); last > 0 {
			return last
		}
	}
	if last := p.street(i + 1); last > 0 {
		return last
	}
	if last := p.streetInSmall(i + 1); last > 0 {
		return last
	}
	first := i + 1
	if p.words[first].digits > 0 && p.near(first) {
		first++
	}
	if last := p.streetThatBegins(first); last > first {
		return last
	}
	last := p.foreignStreet(i + 1)
	if last <= i {
		return -1
	}
	if p.words[i].digits >= 3 && p.words[last].digits > 0 || p.streetWord(i+1, last) || p.followedByPlace(last) && p.words[i].digits > 0 && p.words[last].digits > 0 {
		return last
	}
	return -1
}

// street tells where a street name that begins at the i-th word ends: one to four
// words with capitals, the last one a word for street. 0 when there is none.
func (p *page) street(i int) int {
	for k := i; k < len(p.words) && k < i+6; k++ {
		w := p.words[k]
		if k > i && (w.stop || !p.near(k-1) || strings.Contains(p.gap(k-1), ",")) {
			return 0
		}
		if k > i && (p.list.has("roads", w.plain) || p.list.has("roads-with-capital", w.plain) && w.capital) {
			if k+1 < len(p.words) && p.spaced(k) && (p.list.has("roads", p.words[k+1].plain) || p.list.has("roads-with-capital", p.words[k+1].plain) && p.words[k+1].capital) {
				continue // "Fourth Avenue Road"
			}
			return k
		}
		if w.letters == 0 || !w.capital && !particles[w.plain] && !isOrdinal(w) || p.list.has("never-streets", w.plain) {
			return 0
		}
	}
	return 0
}

// streetInSmall is the end of a street without capitals: one or two words and a word
// that is no other thing than a street. 0 when there is none.
func (p *page) streetInSmall(i int) int {
	for k := i; k < len(p.words) && k <= i+2 && p.near(k-1) && !p.words[k].stop; k++ {
		w := p.words[k]
		if k > i && p.list.has("roads-in-small", w.plain) {
			return k
		}
		if w.letters < 3 || w.capital || p.list.has("never-streets", w.plain) || p.list.has("after-places", w.plain) || p.list.has("between-streets", w.plain) {
			return 0
		}
	}
	return 0
}

// streetThatBegins is the end of "Avenue des Tuileries", "Rue Hsine Eloued"; or 0.
func (p *page) streetThatBegins(i int) int {
	if i >= len(p.words) || !p.words[i].capital || !p.list.has("streets-first", p.words[i].plain) {
		return 0
	}
	last := 0
	for k := i + 1; k < len(p.words) && k <= i+4 && (p.spaced(k-1) || p.gap(k-1) == ". ") && p.words[k].digits == 0; k++ {
		if p.words[k].capital && p.dwelling(k) < 0 {
			last = k
		} else if !particles[p.words[k].plain] && !p.list.has("streets-inside", p.words[k].plain) {
			break
		}
	}
	return last
}

// foreignStreet is the end of a street whose number stands last, as in most of Europe:
// "Dalmatinova 68", "Via dei Fiorentini 17", "ul. Miła 53". Or i-1.
func (p *page) foreignStreet(i int) int {
	for k := i; k < len(p.words) && k <= i+5; k++ {
		w := p.words[k]
		if k > i && !p.spaced(k-1) && p.gap(k-1) != "-" && p.gap(k-1) != ". " {
			return i - 1
		}
		if k > i && w.digits > 0 && w.letters <= 1 && w.end-w.start <= 5 {
			return k
		}
		small := k == i && p.list.has("streets-first", w.plain) || k > i && (particles[w.plain] || w.letters <= 2 || p.list.has("streets-inside", w.plain))
		if !w.capital && !small || w.digits > 0 || w.capital && p.notAStreet(k) {
			return i - 1
		}
	}
	return i - 1
}

// notAStreet is for "Ward 5", "Covid 19", "Band 6", "March 2020", "Nurse 2".
func (p *page) notAStreet(k int) bool {
	plain := p.words[k].plain
	return p.words[k].caps && p.words[k].letters <= 4 || p.list.has("never-streets", plain) || p.list.has("months", plain) || p.list.has("weekdays", plain) ||
		p.list.has("institutions", plain) || p.list.has("roles", plain) || p.list.has("titles", plain)
}

// streetWord tells whether one of the words is a word for street in some language, or
// ends in one: "Avenue Teboulbi 137", "Magasinsgatan 7".
func (p *page) streetWord(i, last int) bool {
	for k := i; k <= last; k++ {
		plain := Fold(p.words[k].plain)
		if p.list.has("streets-first", plain) {
			return true
		}
		for ending := range p.list.single["street-endings"] {
			if len(plain) > len(ending)+2 && strings.HasSuffix(plain, ending) {
				return true
			}
		}
	}
	return false
}

// followedByPlace tells whether a flat, a comma or a new line with a capital follows.
func (p *page) followedByPlace(last int) bool {
	if last+1 >= len(p.words) {
		return false
	}
	next, gap := p.words[last+1], p.gap(last)
	return p.dwelling(last+1) > last || (strings.Contains(gap, ",") || strings.Contains(gap, "\n")) && next.capital && (!next.stop || strings.Contains(gap, "\n"))
}
