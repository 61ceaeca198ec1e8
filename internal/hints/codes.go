package hints

import (
	"slices"
	"strings"
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
			if isPPSN(w.plain) {
				why = "a PPS number: the check letter is right"
			}
			if len(w.plain) >= 15 && isDigit(w.plain[2]) && isDigit(w.plain[3]) {
				why = "what looks like a bank account (IBAN)"
			}
			p.mark(w.start, w.end, Number, why)
		}
	}
}

// isPPSN knows Irish personal public service numbers: seven digits, a check letter and
// perhaps one more, weighed from 8 down to 2, and by 9, modulo 23.
func isPPSN(s string) bool {
	if len(s) != 8 && len(s) != 9 {
		return false
	}
	sum := 0
	for i := range 7 {
		if !isDigit(s[i]) {
			return false
		}
		sum += int(s[i]-'0') * (8 - i)
	}
	if len(s) == 9 {
		sum += int(s[8]-'a'+1) * 9
	}
	return s[7] == "wabcdefghijklmnopqrstuv"[sum%23]
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

// wordsBefore tells whether one of some words is among the few before the i-th.
func (p *page) wordsBefore(i, within int, wanted ...string) bool {
	for n := 1; n <= within && i-n >= 0; n++ {
		if slices.Contains(wanted, p.words[i-n].plain) {
			return true
		}
	}
	return false
}
