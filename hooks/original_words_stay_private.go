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
// the API and the panel; the desk shows them from there. Nobody can rewrite them.
func originalWordsStayPrivate(app core.App, name string) {
	shut(app, name, "originals")
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
