package command

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/backup"
)

// errNewer says that data was written by a later Candour, which knows what this one
// does not.
var errNewer = errors.New("this data was written by a newer version of Candour than this one: use that version, or a newer one")

// checkVersion refuses data that holds a step this binary does not know.
func checkVersion(db dbx.Builder) error {
	known := map[string]bool{}
	for _, list := range []core.MigrationsList{core.SystemMigrations, core.AppMigrations} {
		for _, m := range list.Items() {
			known[m.File] = true
		}
	}
	var done []string
	if err := db.NewQuery("SELECT file FROM " + core.DefaultMigrationsTable).Column(&done); err != nil {
		return fmt.Errorf("reading the version of the data: %w", err)
	}
	for _, file := range done {
		if !known[file] {
			return errNewer
		}
	}
	return nil
}

// checkOurs refuses a database that is not one of Candour's, or of a later version.
func checkOurs(db dbx.Builder) error {
	var n int
	err := db.NewQuery("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('_migrations', '_collections', 'stories', 'authorships', 'withdrawals')").Row(&n)
	if err != nil {
		return fmt.Errorf("looking into the backup: %w", err)
	}
	if n < 5 {
		return backup.ErrNoBackup
	}
	return checkVersion(db)
}
