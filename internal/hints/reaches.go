package hints

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"candour/internal/region"
)

// Reaches reports whether a text looks as if it led to somebody: an e-mail
// address, a phone number, a postcode or a health number that is not public, also
// when it is spelled so that no machine finds it ("A-B-1-5-6-L-T",
// "adadotcanaryatexampledotorg").
//
// It knows nothing about anybody, and is the same for whatever is right and
// whatever is wrong: a refusal tells nobody whether they guessed well. It rather
// refuses a text too many.
func Reaches(text string, public []string) bool {
	text = visible(text)
	joined := joinSpelled(digitWord.ReplaceAllStringFunc(text, func(w string) string { return digitOf[strings.ToLower(w)] }))
	return len(Contacts(text, public)) > 0 || len(Contacts(joined, public)) > 0 ||
		looseEmail(joined, public) || loosePostcode(joined)
}

// visible is a text without characters that nobody sees, and with the usual form
// of those that only look different.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
}

// spelledOut is single letters or digits, one after another with signs between.
var spelledOut = regexp.MustCompile(`(?:^|[^\pL\pN])[\pL\pN](?:[^\pL\pN]{1,3}[\pL\pN])+(?:[^\pL\pN]|$)`)

// digitWord is a digit in letters.
var (
	digitWord = regexp.MustCompile(`(?i)\b(?:zero|nought|one|two|three|four|five|six|seven|eight|nine)\b`)
	digitOf   = map[string]string{"zero": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4",
		"five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
)

var notLetters = regexp.MustCompile(`[^\pL\pN]+`)

// joinSpelled puts together what was spelled letter by letter.
func joinSpelled(text string) string {
	return spelledOut.ReplaceAllStringFunc(text, func(s string) string { return " " + notLetters.ReplaceAllString(s, "") + " " })
}

const (
	// ending is how an address ends; those that are also words are left out.
	ending = `(?:com|org|net|info|biz|uk|scot|wales|cymru|eu|ie|io|gov|nhs|email|mail|example)`
	gap    = `[^\pL\pN]{0,3}`
)

// An e-mail address that was written in one piece, and one that was pulled apart.
var (
	oneWord = regexp.MustCompile(`^.+at.+dot(?:co|ac|gov|nhs|org)?(?:dot)?` + ending + `$`)
	apart   = regexp.MustCompile(`[\pL\pN]` + gap + `@` + gap + `[\pL\pN]` +
		`|[\pL\pN][^\pL\pN]+at[^\pL\pN]+(?:[\pL\pN]+[^\pL\pN]+)+?dot[^\pL\pN]+\pL{2,}` +
		`|[\pL\pN]+[._+\d][\pL\pN._+]*[^\pL\pN]+at[^\pL\pN]+[\pL\pN.-]+\.` + ending + `\b`)
)

func looseEmail(text string, public []string) bool {
	lower := strings.ToLower(text)
	for _, v := range public { // what everybody may pass on is no hint of anybody
		if strings.Contains(v, "@") {
			lower = strings.ReplaceAll(lower, strings.ToLower(v), " ")
		}
	}
	if apart.MatchString(lower) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(lower), func(w string) bool { return oneWord.MatchString(notLetters.ReplaceAllString(w, "")) })
}

// loose is a postcode with anything between its characters.
var loose = regexp.MustCompile(`(?i)[A-Z]` + gap + `[A-Z]?` + gap + `[0-9]` + gap + `[A-Z0-9]?` + gap + `[0-9]` + gap + `[ABD-HJLNP-UW-Z]` + gap + `[ABD-HJLNP-UW-Z]`)

func loosePostcode(text string) bool {
	for at := 0; at < len(text); {
		found := loose.FindStringIndex(text[at:])
		if found == nil {
			return false
		}
		start, end := at+found[0], at+found[1]
		at = start + 1
		if start > 0 && letterBefore(text, start) || end < len(text) && letterAt(text, end) {
			continue
		}
		plain := strings.ToUpper(notLetters.ReplaceAllString(text[start:end], ""))
		if code, ok := region.ParsePostcode(plain); ok && code.Packed() == plain && !notInward[strings.ToLower(plain[len(plain)-2:])] {
			return true
		}
	}
	return false
}
