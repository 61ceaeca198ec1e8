package records

import (
	"errors"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Identifier is a further code of a service or an organisation.
type Identifier struct{ base }

// Scheme and the following read an identifier's fields. One of Service and
// Organisation says whose it is.
func (i *Identifier) Scheme() string       { return i.GetString("scheme") }
func (i *Identifier) Value() string        { return i.GetString("value") }
func (i *Identifier) Service() string      { return i.GetString("service") }
func (i *Identifier) Organisation() string { return i.GetString("organisation") }

// NewServiceIdentifier makes a further code of a service.
func NewServiceIdentifier(app core.App, service, scheme, value string) (*Identifier, error) {
	return newIdentifier(app, "service", service, scheme, value)
}

// NewOrganisationIdentifier makes a further code of an organisation.
func NewOrganisationIdentifier(app core.App, organisation, scheme, value string) (*Identifier, error) {
	return newIdentifier(app, "organisation", organisation, scheme, value)
}

func newIdentifier(app core.App, whose, id, scheme, value string) (*Identifier, error) {
	i, err := newRecord[Identifier](app, "identifiers")
	if err == nil {
		i.Load(map[string]any{whose: id, "scheme": scheme, "value": value})
	}
	return i, err
}

// IdentifiersOfService lists the further codes of a service.
func IdentifiersOfService(app core.App, service string) ([]*Identifier, error) {
	return all[Identifier](app, "identifiers", dbx.HashExp{"service": service}, "scheme", "value")
}

// IdentifiersOfOrganisation lists the further codes of an organisation.
func IdentifiersOfOrganisation(app core.App, organisation string) ([]*Identifier, error) {
	return all[Identifier](app, "identifiers", dbx.HashExp{"organisation": organisation}, "scheme", "value")
}

// FindOrganisationByCode finds an organisation by its code in any scheme: its
// main one first, then a further one.
func FindOrganisationByCode(app core.App, code string) (*Organisation, error) {
	o, err := first[Organisation](app, "organisations", dbx.HashExp{"code": code}, "scheme")
	if !errors.Is(err, ErrNotFound) {
		return o, err
	}
	i, err := first[Identifier](app, "identifiers", dbx.And(dbx.HashExp{"value": code}, dbx.NewExp("organisation != ''")), "scheme")
	if err != nil {
		return nil, err
	}
	return FindOrganisation(app, i.Organisation())
}

// FindServiceByCode finds a service by its code in any scheme, or with its scheme in
// front (phs:N101H): its main one first, then a further one.
func FindServiceByCode(app core.App, code string) (*Service, error) {
	main, further := dbx.HashExp{"code": code}, dbx.HashExp{"value": code}
	if scheme, value, both := strings.Cut(code, ":"); both {
		main, further = dbx.HashExp{"code": value, "scheme": strings.ToLower(scheme)}, dbx.HashExp{"value": value, "scheme": strings.ToLower(scheme)}
	}
	s, err := first[Service](app, "services", main, "scheme")
	if !errors.Is(err, ErrNotFound) {
		return s, err
	}
	i, err := first[Identifier](app, "identifiers", dbx.And(further, dbx.NewExp("service != ''")), "scheme")
	if err != nil {
		return nil, err
	}
	return FindService(app, i.Service())
}
