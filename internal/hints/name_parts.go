package hints

import (
	"strings"
	"unicode"
)

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

func (p *page) possessive(i int) bool {
	return p.base(i) != p.words[i].plain || strings.HasPrefix(p.text[p.words[i].end:], "'") || strings.HasPrefix(p.text[p.words[i].end:], "’")
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
