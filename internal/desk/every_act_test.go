package desk

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
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
// field and form is one, and so is each page. Where the tests of this package are all run
// and one of those functions is not, that fails. The few that are not driven are listed with
// a reason in every_act_except_test.go, what is still owed in every_act_not_yet_test.go. With
// -v and -args -acts it prints which test drives which.

var actsFlag = flag.Bool("acts", false, "print each function of the panel's pages with the tests that run it")

// acts are the functions of the panel's files, by file, with the tests that ran them.
var acts = struct {
	sync.Mutex
	ran    map[string]map[testkit.Function][]string
	joined string // main.js as the panel gets it, put together with what PocketBase adds
}{ran: map[string]map[testkit.Function][]string{}}

// newTab opens a tab in which every function of our pages that is run is noted.
func newTab(t testing.TB) *testkit.Browser {
	t.Helper()
	b := testkit.NewBrowser(t)
	b.CountFunctions()
	t.Cleanup(func() { noteActs(t, b.Functions()) })
	return b
}

func noteActs(t testing.TB, found []testkit.Function) {
	acts.Lock()
	defer acts.Unlock()
	for _, f := range found {
		_, file, ours := strings.Cut(f.Script, "/_/extensions/desk/")
		if strings.HasSuffix(f.Script, "/_/extensions.js") {
			file, ours = "main.js", true
			acts.joined = cmp.Or(acts.joined, textAt(t, f.Script))
		}
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
		if f.Ran && !slices.Contains(tests, t.Name()) {
			tests = append(tests, t.Name())
		}
		of[at] = tests
	}
}

func TestMain(m *testing.M) {
	code := testkit.Main(m)
	if whole := code == 0 && allTests(); whole || *actsFlag {
		if missing := notDriven(); whole && len(missing) > 0 {
			fmt.Println("no test drives these in Chromium, and every_act_except_test.go does not say why:\n" + strings.Join(missing, "\n"))
			code = 1
		}
	}
	os.Exit(code)
}

// allTests says whether every test of the package was to be run.
func allTests() bool {
	for _, name := range []string{"test.run", "test.skip", "test.list"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return true
}

// textAt is the text of a script as the browser got it.
func textAt(t testing.TB, address string) string {
	t.Helper()
	response := must(http.Get(address))(t)
	defer func() { _ = response.Body.Close() }()
	return string(must(io.ReadAll(response.Body))(t))
}

// notDriven lists the functions of the panel's files that no test has run.
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
		case acts.ran[file] == nil:
			missing = append(missing, file+" is never opened")
		case file == "main.js": // PocketBase joins it with others
			missing = append(missing, notDrivenIn(file, acts.joined)...)
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
		if *actsFlag {
			fmt.Println(what, tests)
		}
		excepted := slices.ContainsFunc(slices.Concat(except, notYet), func(e exception) bool { return e.is(text) })
		if len(tests) == 0 && !strings.HasSuffix(text, "=> {}") && !excepted {
			missing = append(missing, what)
		}
	}
	return missing
}
