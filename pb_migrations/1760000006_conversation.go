package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What is said and done about a story after it was told.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{buildResponses, buildChanges, buildRecords, buildLetters, buildStaff} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

func buildResponses(app core.App) error {
	return build(app, "responses", []core.Field{
		needOne("by", "member", "author"),
		needText("text", 12000),
		text("name", 100), text("jobTitle", 120), text("organisationName", 200), // as its writer chose to sign
		needOne("state", "waiting", "submitted", "published", "rejected", "withdrawn"),
		text("reason", 60), text("reasonWords", 2000),
		whole("version"),
		date("saidAt"), date("publishedAt"), yes("edited"),
	}, []link{
		ofStory,
		{name: "organisation", collection: "organisations"},
		{name: "member", collection: "members", hidden: true},
		{name: "publishedBy", collection: "moderators", hidden: true},
	},
		[3]string{"idx_responses_story", "", "story, state, publishedAt"},
		[3]string{"idx_responses_queue", "", "state, saidAt"},
		[3]string{"idx_responses_member", "", "member"})
}

func buildChanges(app core.App) error {
	return build(app, "changes", []core.Field{
		needOne("state", "planned", "made"),
		needText("text", 2000), date("dueOn"), date("madeOn"),
	}, []link{
		ofStory,
		{name: "response", collection: "responses", required: true, cascade: true},
		{name: "organisation", collection: "organisations", required: true},
	},
		[3]string{"idx_changes_response", "unique", "response"},
		[3]string{"idx_changes_story", "", "story"})
}

// Acts on a story, for ever provable: who, when, what and why. They name the
// fields that changed and never hold the words, so that they outlive nothing.
func buildRecords(app core.App) error {
	err := build(app, "moderations", []core.Field{
		needOne("act", "edited", "approved", "published", "rejected", "held", "asked", "answered", "agreed", "restricted", "removed"),
		list("changed"), text("reason", 60), text("note", 1000), whole("version"), date("at"),
	}, []link{
		ofStory,
		{name: "response", collection: "responses", cascade: true},
		{name: "by", collection: "moderators", hidden: true},
	},
		[3]string{"idx_moderations_story", "", "story, version"},
		[3]string{"idx_moderations_response", "", "response, version"})
	if err != nil {
		return err
	}
	// Only a random number, a kind and a day: what the public 410 needs, and
	// nothing that leads back to anyone.
	err = build(app, "withdrawals", []core.Field{
		&core.TextField{Name: "story", Required: true, Pattern: storyIDPattern},
		needOne("kind", "withdrawn", "removed", "erased"), text("reason", 60), date("at"),
	}, nil, [3]string{"idx_withdrawals_story", "unique", "story"})
	if err != nil {
		return err
	}
	// Letters between moderators and authors, neither seeing the other's address.
	return build(app, "messages", []core.Field{
		needOne("by", "moderator", "author"), needText("text", 4000), date("at"),
	}, []link{ofStory, {name: "moderator", collection: "moderators", hidden: true}},
		[3]string{"idx_messages_story", "", "story, at"})
}

// A letter owed to one person. It holds ids only: the address is looked up and
// the words are written when it is sent, so erasure and withdrawal win.
func buildLetters(app core.App) error {
	return build(app, "letters", []core.Field{
		needText("kind", 40), text("story", 8), text("about", 40),
		needOne("toCollection", "authors", "members", "moderators"), needText("to", 40),
		needText("event", 200), // one event owes one letter to one person
		needOne("state", "owed", "sending", "sent", "failed", "dropped"),
		whole("tries"), date("nextAt"), date("leaseUntil"), date("sentAt"), date("usedAt"), date("expiresAt"),
		text("lastError", 200), // a code and a class, never an address
		&core.AutodateField{Name: "created", OnCreate: true},
	}, nil,
		[3]string{"idx_letters_event", "unique", "event"},
		[3]string{"idx_letters_due", "", "state, nextAt"},
		[3]string{"idx_letters_to", "", "toCollection, to"},
		[3]string{"idx_letters_story", "", "story"})
}

func buildStaff(app core.App) error {
	ofMember := link{name: "member", collection: "members", required: true, cascade: true}
	// That somebody of an organisation opened a story: the "read" of its progress.
	if err := build(app, "openings", []core.Field{date("at")},
		[]link{ofStory, {name: "organisation", collection: "organisations", required: true, cascade: true}},
		[3]string{"idx_openings_pair", "unique", "story, organisation"}); err != nil {
		return err
	}
	if err := build(app, "saved", []core.Field{needText("name", 100), needText("query", 500), date("at")}, []link{ofMember},
		[3]string{"idx_saved_member", "", "member"}); err != nil {
		return err
	}
	return build(app, "disclosures", []core.Field{
		needOne("field", "email", "postcode", "ip"), needText("recipient", 200), needText("reason", 2000),
		date("askedAt"), date("agreedAt"), date("shownAt"), date("expiresAt"),
	}, []link{
		{name: "story", collection: "stories", cascade: false},
		{name: "askedBy", collection: "moderators", required: true},
		{name: "agreedBy", collection: "moderators"},
	}, [3]string{"idx_disclosures_story", "", "story"})
}
