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

// The panel's pages are worked in Chromium, which also guards them against an upgrade of
// PocketBase. Chromium itself tells which of their functions were run: each button, key,
// field and form is one, and so is each page. With -acts, all tests of this package print
// which test drives which of them, and fail where none does. The few that are not driven are
// listed with a reason in every_act_except_test.go.

var actsFlag = flag.Bool("acts", false, "print each function of the panel's pages with the tests that run it, and fail where none does")

// acts are the functions of the panel's files, by file, with the tests that ran them.
var acts = struct {
	sync.Mutex
	ran map[string]map[testkit.Function][]string
}{ran: map[string]map[testkit.Function][]string{}}

// newTab opens a tab in which, with -acts, every function of our pages that is run is noted.
// Without it nothing is: counting makes axe, above all, several times slower.
func newTab(t testing.TB) *testkit.Browser {
	t.Helper()
	b := testkit.NewBrowser(t)
	if *actsFlag {
		b.CountFunctions()
		t.Cleanup(func() { noteActs(t.Name(), b.Functions()) })
	}
	return b
}

func noteActs(test string, found []testkit.Function) {
	acts.Lock()
	defer acts.Unlock()
	for _, f := range found {
		_, file, ours := strings.Cut(f.Script, "/_/extensions/desk/")
		if !ours {
			continue
		}
		of := acts.ran[file]
		if of == nil {
			of = map[testkit.Function][]string{}
			acts.ran[file] = of
		}
		at := testkit.Function{Script: file, Start: f.Start, End: f.End}
		tests := of[at]
		if f.Ran && !slices.Contains(tests, test) {
			tests = append(tests, test)
		}
		of[at] = tests
	}
}

func TestMain(m *testing.M) {
	code := testkit.Main(m)
	if code == 0 && *actsFlag && allTests() {
		for _, what := range notDriven() {
			fmt.Println("no test drives this in Chromium, and every_act_except_test.go does not say why:", what)
			code = 1
		}
	}
	os.Exit(code)
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

// notDriven lists the functions of the panel's files that no test has run. main.js runs
// before there is a page, as a part of another file.
func notDriven() []string {
	files, err := fs.Glob(panel, "panel/*.js")
	if err != nil {
		return []string{err.Error()}
	}
	var missing []string
	for _, name := range files {
		source, err := fs.ReadFile(panel, name)
		if err != nil {
			return []string{err.Error()}
		}
		switch file := path.Base(name); {
		case file == "main.js":
		case acts.ran[file] == nil:
			missing = append(missing, file+" is never opened")
		default:
			missing = append(missing, notDrivenIn(file, string(source))...)
		}
	}
	return missing
}

func notDrivenIn(file, source string) []string {
	var missing []string
	inOrder := slices.SortedFunc(maps.Keys(acts.ran[file]), func(a, b testkit.Function) int { return a.Start - b.Start })
	for _, f := range inOrder {
		tests, text := acts.ran[file][f], strings.Join(strings.Fields(f.Source(source)), " ")
		what := fmt.Sprintf("%s: %.160s", file, text)
		fmt.Println(what, tests)
		excepted := slices.ContainsFunc(except, func(e exception) bool { return strings.HasPrefix(what, e.what) })
		if len(tests) == 0 && !strings.HasSuffix(text, "=> {}") && !excepted {
			missing = append(missing, what)
		}
	}
	return missing
}
