package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The public views: the only collections the API may read without signing in.
// They select public columns of published rows and nothing else: what is not
// selected cannot leak by expand, filter, sort, realtime or mistake. Times are
// cut to the day, so that nobody can match a story to a moment.
var publicViews = []struct{ name, query string }{
	{"public_stories", `SELECT s.id, s.title, s.text, s.screenName, s.toldFor, s.ageGroup, s.happenedMonth, s.happenedYear,
		s.progress, s.edited, s.publicationNo, (substr(s.publishedAt, 1, 10)) AS publishedOn
		FROM stories s WHERE s.state = 'published'`},
	{"public_responses", `SELECT r.id, r.story AS storyId, r.by, r.text, r.name, r.jobTitle, r.organisationName,
		(substr(r.publishedAt, 1, 10)) AS publishedOn
		FROM responses r JOIN stories s ON s.id = r.story AND s.state = 'published' WHERE r.state = 'published'`},
	{"public_changes", `SELECT c.id, c.story AS storyId, c.response AS responseId, c.state, c.text,
		(substr(c.dueOn, 1, 10)) AS dueDate, (substr(c.madeOn, 1, 10)) AS madeDate, o.name AS organisationName
		FROM changes c JOIN responses r ON r.id = c.response AND r.state = 'published'
		JOIN stories s ON s.id = c.story AND s.state = 'published' JOIN organisations o ON o.id = c.organisation`},
	{"public_services", `SELECT v.id, v.code, v.scheme, v.name, v.town, v.postcode, v.kind, o.name AS organisationName
		FROM services v LEFT JOIN organisations o ON o.id = v.organisation WHERE v.unconfirmed = FALSE`},
	{"public_organisations", `SELECT o.id, o.code, o.scheme, o.name, o.kind FROM organisations o`},
	{"public_tags", `SELECT t.id, t.slug, t.name FROM tags t
		WHERE EXISTS (SELECT 1 FROM story_tags x WHERE x.tag = t.id AND x.publicationNo > 0)`},
}

func init() {
	m.Register(func(app core.App) error {
		for _, v := range publicViews {
			c := core.NewViewCollection(v.name)
			c.ViewQuery = v.query
			c.ListRule = types.Pointer("")
			c.ViewRule = types.Pointer("")
			if err := app.Save(c); err != nil {
				return fmt.Errorf("building %s: %w", v.name, err)
			}
		}
		return nil
	}, nil)
}
