package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// That a service of a story may itself be the danger was a short answer to one step, in
// words. It is a fact of its own now, of one service, until a senior moderator lifts it.
func init() {
	m.Register(func(app core.App) error {
		service, err := to(app, "service", "services", false, false)
		if err != nil {
			return err
		}
		service.Hidden = true // which service may be the danger: for moderators alone
		if err := extend(app, "safeguardings", func(c *core.Collection) {
			addValues(c, "kind", "suspected", "lifted")
			c.Fields.Add(service)
		}); err != nil {
			return err
		}
		return suspectNoted(app)
	}, nil)
}

// suspectNoted makes facts of the answers so far. They name no service: it is whichever
// the story is about. Raw SQL: nobody takes a step here, and the guards are for steps.
func suspectNoted(app core.App) error {
	_, err := app.DB().NewQuery(`INSERT INTO safeguardings (id, story, kind, outcome, step, words, "by", at)
		SELECT lower(substr(hex(randomblob(8)), 1, 15)), story, 'suspected', outcome, '', '', "by", MAX(at) FROM safeguardings
		WHERE kind = 'done' AND step = 'service-team' AND words LIKE {:said} GROUP BY story`).Bind(dbx.Params{"said": "The service may be the danger.%"}).Execute()
	if err != nil {
		return fmt.Errorf("keeping which services may be the danger: %w", err)
	}
	return nil
}
