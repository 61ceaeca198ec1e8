package pages

import (
	"io/fs"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/region"
)

// Start opens the pages of an app, with the settings of its deployment. It
// fails when a template does not fit.
func Start(app core.App, files fs.FS) error {
	d := deployment.Of(app)
	settings := Settings{Files: files, Live: d.Live, Site: Site{Name: d.Name, URL: d.URL, RegionName: d.Region.Name, Exit: d.Region.Exit},
		Crisis: contacts(d.Region.CrisisContacts), Person: PersonOf}
	if err := Open(app, settings); err != nil {
		return err
	}
	Register(app)
	return nil
}

// contacts are where to turn to, as the pages show them.
func contacts(from []region.Contact) []Contact {
	out := make([]Contact, len(from))
	for i, c := range from {
		out[i] = Contact(c)
	}
	return out
}
