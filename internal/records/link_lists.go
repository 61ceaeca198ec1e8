package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// LinksOfKind lists links of one kind that lead from an organisation as they hold
// on a day, at most limit of them, and how many there are.
func LinksOfKind(app core.App, organisation string, kind LinkKind, on time.Time, limit int64) ([]*Link, int, error) {
	where := dbx.And(dbx.HashExp{"organisation": organisation, "kind": string(kind)}, holds(on))
	n, err := app.CountRecords("links", where)
	if err != nil || n == 0 {
		return nil, 0, wrap(err, "links")
	}
	links, err := some[Link](app, "links", where, limit, "id")
	return links, int(n), err
}
