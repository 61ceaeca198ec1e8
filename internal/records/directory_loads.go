package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Load is one official file that was loaded, as the desk shows it.
type Load struct{ base }

// Format and the following read which list it was, the day it speaks of, when it
// was loaded, and how many rows did what.
func (l *Load) Format() string      { return l.GetString("format") }
func (l *Load) Released() time.Time { return l.time("released") }
func (l *Load) At() time.Time       { return l.time("at") }

// Counts are how many services were new, changed, closed …; empty when that was
// not written down.
func (l *Load) Counts() map[string]int {
	counts := map[string]int{}
	if err := l.UnmarshalJSONField("counts", &counts); err != nil {
		return map[string]int{}
	}
	return counts
}

// NewestLoads lists the last files that were loaded, the newest first.
func NewestLoads(app core.App, limit int64) ([]*Load, error) {
	return some[Load](app, "imports", nil, limit, "at DESC", "rowid DESC")
}

// LoadedChanges lists what files changed since a day about services that
// undecided stories name: the name, the place in the tree, who runs it, whether it
// closed or became another. The newest first.
//
// It goes from the stories that wait to the history: those are few, and the
// history of a directory of the whole country is long.
func LoadedChanges(app core.App, since time.Time, limit int64) ([]*DirectoryChange, error) {
	fields := []any{"name", "town", "parent", "organisation", "successor", "closedOn"}
	var ids []any
	rows := []string{}
	err := app.DB().Select("h.id").Distinct(true).From("stories s").
		InnerJoin("story_services x", dbx.NewExp("x.story = s.id")).
		InnerJoin("directory_history h", dbx.NewExp("h.service = x.service")).
		Where(dbx.And(dbx.In("s.state", openStates...), dbx.HashExp{"h.source": FromFile}, dbx.In("h.field", fields...),
			dbx.NewExp("h.at >= {:since}", dbx.Params{"since": stamp(since)}))).
		OrderBy("h.at DESC", "h.rowid DESC").Limit(limit).Column(&rows)
	if err != nil || len(rows) == 0 {
		return nil, wrap(err, "what files changed")
	}
	for _, id := range rows {
		ids = append(ids, id)
	}
	return all[DirectoryChange](app, "directory_history", dbx.In("id", ids...), "at DESC", "rowid DESC")
}

// Service is whose field it is; empty when it is an organisation's.
func (c *DirectoryChange) Service() string { return c.GetString("service") }
