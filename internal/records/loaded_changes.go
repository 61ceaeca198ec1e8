package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// LoadedChanges lists what files changed since a day about services that
// undecided stories name: the name, the place in the tree, who runs it and who else
// has to do with it, whether it closed or became another. The newest first.
//
// It goes from the stories that wait to the history: those are few, and the
// history of a directory of the whole country is long.
func LoadedChanges(app core.App, since time.Time, limit int64) ([]*DirectoryChange, error) {
	fields := []any{"name", "town", "parent", "organisation", "successor", "closedOn", LinkField}
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
