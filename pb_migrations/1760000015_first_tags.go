package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The services and tags as the author first sent them, kept beside the first
// words and going with them.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("originals")
		if err != nil {
			return fmt.Errorf("finding the first words: %w", err)
		}
		c.Fields.Add(hiddenText("services", 5000), hiddenText("tags", 5000)) // private: as first sent
		if err := app.Save(c); err != nil {
			return fmt.Errorf("keeping first services and tags: %w", err)
		}
		return nil
	}, nil)
}
