package places

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
)

// layout is the number of the table's present shape, kept in the file.
const layout = 2

// A row of postcodes is small: the postcode, when it ended (year and month as
// 202603, or 0), its position and one number for the areas it lies in. There are
// only a few thousand combinations of areas among 2.7 million postcodes.
//
// facts holds what is known of the file itself, such as the release that was
// loaded; tables holds the small tables of an operator as they were written;
// living holds how many postcodes in use lie in the area of each code.
const schema = `
CREATE TABLE areas (
	id      INTEGER PRIMARY KEY,
	country TEXT NOT NULL,
	council TEXT NOT NULL,
	board   TEXT NOT NULL,
	sub_icb TEXT NOT NULL,
	icb     TEXT NOT NULL,
	UNIQUE (country, council, board, sub_icb, icb)
);
CREATE TABLE postcodes (
	postcode TEXT PRIMARY KEY,
	area     INTEGER NOT NULL REFERENCES areas (id),
	ended    INTEGER NOT NULL,
	position INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
` + newInLayout2

const newInLayout2 = `
CREATE TABLE facts  (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tables (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE living (code TEXT PRIMARY KEY, postcodes INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 2;`

// fromLayout1 keeps the postcodes of a file of the first layout, which knew the
// council and the country alone. The postcodes themselves are not written anew.
const fromLayout1 = `
CREATE TABLE areas_2 (
	id      INTEGER PRIMARY KEY,
	country TEXT NOT NULL,
	council TEXT NOT NULL,
	board   TEXT NOT NULL,
	sub_icb TEXT NOT NULL,
	icb     TEXT NOT NULL,
	UNIQUE (country, council, board, sub_icb, icb)
);
INSERT INTO areas_2 SELECT id, country, council, '', '', '' FROM areas;
DROP TABLE areas;
ALTER TABLE areas_2 RENAME TO areas;
ALTER TABLE postcodes ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
` + newInLayout2 + `
INSERT INTO facts VALUES ('councils only', 1);`

// build makes the tables of a new file and brings those of an older one up to
// date. It takes no lock when there is nothing to do, so that the site can start
// while the command line is loading postcodes.
func build(db dbx.Builder, begin func(func(*dbx.Tx) error) error) error {
	if found, err := version(db); err != nil || found == layout {
		return err
	}
	return begin(func(tx *dbx.Tx) error {
		found, err := version(tx) // another program may have been quicker
		if err != nil || found == layout {
			return err
		}
		steps := schema
		if found == 1 {
			steps = fromLayout1
		}
		if _, err := tx.NewQuery(steps).Execute(); err != nil || found != 1 {
			return err
		}
		return countLiving(tx, ourRegister())
	})
}

func version(db dbx.Builder) (int, error) {
	var found int
	if err := db.NewQuery("PRAGMA user_version").Row(&found); err != nil {
		return 0, err
	}
	if found < 0 || found > layout {
		return 0, fmt.Errorf("the file is of a newer version (%d) than this program knows (%d)", found, layout)
	}
	return found, nil
}

// errCouncilsOnly is why a file of the first layout should be loaded again.
var errCouncilsOnly = errors.New("the postcodes were loaded by an earlier version of Candour, which kept no more than the council of each: " +
	"who answers in Scotland is right; the rest of the United Kingdom, and what is near, needs the official file loaded again with: candour import postcodes FILE")
