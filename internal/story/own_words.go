package story

import (
	"fmt"
	"unicode/utf8"
)

// MaxOwnWordsCharacters is how much an organisation may say about itself, or
// about a service, on its page.
const MaxOwnWordsCharacters = 2000

// FieldOwnWords is the form field of an organisation's own words.
const FieldOwnWords = "own_words"

// CheckOwnWords brings what an organisation says on a page to the form it is
// stored in. Nothing at all is in order: then the page says nothing.
func CheckOwnWords(text string) (string, error) {
	text = Clean(text)
	if over := utf8.RuneCountInString(text) - MaxOwnWordsCharacters; over > 0 {
		characters := "characters"
		if over == 1 {
			characters = "character"
		}
		return text, Problem{FieldOwnWords, fmt.Sprintf("There is room for 2,000 characters. Take out %d %s.", over, characters)}
	}
	return text, nil
}
