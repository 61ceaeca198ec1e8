package hints

import (
	"strings"
	"unicode/utf8"

	"candour/internal/story"
)

// findNames marks names of people: after a title or a word for staff, after "my
// name is" and the like, and first names with a capital. Places that are called
// after people are not names: "Queen Margaret Hospital".
func findNames(p *page) {
	for i := 0; i < len(p.words); i++ {
		w := p.words[i]
		if n := p.list.phrases["not-people"].at(p.words, i); n > 0 {
			i += n - 1
			continue
		}
		switch {
		case p.list.has("titles", w.plain):
			p.markTitled(i)
		case p.list.has("roles", w.plain):
			p.markAfterRole(i)
		default:
			if n := p.list.phrases["introductions"].at(p.words, i); n > 0 {
				p.markIntroduced(i + n)
			}
		}
		if w.capital {
			p.markFirstName(i)
		} else if w.letters >= 4 && w.digits == 0 && story.FirstName(w.plain) == story.OnlyAName {
			p.mark(w.start, p.words[p.smallEnd(i)].end, Name, "a first name in small letters")
		}
	}
}

// markTitled marks "Dr Smith", "mrs o'neill", "Mr van der Berg".
func (p *page) markTitled(i int) {
	if !p.namesMayFollow(i) {
		return
	}
	next := p.words[i+1]
	sure := next.capital && !(next.caps && p.words[i].caps) && !p.list.has("never-names", next.plain)
	if p.words[i].plain == "miss" && !p.words[i].capital || strings.Trim(next.plain, "x") == "" {
		sure = false // "I miss Crete", "Mr XXXX"
	}
	if sure || p.known(next.plain) && (next.capital || p.words[i].plain != "miss") {
		p.markName(i, i+1, "a title and a name")
	}
}

// markAfterRole marks "nurse Ana", but not "Nurse Practitioner".
func (p *page) markAfterRole(i int) {
	if !p.namesMayFollow(i) || !p.words[i+1].capital {
		return
	}
	next := p.words[i+1]
	if (p.list.has("never-names", next.plain) || next.caps || p.list.has("roles", next.plain)) && !p.known(next.plain) {
		return
	}
	p.markName(i, i+1, "a word for staff and a name")
}

// markIntroduced marks the name that an introduction leads to.
func (p *page) markIntroduced(i int) {
	if i >= len(p.words) || p.words[i].digits > 0 {
		return
	}
	g := p.gap(i - 1)
	w := p.words[i]
	if len(g) <= 3 && !w.capital && !w.stop && w.letters >= 4 && p.classOf(i)&(ordinary|place) == 0 && p.saidName(i) {
		p.mark(w.start, p.words[p.smallEnd(i)].end, Name, "a name that somebody gives")
		return
	}
	first := story.FirstName(w.plain)
	if len(g) > 3 || (w.stop || !w.capital) && first != story.OnlyAName {
		return
	}
	if w.caps && !p.known(w.plain) || p.list.has("never-names", w.plain) || p.list.has("institutions", w.plain) {
		return
	}
	p.markName(i, i, "a name that somebody gives")
}

// saidName tells whether "name is" or "name was" stands before the i-th word.
func (p *page) saidName(i int) bool { return i >= 2 && p.words[i-2].plain == "name" }

// namesMayFollow tells whether the next word is on the same line and no figure.
func (p *page) namesMayFollow(i int) bool {
	if i+1 >= len(p.words) || p.words[i+1].digits > 0 || p.words[i+1].stop {
		return false
	}
	g := p.gap(i)
	return g == " " || g == ". " || g == "." || g == "  " || g == "\u00a0"
}

// markFirstName marks a first name with a capital. One that is also a word needs
// more: a word before or after it that goes with people.
func (p *page) markFirstName(i int) {
	w := p.words[i]
	kind := story.FirstName(w.plain)
	if kind == story.NotAName {
		kind = story.FirstName(strings.TrimSuffix(w.plain, "s"))
		if kind == story.NotAName || !strings.ContainsAny(p.text[w.start:w.end], "'’") {
			return
		}
	}
	if kind == story.AlsoAWord && !p.amongPeople(i) {
		return
	}
	if w.caps && (kind != story.OnlyAName || w.letters <= 3 && !p.shouted(i)) {
		return // more likely an abbreviation, or only loud
	}
	p.markName(i, i, "a first name")
}

