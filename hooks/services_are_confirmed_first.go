package hooks

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// A story about a place that is not in the official lists waits until somebody
// else than who added that place has looked at it: an administrator of the machine,
// or a second, senior moderator (flow.ConfirmAtDesk).
//
// A moderator may add a service that is missing. Until it is confirmed no story about it becomes public, none that is public becomes one
// about it, and no service that public stories are about becomes unconfirmed.
func servicesAreConfirmedFirst(app core.App, name string) {
	refuse := func(tx core.App, query string, params dbx.Params) error {
		var unconfirmed bool
		err := tx.DB().NewQuery("SELECT EXISTS (" + query + ")").Bind(params).Row(&unconfirmed)
		if err == nil && unconfirmed {
			err = story.ErrUnconfirmed
		}
		return err
	}
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if story.State(after.GetString("state")) != story.Published || !changed(before, after, "state") {
			return nil
		}
		return refuse(tx, `SELECT 1 FROM story_services x JOIN services v ON v.id = x.service WHERE x.story = {:story} AND v.unconfirmed = TRUE`,
			dbx.Params{"story": after.Id})
	})
	guard(app, name, "story_services", func(tx core.App, _, after *core.Record) error {
		return refuse(tx, `SELECT 1 FROM stories s JOIN services v ON v.id = {:service} WHERE s.id = {:story} AND s.state = 'published' AND v.unconfirmed = TRUE`,
			dbx.Params{"story": after.GetString("story"), "service": after.GetString("service")})
	})
	guard(app, name, "services", func(tx core.App, before, after *core.Record) error {
		if !after.GetBool("unconfirmed") || before == nil || before.GetBool("unconfirmed") {
			return nil
		}
		return refuse(tx, `SELECT 1 FROM story_services WHERE service = {:service} AND publicationNo > 0`, dbx.Params{"service": after.Id})
	})
}
