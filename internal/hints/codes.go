package hints

import (
	"slices"
	"strings"

	"candour/internal/region"
)

// findMixedNumbers marks runs of letters and digits that lead to a person: bank
// accounts (IBAN), National Insurance numbers, references.
func (p *page) findMixedNumbers() {
	for i, w := range p.words {
		if w.digits == 0 || w.letters == 0 {
			p.markInsurance(i)
			continue
		}
		if w.digits >= 5 && !startsWithTime(w.plain) && !extended(w.plain) && !isPostcode(p.text[w.start:w.end]) {
			why := "letters and digits that may lead to a person"
			if len(w.plain) >= 15 && isDigit(w.plain[2]) && isDigit(w.plain[3]) {
				why = "what looks like a bank account (IBAN)"
			}
			p.mark(w.start, w.end, Number, why)
		}
	}
}

// extended is for the end of a telephone number: "3560x4587".
func extended(s string) bool {
	number, extension, found := strings.Cut(s, "x")
	return found && strings.Trim(number+extension, "0123456789") == "" && number != ""
}

// startsWithTime is for "2000-04-16T11" and the like.
func startsWithTime(s string) bool {
	return len(s) > 2 && isDigit(s[0]) && isDigit(s[1]) && s[2] == 't'
}

// markInsurance marks "QQ 12 34 56 C" at its first word.
func (p *page) markInsurance(i int) {
	if i+4 >= len(p.words) || p.words[i].letters != 2 || p.words[i].end-p.words[i].start != 2 {
		return
	}
	last := p.words[i+4]
	if last.end-last.start != 1 || !strings.Contains("abcd", last.plain) {
		return
	}
	for k := 1; k <= 3; k++ {
		if w := p.words[i+k]; w.digits != 2 || w.letters > 0 || !p.spaced(i+k-1) {
			return
		}
	}
	if p.spaced(i + 3) {
		p.mark(p.words[i].start, last.end, Number, "what looks like a National Insurance number")
	}
}

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

// wordsBefore tells whether one of some words is among the few before the i-th.
func (p *page) wordsBefore(i, within int, wanted ...string) bool {
	for n := 1; n <= within && i-n >= 0; n++ {
		if slices.Contains(wanted, p.words[i-n].plain) {
			return true
		}
	}
	return false
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
