package pb_migrations

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// closedOn is the first day that something is no more, for organisations and links as
// for services. Of a service that a list closed the last day was kept: it becomes the day
// after, in its history as well. What was closed at the desk was closed from that day on.
//
// filled says of a service which fields another list than its own filled in: that list may
// correct them when there is a newer one. What was filled before this is not known, and stays. sketch says
// of a table of the operator's own what it names, so that it is known under another name.
func init() {
	m.Register(func(app core.App) error {
		const dayAfter = "strftime('%Y-%m-%d 00:00:00.000Z', "
		for _, q := range []string{
			"UPDATE services SET closedOn = " + dayAfter + "closedOn, '+1 day') WHERE closedOn != '' AND coalesce((SELECT h.source FROM directory_history h " +
				"WHERE h.service = services.id AND h.field = 'closedOn' ORDER BY h.at DESC, h.rowid DESC LIMIT 1), 'file') = 'file'",
			"UPDATE directory_history SET was = " + dayAfter + "was, '+1 day') WHERE service != '' AND field = 'closedOn' AND was != '' AND coalesce((SELECT h.source " +
				"FROM directory_history h WHERE h.service = directory_history.service AND h.field = 'closedOn' AND h.now = directory_history.was " +
				"AND h.rowid < directory_history.rowid ORDER BY h.rowid DESC LIMIT 1), 'file') = 'file'",
			"UPDATE directory_history SET now = " + dayAfter + "now, '+1 day') WHERE service != '' AND field = 'closedOn' AND now != '' AND source = 'file'",
		} {
			if _, err := app.DB().NewQuery(q).Execute(); err != nil {
				return fmt.Errorf("closing services from the day after their last: %w", err)
			}
		}
		return errors.Join(extend(app, "services", func(c *core.Collection) { c.Fields.Add(text("filled", 2000)) }),
			extend(app, "imports", func(c *core.Collection) { c.Fields.Add(text("sketch", 1000)) }))
	}, nil)
}
