package hints

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"hash/maphash"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run ./gather -lists $LISTS -to data/lexicon.txt.gz

// The classes of words in the lexicon, as its file spells them.
const (
	InFirstNames = "f"
	InPlaces     = "p" // towns, countries, brands: written with a capital, and nobody's name by themselves
	InSurnames   = "s"
	InWords      = "w" // ordinary words
)

//go:embed data/lexicon.txt.gz
var lexiconFile []byte

// class is what the lexicon knows of a word, as bits.
type class uint8

const (
	firstName class = 1 << iota
	place
	surname
	ordinary
)

var classOf = map[rune]class{'f': firstName, 'p': place, 's': surname, 'w': ordinary}

// lexicon holds a fingerprint of each word and not the word: 110,000 of them take
// 3 MB this way and three times that as texts.
type lexicon struct {
	seed  maphash.Seed
	words map[uint64]class
}

var theLexicon = sync.OnceValue(func() *lexicon {
	zip, err := gzip.NewReader(bytes.NewReader(lexiconFile))
	if err != nil {
		panic("hints: the lexicon: " + err.Error()) // the file is part of the program; a test reads it
	}
	l := &lexicon{maphash.MakeSeed(), make(map[uint64]class, 120_000)}
	in := bufio.NewScanner(zip)
	var now class
	for in.Scan() {
		line := in.Bytes()
		if len(line) > 0 && line[0] == '[' {
			now = 0
			for _, letter := range strings.Trim(string(line), "[]") {
				now |= classOf[letter]
			}
			continue
		}
		l.words[maphash.Bytes(l.seed, line)] = now
	}
	if in.Err() != nil {
		panic("hints: the lexicon: " + in.Err().Error())
	}
	return l
})

// of is what is known of a word in small letters; 0 for nothing.
func (l *lexicon) of(plain string) class { return l.words[maphash.String(l.seed, Fold(plain))] }

// IsWord tells whether a word in small letters is known, as whatever.
func IsWord(plain string) bool { return theLexicon().of(plain) != 0 || English().has("roles", plain) }

// IsName tells whether a word in small letters may be somebody's first name.
func IsName(plain string) bool { return theLexicon().of(plain)&firstName != 0 }

// Fold makes words comparable: small letters without accents.
func Fold(word string) string {
	word = strings.ToLower(word)
	if isASCII(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(unaccented.Replace(word)))
}

// unaccented spells the letters that have no accent to take off.
var unaccented = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ß", "ss", "ı", "i")

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
