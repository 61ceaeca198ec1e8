package search

import (
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/directory"
	"candour/internal/sample"
	"candour/internal/testkit"
)

var full struct {
	sync.Once
	app *testkit.App
}

// kept is a testing.TB whose clean-up waits for the end of the package.
type kept struct{ testing.TB }

func (kept) Cleanup(func()) {}

// fullApp is an app with some thousand fictional stories, shared by all tests
// that only read.
func fullApp(t testing.TB) core.App {
	t.Helper()
	full.Do(func() {
		full.app = testkit.New(kept{t})
		hospitals, err := directory.Hospitals()
		if err == nil {
			var parsed directory.Parsed
			if parsed, err = directory.ParsePHS(hospitals); err == nil {
				_, err = directory.Import(full.app, parsed, false)
			}
		}
		if err == nil {
			err = sample.Load(full.app, 4000, 1, func(int) {})
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	if full.app == nil {
		t.Fatal("the shared app could not be filled")
	}
	return full.app
}
