package directory

import (
	"regexp"
	"strings"
	"unicode"
)

// Hit is one service that was found. Names repeat, so it is always shown with
// its town.
type Hit struct {
	ID, Name, Town, Postcode, Organisation string

	Distance float64 // from the place that was asked for, in km as the crow flies
	Apart    bool    // the distance is known
}

// longest is how much of a query is looked at: more than anybody types.
const (
	longest   = 200 // bytes
	mostTerms = 12
)

// Search finds the services that fit best what a person typed: a name or a part
// of it, a former name, initials, a town, a postcode or its first half, a code,
// in any order and with slips. It gives at most limit of them, the best first,
// and the same ones in the same order every time.
func (x *Index) Search(query string, limit int) []Hit { return x.search(query, limit, false) }

// SearchAll finds those as well that nobody has confirmed yet: for
// moderators, who added them.
func (x *Index) SearchAll(query string, limit int) []Hit { return x.search(query, limit, true) }

func (x *Index) search(query string, limit int, unconfirmed bool) []Hit {
	a := x.understand(query)
	if len(a.words) == 0 || limit <= 0 {
		return nil
	}
	return x.best(a, limit, unconfirmed)
}

// asked is a query as it was understood.
type asked struct {
	words []string
	// joined holds, for each word, those that it makes with the one before it and
	// the one after it: "park view" may be the Parkview Surgery.
	joined [][]string
}

// understand makes of a query the words to look for.
func (x *Index) understand(query string) asked {
	if len(query) > longest {
		query = strings.ToValidUTF8(query[:longest], "")
	}
	raw := joinPostcode(words(shortPair.ReplaceAllString(fold(query), "$1$2")))
	looked := standardised(x.mend(raw))
	if len(looked) == 0 && strings.ContainsFunc(query, unicode.IsLetter) { // it holds nothing but words like "the"
		looked = raw
	}
	looked = looked[:min(len(looked), mostTerms)]
	a := asked{looked, make([][]string, len(looked))}
	for i := range len(looked) - 1 {
		both := looked[i] + looked[i+1]
		if _, ok := x.word(both); ok {
			a.joined[i], a.joined[i+1] = append(a.joined[i], both), append(a.joined[i+1], both)
		}
	}
	return a
}

// shortPair is how people shorten a double name: L&D, N & N, RD&E.
var shortPair = regexp.MustCompile(`\b([a-z]{1,3})\s*(?:&|\+|\band\b|\bn\b)\s*([a-z])\b`)

// mend puts together words that were typed apart ("bo ness", "my dentist") and
// takes apart words that were typed together ("stjohns"), where that makes
// known words.
func (x *Index) mend(raw []string) []string {
	var out []string
	for i := 0; i < len(raw); i++ {
		w := raw[i]
		known := x.known(w)
		if i+1 < len(raw) {
			if _, ok := x.word(w + raw[i+1]); ok && (!known || ignored[w] || !x.known(raw[i+1])) {
				out = append(out, w+raw[i+1])
				i++
				continue
			}
		}
		if !known && len(w) >= 5 {
			if pieces := x.cut(w); pieces != nil {
				out = append(out, pieces...)
				continue
			}
		}
		out = append(out, w)
	}
	return out
}

// known says whether a word is one of the index, or a short form or one that is
// left out.
func (x *Index) known(w string) bool {
	if _, ok := standard[w]; ok || ignored[w] {
		return true
	}
	_, ok := x.word(w)
	return ok
}

// cut takes a word apart into words that are known, unless it is the beginning
// of a known one or a known one with a slip.
func (x *Index) cut(w string) []string {
	if at, _ := x.word(w); at < len(x.words) && strings.HasPrefix(x.words[at], w) {
		return nil
	}
	if len(x.misspelt(nil, w)) > 0 {
		return nil
	}
	for i := 2; i+3 <= len(w); i++ {
		if (i > 2 || w[:i] == "st" || w[:i] == "dr") && x.known(w[:i]) && x.known(w[i:]) {
			return []string{w[:i], w[i:]}
		}
	}
	return nil
}
