package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// Outcome is what came of one published story.
type Outcome struct {
	Progress      story.Progress
	FirstAnswered time.Duration // from publication to the first response; 0 when there is none
}

// Where says of which stories to read the outcomes: all, those about a service,
// or those about the services an organisation answers for.
type Where struct{ Service, Organisation string }

// Outcomes reads what came of the stories published since a time, the newest
// first and at most limit of them.
func Outcomes(app core.App, where Where, since time.Time, limit int) ([]Outcome, error) {
	list := "SELECT publicationNo FROM stories WHERE state = 'published'"
	switch {
	case where.Service != "":
		list = "SELECT publicationNo FROM story_services WHERE service = {:service}"
	case where.Organisation != "":
		list = "SELECT publicationNo FROM story_scopes WHERE organisation = {:organisation} AND why = 'service'"
	}
	var rows []struct {
		Progress  string         `db:"progress"`
		Published types.DateTime `db:"publishedAt"`
		Answered  types.DateTime `db:"answered"`
	}
	err := app.DB().NewQuery(`SELECT s.progress, s.publishedAt, COALESCE((SELECT MIN(r.publishedAt) FROM responses r
			WHERE r.story = s.id AND r.state = 'published' AND r.by = 'member'), '') AS answered
		FROM (` + list + ` AND publicationNo > 0 ORDER BY publicationNo DESC LIMIT {:limit}) c
		CROSS JOIN stories s ON s.publicationNo = c.publicationNo AND s.publicationNo > 0 AND s.state = 'published'
		WHERE s.publishedAt >= {:since}`).
		Bind(dbx.Params{"service": where.Service, "organisation": where.Organisation, "since": stamp(since), "limit": limit}).All(&rows)
	out := make([]Outcome, len(rows))
	for i, r := range rows {
		out[i].Progress = story.Progress(r.Progress)
		if !r.Answered.IsZero() {
			out[i].FirstAnswered = max(r.Answered.Time().Sub(r.Published.Time()), time.Second)
		}
	}
	return out, wrap(err, "outcomes of stories")
}
