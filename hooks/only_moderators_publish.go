package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

var errUnread = errors.New("a story is published only by a named moderator")

// A person reads every story before anyone else can.
//
// The moderator who let a story through is written on it, and an act of that
// moderator stands behind the very version that is published, so the promise
// can be checked from the data alone, years later.
func onlyModeratorsPublish(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if story.State(after.GetString("state")) != story.Published {
			return nil
		}
		if before != nil && story.State(before.GetString("state")) == story.Published {
			if changed(before, after, "publishedBy") {
				return errUnread
			}
			return nil
		}
		m, err := records.FindModerator(tx, after.GetString("publishedBy"))
		if err != nil || !m.Active() {
			return errUnread
		}
		act, err := records.FindAct(tx, after.Id, "", after.GetInt("version"))
		if err != nil || act.What() != "published" || act.By() != m.Id {
			return errUnread
		}
		return nil
	})
}
