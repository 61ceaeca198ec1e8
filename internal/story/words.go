package story

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what people may write. Words are counted by CountWords, characters
// are Unicode code points after Clean or CleanLine.
const (
	MaxTitleCharacters      = 100
	MaxStoryWords           = 1000
	MaxResponseWords        = 1000
	MaxTextCharacters       = 12000 // a second bound, for text without spaces
	MinScreenNameCharacters = 2
	MaxScreenNameCharacters = 40
	MaxTagCharacters        = 40
	MaxTags                 = 12 // for each of the three questions
)

// Form fields that the checks name, as contract.md spells them.
const (
	FieldTitle      = "title"
	FieldStory      = "story"
	FieldScreenName = "screen_name"
	FieldResponse   = "response"
)

// CountWords counts as a reader would: a word is what stands between white space
// and holds at least one letter or digit, so a lone dash is none and "x-ray" is
// one. The live count in the form follows the same rule.
func CountWords(s string) int {
	n, counted := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			counted = false
		case !counted && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			n++
			counted = true
		}
	}
	return n
}

// CheckTitle looks at a story's title after CleanLine.
func CheckTitle(title string) error {
	n := utf8.RuneCountInString(title)
	switch {
	case CountWords(title) == 0:
		return Problem{FieldTitle, "Give your story a title. A few words about what happened are enough."}
	case n > MaxTitleCharacters:
		return Problem{FieldTitle, fmt.Sprintf("Your title has %s characters. Make it %d or fewer.", thousands(n), MaxTitleCharacters)}
	}
	return nil
}

// CheckText looks at a story's text after Clean.
func CheckText(text string) error {
	return checkLong(FieldStory, text, MaxStoryWords, "Tell us what happened. A few sentences are enough.", "Your story")
}

// CheckResponse looks at the text of a response or of an author's reply, after Clean.
func CheckResponse(text string) error {
	return checkLong(FieldResponse, text, MaxResponseWords, "Write what you want to say.", "What you wrote")
}

func checkLong(field, text string, maxWords int, empty, subject string) error {
	words := CountWords(text)
	switch {
	case words == 0:
		return Problem{field, empty}
	case words > maxWords:
		return Problem{field, fmt.Sprintf("%s has %s words. Make it %s or fewer. Nothing you wrote is lost.",
			subject, thousands(words), thousands(maxWords))}
	case utf8.RuneCountInString(text) > MaxTextCharacters:
		return Problem{field, fmt.Sprintf("%s has more than %s characters. Make it shorter. Nothing you wrote is lost.",
			subject, thousands(MaxTextCharacters))}
	}
	return nil
}

// CheckTag looks at one tag after CleanLine. Field is good, better or feelings.
func CheckTag(field, tag string) error {
	n := utf8.RuneCountInString(tag)
	switch {
	case CountWords(tag) == 0:
		return Problem{field, "One of your answers has no letters in it. Write a word or take it out."}
	case n > MaxTagCharacters:
		return Problem{field, fmt.Sprintf("One of your answers has %s characters. Make each %d or fewer.", thousands(n), MaxTagCharacters)}
	}
	return nil
}

// TagKinds are the questions that tags answer, in their order.
var TagKinds = []string{"good", "better", "feelings"}

// CheckTags looks at all the answers to one question.
func CheckTags(field string, tags []string) error {
	if len(tags) > MaxTags {
		return Problem{field, fmt.Sprintf("You gave %s answers here. Choose the %d that matter most.", thousands(len(tags)), MaxTags)}
	}
	for _, tag := range tags {
		if err := CheckTag(field, tag); err != nil {
			return err
		}
	}
	return nil
}

// thousands writes a whole number as people read it: 1,234.
func thousands(n int) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}
