package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A service or organisation that moved, merged or got another link says since
// when its stories wait to be routed anew, so that no stop of the program in
// between loses one. And the history says who changed something.
func init() {
	m.Register(func(app core.App) error {
		for _, name := range []string{"services", "organisations"} {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return fmt.Errorf("finding %s: %w", name, err)
			}
			c.Fields.Add(date("unroutedSince"))
			c.AddIndex("idx_"+name+"_plain", false, "code", "") // people and files give a code without its scheme
			c.AddIndex("idx_"+name+"_unrouted", false, "unroutedSince", "unroutedSince != ''")
			if err := app.Save(c); err != nil {
				return fmt.Errorf("extending %s: %w", name, err)
			}
		}
		c, err := app.FindCollectionByNameOrId("directory_history")
		if err != nil {
			return fmt.Errorf("finding directory_history: %w", err)
		}
		c.Fields.Add(text("by", 15)) // the id of a moderator or member, or empty: a file, or the administrator of the machine
		if err := app.Save(c); err != nil {
			return fmt.Errorf("extending directory_history: %w", err)
		}
		return nil
	}, nil)
}
