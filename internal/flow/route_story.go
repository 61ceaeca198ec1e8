package flow

import (
	"context"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/places"
	"candour/internal/records"
)

// Reached is one organisation that a story would reach, and why.
type Reached struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind"`
	Why  string `json:"why"`
	id   string
	by   string // "service" or "area"
}

// Route says whom a story about a service, by an author with a postcode, would
// reach, line by line. Either may be empty.
func Route(app core.App, ctx context.Context, serviceCode, postcode string) ([]Reached, error) {
	reached := []Reached{}
	if serviceCode != "" {
		v, err := records.FindServiceByCode(app, serviceCode)
		if errors.Is(err, records.ErrNotFound) {
			return nil, fmt.Errorf("there is no service with the code %s", serviceCode)
		}
		if err != nil {
			return nil, err
		}
		if reached, err = byService(app, v); err != nil {
			return nil, err
		}
	}
	area, err := byArea(app, ctx, postcode)
	return append(reached, area...), err
}

// routeStory finds anew the organisations a stored story reaches: those that run
// or partner its services, and those that answer for the author's area.
func routeStory(tx core.App, storyID string) error {
	services, err := records.ServicesOfStory(tx, storyID)
	if err != nil {
		return err
	}
	var reached []Reached
	for _, v := range services {
		more, err := byService(tx, v)
		if err != nil {
			return err
		}
		reached = append(reached, more...)
	}
	postcode, err := postcodeOf(tx, storyID)
	if err != nil {
		return err
	}
	area, err := byArea(tx, context.Background(), postcode)
	if err != nil {
		return err
	}
	var reach []records.Reach
	for _, r := range append(reached, area...) {
		reach = append(reach, records.Reach{Organisation: r.id, Why: r.by})
	}
	_, err = records.SetReach(tx, storyID, reach)
	return err
}

func byService(app core.App, v *records.Service) ([]Reached, error) {
	reached := []Reached{}
	partners, err := records.PartnersOf(app, v.Id, now(app))
	if err != nil {
		return nil, fmt.Errorf("finding who answers for a service: %w", err)
	}
	for i, id := range append([]string{v.Organisation()}, partners...) {
		if id == "" {
			continue
		}
		o, err := records.FindOrganisation(app, id)
		if err != nil {
			return nil, fmt.Errorf("finding who answers for a service: %w", err)
		}
		why := "runs " + v.Name()
		if i > 0 {
			why = "answers for the area of " + v.Name()
		}
		reached = append(reached, Reached{o.Code(), o.Name(), o.Kind(), why, o.Id, "service"})
	}
	return reached, nil
}

// byArea lists who answers for where the author lives. A postcode that is not
// known reaches nobody by area, and is no error.
func byArea(app core.App, ctx context.Context, postcode string) ([]Reached, error) {
	table := deployment.Of(app).Places
	if postcode == "" || table == nil {
		return nil, nil
	}
	area, found, err := table.Find(ctx, postcode)
	if err != nil || !found {
		return nil, err
	}
	var reached []Reached
	for _, body := range places.Answering(area, deployment.Now(app)) {
		o, err := records.FindOrganisationByCode(app, body.Code)
		if errors.Is(err, records.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		reached = append(reached, Reached{o.Code(), o.Name(), o.Kind(), body.Why, o.Id, "area"})
	}
	return reached, nil
}

func postcodeOf(tx core.App, storyID string) (string, error) {
	c, err := records.FindContact(tx, storyID)
	if errors.Is(err, records.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return c.Postcode(deployment.Of(tx).Sealer)
}
