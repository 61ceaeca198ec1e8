package hints

import (
	"fmt"
	"slices"
	"strings"
)

// signs tell that a sentence is urgent by what stands in it together: one who may be
// hurt, one who may do it, and what is done. The words are in families, and a rule names
// the families that must meet: so a few hundred words find what no list of sentences
// would hold. The families and rules are data, in data/signs*.txt.
type signs struct {
	list    *Words
	number  map[string]int // of a family, by its name
	root    *branch
	starred map[string][]member // words with a star, by their first letters
	rules   []signRule
	calm    []signRule // what sets aside the urgent words of a sentence
}

// branch is where the words of families stand that begin alike: those that end here, those
// that go on with a plain word, and those that go on with one for which several may stand.
type branch struct {
	ends []int
	next map[string]*branch
	open []member
}

// member is what is left of one word, or a few, of a family.
type member struct {
	stem   string // what the first word begins with, where it has a star
	rest   []string
	family int
}

// families is a set of them, by their numbers.
type families [4]uint64

// mostFamilies is how many fit into the set.
const mostFamilies = 256

func (f *families) add(n int)               { f[n/64] |= 1 << (n % 64) }
func (f *families) has(n int) bool          { return f[n/64]&(1<<(n%64)) != 0 }
func (f *families) meets(g *families) bool  { return f[0]&g[0]|f[1]&g[1]|f[2]&g[2]|f[3]&g[3] != 0 }

// signRule is "band: anchor + needed + needed ! unwanted": the anchor is what is marked
// first, each needed family stands near it, and no unwanted one in the same sentence.
// "a|b" is either, ">" stands for a family that must come after the anchor and "<" for one
// that must come before it.
type signRule struct {
	band     Kind
	anchor   families
	needed   []need
	unwanted families
}

type need struct {
	where byte // '+', '>' or '<'
	any   families
}

// near is how many words may stand between the anchor and what it needs.
const near = 12

// hit is a word of a family in a text: the words from first up to end.
type hit struct{ family, first, end int }

// meets tells whether two of them share a word.
func (h hit) meets(other hit) bool { return h.first < other.end && other.first < h.end }

func newSigns(list *Words) *signs {
	return &signs{list: list, number: map[string]int{}, root: &branch{}, starred: map[string][]member{}}
}

// addMembers adds a line of a family: words or phrases with commas between. A plus after
// a word stands for its regular forms: bruise+ is also bruises, bruised and bruising.
func (s *signs) addMembers(name, line string) error {
	if _, known := s.number[name]; !known {
		if len(s.number) == mostFamilies {
			return fmt.Errorf("%s is one family too many", name)
		}
		s.number[name] = len(s.number)
	}
	for phrase := range strings.SplitSeq(line, ",") {
		words := strings.Fields(phrase)
		if len(words) == 0 {
			continue
		}
		if strings.HasPrefix(words[0], "~") || strings.HasPrefix(words[0], "@") {
			return fmt.Errorf("%q must begin with a word", phrase)
		}
		for _, form := range spellOut(words) {
			s.addMember(form, s.number[name])
		}
	}
	return nil
}

func (s *signs) addMember(words []string, family int) {
	if stem, starred := strings.CutSuffix(words[0], "*"); starred && len(stem) >= stemLetters {
		s.starred[stem[:stemLetters]] = append(s.starred[stem[:stemLetters]], member{stem, words[1:], family})
		return
	}
	at := s.root
	for i, w := range words {
		if w == "~" || w[0] == '@' || strings.HasSuffix(w, "*") {
			at.open = append(at.open, member{rest: words[i:], family: family})
			return
		}
		if at.next == nil {
			at.next = map[string]*branch{}
		}
		if at.next[w] == nil {
			at.next[w] = &branch{}
		}
		at = at.next[w]
	}
	if !slices.Contains(at.ends, family) {
		at.ends = append(at.ends, family)
	}
}

// addRule reads a line of the section "signs".
func (s *signs) addRule(line string) error {
	band, rest, _ := strings.Cut(line, ":")
	band, calms := strings.CutPrefix(band, "calm-")
	rule := signRule{band: Kind(band)}
	if band == "all" && calms {
		rule.band = ""
	} else if !slices.Contains(Bands, rule.band) {
		return fmt.Errorf("%q is no band", band)
	}
	where := byte(0) // the anchor
	for _, part := range strings.Fields(rest) {
		if len(part) == 1 {
			where = part[0]
			continue
		}
		var any families
		for name := range strings.SplitSeq(part, "|") {
			n, known := s.number[name]
			if !known {
				return fmt.Errorf("no family is called %q", name)
			}
			any.add(n)
		}
		switch where {
		case 0:
			rule.anchor = any
		case '+', '<', '>':
			rule.needed = append(rule.needed, need{where, any})
		case '!':
			for i := range any {
				rule.unwanted[i] |= any[i]
			}
		default:
			return fmt.Errorf("%q says nothing", string(where))
		}
	}
	if calms {
		s.calm = append(s.calm, rule)
	} else {
		s.rules = append(s.rules, rule)
	}
	return nil
}

