package hints

import "strings"

// A name is somebody's whatever lists we have: what is written with a capital, is no
// English word and no place, and stands where people stand, is marked too. The lexicon
// (lexicon.go) tells names, places and ordinary words apart.

// part is what a word may be of a name.
type part int

const (
	noPart   part = iota
	initial       // the D of "Ada D. Smith"
	doubtful      // a name that is also a word or a place: Hope, Baker, Lincoln
	unlisted      // a capital, and in no list
	listed        // a name and nothing else
	given         // a first name and nothing else
)

// findRuns marks runs of words with capitals that are names: "Toshimi Arata", "by
// Gelencsér", "Baker said".
func findRuns(p *page) {
	for i := 0; i < len(p.words); i++ {
		if w := p.words[i]; !w.capital || p.taken(w.start, w.end) {
			p.markSmallPair(i)
			continue
		}
		last := p.runEnd(i)
		if last < i {
			continue
		}
		if p.runIsName(i, last) {
			p.markRunOf(i, last)
		}
		i = last
	}
}

// runEnd is the last word of a run of names that begins at i; i-1 for none.
func (p *page) runEnd(i int) int {
	if p.partOf(i) == noPart {
		return i - 1
	}
	last := i
	for last+1 < len(p.words) && last-i < 5 && p.spacedOrInitial(last) && !p.possessive(last) {
		if particles[p.words[last+1].plain] && last+2 < len(p.words) && p.spaced(last+1) && p.partOf(last+2) != noPart {
			last += 2
			continue
		}
		next := p.words[last+1]
		afterInitial := last > i && p.words[last].letters == 1 && next.capital && !next.caps && next.letters > 2
		if next.stop && p.gap(last) != ". " || p.partOf(last+1) == noPart && !afterInitial || p.taken(next.start, next.end) {
			break
		}
		last++
	}
	return last
}

// runIsName tells whether a run of words that may be names is one.
func (p *page) runIsName(i, last int) bool {
	if p.institution(last) || p.placeBegins(i) || i < last && p.list.has("place-beginnings", p.words[i].plain) || p.list.phrases["not-people"].at(p.words, i) > 0 {
		return false
	}
	best, names := noPart, 0
	for k := i; k <= last; k++ {
		kind := p.partOf(k)
		if kind == noPart {
			continue // a particle
		}
		if k == i && p.words[i].stop && kind == doubtful && last > i {
			continue // "Will Szabina come?"
		}
		best = max(best, kind)
		names++
	}
	inPlace := i > 0 && !p.words[i].stop && p.list.has("before-places", p.words[i-1].plain)
	switch {
	case names == 0 || best == initial:
		return false
	case names >= 2 && best >= unlisted:
		return !inPlace || best == given
	case names >= 2:
		return best == doubtful && !p.words[i].stop && p.personAround(i, last)
	}
	return p.oneIsName(i, last, best, inPlace)
}

// oneIsName judges a single word.
func (p *page) oneIsName(i, last int, kind part, inPlace bool) bool {
	begins := p.words[i].stop && !p.afterLabel(i)
	if p.labelled(i) {
		return kind >= doubtful
	}
	if kind != given && p.list.has("determiners", p.before(i)) {
		return false // "the Lady who", "our Propublica"
	}
	switch kind {
	case given:
		return !inPlace || p.personAfter(last)
	case listed:
		return !inPlace
	case unlisted:
		return !inPlace && !p.misspelled(i) && (!begins || p.words[i].letters >= 4) && (begins || !p.list.has("before-unlisted-places", p.before(i)))
	case doubtful:
		return !inPlace && !begins && p.personAround(i, last) && !p.list.has("before-unlisted-places", p.before(i))
	case initial, noPart:
	}
	return false
}

func (p *page) before(i int) string {
	if i == 0 || p.words[i].stop {
		return ""
	}
	return p.words[i-1].plain
}

// afterLabel tells whether a colon stands before the word: "They had three: Ana, Bo".
func (p *page) afterLabel(i int) bool { return i > 0 && strings.Contains(p.gap(i-1), ":") }

// labelled tells whether somebody was just asked for a name, or the word for one
// stands before: "What's your name? Ravil", "Name: Ravil".
func (p *page) labelled(i int) bool {
	if i == 0 {
		return false
	}
	k := i - 1
	if strings.Contains(p.gap(k), ":") && k > 0 && p.words[k].stop && strings.Contains(p.gap(k-1), "?") {
		k-- // "on the account? User: Ravil"
	}
	if !strings.ContainsAny(p.gap(k), ":?") {
		return false
	}
	for n := 0; n < 5 && k-n >= 0; n++ {
		if w := p.words[k-n].plain; w == "name" || w == "called" {
			return true
		}
		if p.words[k-n].stop {
			return false
		}
	}
	return false
}

// personAfter tells whether what follows is said of people: "Ravil was", "Ravil's".
func (p *page) personAfter(last int) bool {
	if p.possessive(last) {
		return true
	}
	return last+1 < len(p.words) && p.spaced(last) && p.list.has("after-names", p.words[last+1].plain)
}

// personAround also takes what stands before: "thanks to Baker", "with Wells".
func (p *page) personAround(i, last int) bool {
	return p.list.has("before-doubtful", p.before(i)) || p.personAfter(last) && p.classOf(i)&ordinary == 0
}

// markRunOf marks a run, without a possessive at its end and without a doubtful word
// at the beginning of a sentence.
func (p *page) markRunOf(i, last int) {
	if last > i && p.words[i].stop && p.partOf(i) == doubtful && p.classOf(i)&ordinary != 0 {
		i++
	}
	for last > i && p.partOf(last) == initial {
		last--
	}
	end := p.words[last].end
	if p.base(last) != p.words[last].plain {
		end = p.words[last].start + strings.LastIndexAny(p.text[p.words[last].start:end], "'’")
	}
	p.mark(p.words[i].start, end, Name, "what looks like a name")
}
