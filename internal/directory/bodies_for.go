package directory

import (
	"cmp"
	"context"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/places"
)

// countries are those whose bodies a table of the operator's own needs, by region.
var countries = map[string]string{"england": places.England, "scotland": places.Scotland, "wales": places.Wales, "northern-ireland": places.NorthernIreland}

// BodiesFor are the organisations that answer for areas in some countries, or in the
// region's own when none is named, with those that the operator has loaded.
func BodiesFor(app core.App, ctx context.Context, of ...string) (Rows, error) {
	d := deployment.Of(app)
	if len(of) == 0 {
		of = []string{cmp.Or(countries[d.Region.ID], d.Region.CountryCode)}
	}
	var all []places.Body
	for _, country := range of {
		bodies, err := d.Places.Bodies(ctx, country)
		if err != nil {
			return nil, err
		}
		all = append(all, bodies...)
	}
	return Bodies(all), nil
}
