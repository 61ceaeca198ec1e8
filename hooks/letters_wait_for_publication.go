package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

var errTooSoon = errors.New("this letter may only be owed while its story is public")

// Nobody is told of a story that is not public: no letter, no alert.
//
// A letter about something public can only be owed, and only be sent, while its
// story is published at that moment.
func lettersWaitForPublication(app core.App, name string) {
	guard(app, name, "letters", func(tx core.App, before, after *core.Record) error {
		if !mail.Kind(after.GetString("kind")).IsPublicOnly() {
			return nil
		}
		state := after.GetString("state")
		leaves := state == "owed" || state == "sending"
		if before != nil && before.GetString("state") == state || !leaves {
			return nil
		}
		s, err := records.FindStory(tx, after.GetString("story"))
		if err == nil && s.State() == story.Published {
			return nil
		}
		return errTooSoon
	})
}
