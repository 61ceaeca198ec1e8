package flow

import (
	"slices"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// MostViews is how many filters of the queue a moderator may keep.
const MostViews = 12

// KeepView keeps a filter of the queue under a name of the moderator's choice.
func KeepView(app core.App, moderator, name, query string) error {
	name = story.Clean(name)
	switch {
	case name == "":
		return story.Problem{Field: "name", Text: "Give it a name."}
	case utf8.RuneCountInString(name) > 60:
		return story.Problem{Field: "name", Text: "Use 60 characters or fewer."}
	case len(query) > 500:
		return story.Problem{Field: "name", Text: "This filter is too long to keep."}
	}
	return inTx(app, "keeping a view", func(tx core.App) error {
		views, err := records.DeskViewsOf(tx, moderator)
		if err != nil {
			return err
		}
		same := func(v *records.DeskView) bool { return v.Name() == name }
		if len(views) >= MostViews && !slices.ContainsFunc(views, same) {
			return story.Problem{Field: "name", Text: "You keep 12 views already. Delete one first."}
		}
		return records.KeepDeskView(tx, moderator, name, query, now(tx))
	})
}

// DropView deletes a view of the moderator's own.
func DropView(app core.App, moderator, id string) error {
	return inTx(app, "deleting a view", func(tx core.App) error { return records.DropDeskView(tx, moderator, id) })
}
