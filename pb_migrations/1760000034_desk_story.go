package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a moderator has typed and not saved, how a story read between two edits, and
// what moderators write about how they are.
func init() {
	m.Register(func(app core.App) error {
		for _, make := range []func(core.App) error{buildVersions, buildWorkingCopies, buildWellbeingNotes} {
			if err := make(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// The words of a story between its first ones and those that stand. They go with the
// first ones.
func buildVersions(app core.App) error {
	return build(app, "versions", []core.Field{
		hiddenText("title", 200), hiddenText("text", 20000), hiddenText("screenName", 60), // private: as they read once
		whole("version"),
	}, []link{
		ofStory,
		{name: "original", collection: "originals", required: true, cascade: true},
	}, [3]string{"idx_versions_story", "unique", "story, version"},
		[3]string{"idx_versions_original", "", "original"})
}

// One row is one moderator's unsaved work on one story.
func buildWorkingCopies(app core.App) error {
	return build(app, "working_copies", []core.Field{
		hiddenText("title", 400), hiddenText("text", 40000), hiddenText("screenName", 200), // private: an author's words
		&core.JSONField{Name: "was", MaxSize: 256 << 10, Hidden: true},  // private: the story as it was opened
		&core.JSONField{Name: "more", MaxSize: 128 << 10, Hidden: true}, // private: tags, services, reasons, letters begun
		whole("version"), date("savedAt"),
	}, []link{
		ofStory,
		{name: "moderator", collection: "moderators", required: true, cascade: true, hidden: true},
	}, [3]string{"idx_working_copies_whose", "unique", "story, moderator"},
		[3]string{"idx_working_copies_savedAt", "", "savedAt"})
}

// How a moderator is, in their own words: for themselves, or for the seniors too.
func buildWellbeingNotes(app core.App) error {
	return build(app, "wellbeing_notes", []core.Field{
		hiddenText("sealedWords", 12000), // private: may speak of the moderator's health
		yes("seniors"), date("at"),
	}, []link{
		{name: "moderator", collection: "moderators", required: true, cascade: true, hidden: true},
	}, [3]string{"idx_wellbeing_notes_moderator", "", "moderator, at"},
		[3]string{"idx_wellbeing_notes_at", "", "at"})
}
