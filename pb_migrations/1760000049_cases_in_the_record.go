package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What was done because somebody may be in danger stands in the chain of acts with a
// fingerprint of each step, so that none can be changed without the instance's secret.
// Where a step quotes the story, it says where: what is quoted goes when the story is
// taken back.
func init() {
	m.Register(func(app core.App) error {
		if err := alsoActs(app, "quote-gone", "carried-over"); err != nil {
			return err
		}
		acts, err := app.FindCollectionByNameOrId("moderations")
		if err != nil {
			return fmt.Errorf("finding moderations: %w", err)
		}
		acts.Fields.Add(
			hiddenText("about", 15),   // the row that was written beside the act: a step of a case, a service's look, a message
			hiddenText("digest", 100), // of a step of a case: its fingerprint as it then was
		)
		acts.AddIndex("idx_moderations_about", false, "about", "about != ''")
		if err := app.Save(acts); err != nil {
			return fmt.Errorf("letting acts say what they are about: %w", err)
		}
		steps, err := app.FindCollectionByNameOrId("safeguardings")
		if err != nil {
			return fmt.Errorf("finding safeguardings: %w", err)
		}
		steps.Fields.Add(
			&core.JSONField{Name: "quoted", MaxSize: 64 << 10, Hidden: true}, // from where to where its words are the story's
			hiddenText("salt", 40), // without it the fingerprint says nothing about the words
		)
		if err := app.Save(steps); err != nil {
			return fmt.Errorf("adding to safeguardings: %w", err)
		}
		// The instance's secret is not known here: the next start carries these over, and says so.
		if _, err := app.DB().NewQuery("UPDATE safeguardings SET salt = 'before'").Execute(); err != nil {
			return fmt.Errorf("marking the steps from before: %w", err)
		}
		return nil
	}, nil)
}
