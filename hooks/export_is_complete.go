package hooks

import (
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

var errIncomplete = errors.New("a copy must hold every field that the inventory says is the author's")

// You can download everything we hold about you, whenever you like, without
// asking anyone.
//
// A request for a copy lists what the copy will hold. One that leaves out a
// field of the inventory is refused, so that nothing can be added to what we
// store and forgotten in what we hand out.
func exportIsComplete(app core.App, name string) {
	guard(app, name, "exports", func(_ core.App, _, after *core.Record) error {
		var manifest []string
		if err := after.UnmarshalJSONField("manifest", &manifest); err != nil {
			return errors.Join(errIncomplete, err)
		}
		for _, key := range story.ExportedFields() {
			if !slices.Contains(manifest, key) {
				return errIncomplete
			}
		}
		return nil
	})
}
