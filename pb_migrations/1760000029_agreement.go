package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What an author proposes instead of a moderator's edits, and how a story that was
// shut or taken down is looked at again.
func init() {
	m.Register(func(app core.App) error {
		if err := buildProposals(app); err != nil {
			return err
		}
		return buildRestrictions(app)
	}, nil)
}

// buildProposals holds an author's other words, all of them private, until the story
// is published or refused.
func buildProposals(app core.App) error {
	return build(app, "proposals", []core.Field{
		needText("title", 200), needText("text", 20000), needText("screenName", 60),
		whole("version"), date("at"),
	}, []link{ofStory}, [3]string{"idx_proposals_story", "", "story, at"})
}

// buildRestrictions holds each decision of a senior moderator to shut a published
// story or to take it down, and the two appeals there can be: one by its author, one
// by a service.
func buildRestrictions(app core.App) error {
	if err := build(app, "restrictions", []core.Field{
		needOne("kind", "restricted", "removed"), needText("reason", 60), text("words", 2000),
		date("decidedAt"), date("reviewOn"), date("liftedAt"), text("liftWords", 2000),
	}, []link{
		ofStory,
		{name: "decidedBy", collection: "moderators", hidden: true},
		{name: "liftedBy", collection: "moderators", hidden: true},
	},
		[3]string{"idx_restrictions_story", "", "story, decidedAt"},
		[3]string{"idx_restrictions_open", "", "reviewOn, liftedAt"}); err != nil {
		return err
	}
	return build(app, "appeals", []core.Field{
		needOne("by", "author", "service"), needText("words", 2000), date("at"),
		one("outcome", "stands", "lifted", "wrong"), text("answer", 2000), date("decidedAt"),
	}, []link{
		ofStory,
		{name: "restriction", collection: "restrictions", required: true, cascade: true},
		{name: "organisation", collection: "organisations"},
		{name: "decidedBy", collection: "moderators", hidden: true},
	},
		[3]string{"idx_appeals_once", "unique", "restriction, by"},
		[3]string{"idx_appeals_open", "", "outcome, at"})
}
