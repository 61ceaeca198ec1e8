package flow

import (
	"fmt"
	"strings"
	"time"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// Why a postcode reaches nobody by area. None repeats the postcode: it is somebody's home.
const (
	noTable       = "no table of postcodes is loaded, so the postcode reaches nobody by area"
	unlikeOne     = "the postcode has not the form of a %s, and reaches nobody by area"
	notInTable    = "the postcode is not in the table that is loaded, and reaches nobody by area"
	notHere       = "the postcode reaches nobody by area, because one of the bodies that answer for it is not in the directory: %s"
	nobodyAnswers = "nobody is known to answer for the area of the postcode, so it reaches nobody by area"
)

var tooSmall = fmt.Sprintf("the postcode reaches nobody by area, because one of the bodies that answer for it does so for fewer than %d postcodes", story.FewestPostcodes)

func (r *Router) notFound(postcode string) string {
	region := deployment.Of(r.app).Region
	if _, ok := region.ParsePostcode(postcode); !ok {
		return fmt.Sprintf(unlikeOne, strings.ToLower(region.PostcodeLabel[:1])+region.PostcodeLabel[1:])
	}
	return notInTable
}

// Unused says why a postcode reaches nobody by area; "" where it does, or none is given.
func (r *Router) Unused(postcode string, on time.Time) (string, error) {
	_, nobody, err := r.lookUp(postcode, r.dayOr(on))
	return nobody, err
}

// Waiting says which of those who are reached by area alone hold up the reading of a story
// because too few authors reach them so; "" where none does.
func (r *Router) Waiting(serviceCode, postcode string, on time.Time) (string, error) {
	on = r.dayOr(on)
	area, err := r.ofArea(postcode, on)
	if err != nil {
		return "", err
	}
	byService := map[string]bool{}
	if serviceCode != "" {
		v, err := r.serviceByCode(serviceCode)
		if err != nil {
			return "", err
		}
		reached, err := r.ofService(v, on)
		if err != nil {
			return "", err
		}
		for _, why := range reached {
			byService[why.to.Id] = true
		}
	}
	var names []string
	alone := r.byArea(area, byService)
	for _, why := range area {
		if !alone[why.to.Id] || byService[why.to.Id] {
			continue
		}
		delete(alone, why.to.Id) // named once
		few, err := records.HasFewByArea(r.app, why.to.Id)
		if err != nil {
			return "", err
		}
		if few {
			names = append(names, why.to.Name())
		}
	}
	if len(names) == 0 {
		return "", nil
	}
	return fmt.Sprintf("nobody reads by area alone before published stories of %d authors reach each of them so; still waiting: %s", story.FewestAuthors, strings.Join(names, ", ")), nil
}

func (r *Router) dayOr(on time.Time) time.Time {
	if on.IsZero() {
		return r.today
	}
	return on
}
