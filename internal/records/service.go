package records

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Service is the ward, clinic, practice or home a story is about.
type Service struct{ base }

// Code and the following read a service's fields.
func (s *Service) Code() string     { return s.GetString("code") }
func (s *Service) Scheme() string   { return s.GetString("scheme") }
func (s *Service) Name() string     { return s.GetString("name") }
func (s *Service) Aliases() string  { return s.GetString("aliases") }
func (s *Service) Address() string  { return s.GetString("address") }
func (s *Service) Town() string     { return s.GetString("town") }
func (s *Service) Postcode() string { return s.GetString("postcode") }
func (s *Service) Kind() string     { return s.GetString("kind") }
func (s *Service) Council() string  { return s.GetString("council") }
func (s *Service) Phone() string    { return s.GetString("phone") }
func (s *Service) Website() string  { return s.GetString("website") }
func (s *Service) OwnWords() string { return s.GetString("ownWords") }

// Organisation is who runs the service. A part of a service is run by whoever
// runs the whole.
func (s *Service) Organisation() string { return s.GetString("organisation") }

// Parent is the service this one is a part of; empty at the top.
func (s *Service) Parent() string { return s.GetString("parent") }

// Successor is what the service became when it closed or was merged.
func (s *Service) Successor() string { return s.GetString("successor") }

// Unconfirmed says that a moderator added the service and nobody else has
// confirmed it yet.
func (s *Service) Unconfirmed() bool { return s.GetBool("unconfirmed") }

// ServiceReview says whether the service looks at stories before publication:
// "yes", "no", or "" when that goes by its kind.
func (s *Service) ServiceReview() string { return s.GetString("serviceReview") }

// Treatments are the codes of the treatment functions it offers.
func (s *Service) Treatments() []string { return s.GetStringSlice("treatments") }

// OtherNames are its other and former names.
func (s *Service) OtherNames() []string { return lines(s.Aliases()) }

// Position is where the service lies, in degrees (WGS 84); false when nobody knows.
func (s *Service) Position() (latitude, longitude float64, ok bool) {
	latitude, longitude = s.GetFloat("latitude"), s.GetFloat("longitude")
	return latitude, longitude, latitude != 0 || longitude != 0
}

// OpenedOn and ClosedOn are the first day of the service, and the first day it is no
// more; zero when not known, and while it is open. Lists give the last day something
// was open, and a load stores the day after: what counts by the calendar, whom a story
// reaches and since when a page says that something is closed, begins on that day.
func (s *Service) OpenedOn() time.Time { return s.time("openedOn") }
func (s *Service) ClosedOn() time.Time { return s.time("closedOn") }

// Closed reports whether the service has closed.
func (s *Service) Closed() bool { return !s.ClosedOn().IsZero() }

// FindService finds a service by its id.
func FindService(app core.App, id string) (*Service, error) {
	return first[Service](app, "services", dbx.HashExp{"id": id})
}

// FindServices finds services by their ids; those that do not exist are left out.
func FindServices(app core.App, ids []string) ([]*Service, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return all[Service](app, "services", dbx.In("id", texts(ids)...), "name")
}

// ServicesAbove lists what a service is a part of, nearest first.
func ServicesAbove(app core.App, s *Service) ([]*Service, error) {
	var above []*Service
	for up := s.Parent(); up != "" && len(above) < deepest; {
		p, err := FindService(app, up)
		if err != nil {
			return nil, err
		}
		above, up = append(above, p), p.Parent()
	}
	return above, nil
}

// deepest bounds a walk up the tree, should it ever be broken.
const deepest = story.DeepestTree

// NewService makes a service known by an official code and run by an organisation.
func NewService(app core.App, scheme, code, name, town, organisation string) (*Service, error) {
	s, err := newRecord[Service](app, "services")
	if err == nil {
		s.Load(map[string]any{"scheme": scheme, "code": code, "name": name, "town": town, "organisation": organisation})
	}
	return s, err
}

// lines are the lines of a text that hold something.
func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}
