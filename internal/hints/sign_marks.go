package hints

import (
	"slices"
	"strings"
)

// signSpans finds the signs in a text, sentence by sentence, and what sets urgent words
// aside: spans of the band that is set aside, or of none for every band.
func (p *page) signSpans() (found, calm []span) {
	s := p.list.signs
	var hits []hit
	p.sentences(func(from, to int) {
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
	})
	return found, calm
}

// sentences gives the words of each sentence: from the first up to the next one's.
func (p *page) sentences(each func(from, to int)) {
	for from := 0; from < len(p.words); {
		to := from + 1
		for to < len(p.words) && !p.words[to].stop {
			to++
		}
		each(from, to)
		from = to
	}
}

// holds tells whether a rule holds anywhere in a sentence.
func (r *signRule) holds(hits []hit) bool {
	return slices.ContainsFunc(hits, func(h hit) bool {
		if !r.anchor.has(h.family) || r.setBy(h, hits) {
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

// aside is how many words from an anchor an unwanted family still sets it aside: a sentence
// that goes on without a stop for a whole letter is not calm because of one word in it.
const aside = 25

// setBy tells whether an unwanted word near an anchor sets it aside.
func (r *signRule) setBy(anchor hit, hits []hit) bool {
	return slices.ContainsFunc(hits, func(h hit) bool {
		return r.unwanted.has(h.family) && h.first-anchor.end < aside && anchor.first-h.end < aside
	})
}

func (r *signRule) mayHold(there *families) bool {
	if !r.anchor.meets(there) {
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
		if beside, met = r.beside(beside[:0], anchor, hits); !met || r.setBy(anchor, hits) || p.signDenied(anchor, beside) {
			continue
		}
		first, end := anchor.first, anchor.end
		for _, h := range beside {
			first, end = min(first, h.first), max(end, h.end)
		}
		f := span{start: p.words[first].start, end: p.words[end-1].end, kind: r.band, why: bandWhy[r.band]}
		f.core = [2]int{p.words[anchor.first].start, p.words[anchor.end-1].end}
		if p.longAgo(anchor.first) {
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