// amongPeople tells whether words beside a doubtful name go with people.
func (p *page) amongPeople(i int) bool {
	if p.list.has("never-names", p.words[i].plain) || p.words[i].stop && p.gapBeforeIsLine(i) {
		return false
	}
	if !p.words[i].stop && i > 0 && p.spaced(i-1) && p.list.has("before-names", p.words[i-1].plain) {
		return !p.institution(i)
	}
	if i+1 < len(p.words) && p.spaced(i) {
		next := p.words[i+1]
		return !p.words[i].stop && p.list.has("after-names", next.plain) ||
			next.capital && !next.caps && (story.FirstName(next.plain) == story.OnlyAName || p.list.has("surnames", next.plain))
	}
	return false
}

func (p *page) gapBeforeIsLine(i int) bool { return i == 0 || strings.Contains(p.gap(i-1), "\n") }

// shouted tells whether a word beside it is all capitals too, and no abbreviation.
func (p *page) shouted(i int) bool {
	long := func(w word) bool { return w.caps && w.letters >= 4 }
	return i > 0 && long(p.words[i-1]) || i+1 < len(p.words) && long(p.words[i+1])
}

// particles stand inside surnames.
var particles = map[string]bool{"van": true, "von": true, "de": true, "der": true, "den": true, "da": true, "di": true, "la": true, "le": true, "al": true, "el": true, "bin": true, "ap": true, "nic": true}

// markName marks a name: from its title, if any, over all words with capitals that
// belong to it, without a possessive 's.
func (p *page) markName(title, i int, why string) {
	if p.institution(i) || title == i && p.placeBegins(i) {
		return
	}
	last := i
	for last+1 < len(p.words) && last-i < 4 && p.spacedOrInitial(last) {
		next := p.words[last+1]
		if particles[next.plain] && last+2 < len(p.words) && p.words[last+2].capital && p.spaced(last+1) {
			last += 2
			continue
		}
		if !p.goesOn(i, last, next) {
			break
		}
		last++
	}
	end := p.words[last].end
	if text := p.text[p.words[last].start:end]; strings.HasSuffix(text, "'s") || strings.HasSuffix(text, "’s") {
		end = strings.LastIndexAny(p.text[:end], "'’")
		_, size := utf8.DecodeRuneInString(p.text[end:])
		end = min(end, p.words[last].end-size)
	}
	p.mark(p.words[title].start, end, Name, why)
}

// goesOn tells whether the next word is still part of the name.
func (p *page) goesOn(first, last int, next word) bool {
	if next.stop || next.digits > 0 || !next.capital && !(p.list.has("surnames", next.plain) && !p.words[first].capital) {
		return false
	}
	if strings.HasSuffix(p.words[last].plain, "s") && strings.ContainsAny(p.text[p.words[last].start:p.words[last].end], "'’") {
		return false
	}
	if next.caps && !p.words[first].caps && next.letters > 1 && !p.known(next.plain) {
		return false
	}
	return !p.list.has("never-names", next.plain) && !p.list.has("institutions", next.plain) && !p.list.has("roles", next.plain)
}

// spacedOrInitial allows "John D. Smith" and "Mary-Jane".
func (p *page) spacedOrInitial(i int) bool {
	g := p.gap(i)
	return p.spaced(i) || g == "-" || g == ". " && p.words[i].letters == 1
}

// institution tells whether the run of words with capitals from the i-th on is a
// place or a body: it holds a word such as Hospital.
func (p *page) institution(i int) bool {
	for k := i + 1; k < len(p.words) && k <= i+4 && p.spacedOrInitial(k-1); k++ {
		w := p.words[k]
		if w.letters == 0 && w.digits == 1 && k == i+1 && p.endsThought(k) {
			return true // a ward: "Harvey 2"
		}
		if !w.capital {
			return p.list.has("institutions-in-small-letters", w.plain)
		}
		if p.list.has("institutions", w.plain) {
			return true
		}
	}
	return p.list.has("institutions", p.words[i].plain)
}

// placeBegins is for "St John" and "Queen Margaret".
func (p *page) placeBegins(i int) bool {
	return i > 0 && p.list.has("place-beginnings", p.words[i-1].plain) && p.near(i-1) && p.words[i-1].capital
}

func (p *page) isMarked(w word, kind Kind) bool {
	for _, s := range p.spans {
		if s.kind == kind && s.start < w.end && w.start < s.end {
			return true
		}
	}
	return false
}

// known tells whether a word is in the lists of first names or surnames.
func (p *page) known(plain string) bool {
	return story.FirstName(plain) != story.NotAName || p.list.has("surnames", plain)
}
