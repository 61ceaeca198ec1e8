package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What keys and clocks need: the secret that stays when the instance's key
// changes, when a letter came to its end, and indexes by which the sweep finds
// what has had its time without reading everything else.
func init() {
	m.Register(func(app core.App) error {
		if err := build(app, "secrets", []core.Field{
			hiddenText("sealedSecret", 500), // about nobody: makes fingerprints, links and signatures; sealed with the key
			list("keys"),                    // about nobody: ids of the keys that stored values may be sealed with
		}, nil); err != nil {
			return err
		}
		if err := reshape(app, "letters", func(c *core.Collection) {
			c.Fields.Add(date("endedAt")) // private: when it was sent, given up or dropped
			c.AddIndex("idx_letters_endedAt", false, "endedAt", "endedAt != ''")
		}); err != nil {
			return err
		}
		if err := reshape(app, "contacts", func(c *core.Collection) {
			c.AddIndex("idx_contacts_withIP", false, "story", "sealedIP != ''")
		}); err != nil {
			return err
		}
		if err := reshape(app, "exports", func(c *core.Collection) { c.AddIndex("idx_exports_expiresAt", false, "expiresAt", "") }); err != nil {
			return err
		}
		return reshape(app, "readings", func(c *core.Collection) { c.AddIndex("idx_readings_at", false, "at", "") })
	}, nil)
}

// reshape alters a collection of an earlier step.
func reshape(app core.App, name string, how func(c *core.Collection)) error {
	c, err := app.FindCollectionByNameOrId(name)
	if err != nil {
		return fmt.Errorf("changing %s: %w", name, err)
	}
	how(c)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("changing %s: %w", name, err)
	}
	return nil
}
