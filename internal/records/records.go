// Package records gives each collection a typed face. It is the only home of
// field names: nowhere else is a column named in a string.
package records

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// ErrNotFound says that there is no such record, or none for this person.
var ErrNotFound = errors.New("not found")

// record is a typed face that can be filled by RecordQuery.
type record[T any] interface {
	*T
	core.RecordProxy
}

// New makes an empty record of a collection with its typed face.
func newRecord[T any, P record[T]](app core.App, collection string) (P, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("finding the collection %s: %w", collection, err)
	}
	p := P(new(T))
	p.SetProxyRecord(core.NewRecord(c))
	return p, nil
}

// first finds one record. It returns ErrNotFound when there is none.
func first[T any, P record[T]](app core.App, collection string, where dbx.Expression, order ...string) (P, error) {
	p := P(new(T))
	err := app.RecordQuery(collection).AndWhere(where).OrderBy(order...).Limit(1).One(p)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", collection, err)
	}
	return p, nil
}

// all finds every record that fits.
func all[T any, P record[T]](app core.App, collection string, where dbx.Expression, order ...string) ([]P, error) {
	return some[T, P](app, collection, where, -1, order...)
}

// some finds up to limit records that fit.
func some[T any, P record[T]](app core.App, collection string, where dbx.Expression, limit int64, order ...string) ([]P, error) {
	found := []P{}
	q := app.RecordQuery(collection)
	if where != nil {
		q.AndWhere(where)
	}
	if err := q.OrderBy(order...).Limit(limit).All(&found); err != nil {
		return nil, fmt.Errorf("reading %s: %w", collection, err)
	}
	return found, nil
}

// deleteAll deletes every record that fits, one by one, so that the promises run.
func deleteAll(app core.App, collection string, where dbx.Expression) (int, error) {
	found := []*core.Record{}
	if err := app.RecordQuery(collection).AndWhere(where).All(&found); err != nil {
		return 0, fmt.Errorf("reading %s: %w", collection, err)
	}
	for _, r := range found {
		if err := app.Delete(r); err != nil {
			return 0, fmt.Errorf("deleting from %s: %w", collection, err)
		}
	}
	return len(found), nil
}

// base is what every typed face shares.
type base struct{ core.BaseRecordProxy }

func (b *base) time(field string) time.Time { return b.GetDateTime(field).Time() }

// setTime keeps a time as exact as it is stored.
func (b *base) setTime(field string, at time.Time) {
	if at.IsZero() {
		b.Set(field, types.DateTime{})
		return
	}
	d, _ := types.ParseDateTime(at.Truncate(time.Millisecond))
	b.Set(field, d)
}

// stamp is a time as the database writes it.
func stamp(at time.Time) string { return at.UTC().Format(types.DefaultDateLayout) }

// PasswordHash is the bcrypt hash of a person's password.
func PasswordHash(person *core.Record) []byte { return []byte(person.GetString("password:hash")) }
