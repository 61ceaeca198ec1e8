package story

import (
	"crypto/rand"
	"strings"
)

// Alphabet is what story ids and story keys are made of: small letters and digits
// without i, l, o, 0 and 1, which people mistake for each other on paper.
const Alphabet = "abcdefghjkmnpqrstuvwxyz23456789"

const (
	storyIDLength = 8
	keyGroups     = 5
	keyGroupSize  = 5
)

// unkind is what no story's address should happen to spell.
var unkind = []string{
	"anus", "arse", "cum", "cunt", "dead", "death", "fag", "fat", "fuck", "kys",
	"rape", "scum", "sex", "tart", "turd", "twat", "ugly", "wank",
}

// NewStoryID is a fresh public id of a story: 8 characters of Alphabet, about 39
// bits of chance, so that nobody finds an unpublished story by guessing.
func NewStoryID() string {
	for {
		id := randomText(storyIDLength)
		if !containsAny(id, unkind) {
			return id
		}
	}
}

// IsStoryID tells whether s has the form of a story id. It says nothing about
// whether there is such a story.
func IsStoryID(s string) bool {
	return len(s) == storyIDLength && strings.Trim(s, Alphabet) == ""
}

// NewStoryKey is a fresh secret for an author without e-mail: 25 characters of
// Alphabet (about 124 bits), in five groups that can be read out and copied by
// hand. It is shown once; only its hash is to be kept.
func NewStoryKey() string {
	return groupKey(randomText(keyGroups * keyGroupSize))
}

// NormaliseStoryKey brings a typed key to the form NewStoryKey gives: capitals,
// spaces, hyphens and dots between the characters do not matter. It is false when
// what was typed cannot be a key.
func NormaliseStoryKey(s string) (string, bool) {
	if len(s) > 200 {
		return "", false
	}
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r < 128 && strings.ContainsRune(Alphabet, r):
			b.WriteRune(r)
		case strings.ContainsRune(" \t\r\n\u00a0-.,_‐‑–—", r):
		default:
			return "", false
		}
	}
	if b.Len() != keyGroups*keyGroupSize {
		return "", false
	}
	return groupKey(b.String()), true
}

func groupKey(s string) string {
	groups := make([]string, 0, keyGroups)
	for i := 0; i < len(s); i += keyGroupSize {
		groups = append(groups, s[i:i+keyGroupSize])
	}
	return strings.Join(groups, "-")
}

// randomText draws n characters of Alphabet, each equally likely: bytes from the
// last, incomplete round of 31 are thrown away. crypto/rand does not return errors.
func randomText(n int) string {
	const fair = 256 - 256%len(Alphabet)
	out := make([]byte, 0, n)
	buf := make([]byte, 2*n)
	for {
		_, _ = rand.Read(buf)
		for _, c := range buf {
			if int(c) >= fair {
				continue
			}
			out = append(out, Alphabet[int(c)%len(Alphabet)])
			if len(out) == n {
				return string(out)
			}
		}
	}
}

func containsAny(s string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}
