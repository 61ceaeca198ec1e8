package hints

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fewestQuoted is how many words in quotation marks are speech, and not a single word
// that somebody holds with tongs.
const fewestQuoted = 4

// mostQuoted is how many bytes after an opening mark the closing one is looked for.
const mostQuoted = 600

// closing is the mark that ends what another began.
var closing = map[rune]rune{'“': '”', '"': '"', '‘': '’', '\'': '\'', '«': '»', '”': '”'}

// findQuotes marks quoted speech: somebody's own words are easily known again by who
// said them, and may be disputed. A quotation may hold other marks.
func findQuotes(p *page) {
	for at := 0; at < len(p.text); {
		r, size := utf8.DecodeRuneInString(p.text[at:])
		end, quoted := closing[r]
		if !quoted || !p.opensQuote(at, at+size) {
			at += size
			continue
		}
		stop := p.quoteEnd(at+size, end)
		if stop < 0 {
			at += size
			continue
		}
		if p.wordsIn(at, stop) >= fewestQuoted {
			p.spans = append(p.spans, span{start: at, end: stop, kind: Quote, why: "quoted speech"})
		}
		at = stop
	}
}

// opensQuote tells whether a mark stands before a word and not behind one.
func (p *page) opensQuote(at, after int) bool {
	before, _ := utf8.DecodeLastRuneInString(p.text[:at])
	next, _ := utf8.DecodeRuneInString(p.text[after:])
	return (at == 0 || unicode.IsSpace(before) || strings.ContainsRune("(-–—:,", before)) && (unicode.IsLetter(next) || unicode.IsDigit(next))
}

// quoteEnd is behind the mark that closes a quotation in the same paragraph; -1 for none.
func (p *page) quoteEnd(from int, end rune) int {
	for at, r := range p.text[from:min(len(p.text), from+mostQuoted)] {
		if r == '\n' {
			return -1
		}
		if r != end {
			continue
		}
		behind := from + at + utf8.RuneLen(r)
		next, _ := utf8.DecodeRuneInString(p.text[behind:])
		if behind == len(p.text) || !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return behind
		}
	}
	return -1
}

// wordsIn counts the words between two bytes.
func (p *page) wordsIn(start, end int) int { return p.wordBefore(end) - p.wordBefore(start) }
