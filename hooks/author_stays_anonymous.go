package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"
)

var errAuthorship = errors.New("who told a story is written once and never changed")

// Nobody learns who told a story: not the public, not staff, not moderators,
// not the administrator in the admin panel.
//
// Which account told which story is a collection of its own, shut to everyone.
// It is written once: nobody can point a story at another person, nor cut it from its own,
// so that an erasure would miss it.
func authorStaysAnonymous(app core.App, name string) {
	shut(app, name, "authorships")
	guard(app, name, "authorships", func(_ core.App, before, _ *core.Record) error {
		if before != nil {
			return errAuthorship
		}
		return nil
	})
	stays(app, name, "authorships", errAuthorship, nil)
}
