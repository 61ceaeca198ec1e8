package hooks

import (
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
	"candour/internal/story"
)

// Your e-mail, postcode and IP address are encrypted before they are stored,
// and no page, list, sorting or search of ours or of the admin panel shows them.
//
// A sealed field that is not in fact sealed is refused, so that no import, no
// panel and no mistake of ours can store one in the clear. PocketBase's own
// e-mail column of an author must stay empty.
func privateDetailsStaySealed(app core.App, name string) {
	sealed := map[string][]string{}
	for _, f := range story.Inventory() {
		if f.Class == story.Sealed {
			sealed[f.Collection] = append(sealed[f.Collection], f.Name)
		}
	}
	for collection, fields := range sealed {
		guard(app, name, collection, func(_ core.App, _, after *core.Record) error {
			for _, f := range fields {
				if strings.HasPrefix(f, "sealed") && !seal.IsSealed(after.GetString(f)) {
					return fmt.Errorf("%s.%s must be sealed before it is stored", collection, f)
				}
			}
			if collection == "authors" && after.Email() != "" {
				return fmt.Errorf("an author's e-mail is kept sealed, never in the e-mail column")
			}
			return nil
		})
	}
	shut(app, name, "contacts")
	shut(app, name, "drafts")
	shut(app, name, "demographics")
	shut(app, name, "authors")
}
