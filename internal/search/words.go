package search

import (
	"strings"
	"unicode"
)

// The bounds of what is looked at: more than anybody types.
const (
	mostTyped  = 300 // characters of what was typed
	mostTokens = 8
)

// match makes of what a person typed a query of FTS5, or "" when there is no
// word in it to look for. All words must be found; words in double quotes stand
// side by side. Whatever means something to FTS5 is taken out, so nothing that
// is typed can be a mistake (https://www.sqlite.org/fts5.html#full_text_query_syntax).
func match(typed string) string {
	if runes := []rune(typed); len(runes) > mostTyped {
		typed = string(runes[:mostTyped])
	}
	var strong, all []string
	tokens := 0
	for _, p := range phrases(typed) {
		words := tokensOf(p.text)
		words = words[:min(len(words), mostTokens-tokens)]
		if len(words) == 0 {
			continue
		}
		tokens += len(words)
		quoted := `"` + strings.Join(words, " ") + `"`
		all = append(all, quoted)
		if p.quoted || len(words) > 1 || !stopWords[words[0]] {
			strong = append(strong, quoted)
		}
	}
	if len(strong) == 0 {
		strong = all // "the who": better than nothing
	}
	return strings.Join(strong, " AND ")
}

// phrase is words that belong together: those between double quotes, or one
// word, which may fall apart at a hyphen or an apostrophe.
type phrase struct {
	text   string
	quoted bool
}

// phrases takes what was typed apart. A quote that is never closed quotes nothing.
func phrases(typed string) []phrase {
	typed = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(typed)
	parts := strings.Split(typed, `"`)
	var out []phrase
	for i, part := range parts {
		if i%2 == 1 && i < len(parts)-1 {
			out = append(out, phrase{part, true})
			continue
		}
		for _, word := range strings.Fields(part) {
			out = append(out, phrase{word, false})
		}
	}
	return out
}

// tokensOf are the words of a text as the tokenizer unicode61 sees them, in
// small letters.
func tokensOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ToValidUTF8(text, " ")), func(r rune) bool { return !inToken(r) })
}

// inToken says whether unicode61 counts a character as part of a word: letters,
// numbers, marks on letters and characters for private use.
func inToken(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unicode.Is(unicode.Co, r)
}

// stopWords are English words that stand in nearly every story. Looking for
// them takes long and tells nothing.
var stopWords = set("a about after all also am an and any are as at be because been before but by can could did do does for from get " +
	"go got had has have he her him his how i if in into is it its just me my no not of off on or our out over she so some than that the " +
	"their them then there they this to up us very was we were what when where which while who will with would you your")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
