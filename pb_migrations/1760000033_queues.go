package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"

	"candour/internal/hints"
)

// How moderators share their work: who has what open, what somebody left for tomorrow,
// who takes a break, and the filters they keep. All of it is about moderators, and
// none of it decides anything.
func init() {
	m.Register(func(app core.App) error {
		stories, err := app.FindCollectionByNameOrId("stories")
		if err != nil {
			return fmt.Errorf("finding stories: %w", err)
		}
		stories.Fields.Add(whole("heaviness")) // how hard it may be to read, 0 to 11: it shares work out and decides nothing
		if err := app.Save(stories); err != nil {
			return fmt.Errorf("adding to stories: %w", err)
		}
		if err := weighWaiting(app); err != nil {
			return err
		}
		if err := alsoActs(app, "took-over"); err != nil {
			return err
		}
		moderations, err := app.FindCollectionByNameOrId("moderations")
		if err != nil {
			return fmt.Errorf("finding moderations: %w", err)
		}
		moderations.AddIndex("idx_moderations_at", false, "at", "") // a week's work is read by it
		if err := app.Save(moderations); err != nil {
			return fmt.Errorf("adding to moderations: %w", err)
		}
		return buildSharing(app)
	}, nil)
}

func buildSharing(app core.App) error {
	mine := link{name: "moderator", collection: "moderators", required: true, cascade: true, hidden: true}
	response := link{name: "response", collection: "responses", cascade: true} // empty: the story itself
	err := build(app, "claims", []core.Field{date("since"), date("until")}, []link{ofStory, response, mine},
		[3]string{"idx_claims_item", "unique", "story, response"}, [3]string{"idx_claims_moderator", "", "moderator"})
	if err != nil {
		return err
	}
	if err := build(app, "not_today", []core.Field{date("at"), date("until")}, []link{ofStory, response, mine},
		[3]string{"idx_not_today_item", "unique", "moderator, story, response"}); err != nil {
		return err
	}
	if err := build(app, "pauses", []core.Field{date("since")}, []link{mine},
		[3]string{"idx_pauses_moderator", "unique", "moderator"}); err != nil {
		return err
	}
	return build(app, "desk_views", []core.Field{needText("name", 60), text("query", 500), date("at")}, []link{mine},
		[3]string{"idx_desk_views_name", "unique", "moderator, name"})
}

// weighWaiting weighs the stories that wait at this moment. What was decided is not
// weighed any more. It writes past the promises: none of them speaks of this number.
func weighWaiting(app core.App) error {
	var rows []struct {
		ID     string `db:"id"`
		Title  string `db:"title"`
		Text   string `db:"text"`
		Better int    `db:"better"`
	}
	err := app.DB().NewQuery(`SELECT id, title, text, (SELECT COUNT(*) FROM story_tags x WHERE x.story = stories.id AND x.kind = 'better') AS better
		FROM stories WHERE state IN ('submitted', 'held', 'approved')`).All(&rows)
	if err != nil {
		return fmt.Errorf("reading stories: %w", err)
	}
	for _, r := range rows {
		_, err := app.DB().Update("stories", dbx.Params{"heaviness": hints.Heaviness(r.Title+"\n"+r.Text, r.Better)}, dbx.HashExp{"id": r.ID}).Execute()
		if err != nil {
			return fmt.Errorf("weighing a story: %w", err)
		}
	}
	return nil
}
