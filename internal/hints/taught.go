package hints

import (
	"slices"
	"strings"
)

// Taught is a word, or a few, that a region or the moderators of a site add to the
// lists or take out of them. Urgent words may be joined with a plus between spaces
// ("padlock + fridge"): they tell only where they stand in one sentence.
type Taught struct {
	Kind   Kind   `json:"kind"`
	Word   string `json:"word"`
	Ignore bool   `json:"ignore,omitempty"` // never mark it as this kind
}

// TaughtKinds are the kinds that words can be taught for.
var TaughtKinds = []Kind{Name, Address, Offensive, Criticism, Danger, SelfHarm, AtRisk, Crime, Death}

// MostTaughtCharacters is how long a taught word may be.
const MostTaughtCharacters = 80

// joins stands between taught words that must meet in one sentence.
const joins = " + "

// CleanTaught is a word as the lists hold it: small letters, no apostrophes, single
// spaces, and a plus where words are joined. It is "" for one that says nothing.
func CleanTaught(word string) string {
	var parts []string
	for part := range strings.SplitSeq(word, joins) {
		p := newPage(part, English())
		plain := make([]string, len(p.words))
		for i, w := range p.words {
			plain[i] = w.plain
		}
		if len(plain) > 0 {
			parts = append(parts, strings.Join(plain, " "))
		}
	}
	return strings.Join(parts, joins)
}

// Joined tells whether a clean word is several that must meet.
func Joined(clean string) bool { return strings.Contains(clean, joins) }

// Own are taught words, made ready for finding. Nil holds none.
type Own struct {
	add    map[Kind]*phrases
	ignore map[Kind]map[string]bool
	joined []joined
}

// joined are words that must meet in one sentence, to be marked or never to be.
type joined struct {
	kind   Kind
	ignore bool
	parts  []*phrases
}

// NewOwn makes taught words ready. What was taught last counts.
func NewOwn(words []Taught) *Own {
	o := &Own{add: map[Kind]*phrases{}, ignore: map[Kind]map[string]bool{}}
	for _, t := range words {
		word := CleanTaught(t.Word)
		switch {
		case word == "" || !slices.Contains(TaughtKinds, t.Kind):
		case Joined(word):
			o.join(t.Kind, t.Ignore, strings.Split(word, joins))
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
		return words != nil && (p.saysOneOf(s, words) || s.core != nowhere && p.saysOneOf(span{start: s.core[0], end: s.core[1]}, words))
	})
	p.applyJoined(o, kinds)
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

// nowhere is the core of a mark that is no sign.
var nowhere [2]int

func (o *Own) join(kind Kind, ignore bool, words []string) {
	j := joined{kind: kind, ignore: ignore}
	for _, word := range words {
		ps := newPhrases(nil)
		ps.add(word)
		j.parts = append(j.parts, ps)
	}
	o.joined = append(o.joined, j)
}

// applyJoined marks the sentences in which joined words meet, or takes their marks away.
func (p *page) applyJoined(o *Own, kinds []Kind) {
	for _, j := range o.joined {
		if !slices.Contains(kinds, j.kind) {
			continue
		}
		p.sentences(func(from, to int) {
			first, end, met := j.meet(p.words, from, to)
			switch {
			case !met:
			case j.ignore:
				start, end := p.words[from].start, p.words[to-1].end
				p.spans = slices.DeleteFunc(p.spans, func(s span) bool { return s.kind == j.kind && start <= s.start && s.end <= end })
			default:
				p.mark(p.words[first].start, p.words[end-1].end, j.kind, "on this site’s own list of words")
			}
		})
	}
}

// meet is the run of words from the first to the last of those that are joined.
func (j *joined) meet(words []word, from, to int) (first, end int, met bool) {
	first = to
	for _, part := range j.parts {
		n, i := 0, from
		for ; i < to && n == 0; i++ {
			n = part.at(words[:to], i)
		}
		if n == 0 {
			return 0, 0, false
		}
		first, end = min(first, i-1), max(end, i-1+n)
	}
	return first, end, true
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
