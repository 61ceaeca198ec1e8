package pages

import (
	"io/fs"
	"os"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/osutils"

	"candour/internal/deployment"
	"candour/internal/region"
)

// ownFolder is where the templates lie beside the code.
const ownFolder = "pb_public"

// Start opens the pages of an app, with the settings of its deployment. It
// fails when a template does not fit. With `go run`, and nothing laid over the
// pages, they are read anew for every visit, so that a change shows at once.
func Start(app core.App, files fs.FS) error {
	d := deployment.Of(app)
	settings := Settings{Files: files, Site: Site{Name: d.Name, URL: d.URL, RegionName: d.Region.Name},
		Crisis: contacts(d.Region.CrisisContacts), Person: PersonOf}
	_, laidOver := files.(Overlay)
	if info, err := os.Stat(ownFolder); !laidOver && osutils.IsProbablyGoRun() && err == nil && info.IsDir() {
		settings.Files, settings.Live = os.DirFS(ownFolder), true
	}
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
