package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// CountStoriesOfServices counts the published stories about each service.
func CountStoriesOfServices(app core.App, serviceIDs []string) (map[string]int, error) {
	var rows []struct {
		Service string `db:"service"`
		Count   int    `db:"n"`
	}
	err := app.DB().Select("service", "COUNT(*) AS n").From("story_services").
		Where(dbx.And(dbx.In("service", texts(serviceIDs)...), dbx.NewExp("publicationNo > 0"))).GroupBy("service").All(&rows)
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Service] = r.Count
	}
	return counts, wrap(err, "numbers of stories")
}

// ServicesToldAbout lists the services of the newest published stories, each
// once, in the order they were last told about. It looks at the newest 500.
func ServicesToldAbout(app core.App, limit int) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`SELECT x.service FROM
		(SELECT publicationNo FROM stories WHERE state = 'published' AND publicationNo > 0 ORDER BY publicationNo DESC LIMIT 500) c
		CROSS JOIN stories s ON s.publicationNo = c.publicationNo AND s.publicationNo > 0
		JOIN story_services x ON x.story = s.id GROUP BY x.service ORDER BY MAX(c.publicationNo) DESC LIMIT {:limit}`).
		Bind(dbx.Params{"limit": limit}).Column(&ids)
	return ids, wrap(err, "services told about")
}

// OpenedByServices lists the names of the organisations that answer for a
// story's services and have opened it. One that was told because of where the
// author lives is not named: its name would tell where that is.
func OpenedByServices(app core.App, storyID string) ([]string, error) {
	names := []string{}
	err := app.DB().NewQuery(`SELECT o.name FROM openings x JOIN organisations o ON o.id = x.organisation WHERE x.story = {:story}
		AND EXISTS (SELECT 1 FROM story_scopes y WHERE y.story = x.story AND y.organisation = x.organisation AND y.why = 'service')
		ORDER BY o.name`).Bind(dbx.Params{"story": storyID}).Column(&names)
	return names, wrap(err, "who opened a story")
}
