package pb_migrations

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// An appeal has a day by which it is decided, and an organisation can appeal when its
// response was refused or its own words were taken off a page. Of own words there is no
// story. Each decision can still be appealed against once by each side.
func init() {
	m.Register(func(app core.App) error {
		appeals, err := app.FindCollectionByNameOrId("appeals")
		if err != nil {
			return fmt.Errorf("finding appeals: %w", err)
		}
		for _, name := range []string{"story", "restriction"} {
			f, ok := appeals.Fields.GetByName(name).(*core.RelationField)
			if !ok {
				return errors.New("an appeal has no " + name)
			}
			f.Required = false
		}
		if err := fill(app, appeals, []core.Field{date("decideBy")}, []link{
			{name: "response", collection: "responses", cascade: true},
			{name: "ownWords", collection: "own_words", cascade: true},
		}); err != nil {
			return err
		}
		appeals.RemoveIndex("idx_appeals_once")
		appeals.AddIndex("idx_appeals_once", true, "restriction, by", "restriction != ''")
		appeals.AddIndex("idx_appeals_response", true, "response", "response != ''")
		appeals.AddIndex("idx_appeals_own_words", true, "ownWords", "ownWords != ''")
		if err := app.Save(appeals); err != nil {
			return fmt.Errorf("adding to appeals: %w", err)
		}
		// Nobody was told a day so far. A week is the least that five working days are.
		_, err = app.DB().NewQuery("UPDATE appeals SET decideBy = strftime('%Y-%m-%d %H:%M:%fZ', at, '+7 days') WHERE at != ''").Execute()
		if err != nil {
			return fmt.Errorf("giving appeals a day: %w", err)
		}
		return nil
	}, nil)
}