// signSpans finds the signs in a text, sentence by sentence, and what sets urgent words
// aside: spans of the band that is set aside, or of none for every band.
func (p *page) signSpans() (found, calm []span) {
	s := p.list.signs
	var hits []hit
	for from := 0; from < len(p.words); {
		to := from + 1
		for to < len(p.words) && !p.words[to].stop {
			to++
		}
		var there families
		hits, there = s.hits(hits[:0], p.words, from, to)
		for i := range s.rules {
			if rule := &s.rules[i]; rule.mayHold(&there) {
				found = append(found, p.spansOf(rule, hits)...)
			}
		}
		for i := range s.calm {
			if rule := &s.calm[i]; rule.mayHold(&there) && rule.holds(hits) {
				calm = append(calm, span{start: p.words[from].start, end: p.words[to-1].end, kind: rule.band})
			}
		}
		from = to
	}
	return found, calm
}

// holds tells whether a rule holds anywhere in a sentence.
func (r *signRule) holds(hits []hit) bool {
	return slices.ContainsFunc(hits, func(h hit) bool {
		if !r.anchor.has(h.family) {
			return false
		}
		_, met := r.beside(nil, h, hits)
		return met
	})
}

// hits finds the words of families in a sentence.
func (s *signs) hits(hits []hit, words []word, from, to int) ([]hit, families) {
	var there families
	note := func(family, first, end int) {
		there.add(family)
		hits = append(hits, hit{family, first, end})
	}
	for i := from; i < to; i++ {
		at := s.root
		for end := i; end < to; {
			if at = at.next[words[end].plain]; at == nil {
				break
			}
			end++
			for _, family := range at.ends {
				note(family, i, end)
			}
			for _, m := range at.open {
				if n := s.list.rest(m.rest, words[end:to]); n != none {
					note(m.family, i, end+n)
				}
			}
		}
		if plain := words[i].plain; len(plain) >= stemLetters {
			for _, m := range s.starred[plain[:stemLetters]] {
				if strings.HasPrefix(plain, m.stem) {
					if n := s.list.rest(m.rest, words[i+1:to]); n != none {
						note(m.family, i, i+1+n)
					}
				}
			}
		}
	}
	return hits, there
}

func (r *signRule) mayHold(there *families) bool {
	if !r.anchor.meets(there) || r.unwanted.meets(there) {
		return false
	}
	for i := range r.needed {
		if !r.needed[i].any.meets(there) {
			return false
		}
	}
	return true
}

// spansOf are the places of a sentence where a rule holds.
func (p *page) spansOf(r *signRule, hits []hit) (found []span) {
	var beside []hit
	for _, anchor := range hits {
		if !r.anchor.has(anchor.family) {
			continue
		}
		var met bool
		if beside, met = r.beside(beside[:0], anchor, hits); !met || p.signDenied(anchor, beside) {
			continue
		}
		first, end := anchor.first, anchor.end
		for _, h := range beside {
			first, end = min(first, h.first), max(end, h.end)
		}
		f := span{start: p.words[first].start, end: p.words[end-1].end, kind: r.band, why: bandWhy[r.band]}
		f.core = [2]int{p.words[anchor.first].start, p.words[anchor.end-1].end}
		if r.band != Death && p.longAgo(anchor.first) {
			f.past, f.why = true, f.why+", perhaps long ago"
		}
		found = append(found, f)
	}
	return found
}

// beside finds what a rule needs near an anchor.
func (r *signRule) beside(found []hit, anchor hit, hits []hit) ([]hit, bool) {
	for i := range r.needed {
		h, ok := nearest(hits, anchor, &r.needed[i], found)
		if !ok {
			return found, false
		}
		found = append(found, h)
	}
	return found, true
}

// signDenied tells whether a negator stands before an anchor, and is not itself part of
// the sign: "has not been fed".
func (p *page) signDenied(anchor hit, beside []hit) bool {
	k := p.negator(anchor.first)
	return k >= 0 && !slices.ContainsFunc(beside, func(h hit) bool { return h.first <= k && k < h.end })
}

// nearest is the nearest word of a family that an anchor needs, beside it.
func nearest(hits []hit, anchor hit, n *need, used []hit) (best hit, ok bool) {
	least := near + 1
	for _, h := range hits {
		if !n.any.has(h.family) || slices.ContainsFunc(used, h.meets) {
			continue
		}
		gap := h.first - anchor.end
		if h.first < anchor.first {
			gap = anchor.first - h.end
		}
		after := h.first >= anchor.end
		if gap >= 0 && gap < least && (n.where == '+' || after == (n.where == '>')) {
			best, ok, least = h, true, gap
		}
	}
	return best, ok
}

// negator is the word before the i-th that denies it: "never once hit", "nobody there
// shouts". What somebody else does stands in its way: "no one stopped him hitting me".
// It is -1 for none.
func (p *page) negator(i int) int {
	for k := i - 1; k >= 0 && k >= i-negatorReach && !p.words[k+1].stop; k-- {
		plain := p.words[k].plain
		switch {
		case p.list.has("negators", plain) || p.list.has("@nobody", plain):
			return k
		case plain != "or" && p.list.has("ends-a-gap", plain) || p.list.has("ends-a-denial", plain):
			return -1
		}
	}
	return -1
}

// negatorReach is how many words before a sign are read for a negator.
const negatorReach = 7
