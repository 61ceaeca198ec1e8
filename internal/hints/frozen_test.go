package hints

import (
	"os"
	"strings"
	"testing"
)

// frozen is, of one section of testdata/urgent_frozen.txt, how many sentences there are,
// how many have an urgent mark that is not about what is long over, and how many are read
// before calm stories. A death is marked, and is no reason to hurry.
type frozen struct{ there, marked, pressing int }

func readFrozen(t *testing.T) map[string]*frozen {
	t.Helper()
	text, err := os.ReadFile("testdata/urgent_frozen.txt")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]*frozen{}
	var now *frozen
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "["):
			now = &frozen{}
			sections[strings.Trim(line, "[]")] = now
		case strings.HasPrefix(line, "+ ") || strings.HasPrefix(line, "- "):
			now.there++
			now.marked += count(urgentNow(line[2:]))
			now.pressing += count(Urgency(line[2:]) > 0)
		}
	}
	return sections
}

// urgentNow tells whether a text has an urgent mark that is not about what is long over.
func urgentNow(text string) bool {
	for _, m := range Urgent(text) {
		if !m.Past {
			return true
		}
	}
	return false
}

func TestEval_FrozenSentences(t *testing.T) {
	found := readFrozen(t)
	for _, name := range []string{"danger now", "self-harm", "child or adult at risk", "crime", "death", "harmless"} {
		s := found[name]
		say("  %-24s marked %d, pressing %d of %d\n", name, s.marked, s.pressing, s.there)
	}
}
