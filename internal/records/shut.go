package records

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// formerAt ends the address of somebody who has left.
const formerAt = "@removed.invalid" // RFC 2606: never anybody's

// IsFormer reports whether the account of a member or a moderator says no more who it was.
func IsFormer(r *core.Record) bool { return strings.HasSuffix(r.Email(), formerAt) }

// IsActive reports whether the account of a member or a moderator is open.
func IsActive(r *core.Record) bool { return r.GetBool("active") }

// AsResponse is the typed face of a record of the responses.
func AsResponse(r *core.Record) *Response { return as[Response](r) }

// AsOwnWords is the typed face of a record of what organisations said.
func AsOwnWords(r *core.Record) *OwnWordsVersion { return as[OwnWordsVersion](r) }

// AsMembership is the typed face of a record of the memberships.
func AsMembership(r *core.Record) *Membership { return as[Membership](r) }

func as[T any, P record[T]](r *core.Record) P {
	p := P(new(T))
	p.SetProxyRecord(r)
	return p
}

// shut is where the database says that something is closed, refused, taken off, or lets
// nobody in. needs is the newest field of it: data from before has nothing to say.
var shut = []struct{ table, needs, columns, where string }{
	{"stories", "endedAt", "id, state AS kind, substr(endedAt, 1, 10) AS day", "state IN ('restricted', 'rejected')"},
	{"responses", "state", "id, state AS kind, '' AS day", "state IN ('rejected', 'withdrawn')"},
	{"own_words", "takenAt", "id, 'removed' AS kind, substr(takenAt, 1, 10) AS day", "takenAt != ''"},
	{"members", "active", "id, CASE WHEN email LIKE '%" + formerAt + "' THEN 'left' ELSE 'shut' END AS kind, '' AS day", "active = FALSE"},
	{"moderators", "active", "id, CASE WHEN email LIKE '%" + formerAt + "' THEN 'left' ELSE 'shut' END AS kind, '' AS day", "active = FALSE"},
	{"memberships", "frozenAt", "id, 'shut' AS kind, substr(frozenAt, 1, 10) AS day", "frozenAt != ''"},
	{"memberships", "until", "id, 'shut' AS kind, substr(until, 1, 10) AS day", "frozenAt = '' AND until != ''"},
}

// EachShut hands over every story that is closed or refused, the responses that were
// refused or taken back, the words that were taken off a page, and whoever works here
// and is not let in, by what the database knows.
func EachShut(db dbx.Builder, see func([]Gone) error) error {
	for _, q := range shut {
		there, err := hasColumn(db, q.table, q.needs)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		var rows []Gone
		if err := db.NewQuery("SELECT " + q.columns + " FROM " + q.table + " WHERE " + q.where).All(&rows); err != nil {
			return fmt.Errorf("reading what is shut in %s: %w", q.table, err)
		}
		if err := see(rows); err != nil {
			return err
		}
	}
	return nil
}

func hasColumn(db dbx.Builder, table, column string) (bool, error) {
	var n int
	err := db.NewQuery("SELECT COUNT(*) FROM pragma_table_info({:table}) WHERE name = {:column}").
		Bind(dbx.Params{"table": table, "column": column}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("looking for %s in %s: %w", column, table, err)
	}
	return n > 0, nil
}

// Among lists those of many ids that a collection holds.
func Among(app core.App, collection string, ids []string) ([]string, error) {
	var found []string
	if err := app.DB().Select("id").From(collection).Where(dbx.In("id", texts(ids)...)).OrderBy("id").Column(&found); err != nil {
		return nil, fmt.Errorf("reading %s: %w", collection, err)
	}
	return found, nil
}
