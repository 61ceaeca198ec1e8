package hints

import (
	"strings"

	"candour/internal/region"
)

// findPostcodes marks postcodes, with or without their space, in capitals or small
// letters. Only the strict form counts: "L4 2nd" is none.
func findPostcodes(p *page) {
	for i, w := range p.words {
		whole := p.text[w.start:w.end]
		if w.letters > 0 && w.digits > 0 && isPostcode(whole) {
			p.mark(w.start, w.end, Postcode, "a postcode")
			continue
		}
		if g := p.gap(i); g != " " && g != "  " && g != "-" && g != "\u00a0" || w.letters == 0 {
			continue
		}
		next := p.words[i+1]
		inward := p.text[next.start:next.end]
		if len(inward) == 3 && isDigit(inward[0]) && next.letters == 2 && isPostcode(whole+inward) {
			p.mark(w.start, next.end, Postcode, "a postcode")
		}
	}
	for i := range p.words {
		p.markOutward(i)
		p.markEircode(i)
		p.markCodeOfPlace(i)
		p.markCodeBeforeTown(i)
	}
}

// markCodeBeforeTown marks the postcodes of the continent, which stand before their town,
// where somebody is in it: "in 75008 Paris", "Damrak 1, 1012 AB Amsterdam".
func (p *page) markCodeBeforeTown(i int) {
	w, end := p.words[i], p.codeEnd(i)
	if w.letters > 0 || i == 0 || end+1 >= len(p.words) || !p.spaced(end) {
		return
	}
	if town := p.words[end+1]; !town.capital || town.digits > 0 || p.classOf(end+1)&ordinary != 0 {
		return
	}
	if gap := p.gap(i - 1); gap != ", " && gap != ",\n" && !(gap == " " && p.list.has("before-places", p.words[i-1].plain)) {
		return
	}
	five := end == i && w.digits == 5 && !strings.HasSuffix(w.plain, "000")
	dutch := end == i+1 && w.digits == 4 && p.words[end].letters == 2
	if five || dutch || p.polish(i) {
		p.mark(w.start, p.words[end].end, Postcode, "a postcode before a town")
	}
}

// markOutward marks the first half of a postcode after the word postcode.
func (p *page) markOutward(i int) {
	w := p.words[i]
	if w.letters > 0 && w.digits > 0 && w.end-w.start <= 4 && p.wordsBefore(i, 3, "postcode") {
		if _, ok := region.ParsePostcode(p.text[w.start:w.end] + "1AA"); ok {
			p.mark(w.start, w.end, Postcode, "the first half of a postcode")
		}
	}
}

// markEircode marks "D02 AF30": a routing key of Ireland and four characters of which
// one at least is a digit.
func (p *page) markEircode(i int) {
	key := p.words[i]
	if len(key.plain) != 3 || key.letters == 0 || key.letters > 2 || key.digits == 0 || i+1 >= len(p.words) || !p.spaced(i) {
		return
	}
	id := p.words[i+1]
	first, second, third := key.plain[0], key.plain[1], key.plain[2]
	if !strings.ContainsRune("acdefhknprtvwxy", rune(first)) || !isDigit(second) || !isDigit(third) && third != 'w' {
		return
	}
	if len(id.plain) != 4 || id.digits == 0 || id.letters == 0 || strings.Trim(id.plain, "0123456789acdefhknprtvwxy") != "" {
		return
	}
	p.mark(key.start, id.end, Postcode, "an Eircode")
}

// markCodeOfPlace marks other postcodes where a word says that they are ones: "ZIP:
// 48750", "postcode 7412 SL", "NSW 2000".
func (p *page) markCodeOfPlace(i int) {
	w := p.words[i]
	if w.letters > 0 || w.digits < 3 || w.digits > 6 {
		return
	}
	if w.digits == 4 && i > 0 && p.spaced(i-1) && p.list.has("states", p.words[i-1].plain) && p.words[i-1].caps {
		p.mark(p.words[i-1].start, w.end, Postcode, "an Australian postcode")
		return
	}
	if p.afterTown(i) {
		p.mark(w.start, p.words[p.codeEnd(i)].end, Postcode, "a postcode after a town")
		return
	}
	if !p.wordsBefore(i, 3, "zip", "zipcode", "postcode", "eircode") && !(p.wordsBefore(i, 3, "code") && p.wordsBefore(i, 4, "post", "postal", "zip")) {
		return
	}
	p.mark(w.start, p.words[p.codeEnd(i)].end, Postcode, "a postcode")
}

// afterTown tells whether a number of four or five digits, and no year, stands behind a
// town that somebody is in: "in Springfield 48750".
func (p *page) afterTown(i int) bool {
	w := p.words[i]
	if w.digits != 5 && (w.digits != 4 || isYear(w)) || i < 2 || !p.spaced(i-1) {
		return false
	}
	k := i - 1
	for k > 0 && k > i-4 && p.words[k].capital && p.words[k].digits == 0 && p.spaced(k-1) && !p.list.has("institutions", p.words[k].plain) && !p.list.has("never-streets", p.words[k].plain) {
		k--
	}
	return k < i-1 && p.list.has("before-places", p.words[k].plain)
}

// ordinals and units that stand where the second half of a postcode would.
var notInward = map[string]bool{"st": true, "nd": true, "rd": true, "th": true, "hr": true, "yr": true, "am": true, "pm": true, "ft": true, "lb": true, "st.": true}

// isPostcode tells whether s, without spaces, is a postcode that needs no repair,
// all in capitals or all in small letters.
func isPostcode(s string) bool {
	if len(s) < 5 || len(s) > 7 {
		return false
	}
	upper := strings.ToUpper(s)
	if s != upper && (s != strings.ToLower(s) || notInward[s[len(s)-2:]]) {
		return false
	}
	code, ok := region.ParsePostcode(s)
	return ok && code.Packed() == upper
}
