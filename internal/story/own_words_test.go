package story

import (
	"strings"
	"testing"
)

func TestOwnWordsArePlainTextOfTwoThousandCharacters(t *testing.T) {
	for name, c := range map[string]struct{ typed, kept, says string }{
		"nothing":       {" \r\n ", "", ""},
		"lines":         {"One.\r\n\r\n\r\nTwo. \u200b", "One.\n\nTwo.", ""},
		"markup stays":  {"<b>Bold</b>", "<b>Bold</b>", ""},
		"all the room":  {strings.Repeat("é", 2000), strings.Repeat("é", 2000), ""},
		"one too many":  {strings.Repeat("é", 2001), strings.Repeat("é", 2001), "Take out 1 character."},
		"many too many": {strings.Repeat("a", 2500), strings.Repeat("a", 2500), "Take out 500 characters."},
	} {
		kept, err := CheckOwnWords(c.typed)
		p, refused := AsProblem(err)
		if kept != c.kept || refused != (c.says != "") || !strings.HasSuffix(p.Text, c.says) {
			t.Errorf("%s: %.20q…, %v", name, kept, err)
		}
	}
}
