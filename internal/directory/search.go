package directory

import "strings"

// Hit is one service that was found. Names repeat, so it is always shown with
// its town.
type Hit struct{ ID, Name, Town, Postcode, Organisation string }

// longest is how much of a query is looked at: more than anybody types.
const (
	longest   = 200 // bytes
	mostTerms = 12
)

// Search finds the services that fit best what a person typed: a name or a part
// of it, a former name, initials, a town, a postcode or its first half, a code,
// in any order and with slips. It gives at most limit of them, the best first,
// and the same ones in the same order every time.
func (x *Index) Search(query string, limit int) []Hit {
	if len(query) > longest {
		query = strings.ToValidUTF8(query[:longest], "")
	}
	looked := x.understand(query)
	if len(looked) == 0 || limit <= 0 {
		return nil
	}
	s := x.borrow()
	defer x.scratch.Put(s)
	x.score(s, looked)
	return x.best(s, looked, limit)
}

// understand makes of a query the words to look for.
func (x *Index) understand(query string) []string {
	looked := joinPostcode(terms(query))
	if len(looked) == 0 { // it holds nothing but words like "the"
		looked = words(fold(query))
	}
	looked = x.mend(looked)
	return looked[:min(len(looked), mostTerms)]
}

// mend puts together words that were typed apart ("bo ness") and takes apart
// words that were typed together ("stjohns"), where that makes known words.
func (x *Index) mend(looked []string) []string {
	var out []string
	for i := 0; i < len(looked); i++ {
		w := looked[i]
		_, known := x.word(w)
		if i+1 < len(looked) {
			_, nextKnown := x.word(looked[i+1])
			if _, ok := x.word(w + looked[i+1]); ok && !(known && nextKnown) {
				out = append(out, w+looked[i+1])
				i++
				continue
			}
		}
		if a, b, ok := x.cut(w); !known && ok {
			out = append(out, a, b)
			continue
		}
		out = append(out, w)
	}
	return out
}

// cut takes a word apart into two that are known, unless it is the beginning
// of a known one.
func (x *Index) cut(w string) (a, b string, ok bool) {
	if at, _ := x.word(w); at < len(x.words) && strings.HasPrefix(x.words[at], w) {
		return "", "", false
	}
	for i := 2; i+3 < len(w); i++ {
		_, first := x.word(w[:i])
		if _, second := x.word(w[i:]); first && second {
			return w[:i], w[i:], true
		}
	}
	return "", "", false
}
