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
	"slices"
	"sync/atomic"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver PocketBase uses

	"candour/internal/region"
)

// FileName is the name of the table's file in the data folder.
const FileName = "places.db"

// Table finds the area of a postcode. Several goroutines may use it at once.
type Table struct {
	db    *dbx.DB
	known atomic.Pointer[register] // the bodies, with the operator's, as they were last read
}

// Area is where a postcode lies. Codes are those of the Office for National
// Statistics as the file has them; an empty one means the file names none.
type Area struct {
	Postcode string // as it is written: AB10 1AB
	Country  string // S92000003
	Council  string // S12000033
	Board    string // the health board of Scotland or Wales: S08000020
	SubICB   string // the part of an integrated care board: E38000130; also the bodies of Wales and Northern Ireland
	ICB      string // the integrated care board: E54000050
	Region   string // the area of a table of prefixes, in Ireland and Australia
	Ended    bool   // no longer in use; it still says where somebody lived

	Latitude, Longitude float64
	Located             bool // the two above are known

	by     *register // whom Answering asks; nil for the bodies that come with the program
	prefix string    // the prefix that was found
}

func (a Area) register() *register {
	if a.by == nil {
		return ourRegister()
	}
	return a.by
}

// Open opens the table in a file and makes it when there is none.
func Open(path string) (*Table, error) {
	db, err := dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)"+
		"&_pragma=synchronous(NORMAL)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)"+
		"&_pragma=journal_size_limit(50000000)&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("opening the postcode table: %w", err)
	}
	if err := build(db, db.Transactional); err != nil {
		return nil, fmt.Errorf("opening the postcode table: %w", errors.Join(err, db.Close()))
	}
	return &Table{db: db}, nil
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
	by, err := t.register(ctx)
	if err != nil {
		return Area{}, false, fmt.Errorf("looking up a postcode: %w", err)
	}
	for _, code := range readings(postcode) {
		area, found, err := t.find(ctx, code)
		if !found && err == nil {
			area, found = by.prefixes.area(code)
		}
		if err != nil || found {
			area.by = by
			return area, found, err
		}
	}
	return Area{}, false, nil
}

// readings are the ways to read what was typed as a postcode, squeezed: as it
// stands, and then with O for 0 and such put right, in each form there is.
func readings(typed string) []string {
	codes := []string{squeezed(typed)}
	for _, parse := range []func(string) (region.Postcode, bool){region.ParsePostcode, region.ParseEircode, region.ParseAustralianPostcode} {
		if p, ok := parse(typed); ok && !slices.Contains(codes, p.Packed()) {
			codes = append(codes, p.Packed())
		}
	}
	return codes
}

func (t *Table) find(ctx context.Context, code string) (Area, bool, error) {
	if _, ok := packed(code); !ok {
		return Area{}, false, nil
	}
	area := Area{Postcode: spaced(code)}
	var position int64
	err := t.db.NewQuery(`SELECT a.country, a.council, a.board, a.sub_icb, a.icb, p.ended > 0, p.position FROM postcodes p
		JOIN areas a ON a.id = p.area WHERE p.postcode = {:code}`).WithContext(ctx).Bind(dbx.Params{"code": code}).
		Row(&area.Country, &area.Council, &area.Board, &area.SubICB, &area.ICB, &area.Ended, &position)
	if errors.Is(err, sql.ErrNoRows) {
		return Area{}, false, nil
	}
	if err != nil {
		return Area{}, false, fmt.Errorf("looking up a postcode: %w", err)
	}
	area.Latitude, area.Longitude, area.Located = unpackedPosition(position)
	return area, true, nil
}

// Empty says whether neither postcodes nor a table of prefixes were ever loaded.
func (t *Table) Empty(ctx context.Context) (bool, error) {
	var any bool
	err := t.db.NewQuery("SELECT EXISTS (SELECT 1 FROM postcodes) OR EXISTS (SELECT 1 FROM tables WHERE name = 'prefixes')").
		WithContext(ctx).Row(&any)
	if err != nil {
		return false, fmt.Errorf("looking into the postcode table: %w", err)
	}
	return !any, nil
}

// Outdated is why the postcodes should be loaded again, nil when they need not.
func (t *Table) Outdated(ctx context.Context) (reason, err error) {
	var old bool
	err = t.db.NewQuery("SELECT EXISTS (SELECT 1 FROM facts WHERE name = 'councils only')").WithContext(ctx).Row(&old)
	if err != nil {
		return nil, fmt.Errorf("looking into the postcode table: %w", err)
	}
	if old {
		return errCouncilsOnly, nil
	}
	return nil, nil
}
