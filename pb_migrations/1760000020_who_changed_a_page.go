package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The history of the directory says which administrator changed the words of
// their organisation on a page. Everyone sees that it was the organisation; who
// it was is for the organisation itself.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("directory_history")
		if err != nil {
			return fmt.Errorf("finding the history of the directory: %w", err)
		}
		if err := fill(app, c, nil, []link{{name: "member", collection: "members", hidden: true}}); err != nil {
			return err
		}
		if err := app.Save(c); err != nil {
			return fmt.Errorf("extending the history of the directory: %w", err)
		}
		return nil
	}, nil)
}
