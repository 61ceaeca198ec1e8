package hooks

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestOnePromiseHasOneName compares the list here, the files beside it, the tests
// that break each, the rows of PRIVACY.md and the list of the privacy notice, in
// all directions. What the notice shows is compared in notice_test.go.
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
	for name := range breaches {
		if !slices.Contains(names, name) {
			t.Errorf("there are breaches of %s, which is no promise", name)
		}
	}
	if kept := promiseFiles(t); !slices.Equal(kept, sorted(names)) {
		t.Errorf("the files beside hooks.go keep\n%v\nand the promises are\n%v", kept, sorted(names))
	}
	if given := sorted(names); len(slices.Compact(given)) != len(names) {
		t.Error("a promise is in the list twice")
	}
	for _, other := range []struct{ file, pattern string }{
		{"../PRIVACY.md", "(?m)^\\| `([a-z-]+)` \\|"},
		{"../internal/pages/promises.go", `(?m)^\t\{"([a-z]+(?:-[a-z]+)+)", "`},
	} {
		if found := namesIn(t, other.file, other.pattern); !slices.Equal(found, sorted(names)) {
			t.Errorf("%s names\n%v\nand the promises are\n%v", other.file, found, sorted(names))
		}
	}
}

// promiseFiles are the names of the files here that keep a promise: those with a
// function of the shape that hooks.go lists.
func promiseFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	keeps := regexp.MustCompile(`(?m)^func [a-z]\w*\(app core\.App, name string\) \{`)
	var names []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file, "_test.go") && keeps.Match(text) {
			names = append(names, strings.ReplaceAll(strings.TrimSuffix(file, ".go"), "_", "-"))
		}
	}
	return sorted(names)
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
