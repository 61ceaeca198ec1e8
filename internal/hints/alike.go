package hints

import (
	"math"
	"strings"
)

// SignatureBands is how many numbers a signature has.
const SignatureBands = 6

const (
	shingleWords = 3 // how many words in a row are compared as one
	perBand      = 2 // how many smallest numbers make one band
	// bandBits keeps a band within what a number of the database holds exactly.
	bandBits = 1<<52 - 1
)

// Signature is a few numbers that two texts have in common when most of their words
// are the same: of texts that share two thirds of their runs of three words nine in ten
// have a band in common, of texts about other things not one in ten thousand. Nothing
// of the text can be read from them. All are 0 for a text that is too short.
type Signature [SignatureBands]int64

// SignatureOf is the signature of a text, by MinHash.
func SignatureOf(text string) Signature {
	var least [SignatureBands * perBand]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	shingles := shinglesOf(plainWords(text))
	for s := range shingles {
		for i := range least {
			if h := mixed(s, uint64(i)); h < least[i] {
				least[i] = h
			}
		}
	}
	var sig Signature
	if len(shingles) < fewestShingles {
		return sig
	}
	for b := range sig {
		h := uint64(b)
		for _, m := range least[b*perBand : (b+1)*perBand] {
			h = mixed(m, h)
		}
		sig[b] = int64(h & bandBits)
	}
	return sig
}

// Likeness says how much two texts have in common, each from 0 to 1.
type Likeness struct {
	Copied  float64 // of the shorter one's runs of three words, how many the other has
	Episode float64 // of the words that are not in every story, how many both have
}

// mostCopied and mostTold are from where on a moderator is told.
const (
	mostCopied = 0.5
	mostTold   = 0.35
)

// Copy reports whether one text repeats most of the other.
func (l Likeness) Copy() bool { return l.Copied >= mostCopied }

// SameEpisode reports whether two texts seem to tell of the same thing in other words.
func (l Likeness) SameEpisode() bool { return l.Episode >= mostTold }

// Telling is a text made ready to be compared with others.
type Telling struct {
	shingles map[uint64]bool
	telling  map[string]bool
}

// NewTelling makes a text ready to be compared.
func NewTelling(text string) Telling {
	words := plainWords(text)
	return Telling{shinglesOf(words), tellingWords(words)}
}

// Compare compares two texts.
func (t Telling) Compare(other Telling) Likeness {
	l := Likeness{}
	if fewest := min(len(t.shingles), len(other.shingles)); fewest >= fewestShingles {
		l.Copied = float64(inBoth(t.shingles, other.shingles)) / float64(fewest)
	}
	if both := inBoth(t.telling, other.telling); both >= fewestTold {
		l.Episode = float64(both) / math.Sqrt(float64(len(t.telling))*float64(len(other.telling)))
	}
	return l
}

// Compare compares two texts.
func Compare(a, b string) Likeness { return NewTelling(a).Compare(NewTelling(b)) }

// fewestShingles is how many runs of words make a text that can be a copy.
const fewestShingles = 5

// fewestTold is how many telling words two texts must share to be about one episode.
const fewestTold = 10

func inBoth[T comparable](a, b map[T]bool) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	both := 0
	for v := range a {
		if b[v] {
			both++
		}
	}
	return both
}

func plainWords(text string) []string {
	p := newPage(text, English())
	words := make([]string, len(p.words))
	for i, w := range p.words {
		words[i] = w.plain
	}
	return words
}

// shinglesOf are the runs of three words, as numbers.
func shinglesOf(words []string) map[uint64]bool {
	set := make(map[uint64]bool, len(words))
	for i := 0; i+shingleWords <= len(words); i++ {
		set[hashOf(strings.Join(words[i:i+shingleWords], " "))] = true
	}
	return set
}

// tellingWords are the words that do not stand in every story, by their beginnings.
func tellingWords(words []string) map[string]bool {
	common := English().single["common"]
	set := map[string]bool{}
	for _, w := range words {
		if len(w) >= 4 && !common[w] {
			set[w[:min(len(w), 6)]] = true
		}
	}
	return set
}

// hashOf is FNV-1a. It must never change: signatures are stored.
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mixed is a number made of two, by the finaliser of SplitMix64. It must never change.
func mixed(a, b uint64) uint64 {
	z := a + (b+1)*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
