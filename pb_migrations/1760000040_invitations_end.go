package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// An invitation may be for a time: its membership then ends by itself, as one does
// whose administrator set its last day.
func init() {
	m.Register(func(app core.App) error {
		return addFields(app, "invitations", date("until")) // the first day the membership lets nobody in; empty: no end
	}, nil)
}
