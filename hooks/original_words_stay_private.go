package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"
)

var errOriginal = errors.New("original words are kept as they were sent, or deleted, never changed")

// The words you first sent are seen by you and by moderators only, and are
// deleted six months after publication.
//
// They are kept beside the edited words in a collection of their own, shut to
// the API and the panel; the desk shows them from there. How a story read between two
// edits hangs on them and goes with them. Nobody can rewrite either.
func originalWordsStayPrivate(app core.App, name string) {
	shut(app, name, "originals")
	shut(app, name, "versions")
	guard(app, name, "versions", func(_ core.App, before, _ *core.Record) error {
		if before != nil {
			return errOriginal
		}
		return nil
	})
	guard(app, name, "originals", func(_ core.App, before, after *core.Record) error {
		if before == nil {
			return nil
		}
		for _, f := range []string{"story", "title", "text", "screenName", "services", "tags"} {
			if changed(before, after, f) {
				return errOriginal
			}
		}
		return nil
	})
}
