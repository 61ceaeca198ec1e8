package hints

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// page is a text made ready for the finders: its words with what they need to
// know of each, and the spans that are already marked. Offsets are in bytes here
// and become characters at the end.
type page struct {
	text  string
	list  *Words
	words []word
	spans []span
	own   []span // names of services: never people
}

// word is a run of letters and digits, with apostrophes inside it.
type word struct {
	start, end int
	plain      string // small letters, no apostrophes: "grays", "oneill"
	digits     int    // how many of its characters are digits
	letters    int
	capital    bool   // begins with a capital
	caps       bool   // two letters or more, all capitals
	stop       bool   // a sentence or a line ended just before it
	starts     uint64 // the sections with a phrase that may begin here
	looked     bool   // class is known
	class      class
}

type span struct {
	start, end int
	kind       Kind
	why        string
	past       bool
	core       [2]int // of a sign: its anchor
}

func newPage(text string, list *Words) *page {
	p := &page{text: text, list: list, words: make([]word, 0, len(text)/5+1)}
	stop := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			switch r {
			case '.', '!', '?', '\n', '\r', '•', ';', ':', '…':
				stop = true
			}
			i += size
			continue
		}
		w := p.readWord(i)
		w.stop = stop && !p.afterTitle(w)
		stop = false
		p.words = append(p.words, w)
		i = w.end
	}
	return p
}

// afterTitle tells whether the full stop before a word belongs to "Dr." or to an initial.
func (p *page) afterTitle(w word) bool {
	n := len(p.words)
	if n == 0 {
		return false
	}
	before := p.words[n-1]
	gap := p.text[before.end:w.start]
	return (gap == "." || gap == ". ") && p.list.has("titles", before.plain)
}

func (p *page) readWord(start int) word {
	w := word{start: start, caps: true}
	i := start
	for i < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[i:])
		switch {
		case unicode.IsDigit(r):
			w.digits++
		case unicode.IsLetter(r):
			if w.letters == 0 && w.digits == 0 {
				w.capital = unicode.IsUpper(r)
			}
			w.letters++
			w.caps = w.caps && unicode.IsUpper(r)
		case unicode.Is(unicode.Mn, r):
		case (r == '\'' || r == '’') && letterAt(p.text, i+size) && i > start:
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		i += size
	}
	w.end = i
	w.caps = w.caps && w.letters >= 2
	w.plain = strings.ToLower(p.text[start:i])
	if strings.ContainsAny(w.plain, "'’") {
		w.plain = apostrophes.Replace(w.plain)
	}
	w.starts = p.list.startsOf(w.plain)
	return w
}

var apostrophes = strings.NewReplacer("'", "", "’", "")

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// gap is what stands between a word and the next one.
func (p *page) gap(i int) string {
	if i < 0 || i+1 >= len(p.words) {
		return "\n"
	}
	return p.text[p.words[i].end:p.words[i+1].start]
}

// spaced tells whether nothing but a space stands between a word and the next.
func (p *page) spaced(i int) bool {
	g := p.gap(i)
	return g == " " || g == "  " || g == "\u00a0"
}

// mark notes a span unless something was marked there before: the surest finders
// come first.
func (p *page) mark(start, end int, kind Kind, why string) {
	if start >= end || p.taken(start, end) {
		return
	}
	p.spans = append(p.spans, span{start: start, end: end, kind: kind, why: why})
}

func (p *page) taken(start, end int) bool {
	return overlaps(p.spans, start, end)
}

func overlaps(spans []span, start, end int) bool {
	for _, s := range spans {
		if start < s.end && s.start < end {
			return true
		}
	}
	return false
}

// said tells whether one of the words of a section stands among the few before
// the byte at.
func (p *page) said(section string, at, within int) bool {
	i := p.wordBefore(at)
	for n := 0; n < within && i-n >= 0; n++ {
		if p.list.has(section, p.words[i-n].plain) {
			return true
		}
	}
	return false
}

// wordBefore is the index of the last word that ends at or before a byte; -1 for none.
func (p *page) wordBefore(at int) int {
	low, high := 0, len(p.words)
	for low < high {
		mid := (low + high) / 2
		if p.words[mid].end <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low - 1
}
