package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A link to an area, a tag or a kind of service leads to no row that could say that
// its stories wait to be routed, so the link says it. And one row holds up to when
// the site has acted on what opens and closes by the calendar.
func init() {
	m.Register(func(app core.App) error {
		if err := reshape(app, "links", func(c *core.Collection) {
			c.Fields.Add(date("unroutedSince"))
			c.AddIndex("idx_links_unrouted", false, "unroutedSince", "unroutedSince != ''")
		}); err != nil {
			return err
		}
		return build(app, "turns", []core.Field{date("upTo")}, nil)
	}, nil)
}
