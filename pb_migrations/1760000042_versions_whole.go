package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a story was about, and its tags, between two edits: they are edited for a
// reason as the words are, and what they were stands beside it. They go with the words.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("versions")
		if err != nil {
			return fmt.Errorf("finding versions: %w", err)
		}
		c.Fields.Add(hiddenText("services", 4000), hiddenText("tags", 4000)) // private: as they were once
		if err := app.Save(c); err != nil {
			return fmt.Errorf("adding services and tags to versions: %w", err)
		}
		return nil
	}, nil)
}
