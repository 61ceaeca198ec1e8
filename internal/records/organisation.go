package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Organisation runs, commissions, regulates, inspects or follows services.
type Organisation struct{ base }

// Code and the following read an organisation's fields.
func (o *Organisation) Code() string     { return o.GetString("code") }
func (o *Organisation) Scheme() string   { return o.GetString("scheme") }
func (o *Organisation) Name() string     { return o.GetString("name") }
func (o *Organisation) Kind() string     { return o.GetString("kind") }
func (o *Organisation) Address() string  { return o.GetString("address") }
func (o *Organisation) Town() string     { return o.GetString("town") }
func (o *Organisation) Postcode() string { return o.GetString("postcode") }
func (o *Organisation) OwnWords() string { return o.GetString("ownWords") }

// Parent is the organisation this one is a part of; empty at the top.
func (o *Organisation) Parent() string { return o.GetString("parent") }

// Successor is the organisation that took over when this one closed.
func (o *Organisation) Successor() string { return o.GetString("successor") }

// OtherNames are its other and former names.
func (o *Organisation) OtherNames() []string { return lines(o.GetString("aliases")) }

// OpenedOn and ClosedOn are, as with services, the first day of the organisation, and
// the first day it is no more; zero when not known, and while it is open.
func (o *Organisation) OpenedOn() time.Time { return o.time("openedOn") }
func (o *Organisation) ClosedOn() time.Time { return o.time("closedOn") }

// TermFrom and TermUntil are the first day on which the organisation takes part
// here, and the first on which it does not any more; zero where there is no such end.
func (o *Organisation) TermFrom() time.Time  { return o.time("termFrom") }
func (o *Organisation) TermUntil() time.Time { return o.time("termUntil") }

// SetTerm says from which day and until which day the organisation takes part.
func (o *Organisation) SetTerm(from, until time.Time) {
	o.setTime("termFrom", from)
	o.setTime("termUntil", until)
}

// TakesPart reports whether the organisation's term holds on a day: its members
// are let in and letters go to them.
func (o *Organisation) TakesPart(on time.Time) bool {
	from, until := o.time("termFrom"), o.time("termUntil")
	return (from.IsZero() || !on.Before(from)) && (until.IsZero() || on.Before(until))
}

// FindOrganisation finds an organisation by its id.
func FindOrganisation(app core.App, id string) (*Organisation, error) {
	return first[Organisation](app, "organisations", dbx.HashExp{"id": id})
}

// FindOrganisations finds organisations by their ids.
func FindOrganisations(app core.App, ids []string) ([]*Organisation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return all[Organisation](app, "organisations", dbx.In("id", texts(ids)...), "name")
}

// OrganisationsBelow lists the organisations that are a part of one, the open ones
// first, by name.
func OrganisationsBelow(app core.App, organisation string) ([]*Organisation, error) {
	return all[Organisation](app, "organisations",
		dbx.NewExp("parent = {:above} AND parent != ''", dbx.Params{"above": organisation}), "(closedOn != '')", "name", "id")
}

// OrganisationsAbove lists what an organisation is a part of, nearest first.
func OrganisationsAbove(app core.App, o *Organisation) ([]*Organisation, error) {
	var above []*Organisation
	for up := o.Parent(); up != "" && len(above) < deepest; {
		p, err := FindOrganisation(app, up)
		if err != nil {
			return nil, err
		}
		above, up = append(above, p), p.Parent()
	}
	return above, nil
}

// NewOrganisation makes an organisation known by an official code.
func NewOrganisation(app core.App, scheme, code, name, kind string) (*Organisation, error) {
	o, err := newRecord[Organisation](app, "organisations")
	if err == nil {
		o.Load(map[string]any{"scheme": scheme, "code": code, "name": name, "kind": kind})
	}
	return o, err
}
