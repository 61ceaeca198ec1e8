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

// toldWhere tells whether the words before say that a place follows: "my address is",
// "moved to", "meet me at", "Address:".
func (p *page) toldWhere(i int) bool {
	for n := 1; n <= 6 && n <= i; n++ {
		at := i - n
		if m := p.list.phrases["tells-where"].at(p.words, at); m > 0 && at+m <= i {
			return true
		}
		if gap := p.gap(at); strings.Contains(gap, "\n\n") && n > 1 || strings.Contains(gap, ". ") {
			return false
		}
	}
	return false
}

// restOfPlace is the end of what is told as a place: the line, or the sentence, if it
// holds another number or a comma. For texts in small letters.
func (p *page) restOfPlace(i int) int {
	last, numbers := i, 0
	if i+1 >= len(p.words) {
		return -1
	}
	for k := i + 1; k < len(p.words) && k <= i+14; k++ {
		gap := p.gap(k - 1)
		if strings.ContainsAny(gap, "?!:;()\n") || gap == ". " && p.words[k-1].letters > 4 || p.list.has("after-places", p.words[k].plain) {
			break
		}
		if p.words[k].digits > 0 {
			numbers++
		}
		last = k
	}
	if p.words[i+1].capital && numbers == 0 && last > i+1 {
		return p.capitalsEnd(i + 1) // "1 The Cobbles, Meltham"
	}
	if numbers == 0 || last-i < 2 {
		return -1
	}
	return last
}

// capitalsEnd is the last of the words with capitals on this line that begin at i.
func (p *page) capitalsEnd(i int) int {
	for i+1 < len(p.words) && p.spaced(i) && p.words[i+1].capital {
		i++
	}
	return i
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

// followedByPlace tells whether a flat, a comma or a new line with a capital follows.
func (p *page) followedByPlace(last int) bool {
	if last+1 >= len(p.words) {
		return false
	}
	next, gap := p.words[last+1], p.gap(last)
	return p.dwelling(last+1) > last || (strings.Contains(gap, ",") || strings.Contains(gap, "\n")) && next.capital && (!next.stop || strings.Contains(gap, "\n"))
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

// placeAfter takes in what may follow a street: flat, town, county, country and code,
// over commas and up to four lines.
func (p *page) placeAfter(last int) int {
	lines := 0 // an address over several lines is a block, and a block is nothing else
	for last+1 < len(p.words) {
		gap, next := p.gap(last), p.words[last+1]
		if strings.Trim(gap, " ,.\n>?()\t") != "" || gap == ". " && !p.shortened(last) || len(gap) > 12 {
			return last
		}
		lines += strings.Count(gap, "\n")
		if lines > 5 || p.taken(next.start, next.end) {
			return last
		}
		if flat := p.dwelling(last + 1); flat > last {
			last = flat
			continue
		}
		if next.digits > 0 && next.letters <= 1 && !strings.Contains(gap, "\n\n") {
			if street := p.street(last + 2); street > 0 && p.near(last+1) { // "Flat 2, 14 Union Street"
				last = street
				continue
			}
		}
		separate := strings.ContainsAny(gap, ",\n")
		switch {
		case next.letters == 0 && (next.digits >= 3 && next.digits <= 6 || p.polish(last+1)) && strings.Trim(gap, " \n") == "" && !strings.Contains(gap, "\n\n"):
		case next.plain == "in" && lines == 0 && last+2 < len(p.words) && p.spaced(last) && p.spaced(last+1) && p.isPlaceWord(last+2, false):
			last++
		case p.isPlaceWord(last+1, separate):
		case lines > 0 && next.plain == "nan": // a county that a program left out
		case lines > 0 && !separate && next.capital && p.classOf(last+1)&ordinary == 0:
		case particles[next.plain] && last+2 < len(p.words) && p.spaced(last) && p.words[last+2].capital && !separate:
		default:
			return last
		}
		last = p.codeEnd(last + 1)
	}
	return last
}

// codeEnd takes in the second half of "213 45" and "7412 SL".
func (p *page) codeEnd(i int) int {
	if i+1 >= len(p.words) || p.words[i].letters > 0 || p.words[i].digits < 3 && !p.polish(i) || p.gap(i) != " " && p.gap(i) != "-" {
		return i
	}
	if next := p.words[i+1]; next.digits == 0 && next.letters == 2 && next.caps || next.letters == 0 && next.digits <= 4 {
		return i + 1
	}
	return i
}

// polish is for codes such as 21-345.
func (p *page) polish(i int) bool {
	return i+1 < len(p.words) && p.words[i].digits == 2 && p.gap(i) == "-" && p.words[i+1].digits == 3 && p.words[i+1].letters == 0
}

// shortened is for "Dili Gianni Str. and", "Victor Hugo u. 49."
func (p *page) shortened(i int) bool { return p.words[i].letters <= 4 && p.words[i].letters > 0 }

// isPlaceWord tells whether a word after a street may be a town, a county or a country.
// Without a comma or a new line before it, it must be no ordinary word.
func (p *page) isPlaceWord(i int, separate bool) bool {
	w := p.words[i]
	if w.plain == "nan" && separate {
		return true
	}
	if !w.capital || w.digits > 0 || p.list.has("labels", w.plain) {
		return false
	}
	class := p.classOf(i)
	if class&place != 0 || w.caps {
		return true
	}
	if p.list.has("never-names", w.plain) && !p.list.has("before-unlisted-places", w.plain) || p.list.has("titles", w.plain) {
		return false
	}
	if separate {
		return class&ordinary == 0 || class&surname != 0
	}
	return class == 0 || class == surname || class&ordinary != 0 && p.isPlaceWordAfterPlace(i)
}

// isPlaceWordAfterPlace is for the second word of "Colorado Springs".
func (p *page) isPlaceWordAfterPlace(i int) bool {
	return i > 0 && p.classOf(i-1)&place != 0 && p.words[i-1].capital
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
