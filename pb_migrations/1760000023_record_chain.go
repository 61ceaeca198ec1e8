package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Each act on a story is chained to the one before it, so that none can be
// changed, left out or put in between without the instance's secret.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("moderations")
		if err != nil {
			return fmt.Errorf("finding moderations: %w", err)
		}
		c.Fields.Add(
			whole("place"),           // 1, 2, 3 … in the record of its story; 0 for acts from before there was a chain
			hiddenText("chain", 100), // fingerprint of the act and of the one before it
		)
		c.AddIndex("idx_moderations_place", true, "story, place", "place > 0")
		if err := app.Save(c); err != nil {
			return fmt.Errorf("chaining moderations: %w", err)
		}
		return nil
	}, nil)
}
