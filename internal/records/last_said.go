package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// LastSaid finds when something was last said in public under each of some
// stories, by the story's number. A story under which nothing was said is left out.
func LastSaid(app core.App, storyIDs []string) (map[string]time.Time, error) {
	var rows []struct {
		Story string         `db:"story"`
		At    types.DateTime `db:"at"`
	}
	err := app.DB().Select("story", "MAX(publishedAt) AS at").From("responses").
		Where(dbx.And(dbx.In("story", texts(storyIDs)...), dbx.HashExp{"state": string(story.ResponsePublished)})).GroupBy("story").All(&rows)
	last := map[string]time.Time{}
	for _, r := range rows {
		last[r.Story] = r.At.Time()
	}
	return last, wrap(err, "what was said last")
}
