package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What moderators do when somebody may be in danger, whom they call at an
// organisation, and which chapters of the handbook each of them has read.
func init() {
	m.Register(func(app core.App) error {
		if err := alsoActs(app, "worried", "seconded", "doubted", "helped", "calmed"); err != nil {
			return err
		}
		for _, make := range []func(core.App) error{buildSafeguardings, buildEscalations, buildHandbookRead} {
			if err := make(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// One row is one thing that happened in a case, and is never changed.
func buildSafeguardings(app core.App) error {
	return build(app, "safeguardings", []core.Field{
		needOne("kind", "chosen", "agreed", "doubted", "done", "closed"),
		text("outcome", 40), text("step", 40),
		text("words", 2000), // may speak of the author and of others: for moderators alone
		date("at"),
	}, []link{
		ofStory,
		{name: "by", collection: "moderators", required: true, hidden: true},
	}, [3]string{"idx_safeguardings_story", "", "story, at"},
		[3]string{"idx_safeguardings_kind", "", "kind, at"})
}

// Whom moderators call at an organisation, day and night.
func buildEscalations(app core.App) error {
	return build(app, "escalations", []core.Field{
		needText("who", 200),                                      // a job or a desk, or a person's name
		text("phone", 40), text("email", 200), text("hours", 200), // how to reach them
		date("at"),
	}, []link{
		{name: "organisation", collection: "organisations", required: true, cascade: true},
		{name: "moderator", collection: "moderators", hidden: true},
		{name: "member", collection: "members", hidden: true},
	}, [3]string{"idx_escalations_organisation", "unique", "organisation"})
}

func buildHandbookRead(app core.App) error {
	return build(app, "handbook_read", []core.Field{
		needText("chapter", 60), needText("version", 10), date("at"),
	}, []link{
		{name: "moderator", collection: "moderators", required: true, cascade: true, hidden: true},
	}, [3]string{"idx_handbook_read", "unique", "moderator, chapter"})
}
