package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/places"
	"candour/internal/records"
)

// Router says whom stories reach. It remembers what it has read of the
// directory, so it is good for one look: a transaction, or a run of the command.
type Router struct {
	app   core.App
	ctx   context.Context //nolint:containedctx // a router lives no longer than the call that made it
	today time.Time

	codes         map[string]*records.Service
	services      map[string]*records.Service
	organisations map[string]*records.Organisation
	bodies        map[string]*records.Organisation // by code; nil: not in the directory
	allCodes      map[string][]string              // of organisations, by id
	living        map[string]int                   // postcodes in use, by the code of an area
	found         map[string][]reason              // what was worked out for a service on a day
	standings     map[string]places.Standing       // of organisations on a day, for an area
	areas         map[string]places.Area           // in which services lie
}

// NewRouter makes a router for one look at the directory.
func NewRouter(app core.App, ctx context.Context) *Router {
	return &Router{app: app, ctx: ctx, today: now(app), codes: map[string]*records.Service{}, services: map[string]*records.Service{},
		organisations: map[string]*records.Organisation{}, bodies: map[string]*records.Organisation{}, living: map[string]int{}, allCodes: map[string][]string{}, found: map[string][]reason{}, standings: map[string]places.Standing{}, areas: map[string]places.Area{}}
}

// reason is why a story reaches an organisation, as a sentence.
type reason struct {
	to    *records.Organisation
	words string
	gone  bool // of an area: it is no more, and who took over stands in the list as well
}

// spot is a service a story is about, or one above it, or what it became.
type spot struct {
	*records.Service
	was string // the name of what it took over from; empty for what the story names
}

// ofStory gives whom a stored story reaches by what it says: its services and
// its tags.
func (r *Router) ofStory(storyID string, on time.Time) ([]reason, error) {
	services, err := records.ServicesOfStory(r.app, storyID)
	if err != nil {
		return nil, err
	}
	var all []reason
	for _, v := range services {
		more, err := r.ofService(v, on)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	tags, err := records.TagsOnStories(r.app, []string{storyID})
	if err != nil {
		return nil, fmt.Errorf("reading the tags of a story: %w", err)
	}
	links, err := records.LinksTo(r.app, records.LinkedTo{Tags: tags}, on)
	if err != nil {
		return nil, err
	}
	for _, l := range links {
		if all, err = r.linked(all, l, stand{on: on}, verb(l.Kind())+" a tag of the story."); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// ofService gives whom a story about a service reaches.
func (r *Router) ofService(v *records.Service, on time.Time) ([]reason, error) {
	key := v.Id + on.Format(time.DateTime)
	if known, ok := r.found[key]; ok {
		return known, nil
	}
	spots, err := r.spots(v)
	if err != nil {
		return nil, err
	}
	at := stand{on: on}
	if at.area, err = r.areaOfSpots(spots); err != nil {
		return nil, err
	}
	all, err := r.running(spots, at)
	if err != nil {
		return nil, err
	}
	if all, err = r.linkedTo(all, spots, at); err != nil {
		return nil, err
	}
	r.found[key] = all
	return all, nil
}

// spots are a service, those above it, and the same for whatever took over from
// any of them, nearest first.
func (r *Router) spots(v *records.Service) ([]spot, error) {
	list, seen := []spot{{Service: v}}, map[string]bool{v.Id: true}
	for i := 0; i < len(list); i++ {
		at := list[i]
		became := at.Successor()
		if at.ClosedOn().After(r.today) {
			became = "" // not yet
		}
		for _, next := range []struct{ id, was string }{{at.Parent(), at.was}, {became, at.Name()}} {
			if next.id == "" || seen[next.id] {
				continue
			}
			seen[next.id] = true
			found, err := r.service(next.id)
			if err != nil {
				return nil, fmt.Errorf("finding what a service is a part of, or became: %w", err)
			}
			list = append(list, spot{found, next.was})
		}
	}
	return list, nil
}

// running gives the organisations that run any of these, those above them, those
// that took over, and where one is newer than the story, whoever was there then.
func (r *Router) running(spots []spot, at stand) ([]reason, error) {
	var all []reason
	said := map[string]bool{}
	for _, s := range spots {
		id := s.Organisation()
		if id == "" || said[id] {
			continue
		}
		said[id] = true
		o, err := r.organisation(id)
		if err != nil {
			return nil, err
		}
		words := "It runs " + s.Name() + "."
		if s.was != "" {
			words = "It runs " + s.Name() + ", which took over from " + s.was + "."
		}
		all = append(all, reason{to: o, words: words})
		then, err := r.inItsPlace(o, at.on)
		if err != nil {
			return nil, err
		}
		for _, was := range then {
			words := "It was responsible then: " + o.Name() + " took over from it."
			if len(then) > 1 {
				words = "It may have been responsible then: " + o.Name() + " took over from it."
			}
			said[was.Id] = true
			if all, err = r.above(append(all, reason{to: was, words: words}), was, said, at); err != nil {
				return nil, err
			}
		}
		if all, err = r.above(all, o, said, at); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (r *Router) closed(o *records.Organisation) bool {
	return !o.ClosedOn().IsZero() && !o.ClosedOn().After(r.today)
}

func (r *Router) service(id string) (*records.Service, error) {
	return remember(r.services, id, func() (*records.Service, error) { return records.FindService(r.app, id) })
}

func (r *Router) serviceByCode(code string) (*records.Service, error) {
	return remember(r.codes, code, func() (*records.Service, error) { return records.FindServiceByCode(r.app, code) })
}

func (r *Router) organisation(id string) (*records.Organisation, error) {
	return remember(r.organisations, id, func() (*records.Organisation, error) { return records.FindOrganisation(r.app, id) })
}

// body finds the organisation of a body by any of its codes: official files know
// it by one or by another. It gives nil for one that is not in the directory.
func (r *Router) body(b places.Body) (*records.Organisation, error) {
	return remember(r.bodies, b.Code, func() (*records.Organisation, error) {
		codes := []string{b.Code}
		for _, i := range b.Identifiers {
			codes = append(codes, i.Value)
		}
		for _, code := range codes {
			if o, err := records.FindOrganisationByCode(r.app, code); !errors.Is(err, records.ErrNotFound) {
				return o, err
			}
		}
		return nil, nil
	})
}

// remember reads something once.
func remember[T any](known map[string]T, key string, read func() (T, error)) (T, error) {
	if v, ok := known[key]; ok {
		return v, nil
	}
	v, err := read()
	if err == nil {
		known[key] = v
	}
	return v, err
}
