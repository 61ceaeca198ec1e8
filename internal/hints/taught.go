package hints

import (
	"slices"
	"strings"
)

// Taught is a word, or a few, that a region or the moderators of a site add to the
// lists or take out of them.
type Taught struct {
	Kind   Kind   `json:"kind"`
	Word   string `json:"word"`
	Ignore bool   `json:"ignore,omitempty"` // never mark it as this kind
}

// TaughtKinds are the kinds that words can be taught for.
var TaughtKinds = []Kind{Name, Address, Offensive, Criticism, Danger, SelfHarm, AtRisk, Crime, Death}

// MostTaughtCharacters is how long a taught word may be.
const MostTaughtCharacters = 80

// CleanTaught is a word as the lists hold it: small letters, no apostrophes, single
// spaces. It is "" for one that says nothing.
func CleanTaught(word string) string {
	p := newPage(word, English())
	plain := make([]string, len(p.words))
	for i, w := range p.words {
		plain[i] = w.plain
	}
	return strings.Join(plain, " ")
}

// Own are taught words, made ready for finding. Nil holds none.
type Own struct {
	add    map[Kind]*phrases
	ignore map[Kind]map[string]bool
}

// NewOwn makes taught words ready. What was taught last counts.
func NewOwn(words []Taught) *Own {
	o := &Own{map[Kind]*phrases{}, map[Kind]map[string]bool{}}
	for _, t := range words {
		word := CleanTaught(t.Word)
		switch {
		case word == "" || !slices.Contains(TaughtKinds, t.Kind):
		case t.Ignore:
			if o.ignore[t.Kind] == nil {
				o.ignore[t.Kind] = map[string]bool{}
			}
			o.ignore[t.Kind][word] = true
		default:
			if o.add[t.Kind] == nil {
				o.add[t.Kind] = newPhrases(nil)
			}
			o.add[t.Kind].add(word)
		}
	}
	return o
}

// applyOwn leaves out the marks of words that were taught to be none, and marks those
// that were added, of these kinds.
func (p *page) applyOwn(o *Own, kinds []Kind) {
	if o == nil {
		return
	}
	p.spans = slices.DeleteFunc(p.spans, func(s span) bool {
		words := o.ignore[s.kind]
		return words != nil && p.saysOneOf(s, words)
	})
	for _, kind := range kinds {
		added := o.add[kind]
		if added == nil {
			continue
		}
		for i := range p.words {
			if n := added.at(p.words, i); n > 0 {
				p.mark(p.words[i].start, p.words[i+n-1].end, kind, "on this site’s own list of words")
			}
		}
	}
}

// saysOneOf tells whether a span is one of some words, with or without a title.
func (p *page) saysOneOf(s span, words map[string]bool) bool {
	first, last := p.wordBefore(s.start)+1, p.wordBefore(s.end)
	if first > last {
		return false
	}
	plain := make([]string, 0, last-first+1)
	for _, w := range p.words[first : last+1] {
		plain = append(plain, w.plain)
	}
	if words[strings.Join(plain, " ")] {
		return true
	}
	titled := len(plain) > 1 && (p.list.has("titles", plain[0]) || p.list.has("roles", plain[0]))
	return titled && words[strings.Join(plain[1:], " ")]
}
