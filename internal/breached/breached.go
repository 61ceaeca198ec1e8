// Package breached knows the passwords that thieves try first, without asking
// anyone: the list is in the program.
//
// The list is the dictionary of common passwords of @zxcvbn-ts/language-common,
// in lower case (see gather/ for the version, and data/LICENCE.txt). It holds the
// first five bytes of each one's SHA-256, sorted: a quarter of a megabyte, and one
// wrong refusal in twenty million passwords.
package breached

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"sort"
	"strings"
	"unicode"
)

//go:generate go run ./gather -list $PASSWORDS -to data/commonest.bin

//go:embed data/commonest.bin
var commonest []byte

// size is how many bytes of a hash are kept.
const size = 5

// Words is what to tell somebody whose password is refused.
const Words = "This password is on lists that thieves try first. Choose another, for example three words that do not belong together."

// Count is how many passwords the list holds.
func Count() int { return len(commonest) / size }

// Common reports whether a password is one that thieves try first: one of the
// list in any case, one of the list with digits or signs around it, the same
// short piece again and again, or characters in the order of the alphabet.
func Common(password string) bool {
	p := strings.ToLower(strings.TrimSpace(password))
	if p == "" {
		return false
	}
	piece := unit(p)
	return listed(p) || listed(core(p)) || len(piece) < len(p) && (len([]rune(piece)) <= 4 || listed(piece) || listed(core(piece))) || running(p)
}

// core is a password without the digits and signs at its ends, where that leaves
// at least five letters: "Manchester1984!" is no better than "manchester".
func core(p string) string {
	c := strings.TrimFunc(p, func(r rune) bool { return !unicode.IsLetter(r) })
	if len([]rune(c)) < 5 {
		return ""
	}
	return c
}

// unit is the shortest piece that a password repeats, or the whole of it.
func unit(p string) string {
	for n := 1; n <= len(p)/2; n++ {
		if len(p)%n == 0 && strings.Repeat(p[:n], len(p)/n) == p {
			return p[:n]
		}
	}
	return p
}

// running reports whether each character is the next of the alphabet, or of the
// digits, after the one before it, all the way up or all the way down.
func running(p string) bool {
	r := []rune(p)
	if len(r) < 3 || r[1]-r[0] != 1 && r[1]-r[0] != -1 {
		return false
	}
	for i := 2; i < len(r); i++ {
		if r[i]-r[i-1] != r[1]-r[0] {
			return false
		}
	}
	return true
}

func listed(p string) bool {
	if p == "" {
		return false
	}
	h := Hash(p)
	i := sort.Search(Count(), func(i int) bool { return bytes.Compare(commonest[i*size:(i+1)*size], h) >= 0 })
	return i < Count() && bytes.Equal(commonest[i*size:(i+1)*size], h)
}

// Hash is what the list holds of a password in lower case.
func Hash(p string) []byte {
	sum := sha256.Sum256([]byte(p))
	return sum[:size]
}
