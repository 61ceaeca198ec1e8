package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"candour/internal/database"
	"candour/internal/deployment"
	"candour/internal/ledger"
	"candour/internal/places"
	"candour/internal/region"
	"candour/internal/seal"
	_ "candour/pb_migrations" // the collections
)

// Noon is where a test's clock starts: a working Wednesday at noon in Scotland.
var Noon = time.Date(2026, time.November, 18, 12, 0, 0, 0, time.UTC)

// odd is by how much the site's clock is ahead: a real one is finer than what is stored.
const odd = 123456 * time.Nanosecond

// App is a whole app for one test: migrated, with a deployment in Scotland, the
// sample postcodes, a clock that stands still, and whatever the test binds.
type App struct {
	*tests.TestApp
	Deployment *deployment.Deployment
	mu         sync.Mutex
	at         time.Time
}

// New makes an app in a folder of its own, and lets each part bind its hooks:
// testkit.New(t, hooks.Register).
func New(t testing.TB, parts ...func(core.App)) *App {
	t.Helper()
	seed, err := seedDir()
	if err != nil {
		t.Fatalf("preparing the app: %v", err)
	}
	base, err := tests.NewTestAppWithConfig(core.BaseAppConfig{DataDir: seed, DBConnect: database.Connect, DataMaxOpenConns: database.ReadConnections})
	if err != nil {
		t.Fatalf("making an app: %v", err)
	}
	app := &App{TestApp: base, at: Noon}
	app.Deployment = newDeployment(t, app)
	t.Cleanup(base.Cleanup) // last in, first out: the app stops its work before its folders go
	deployment.Keep(base, app.Deployment)
	settingsChangeInQuiet(base)
	for _, bind := range parts {
		bind(base)
	}
	return app
}

func newDeployment(t testing.TB, app *App) *deployment.Deployment {
	t.Helper()
	scotland, err := region.Load("scotland")
	if err != nil {
		t.Fatalf("reading the region: %v", err)
	}
	sealer, err := seal.New(seal.NewKey())
	if err != nil {
		t.Fatalf("making a key: %v", err)
	}
	table, err := places.Open(filepath.Join(app.DataDir(), "places.db"))
	if err != nil {
		t.Fatalf("opening the postcodes: %v", err)
	}
	t.Cleanup(func() { _ = table.Close() })
	beside := t.TempDir()
	gone, err := ledger.Create(filepath.Join(beside, "data.gone"), Noon)
	if err != nil {
		t.Fatalf("making a ledger: %v", err)
	}
	t.Cleanup(func() { _ = gone.Close() })
	return &deployment.Deployment{URL: "http://127.0.0.1:8090", Name: "Candour", Region: scotland, Sealer: sealer,
		Operator: deployment.Operator{Name: "Candour Test", Address: "1 Test Street", Email: "hello@candour.example"},
		Places:   table, IPDays: 90, MailDir: t.TempDir(), Now: func() time.Time { return app.Now().Add(odd) },
		Ledger: gone, Backups: deployment.Backups{Dir: filepath.Join(beside, "backups")}}
}

// Now is the time by the test's clock.
func (a *App) Now() time.Time {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.at
}

// Pass moves the clock on.
func (a *App) Pass(d time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.at = a.at.Add(d)
}

var seed struct {
	once sync.Once
	dir  string
	err  error
}

// seedDir migrates one folder a test process and copies it for every app, which
// is ten times quicker than migrating each.
func seedDir() (string, error) {
	seed.once.Do(func() {
		dir, err := os.MkdirTemp("", "candour-seed")
		if err != nil {
			seed.err = err
			return
		}
		app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: database.Connect})
		// PocketBase deletes the files of a dropped collection in the background, and reads the
		// settings for it while a later migration loads them anew. A seed has no files.
		app.OnModelAfterDeleteSuccess().Unbind("__pbFilesManagerDelete__")
		if seed.err = app.Bootstrap(); seed.err != nil {
			return
		}
		if seed.err = app.RunAllMigrations(); seed.err != nil {
			return
		}
		if seed.err = quickPasswords(app); seed.err != nil {
			return
		}
		if table, err := places.Open(filepath.Join(dir, "places.db")); err == nil {
			_, seed.err = table.ImportSample(context.Background())
			_ = table.Close()
		}
		if _, err := app.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Execute(); err != nil {
			seed.err = fmt.Errorf("emptying the log: %w", err)
		}
		seed.dir = dir
		_ = app.ResetBootstrapState()
	})
	return seed.dir, seed.err
}

// quickPasswords makes hashing a password cheap: under the race detector a real
// one takes most of a second, and the tests make thousands.
func quickPasswords(app core.App) error {
	for _, name := range []string{"authors", "members", "moderators", core.CollectionNameSuperusers} {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return fmt.Errorf("finding %s: %w", name, err)
		}
		c.Fields.GetByName(core.FieldNamePassword).(*core.PasswordField).Cost = 4 // bcrypt's least
		if err := app.Save(c); err != nil {
			return fmt.Errorf("making passwords quick: %w", err)
		}
	}
	return nil
}
