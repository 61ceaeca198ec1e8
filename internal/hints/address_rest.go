package hints

import (
	"strings"
)

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
