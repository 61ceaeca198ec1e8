package places

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
)

// The tables an operator may load, by the names they are kept under. They are
// kept as they were written, so that a newer version of Candour can read more
// of them than this one.
const (
	bodiesTable   = "bodies"
	prefixesTable = "prefixes"
)

// Bodies lists the bodies of a country, with those an operator has loaded.
func (t *Table) Bodies(ctx context.Context, country string) ([]Body, error) {
	r, err := t.register(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the bodies of a country: %w", err)
	}
	return r.of(country), nil
}

// register is the bodies with those of the operator. It is read again when
// another program has loaded a table since.
func (t *Table) register(ctx context.Context) (*register, error) {
	version, err := tablesVersion(t.db.NewQuery(versionQuery).WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if r := t.known.Load(); r != nil && r.version == version {
		return r, nil
	}
	r, err := storedRegister(t.db.WithContext(ctx), version)
	if err != nil {
		return nil, err
	}
	t.known.Store(r)
	return r, nil
}

const versionQuery = "SELECT value FROM facts WHERE name = 'tables'"

func tablesVersion(q *dbx.Query) (version int, err error) {
	err = q.Row(&version)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return version, err
}

// storedRegister puts the operator's tables on top of the program's.
func storedRegister(db dbx.Builder, version int) (*register, error) {
	if version == 0 {
		return ourRegister(), nil
	}
	var rows []struct{ Name, Content string }
	if err := db.NewQuery("SELECT name, content FROM tables").All(&rows); err != nil {
		return nil, err
	}
	r := *ourRegister()
	for _, row := range rows {
		if row.Name == prefixesTable {
			prefixes, err := readPrefixes(strings.NewReader(row.Content), true)
			if err != nil {
				return nil, fmt.Errorf("reading the stored table of prefixes: %w", err)
			}
			r.prefixes = prefixes
		}
	}
	for _, row := range rows {
		if row.Name == bodiesTable {
			more, err := r.with(strings.NewReader(row.Content))
			if err != nil {
				return nil, fmt.Errorf("reading the stored table of bodies: %w", err)
			}
			r = *more
		}
	}
	r.version = version
	return &r, nil
}
