package hints

import (
	"strings"
	"unicode"
)

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

// partOf is what the i-th word may be of a name.
func (p *page) partOf(i int) part {
	w := &p.words[i]
	if !w.capital || w.digits > 0 || w.caps && !p.allCaps(i) {
		return noPart
	}
	if w.letters == 1 {
		return initial
	}
	base := p.base(i)
	if p.abbreviation(i, base) || p.list.has("months", base) {
		return noPart
	}
	if p.list.has("never-names", base) || p.list.has("never-names", w.plain) || p.list.has("institutions", base) || p.list.has("roles", base) || p.list.has("titles", base) {
		return noPart
	}
	class := p.classOf(i)
	switch {
	case class&(firstName|surname) == 0 && class != 0:
		return noPart
	case class&(ordinary|place) != 0 || w.letters == 2:
		return doubtful
	case class&firstName != 0:
		return given
	case class != 0:
		return listed
	case w.letters < 3 || p.healthWord(base):
		return noPart
	}
	return unlisted
}

// abbreviation tells HCAs, "You're" and XXXX from names; McDowell is one.
func (p *page) abbreviation(i int, base string) bool {
	w := p.words[i]
	if at := strings.IndexAny(w.plain, "x"); at == 0 && strings.HasPrefix(w.plain, "xxx") {
		return true
	}
	text := p.text[w.start:w.end]
	if k := strings.IndexAny(text, "'’"); k >= 0 && len(base) == len(w.plain) && !innerCapital[strings.ToLower(text[:k+1])] {
		return true // You're, Couldn't; but not O'Neill or Schofield's
	}
	if w.caps {
		return false
	}
	for k, r := range text {
		if k > 0 && unicode.IsUpper(r) && !innerCapital[strings.ToLower(text[:k])] {
			return true
		}
	}
	return false
}

// innerCapital is what a capital may follow inside a name.
var innerCapital = map[string]bool{"mc": true, "mac": true, "de": true, "la": true, "le": true, "du": true, "fitz": true, "van": true, "o'": true, "o’": true, "d'": true, "d’": true, "l'": true}

// allCaps tells whether a word in capitals may be a name that is shouted: "GELENCSÉR"
// and not "NHS".
func (p *page) allCaps(i int) bool { return p.words[i].letters >= 4 && p.shouted(i) }

// base is a word without a possessive: "Schofield's" is schofield.
func (p *page) base(i int) string {
	w := p.words[i]
	if text := p.text[w.start:w.end]; strings.HasSuffix(text, "'s") || strings.HasSuffix(text, "’s") {
		return strings.TrimSuffix(w.plain, "s")
	}
	return w.plain
}

// classOf is what the lexicon knows of the i-th word.
func (p *page) classOf(i int) class {
	w := &p.words[i]
	if !w.looked {
		base := p.base(i)
		w.class, w.looked = theLexicon().of(base), true
		if w.class == 0 {
			w.class = theLexicon().of(strings.TrimSuffix(base, "s")) & ordinary // "Physios"
		}
	}
	return w.class
}

// healthWord tells medicines and illnesses from names by how they end.
func (p *page) healthWord(base string) bool {
	for ending := range p.list.single["health-endings"] {
		if len(base) > len(ending)+2 && strings.HasSuffix(base, ending) {
			return true
		}
	}
	return false
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

func (p *page) possessive(i int) bool {
	return p.base(i) != p.words[i].plain || strings.HasPrefix(p.text[p.words[i].end:], "'") || strings.HasPrefix(p.text[p.words[i].end:], "’")
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

// markSmallPair marks a first name and a surname without capitals: "naomi ryan".
func (p *page) markSmallPair(i int) {
	w := p.words[i]
	if w.capital || w.letters < 4 || w.digits > 0 || p.classOf(i)&^surname != firstName {
		return
	}
	if last := p.smallEnd(i); last > i && p.classOf(i+1) != 0 {
		p.mark(w.start, p.words[last].end, Name, "a first name and a surname in small letters")
	}
}

// smallEnd is the last word of a name in small letters that begins with the i-th word:
// what follows is a surname and nothing else, or in no list. An initial may stand between.
func (p *page) smallEnd(i int) int {
	last := i
	for last+1 < len(p.words) && last-i < 3 && (p.spaced(last) || p.words[last].letters == 1 && p.gap(last) == ". ") && !p.possessive(last) {
		next := p.words[last+1]
		if next.letters == 1 && next.digits == 0 && last == i && p.nameInSmall(last+2) {
			last += 2
			continue
		}
		if !p.nameInSmall(last + 1) {
			break
		}
		last++
	}
	return last
}

// nameInSmall tells whether a word in small letters can be nothing but a surname.
func (p *page) nameInSmall(i int) bool {
	if i >= len(p.words) {
		return false
	}
	w := p.words[i]
	return !w.capital && w.letters >= 4 && w.digits == 0 && (p.classOf(i) == 0 && !p.misspelled(i) || p.classOf(i)&^firstName == surname)
}

// misspelled tells whether a word is an ordinary one with a letter wrong, too many, too
// few or out of place, as many are in haste.
func (p *page) misspelled(i int) bool {
	base := p.base(i)
	if len(base) < 6 || !isASCII(base) {
		return false
	}
	l := theLexicon()
	known := func(s string) bool { return l.of(s)&ordinary != 0 }
	b := []byte(base)
	for k := range b {
		if known(base[:k]+base[k+1:]) || k > 0 && known(base[:k]) && known(base[k:]) {
			return true
		}
		if k > 0 {
			b[k], b[k-1] = b[k-1], b[k]
			if known(string(b)) {
				return true
			}
			b[k], b[k-1] = b[k-1], b[k]
		}
		for c := byte('a'); c <= 'z'; c++ {
			if known(base[:k]+string(c)+base[k+1:]) || known(base[:k]+string(c)+base[k:]) {
				return true
			}
		}
	}
	return false
}

// findAgain marks the other places of names that were marked, and doubtful names in a
// row with them: "Kónya, Baker and Reed".
func findAgain(p *page) {
	names := map[string]bool{}
	for i := range p.words {
		w := p.words[i]
		if w.letters >= 3 && w.capital && p.isMarked(w, Name) && !p.list.has("titles", w.plain) && !p.list.has("roles", w.plain) {
			names[p.base(i)] = true
		}
	}
	if len(names) == 0 {
		return
	}
	for i := range p.words {
		if w := p.words[i]; w.capital && names[p.base(i)] && (!w.stop || p.classOf(i)&ordinary == 0) && p.partOf(i) != noPart && !p.institution(i) {
			p.markRunOf(i, i)
		}
	}
	for i := 0; i+1 < len(p.words); i++ {
		p.markInRow(i, i+1)
	}
	for i := len(p.words) - 1; i > 0; i-- {
		p.markInRow(i, i-1)
	}
}

// markInRow marks a doubtful name beside a name with "and" or a comma between them.
func (p *page) markInRow(from, to int) {
	first, step := min(from, to), to-from
	if gap := p.gap(first); gap != ", " && gap != " & " {
		if p.words[to].plain != "and" || !p.spaced(first) || to+step < 0 || to+step >= len(p.words) || !p.spaced(min(to, to+step)) {
			return
		}
		to += step
	}
	w := p.words[to]
	if p.partOf(to) >= doubtful && !w.stop && p.isMarked(p.words[from], Name) && !p.institution(to) && !p.list.has("determiners", p.before(to)) {
		p.mark(w.start, w.end, Name, "a name beside another")
	}
}
