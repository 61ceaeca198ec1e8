package records

import (
	"fmt"
	"strings"
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

// Where says of which stories to read the outcomes: all, those about any of some
// services, or those about the services an organisation answers for.
type Where struct {
	Services     []string
	Organisation string
}

// newest is the SQL that lists the numbers of the newest of these stories.
func (w Where) newest(limit int) (string, dbx.Params) {
	const newestFirst = " AND publicationNo > 0 ORDER BY publicationNo DESC LIMIT {:limit}"
	switch {
	case len(w.Services) > 0:
		return newestOfServices(w.Services, limit)
	case w.Organisation != "":
		return "SELECT publicationNo AS no FROM story_scopes WHERE organisation = {:organisation} AND why = 'service'" + newestFirst,
			dbx.Params{"organisation": w.Organisation, "limit": limit}
	}
	return "SELECT publicationNo AS no FROM stories WHERE state = 'published'" + newestFirst, dbx.Params{"limit": limit}
}

// mostMerged is how many services are merged one by one; SQLite takes 500.
const mostMerged = 300

// newestOfServices merges the lists of several services, each in order already
// (internal/search does the same). With very many it gathers and sorts.
func newestOfServices(services []string, limit int) (string, dbx.Params) {
	params := dbx.Params{"limit": limit}
	var parts, names []string
	for i, id := range services {
		name := fmt.Sprintf("service%d", i)
		params[name] = id
		names = append(names, "{:"+name+"}")
		parts = append(parts, "SELECT publicationNo AS no FROM story_services WHERE service = {:"+name+"} AND publicationNo > 0")
	}
	list := strings.Join(parts, " UNION ")
	if len(services) > mostMerged {
		list = "SELECT DISTINCT publicationNo AS no FROM story_services WHERE service IN (" + strings.Join(names, ", ") + ") AND publicationNo > 0"
	}
	return list + " ORDER BY no DESC LIMIT {:limit}", params
}

// Outcomes reads what came of the stories published since a time, the newest
// first and at most limit of them.
func Outcomes(app core.App, where Where, since time.Time, limit int) ([]Outcome, error) {
	list, params := where.newest(limit)
	params["since"] = stamp(since)
	var rows []struct {
		Progress  string         `db:"progress"`
		Published types.DateTime `db:"publishedAt"`
		Answered  types.DateTime `db:"answered"`
	}
	err := app.DB().NewQuery(`SELECT s.progress, s.publishedAt, COALESCE((SELECT MIN(r.publishedAt) FROM responses r
			WHERE r.story = s.id AND r.state = 'published' AND r.by = 'member'), '') AS answered
		FROM (` + list + `) c
		CROSS JOIN stories s ON s.publicationNo = c.no AND s.publicationNo > 0 AND s.state = 'published'
		WHERE s.publishedAt >= {:since}`).
		Bind(params).All(&rows)
	out := make([]Outcome, len(rows))
	for i, r := range rows {
		out[i].Progress = story.Progress(r.Progress)
		if !r.Answered.IsZero() {
			out[i].FirstAnswered = max(r.Answered.Time().Sub(r.Published.Time()), time.Second)
		}
	}
	return out, wrap(err, "outcomes of stories")
}
