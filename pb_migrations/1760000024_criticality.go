package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// How critical a story is, as moderators read it. Staff in scope see the score of
// a published story; the public and the author never do.
func init() {
	m.Register(func(app core.App) error {
		stories, err := app.FindCollectionByNameOrId("stories")
		if err != nil {
			return fmt.Errorf("finding stories: %w", err)
		}
		stories.Fields.Add(one("criticality", "0", "1", "2", "3", "4", "5")) // in scope: empty until a moderator has scored it
		if err := app.Save(stories); err != nil {
			return fmt.Errorf("adding to stories: %w", err)
		}
		if err := alsoActs(app, "scored"); err != nil {
			return err
		}
		// One row is one moderator's reading of one story. One that was asked for and
		// not given yet has no score, and no moderator unless one was named.
		return build(app, "scores", []core.Field{
			needOne("kind", "reading", "second", "blind"),
			one("score", "0", "1", "2", "3", "4", "5"),
			text("note", 500), text("month", 7), // of a blind sample: the month of publication
			date("askedAt"), date("at"),
		}, []link{
			ofStory,
			{name: "moderator", collection: "moderators", hidden: true},
			{name: "askedBy", collection: "moderators", hidden: true},
		},
			[3]string{"idx_scores_story", "", "story, kind"},
			[3]string{"idx_scores_open", "", "kind, score, askedAt"},
			[3]string{"idx_scores_month", "", "kind, month"})
	}, nil)
}

// alsoActs adds to what may be written down of a story.
func alsoActs(app core.App, acts ...string) error {
	c, err := app.FindCollectionByNameOrId("moderations")
	if err != nil {
		return fmt.Errorf("finding moderations: %w", err)
	}
	f := c.Fields.GetByName("act").(*core.SelectField)
	f.Values = append(f.Values, acts...)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("adding acts: %w", err)
	}
	return nil
}
