package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Gone is one id that left the data for good: a story's number with how it went, or
// an account's with no kind.
type Gone struct {
	ID   string `db:"id"`
	Kind string `db:"kind"`
	Day  string `db:"day"`
}

// NoteErasure writes down that an account is erased: its random number and the
// day. It belongs into the erasure's own transaction.
func NoteErasure(tx core.App, account string, at time.Time) error {
	_, err := first[base](tx, "erasures", dbx.HashExp{"account": account})
	if !errors.Is(err, ErrNotFound) {
		return err // noted already, or not to be read
	}
	r, err := newRecord[base](tx, "erasures")
	if err != nil {
		return err
	}
	r.Set("account", account)
	r.setTime("at", at.Truncate(24*time.Hour))
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("noting an erasure: %w", err)
	}
	return nil
}

// AsErasure reads a row of erasures: which account went, and when.
func AsErasure(r *core.Record) (account string, at time.Time) {
	return r.GetString("account"), r.GetDateTime("at").Time()
}

// AsWithdrawal reads a row of withdrawals: which story went, how, and when.
func AsWithdrawal(r *core.Record) (storyID, kind string, at time.Time) {
	return r.GetString("story"), r.GetString("kind"), r.GetDateTime("at").Time()
}

// EachGone hands over, in pieces, every story and every account that the database
// knows to be gone, and every period that is closed; and then what EachShut does. It
// needs no app, so that it can also ask data that is about to be replaced; of data from
// before there were erasures it reads the stories.
func EachGone(db dbx.Builder, see func([]Gone) error) error {
	for _, q := range []struct{ table, columns string }{
		{"withdrawals", "rowid AS no, story AS id, kind, substr(at, 1, 10) AS day"},
		{"erasures", "rowid AS no, account AS id, '' AS kind, substr(at, 1, 10) AS day"},
		{"closed_periods", "rowid AS no, period AS id, 'closed' AS kind, substr(at, 1, 10) AS day"},
	} {
		there, err := hasTable(db, q.table)
		if err != nil {
			return err
		}
		for after, more := 0, there; more; {
			var rows []struct {
				Gone
				No int `db:"no"`
			}
			err := db.NewQuery("SELECT " + q.columns + " FROM " + q.table + " WHERE rowid > {:after} ORDER BY rowid LIMIT 1000").
				Bind(dbx.Params{"after": after}).All(&rows)
			if err != nil {
				return fmt.Errorf("reading %s: %w", q.table, err)
			}
			piece := make([]Gone, 0, len(rows))
			for _, r := range rows {
				piece, after = append(piece, r.Gone), r.No
			}
			if err := see(piece); err != nil {
				return err
			}
			more = len(rows) > 0
		}
	}
	return EachShut(db, see)
}

func hasTable(db dbx.Builder, name string) (bool, error) {
	var n int
	err := db.NewQuery("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = {:name}").Bind(dbx.Params{"name": name}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("looking for %s: %w", name, err)
	}
	return n > 0, nil
}

// LedgerID is the number of the ledger that belongs to the data, or "" when it has
// had none yet.
func LedgerID(db dbx.Builder) (string, error) {
	there, err := hasTable(db, "ledgers")
	if err != nil || !there {
		return "", err
	}
	var ids []string
	if err := db.NewQuery("SELECT ledger FROM ledgers LIMIT 1").Column(&ids); err != nil {
		return "", fmt.Errorf("reading which ledger belongs to the data: %w", err)
	}
	if len(ids) == 0 {
		return "", nil
	}
	return ids[0], nil
}

// HeldAnybody reports whether somebody is in the data, or was.
func HeldAnybody(db dbx.Builder) (bool, error) {
	for _, table := range []string{"authors", "stories", "withdrawals", "erasures"} {
		there, err := hasTable(db, table)
		if err != nil {
			return false, err
		}
		if !there {
			continue
		}
		var n int
		if err := db.NewQuery("SELECT EXISTS (SELECT 1 FROM " + table + ")").Row(&n); err != nil {
			return false, fmt.Errorf("looking whether there is anybody in the data: %w", err)
		}
		if n > 0 {
			return true, nil
		}
	}
	return false, nil
}

// SetLedgerID notes which ledger belongs to the data.
func SetLedgerID(app core.App, id string) error {
	r, err := first[base](app, "ledgers", dbx.NewExp("1 = 1"))
	if errors.Is(err, ErrNotFound) {
		r, err = newRecord[base](app, "ledgers")
	}
	if err != nil {
		return err
	}
	r.Set("ledger", id)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("noting which ledger belongs to the data: %w", err)
	}
	return nil
}

// StatesOf reads the states of those among many stories that are there.
func StatesOf(app core.App, ids []string) (map[string]string, error) {
	return pairs(app, "stories", "id", "state", ids)
}

// KindsOfGone reads how those among many stories went that are noted as gone.
func KindsOfGone(app core.App, ids []string) (map[string]string, error) {
	return pairs(app, "withdrawals", "story", "kind", ids)
}

// NotedErasures lists those among many accounts that are noted as erased.
func NotedErasures(app core.App, ids []string) (map[string]string, error) {
	return pairs(app, "erasures", "account", "account", ids)
}

// AuthorsAmong lists those of many accounts that are there.
func AuthorsAmong(app core.App, ids []string) (map[string]string, error) {
	return pairs(app, "authors", "id", "id", ids)
}

func pairs(app core.App, collection, key, value string, ids []string) (map[string]string, error) {
	var rows []struct {
		Key   string `db:"k"`
		Value string `db:"v"`
	}
	err := app.DB().Select(key+" AS k", value+" AS v").From(collection).Where(dbx.In(key, texts(ids)...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", collection, err)
	}
	found := make(map[string]string, len(rows))
	for _, r := range rows {
		found[r.Key] = r.Value
	}
	return found, nil
}

// NewestTime is the newest moment that the program itself has written into the
// data, as far as the last thousand stories, letters and acts tell. It is zero
// when there are none.
func NewestTime(app core.App) (time.Time, error) {
	var newest string
	err := app.DB().NewQuery(`SELECT MAX(at) FROM (
		SELECT MAX(updated) AS at FROM (SELECT updated FROM stories ORDER BY rowid DESC LIMIT 1000)
		UNION ALL SELECT MAX(created) FROM (SELECT created FROM letters ORDER BY rowid DESC LIMIT 1000)
		UNION ALL SELECT '')`).Row(&newest)
	if err != nil {
		return time.Time{}, fmt.Errorf("looking for the newest row: %w", err)
	}
	if newest == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse("2006-01-02 15:04:05.000Z", newest)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading the time of the newest row: %w", err)
	}
	return at, nil
}
