package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// GoneStory is one story in the public list of those that are gone.
type GoneStory struct {
	ID   string         `db:"story"`
	Kind string         `db:"kind"` // withdrawn, removed or erased
	Day  types.DateTime `db:"at"`
}

// GoneStories lists the stories that were public and are gone since a day, the
// newest day first and by number within a day, so that the order ties no two
// together. It goes on after the last one of the part before, if there is one.
func GoneStories(app core.App, since time.Time, after *GoneStory, limit int64) ([]GoneStory, error) {
	q := app.DB().Select("story", "kind", "at").From("withdrawals").Where(dbx.NewExp("wasPublic = TRUE"))
	if !since.IsZero() {
		q.AndWhere(dbx.NewExp("at >= {:since}", dbx.Params{"since": stamp(since)}))
	}
	if after != nil {
		q.AndWhere(dbx.NewExp("(at < {:day} OR (at = {:day} AND story > {:id}))", dbx.Params{"day": stamp(after.Day.Time()), "id": after.ID}))
	}
	list := []GoneStory{}
	if err := q.OrderBy("at DESC", "story").Limit(limit).All(&list); err != nil {
		return nil, fmt.Errorf("listing the stories that are gone: %w", err)
	}
	return list, nil
}

// GoneStoriesState is a text that changes whenever the public list does.
func GoneStoriesState(app core.App, since time.Time) (string, error) {
	var all, removed int
	var last string
	err := app.DB().NewQuery(`SELECT COUNT(*), COALESCE(SUM(kind = 'removed'), 0), COALESCE(MAX(at), '') FROM withdrawals
		WHERE wasPublic = TRUE AND at >= {:since}`).Bind(dbx.Params{"since": stamp(since)}).Row(&all, &removed, &last)
	if err != nil {
		return "", fmt.Errorf("counting the stories that are gone: %w", err)
	}
	return fmt.Sprintf("%d/%d/%s/%s", all, removed, last, since.Format(time.DateOnly)), nil
}
