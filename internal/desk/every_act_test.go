package desk

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"candour/internal/testkit"
)

// The panel's pages are worked through in Chromium, and an upgrade of PocketBase that breaks
// one of them is found by that. Chromium itself tells which of their functions were run: each
// button, key, form and field is one. So a new one that no test uses makes the tests of this
// package fail when all of them have been run.

// acts is where the functions of the panel's files were run, by file, place in it and test.
var acts = struct {
	sync.Mutex
	ran map[string]map[testkit.Function][]string
}{ran: map[string]map[testkit.Function][]string{}}

var printActs = flag.Bool("acts", false, "print each function of the panel's pages with the tests that run it")

// newTab opens a tab in which every function of our pages that is run is noted.
func newTab(t testing.TB) *testkit.Browser {
	t.Helper()
	b := testkit.NewBrowser(t)
	b.CountFunctions()
	t.Cleanup(func() { note(t.Name(), b.Functions()) })
	return b
}

func note(test string, found []testkit.Function) {
	acts.Lock()
	defer acts.Unlock()
	for _, f := range found {
		if !strings.Contains(f.Script, "/_/extensions/desk/") {
			continue
		}
		file := path.Base(f.Script)
		if acts.ran[file] == nil {
			acts.ran[file] = map[testkit.Function][]string{}
		}
		f.Script = file
		ran := f.Ran
		f.Ran = false
		by := acts.ran[file][f]
		if ran && !slices.Contains(by, test) {
			by = append(by, test)
		}
		acts.ran[file][f] = by
	}
}

// allTests says whether every test of the package was to be run.
func allTests() bool {
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.bench"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return true
}

func neverRun() []string {
	var missing []string
	files, err := fs.Glob(panel, "panel/*.js")
	if err != nil {
		return []string{err.Error()}
	}
	for _, name := range files {
		source, err := fs.ReadFile(panel, name)
		if err != nil {
			return []string{err.Error()}
		}
		file := path.Base(name)
		if file == "main.js" {
			continue
		}
		if acts.ran[file] == nil {
			missing = append(missing, file+" is never opened")
		}
		functions := slices.SortedFunc(maps.Keys(acts.ran[file]), func(a, b testkit.Function) int { return a.Start - b.Start })
		for _, f := range functions {
			text := strings.Join(strings.Fields(f.Source(string(source))), " ")
			units := f
			units.Start, units.End = max(0, f.Start-40), f.Start
			before := strings.Join(strings.Fields(units.Source(string(source))), " ")
			line := fmt.Sprintf("%s: …%s ▶ %.110s", file, before, text)
			if *printActs {
				fmt.Println(line, acts.ran[file][f])
			}
			if len(acts.ran[file][f]) == 0 {
				missing = append(missing, line)
			}
		}
	}
	return missing
}

func TestMain(m *testing.M) {
	code := testkit.Main(m)
	if code == 0 || os.Getenv("ACTS") != "" {
		for _, line := range neverRun() {
			fmt.Println("NEVER", line)
		}
	}
	os.Exit(code)
}
