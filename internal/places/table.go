// Package places says where a postcode is and who answers for that area.
//
// Postcodes lie in an SQLite file of their own beside the database: it can be
// loaded again from the official file at any time, so it stays out of backups,
// and a load never holds up the site. Nothing in it is about a person, and
// nothing here keeps or logs a postcode that was asked for.
package places

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver PocketBase uses
)

// FileName is the name of the table's file in the data folder.
const FileName = "places.db"

// layout is the number of the table's present shape, kept in the file.
const layout = 1

// A row of the table is small: the postcode, when it ended (year and month as
// 202603, or 0) and one number for the areas it lies in. There are only a few
// hundred combinations of areas among 2.7 million postcodes.
const schema = `
CREATE TABLE areas (
	id      INTEGER PRIMARY KEY,
	council TEXT NOT NULL,
	country TEXT NOT NULL,
	UNIQUE (council, country)
);
CREATE TABLE postcodes (
	postcode TEXT PRIMARY KEY,
	area     INTEGER NOT NULL REFERENCES areas (id),
	ended    INTEGER NOT NULL
) WITHOUT ROWID;
PRAGMA user_version = 1;`

// Table finds the area of a postcode. Several goroutines may use it at once.
type Table struct{ db *dbx.DB }

// Area is where a postcode lies. Codes are those of the Office for National
// Statistics; an empty one means the file names none.
type Area struct {
	Postcode string // as it is written: AB10 1AB
	Council  string // S12000033
	Country  string // S92000003
	Ended    bool   // no longer in use; it still says where somebody lived
}

// Open opens the table in a file and makes it when there is none.
func Open(path string) (*Table, error) {
	db, err := dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)"+
		"&_pragma=synchronous(NORMAL)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)"+
		"&_pragma=journal_size_limit(50000000)&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("opening the postcode table: %w", err)
	}
	db.DB().SetMaxOpenConns(4)
	t := &Table{db}
	if err := t.prepare(); err != nil {
		return nil, errors.Join(fmt.Errorf("preparing the postcode table: %w", err), db.Close())
	}
	return t, nil
}

// prepare builds the tables in a new file.
func (t *Table) prepare() error {
	if done, err := built(t.db); done || err != nil {
		return err
	}
	// The command line and the site may open a new file at once: ask again
	// now that nobody else can be building.
	return t.db.Transactional(func(tx *dbx.Tx) error {
		if done, err := built(tx); done || err != nil {
			return err
		}
		_, err := tx.NewQuery(schema).Execute()
		return err
	})
}

// built says whether the file has the tables. It takes no lock, so that the
// site can start while the command line is loading postcodes.
func built(db dbx.Builder) (bool, error) {
	var found int
	if err := db.NewQuery("PRAGMA user_version").Row(&found); err != nil {
		return false, err
	}
	if found > layout {
		return false, fmt.Errorf("the file is of a newer version (%d) than this program knows (%d)", found, layout)
	}
	return found == layout, nil
}

// Close lets go of the file.
func (t *Table) Close() error {
	if err := t.db.Close(); err != nil {
		return fmt.Errorf("closing the postcode table: %w", err)
	}
	return nil
}

// Find gives the area of a postcode, however it is typed. It answers false for
// what is not a postcode and for one the table does not hold: neither is an
// error, because a person may go on without.
func (t *Table) Find(ctx context.Context, postcode string) (Area, bool, error) {
	code, ok := packed(postcode)
	if !ok {
		return Area{}, false, nil
	}
	area := Area{Postcode: spaced(code)}
	err := t.db.NewQuery(`SELECT a.council, a.country, p.ended > 0 FROM postcodes p
		JOIN areas a ON a.id = p.area WHERE p.postcode = {:code}`).
		WithContext(ctx).Bind(dbx.Params{"code": code}).Row(&area.Council, &area.Country, &area.Ended)
	if errors.Is(err, sql.ErrNoRows) {
		return Area{}, false, nil
	}
	if err != nil {
		return Area{}, false, fmt.Errorf("looking up a postcode: %w", err)
	}
	return area, true, nil
}

// Empty says whether no postcode was ever loaded.
func (t *Table) Empty(ctx context.Context) (bool, error) {
	var any bool
	err := t.db.NewQuery("SELECT EXISTS (SELECT 1 FROM postcodes)").WithContext(ctx).Row(&any)
	if err != nil {
		return false, fmt.Errorf("looking into the postcode table: %w", err)
	}
	return !any, nil
}
