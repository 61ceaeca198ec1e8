package hooks

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestOnePromiseHasOneName compares the list here, the files beside it, the rows
// of PRIVACY.md and the anchors of the privacy notice.
func TestOnePromiseHasOneName(t *testing.T) {
	names := Names()
	for _, name := range names {
		if _, err := os.Stat(strings.ReplaceAll(name, "-", "_") + ".go"); err != nil {
			t.Errorf("%s has no file of its name", name)
		}
		if len(breaches[name]) == 0 {
			t.Errorf("%s has no test that breaks it", name)
		}
	}
	for _, other := range []struct{ file, pattern string }{
		{"../PRIVACY.md", "(?m)^\\| `([a-z-]+)` \\|"},
		{"../internal/pages/promises.go", `"([a-z]+(?:-[a-z]+){2,})"`},
	} {
		if found := namesIn(t, other.file, other.pattern); !slices.Equal(found, sorted(names)) {
			t.Errorf("%s names\n%v\nand the promises are\n%v", other.file, found, sorted(names))
		}
	}
}

func namesIn(t *testing.T, file, pattern string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
		found = append(found, m[1])
	}
	return slices.Compact(sorted(found))
}

func sorted(list []string) []string {
	c := slices.Clone(list)
	slices.Sort(c)
	return c
}
