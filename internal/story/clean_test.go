package story

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// errorf wraps an error, or makes one that is no problem when there is none.
func errorf(err error) error {
	if err == nil {
		return errors.New("the disk is full")
	}
	return fmt.Errorf("sending a story: %w", err)
}

func TestCleanKeepsWhatIsSeenAndDropsWhatHides(t *testing.T) {
	for name, c := range map[string][2]string{
		"Windows line ends":                {"a\r\nb\rc", "a\nb\nc"},
		"Unicode line ends":                {"a\u2028b\u0085c", "a\nb\nc"},
		"three blank lines":                {"a\n\n\n\nb", "a\n\nb"},
		"blank lines around":               {"\n\n a \n\n", "a"},
		"spaces at line ends":              {"a  \n \t\nb ", "a\n\nb"},
		"an indented line stays":           {"a\n  b", "a\n  b"},
		"NUL and bell":                     {"a\x00b\x07c", "abc"},
		"broken UTF-8":                     {"a\xff\xfeb", "ab"},
		"a direction override":             {"a\u202egpj.exe", "agpj.exe"},
		"isolates and marks":               {"\u2066a\u2069\u200e\u200f\u061c", "a"},
		"zero width in a word":             {"pass\u200bwo\u200drd\ufeff\u2060\u00ad", "password"},
		"a non-breaking space":             {"a\u00a0b", "a b"},
		"a family stays one picture":       {"👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
		"a heart with its selector":        {"❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
		"a hand with a skin tone":          {"👩🏽\u200d⚕\ufe0f", "👩🏽\u200d⚕\ufe0f"},
		"the flag of Scotland":             {"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"},
		"flag letters without a flag":      {"a\U000e0067\U000e0062", "a"},
		"a joiner left over at the end":    {"👨\u200d", "👨"},
		"a Persian word keeps its joiner":  {"می\u200cخواهم", "می\u200cخواهم"},
		"a blank letter":                   {"a\u3164b", "ab"},
		"smeared marks":                    {"a" + strings.Repeat("\u0301", 40), "a" + strings.Repeat("\u0301", maxMarks)},
		"Gaelic and Welsh stay":            {"Tha ùine mhòr, tŷ ŵyn", "Tha ùine mhòr, tŷ ŵyn"},
		"private use":                      {"a\ue000b", "ab"},
		"a selector on nothing":            {"\ufe0fa\ufe01", "a"},
		"a keycap":                         {"1\ufe0f\u20e3", "1\ufe0f\u20e3"},
		"nothing but what nobody can read": {"\u200b\u2060\u3164 \n", ""},
	} {
		if got := Clean(c[0]); got != c[1] {
			t.Errorf("%s: Clean(%+q) = %+q, want %+q", name, c[0], got, c[1])
		}
	}
	if got := CleanLine(" A\n\n title\twith  gaps "); got != "A title with gaps" {
		t.Errorf("CleanLine gave %q", got)
	}
}

func FuzzCleaningTwiceChangesNothingMore(f *testing.F) {
	for _, s := range []string{"a\r\n\r\n\r\nb", "👨\u200d👩\ufe0f\u200d", "🏴\U000e0067\u200d\U000e007f\U000e0062", "\u0301\u2028\u2029 \n x", "می\u200c\u200cخ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if !utf8.ValidString(once) || strings.Contains(once, "\n\n\n") || strings.ContainsAny(once, "\x00\r\u202e\u200b") {
			t.Errorf("Clean(%+q) = %+q", s, once)
		}
		if twice := Clean(once); twice != once {
			t.Errorf("Clean(%+q) = %+q, then %+q", s, once, twice)
		}
		if line := CleanLine(s); strings.Contains(line, "\n") || CleanLine(line) != line {
			t.Errorf("CleanLine(%+q) = %+q", s, line)
		}
	})
}
