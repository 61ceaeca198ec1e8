package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Organisation runs, commissions, regulates, inspects or follows services.
type Organisation struct{ base }

// Code and the following read an organisation's fields.
func (o *Organisation) Code() string   { return o.GetString("code") }
func (o *Organisation) Scheme() string { return o.GetString("scheme") }
func (o *Organisation) Name() string   { return o.GetString("name") }
func (o *Organisation) Kind() string   { return o.GetString("kind") }

// FindOrganisation finds an organisation by its id.
func FindOrganisation(app core.App, id string) (*Organisation, error) {
	return first[Organisation](app, "organisations", dbx.HashExp{"id": id})
}

// FindOrganisationByCode finds an organisation by its official code.
func FindOrganisationByCode(app core.App, code string) (*Organisation, error) {
	return first[Organisation](app, "organisations", dbx.HashExp{"code": code})
}

// FindOrganisations finds organisations by their ids.
func FindOrganisations(app core.App, ids []string) ([]*Organisation, error) {
	return all[Organisation](app, "organisations", dbx.In("id", texts(ids)...), "name")
}

// Service is the ward, clinic, practice or home a story is about.
type Service struct{ base }

// Code and the following read a service's fields.
func (s *Service) Code() string         { return s.GetString("code") }
func (s *Service) Scheme() string       { return s.GetString("scheme") }
func (s *Service) Name() string         { return s.GetString("name") }
func (s *Service) Aliases() string      { return s.GetString("aliases") }
func (s *Service) Address() string      { return s.GetString("address") }
func (s *Service) Town() string         { return s.GetString("town") }
func (s *Service) Postcode() string     { return s.GetString("postcode") }
func (s *Service) Kind() string         { return s.GetString("kind") }
func (s *Service) Organisation() string { return s.GetString("organisation") }
func (s *Service) Partners() []string   { return s.GetStringSlice("partners") }
func (s *Service) Closed() bool         { return !s.time("closedOn").IsZero() }

// ClosedOn is the day the service closed; zero while it is open.
func (s *Service) ClosedOn() time.Time { return s.time("closedOn") }

// FindService finds a service by its id.
func FindService(app core.App, id string) (*Service, error) {
	return first[Service](app, "services", dbx.HashExp{"id": id})
}

// FindServiceByCode finds a service by its official code.
func FindServiceByCode(app core.App, code string) (*Service, error) {
	return first[Service](app, "services", dbx.HashExp{"code": code})
}

// FindServices finds services by their ids; those that do not exist are left out.
func FindServices(app core.App, ids []string) ([]*Service, error) {
	return all[Service](app, "services", dbx.In("id", texts(ids)...), "name")
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// NewOrganisation makes an organisation known by an official code.
func NewOrganisation(app core.App, scheme, code, name, kind string) (*Organisation, error) {
	o, err := newRecord[Organisation](app, "organisations")
	if err == nil {
		o.Set("scheme", scheme)
		o.Set("code", code)
		o.Set("name", name)
		o.Set("kind", kind)
	}
	return o, err
}

// NewService makes a service known by an official code and run by an organisation.
func NewService(app core.App, scheme, code, name, town, organisation string) (*Service, error) {
	s, err := newRecord[Service](app, "services")
	if err == nil {
		s.Set("scheme", scheme)
		s.Set("code", code)
		s.Set("name", name)
		s.Set("town", town)
		s.Set("organisation", organisation)
	}
	return s, err
}
