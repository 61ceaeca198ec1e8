package pages

import (
	"io/fs"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
)

// Start loads the site's templates and assets and opens its doors. files holds
// pages/, parts/ and assets/: the program's own, or an operator's laid over them.
func Start(app core.App, files fs.FS) error {
	d := deployment.Of(app)
	settings := Settings{Files: files, Site: Site{Name: d.Name, URL: d.URL, RegionName: d.Region.Name}, Person: PersonOf}
	for _, c := range d.Region.CrisisContacts {
		settings.Crisis = append(settings.Crisis, Contact(c))
	}
	if err := Open(app, settings); err != nil {
		return err
	}
	Register(app)
	return nil
}
