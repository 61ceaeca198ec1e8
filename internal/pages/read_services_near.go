package pages

import (
	"fmt"
	"math"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/region"
)

// placeNear finds where somebody wants to look: a postcode of the table, or else
// a place that services are in. A postcode that nobody knows is taken for its
// first half. It is used for this and kept nowhere.
func placeNear(e *core.RequestEvent, index *directory.Index, near string) (directory.Place, bool, error) {
	postcode, ok := deployment.Of(e.App).Region.ParsePostcode(near)
	if !ok {
		place, known := index.Place(near)
		return place, known, nil
	}
	area, found, err := deployment.Of(e.App).Places.Find(e.Request.Context(), postcode.String())
	if err != nil {
		return directory.Place{}, false, err
	}
	if found && area.Located {
		return directory.PlaceAt(postcode.String(), area.Latitude, area.Longitude, true), true, nil
	}
	if place, known := index.Place(postcode.String()); known {
		return place, true, nil
	}
	if found {
		return directory.PlaceAt(postcode.String(), 0, 0, false), true, nil
	}
	place, known := index.Place(postcode.Outward())
	place.Guessed = known
	return place, known, nil
}

// searchServices searches by words alone; for no words it finds nothing.
func searchServices(index *directory.Index, query string) []directory.Hit {
	if index == nil || query == "" {
		return nil
	}
	return index.Search(query, mostServices+1)
}

// distanceWords says how far away something is: in miles where the roads are
// measured in miles. It is the way of the crow, so only about.
func distanceWords(km float64, r *region.Region) string {
	n, one, many := km, "kilometre", "kilometres"
	if r.CountryCode == "GB" {
		n, one, many = km/1.609344, "mile", "miles"
	}
	if n < 0.75 {
		return "less than a " + one + " away"
	}
	return fmt.Sprintf("about %s away", plural(int(math.Round(n)), one, many))
}
