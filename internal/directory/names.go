package directory

import (
	"strings"
	"unicode"
)

// tidy makes single spaces, and words with capital letters out of a text that
// is in capitals altogether, as official lists often are. "Of" between words is
// a slip of many lists and is put right as well.
func tidy(text string) string {
	words := strings.Fields(text)
	shouted := !strings.ContainsFunc(text, unicode.IsLower)
	for i, word := range words {
		switch lower := strings.ToLower(word); {
		case i > 0 && (word == "Of" || shouted && small[lower]):
			words[i] = lower
		case shouted && !kept[strings.Trim(word, "()&,.")]:
			words[i] = capitalised(lower)
		}
	}
	return strings.Join(words, " ")
}

var (
	small = wordSet("of the and in on by at for upon with")
	kept  = wordSet("NHS GP PCN ICB CCG CIC UK LLP PLC A&E ENT II III IV RNI CAMHS CETU HMP YOI HQ WIC OOH")
)

// capitalised writes a word in small letters with its capitals: St Andrew's,
// Grantown-On-Spey, O'Dee, McDonald.
func capitalised(word string) string {
	letters := []rune(word)
	for i, r := range letters {
		before := rune(' ')
		if i > 0 {
			before = letters[i-1]
		}
		afterApostrophe := before == '\'' && i+1 < len(letters) && unicode.IsLetter(letters[i+1])
		afterMc := i == 2 && strings.HasPrefix(word, "mc")
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '\'' || afterApostrophe || afterMc {
			letters[i] = unicode.ToUpper(r)
		}
	}
	return string(letters)
}
