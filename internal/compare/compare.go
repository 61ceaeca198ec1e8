// Package compare says, word by word, what became of a text.
package compare

import (
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Piece is some words that stayed, went out or came in.
type Piece struct {
	Text string `json:"text"`
	Kind string `json:"kind"` // same, out or in
}

// The kinds of pieces.
const (
	Same = "same"
	Out  = "out"
	In   = "in"
)

// firstWord is the rune that stands for the first word of a text. Each distinct word
// is one rune while texts are compared, from a plane where no text has any; the
// longest story has far fewer words than there are runes.
const firstWord = 0xF0000

// Words compares two texts by words: spaces, line ends and marks of punctuation are
// words of their own, so that a changed word shows alone.
func Words(was, is string) []Piece {
	known, words := map[string]rune{}, []string{}
	mark := func(text string) []rune {
		var runes []rune
		for _, w := range split(text) {
			r, seen := known[w]
			if !seen {
				r = firstWord + rune(len(words))
				known[w], words = r, append(words, w)
			}
			runes = append(runes, r)
		}
		return runes
	}
	a, b := mark(was), mark(is)
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on a slow machine; texts are short
	var pieces []Piece
	for _, part := range d.DiffCleanupSemantic(d.DiffMainRunes(a, b, false)) {
		text := ""
		for _, r := range part.Text {
			text += words[r-firstWord]
		}
		kind := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffEqual: Same, diffmatchpatch.DiffDelete: Out, diffmatchpatch.DiffInsert: In}[part.Type]
		pieces = append(pieces, Piece{text, kind})
	}
	return pieces
}

// Changed reports whether anything went out or came in.
func Changed(pieces []Piece) bool {
	for _, p := range pieces {
		if p.Kind != Same {
			return true
		}
	}
	return false
}

// split cuts a text into words and what stands between them. Nothing is lost.
func split(text string) []string {
	var all []string
	begin, was := 0, 0
	for i, r := range text {
		class := classOf(r)
		if i > begin && (class != was || class == 0) {
			all, begin = append(all, text[begin:i]), i
		}
		was = class
	}
	if begin < len(text) {
		all = append(all, text[begin:])
	}
	return all
}

// classOf tells letters and digits (1) and spaces (2) from marks that stand alone (0).
func classOf(r rune) int {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '\'', r == '’', r == '-':
		return 1
	case unicode.IsSpace(r):
		return 2
	}
	return 0
}
