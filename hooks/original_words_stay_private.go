package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

var errOriginal = errors.New("original words are kept as they were sent, or deleted, never changed")

// The words you first sent are seen by you and by moderators only, and are
// deleted six months after publication.
//
// They are kept beside the edited words in a collection of their own, shut to
// the API and the panel; the desk shows them from there. How a story read between two
// edits hangs on them and goes with them. Nobody can rewrite either, nor delete them
// before their time.
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
	stays(app, name, "originals", errOriginal, func(tx core.App, r *core.Record) (bool, error) {
		if end := r.GetDateTime("deleteAfter").Time(); !end.IsZero() && !end.After(deployment.Now(tx)) {
			return true, nil
		}
		return isGoing(tx, r)
	})
	stays(app, name, "versions", errOriginal, func(tx core.App, r *core.Record) (bool, error) {
		_, err := records.FindOriginal(tx, r.GetString("story"))
		return errors.Is(err, records.ErrNotFound), ignoreNotFound(err)
	})
}
