package story

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed data/first_names.txt
var firstNameLines string

// NameKind says how surely a word is somebody's first name.
type NameKind int

// A word may be no first name that we know, a name that is also an ordinary word
// or a place (Hope, Skye), or a name and nothing else.
const (
	NotAName NameKind = iota
	AlsoAWord
	OnlyAName
)

var firstNames = sync.OnceValue(func() map[string]NameKind {
	names := make(map[string]NameKind, 2400)
	for line := range strings.Lines(firstNameLines) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, starred := strings.CutSuffix(line, "*")
		kind := OnlyAName
		if starred {
			kind = AlsoAWord
		}
		names[fold(name)] = kind
	}
	return names
})

// FirstName looks a word up among about 2,300 first names in common use in the
// United Kingdom (Office for National Statistics, with older names added). Capitals
// and accents do not matter. A list never holds every name: NotAName is no promise.
func FirstName(word string) NameKind { return firstNames()[fold(word)] }

// accented and plain list the Latin letters with accents and what they are without.
const (
	accented = "àáâãäåāăąçćĉċčďđðèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňŉòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżžẁẃẅỳ"
	plain    = "aaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijklllllnnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzzwwwy"
)

var withoutAccent = func() map[rune]rune {
	to, m := []rune(plain), map[rune]rune{}
	for i, r := range []rune(accented) {
		m[r] = to[i]
	}
	return m
}()

// fold makes words comparable: small letters, no accents, nothing but letters and digits.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ' || r == 'œ':
			b.WriteString(map[rune]string{'æ': "ae", 'œ': "oe"}[r])
		case withoutAccent[r] != 0:
			b.WriteRune(withoutAccent[r])
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
