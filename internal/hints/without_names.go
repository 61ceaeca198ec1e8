package hints

import (
	"regexp"
	"slices"
	"strings"
)

// NoName stands in the place of a name that was taken out.
const NoName = "[name]"

// NamesIn lists what looks like the names of people in a text, each once, in the order of
// the text.
func NamesIn(text string, opt Options) (names []string) {
	for _, m := range Find(text, opt) {
		if m.Kind == Name && !slices.Contains(names, m.Text) {
			names = append(names, m.Text)
		}
	}
	return names
}

// WithoutNames takes names out of a text wherever they stand as whole words. It is a person
// who says which.
func WithoutNames(text string, names []string) string {
	longest := slices.Clone(names) // first: "Nora Bain" before "Nora"
	slices.SortStableFunc(longest, func(a, b string) int { return len(b) - len(a) })
	for _, name := range longest {
		if name = strings.TrimSpace(name); name != "" {
			text = wholeWord(text, name)
		}
	}
	return text
}

func wholeWord(text, name string) string {
	var b strings.Builder
	for {
		at := strings.Index(text, name)
		if at < 0 {
			return b.String() + text
		}
		end := at + len(name)
		with := name
		if !letterBefore(text, at) && (end == len(text) || !letterAt(text, end)) {
			with = NoName
		}
		b.WriteString(text[:at] + with)
		text = text[end:]
	}
}

// OnlyNamesOut reports whether a text is another one in which nothing but names was taken
// out: everything else stands as it was.
func OnlyNamesOut(before, after string) bool {
	if before == after {
		return true
	}
	var parts []string
	for _, p := range strings.Split(after, NoName) {
		parts = append(parts, regexp.QuoteMeta(p))
	}
	pattern, err := regexp.Compile(`(?s)^` + strings.Join(parts, `.{1,100}?`) + `$`)
	return err == nil && pattern.MatchString(before)
}
