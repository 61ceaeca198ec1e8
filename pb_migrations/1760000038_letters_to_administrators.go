package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// An administrator of the machine is written to when no senior moderator has done what
// only they can do.
func init() {
	m.Register(func(app core.App) error {
		return extend(app, "letters", func(c *core.Collection) { addValues(c, "toCollection", core.CollectionNameSuperusers) })
	}, nil)
}
