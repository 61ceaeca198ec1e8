package pages

import (
	"os"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/records"
	invented "candour/internal/sample"
	"candour/internal/story"
	"candour/internal/testkit"
)

// startPages binds the pages as the program does.
func startPages(t testing.TB) func(core.App) {
	return func(app core.App) {
		if err := Start(app, public); err != nil {
			t.Fatal(err)
		}
	}
}

// readSite is a whole site filled with the sample. All tests that only read
// share one.
type readSite struct {
	*testkit.App
	url string
}

var sharedSite struct {
	read, change         sync.Once
	appRead, appToChange *testkit.App
	folders              []string
	closing              []func()
}

// kept is a testing.TB whose clean-up waits for the end of the package.
type kept struct{ testing.TB }

func (kept) Cleanup(f func()) { sharedSite.closing = append(sharedSite.closing, f) }

func (k kept) TempDir() string {
	dir, err := os.MkdirTemp("", "candour-read")
	if err != nil {
		k.Fatal(err)
	}
	sharedSite.folders = append(sharedSite.folders, dir)
	return dir
}

// closeShared ends what the tests shared.
func closeShared() {
	for i := len(sharedSite.closing) - 1; i >= 0; i-- {
		sharedSite.closing[i]()
	}
	for _, dir := range sharedSite.folders {
		_ = os.RemoveAll(dir)
	}
}

// fullSite is the shared site: read from it, and change nothing.
func fullSite(t testing.TB) readSite {
	t.Helper()
	sharedSite.read.Do(func() { sharedSite.appRead = filledApp(kept{t}) })
	return served(t, sharedSite.appRead)
}

// siteToChange is shared by the tests that change something: each changes
// stories of its own.
func siteToChange(t testing.TB) readSite {
	t.Helper()
	sharedSite.change.Do(func() { sharedSite.appToChange = filledApp(kept{t}) })
	return served(t, sharedSite.appToChange)
}

func served(t testing.TB, app *testkit.App) readSite {
	t.Helper()
	if app == nil {
		t.Fatal("the shared site could not be filled")
	}
	return readSite{app, testkit.Serve(t, app.TestApp).URL}
}

// emptySite is a site on which nobody has told anything.
func emptySite(t testing.TB) readSite {
	t.Helper()
	app := testkit.New(t, hooks.Register, startPages(t))
	app.Settings().RateLimits.Enabled = false
	return readSite{app, testkit.Serve(t, app.TestApp).URL}
}

func filledApp(t testing.TB) *testkit.App {
	t.Helper()
	app := testkit.New(t, hooks.Register, startPages(t))
	app.Settings().RateLimits.Enabled = false
	hospitals, err := directory.Hospitals()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := directory.ParsePHS(hospitals)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := directory.Import(app, parsed, false); err != nil {
		t.Fatal(err)
	}
	if _, err := invented.Store(app, "a long password"); err != nil {
		t.Fatal(err)
	}
	return app
}

// titled finds a story by its title, as it stands in the sample.
func (s readSite) titled(t testing.TB, title string) *records.Story {
	t.Helper()
	r, err := s.FindFirstRecordByData("stories", "title", title)
	if err != nil {
		t.Fatalf("the story %q: %v", title, err)
	}
	found, err := records.FindStory(s, r.Id)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// published finds the published story that was told as the how-manieth.
func (s readSite) published(t testing.TB, no int) *records.Story {
	t.Helper()
	found := testkit.StoriesIn(t, s, story.Published)
	if len(found) < no {
		t.Fatalf("there are %d published stories", len(found))
	}
	return found[no-1]
}

// inState finds a story of the sample in a state.
func (s readSite) inState(t testing.TB, state story.State) *records.Story {
	t.Helper()
	found := testkit.StoriesIn(t, s, state)
	if len(found) == 0 {
		t.Fatalf("no story is %s", state)
	}
	return found[0]
}

// signIn makes a visitor who is signed in as an author of the sample.
func (s readSite) signIn(t testing.TB, authorID string) *testkit.Visitor {
	t.Helper()
	a, err := records.FindAuthor(s, authorID)
	if err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, s.url)
	v.KeepCookie(sessionCookie, tokenOf(t, a.ProxyRecord()))
	return v
}

func (s readSite) authorOf(t testing.TB, storyID string) *records.Author {
	t.Helper()
	a, err := records.FindAuthorOf(s, storyID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
