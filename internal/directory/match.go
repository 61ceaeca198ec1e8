package directory

import (
	"math/bits"
	"strings"
)

// match is a word of the index that may be what a typed word means.
type match struct {
	word int
	fit  float32 // 1 for the very word, less for others
}

// How well a word fits when it is not the very word that was typed.
const (
	fitBeginning     = 0.8  // of the word that is still being typed
	fitLongBeginning = 0.7  // of another word, four letters or more
	fitOneSlip       = 0.75 // of a word of six letters or more; less for shorter ones
	fitTwoSlips      = 0.5
	fitJoined        = 0.95 // of two words written as one
)

// match finds what a typed word may mean. The last word of a query may be half
// typed, so it counts from its first letters on.
func (x *Index) match(w string, last bool) []match {
	var out []match
	at, exact := x.word(w)
	if exact {
		out = append(out, match{at, 1})
		at++
	}
	beginning := float32(fitBeginning)
	if !last {
		beginning = fitLongBeginning
	}
	if last && len(w) >= 2 || len(w) >= 4 {
		for ; at < len(x.words) && strings.HasPrefix(x.words[at], w); at++ {
			// The more of a word was typed, the surer it is the one that is meant.
			typed := float32(len(w)) / float32(len(x.words[at]))
			out = append(out, match{at, beginning + 0.15*typed})
		}
	}
	return x.misspelt(out, w)
}

// misspelt adds the words that differ from a typed one by a slip or two.
func (x *Index) misspelt(out []match, w string) []match {
	most := slips(w)
	if most == 0 {
		return out
	}
	set := letters(w)
	for i, other := range x.words {
		if bits.OnesCount64(set^x.letters[i]) > 2*most || len(other) < 3 || strings.HasPrefix(other, w) {
			continue
		}
		d := distance(w, other, most)
		switch {
		case d > most || d == 2 && w[0] != other[0]:
		case d == 1 && len(w) >= 6:
			out = append(out, match{i, fitOneSlip})
		case d == 1:
			out = append(out, match{i, fitOneSlip - 0.1})
		default:
			out = append(out, match{i, fitTwoSlips})
		}
	}
	return out
}
