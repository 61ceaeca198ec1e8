package directory_test

import (
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/testkit"
)

func add(t testing.TB, app core.App, code, name string) {
	t.Helper()
	s, err := records.NewService(app, "test", code, name, "", "")
	if err == nil {
		err = app.Save(s)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// large makes an app whose directory counts as large, with one service in it
// that was searched for. Every build of the index waits for the channel.
func large(t testing.TB) (app core.App, rest chan time.Time) {
	t.Helper()
	app, rest = testkit.New(t, directory.Watch).TestApp, make(chan time.Time)
	directory.CountAsLarge(app, rest)
	add(t, app, "T1", "Seaview Surgery")
	if n := find(t, app, "seaview"); n != 1 {
		t.Fatalf("%d services to begin with", n)
	}
	return app, rest
}

func find(t testing.TB, app core.App, query string) int {
	t.Helper()
	x, err := directory.Cached(app)
	if err != nil {
		t.Fatal(err)
	}
	return len(x.Search(query, 500))
}

func TestALargeDirectoryIsSearchedWhileItIsBuiltAnew(t *testing.T) {
	app, rest := large(t)
	err := app.RunInTransaction(func(tx core.App) error {
		for i := range 50 {
			add(t, tx, string(rune('A'+i)), "Hillview Surgery")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if old, found := find(t, app, "seaview"), find(t, app, "hillview"); old != 1 || found != 0 {
		t.Errorf("meanwhile %d and %d are found", old, found)
	}
	rest <- time.Time{} // one build for all fifty
	directory.AwaitBuild(app)
	if found := find(t, app, "hillview"); found != 50 {
		t.Errorf("then %d are found", found)
	}
}

func TestWhatChangesWhileALargeDirectoryIsReadIsFoundToo(t *testing.T) {
	app, rest := large(t)
	add(t, app, "T2", "Hillview Surgery")
	rest <- time.Time{}
	add(t, app, "T3", "Riverbank Surgery") // read or not: it counts as a change
	select {
	case rest <- time.Time{}:
	case <-finished(app):
	}
	<-finished(app)
	if a, b := find(t, app, "hillview"), find(t, app, "riverbank"); a != 1 || b != 1 {
		t.Errorf("%d and %d are found", a, b)
	}
}

func finished(app core.App) chan struct{} {
	done := make(chan struct{})
	go func() { directory.AwaitBuild(app); close(done) }()
	return done
}

func TestALoadByAnotherProcessIsNoticed(t *testing.T) {
	app, rest := large(t)
	// What another process writes, no hook of this one hears.
	for _, query := range []string{
		"INSERT INTO services (id, scheme, code, name) VALUES ('another00000001', 'test', 'T2', 'Hillview Surgery')",
		"INSERT INTO imports (id, format, sum) VALUES ('another00000002', 'phs', 'x')",
	} {
		if _, err := app.NonconcurrentDB().NewQuery(query).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	if found := find(t, app, "hillview"); found != 0 {
		t.Errorf("%d are found at once", found)
	}
	rest <- time.Time{}
	directory.AwaitBuild(app)
	if found := find(t, app, "hillview"); found != 1 {
		t.Errorf("%d are found", found)
	}
}

func TestNothingIsBuiltAfterTheEnd(t *testing.T) {
	app, _ := large(t)
	add(t, app, "T2", "Hillview Surgery")
	directory.EndBuilding(app) // waits for the goroutine that rests
	add(t, app, "T3", "Riverbank Surgery")
	directory.EndBuilding(app)
	if found := find(t, app, "seaview"); found != 1 {
		t.Errorf("%d are found at the end", found)
	}
}
