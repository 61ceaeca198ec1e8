package directory

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"candour/internal/records"
)

// What a file says of something, laid over what is known of it.

func serviceRow(s *Service) records.ServiceRow {
	return records.ServiceRow{Scheme: s.Scheme, Code: s.Code, Name: s.Name, Aliases: aliases("", s.Name, s.Aliases...), Address: s.Address,
		Town: s.Town, Postcode: s.Postcode, Kind: s.Kind, Council: s.Council, Phone: s.Phone, Website: s.Website, OpenedOn: records.Day(s.OpenedOn),
		ClosedOn: records.Day(s.ClosedOn), ServiceReview: s.Review, Treatments: records.Codes(s.Treatments), Latitude: s.Latitude, Longitude: s.Longitude}
}

func organisationRow(o *Organisation) records.OrganisationRow {
	name := slug(o.Name)
	return records.OrganisationRow{Scheme: o.Scheme, Code: o.Code, Name: o.Name, Slug: name[:min(len(name), 200)], Aliases: aliases("", o.Name, o.Aliases...),
		Address: o.Address, Town: o.Town, Postcode: o.Postcode, Kind: o.Kind, OpenedOn: records.Day(o.OpenedOn), ClosedOn: records.Day(o.ClosedOn)}
}

// serviceNow is a service as it is after a load. The list that gave a service its
// code says what it is called and where it is; any other adds what is not known.
func (l *load) serviceNow(n *node, was records.ServiceRow, s *Service) records.ServiceRow {
	says, now := serviceRow(s), was
	if !n.stored {
		now = records.ServiceRow{ID: n.id, Scheme: says.Scheme, Code: says.Code}
	}
	merged := n.stored && l.known.codes[Code{s.Scheme, s.Code}].merged
	owns := !n.stored && !s.FillsOnly || owns(n, s) && !merged
	filled, list, former := readFills(was.Filled), s.list(), was.Name
	for _, f := range []struct {
		field string
		to    *string
		value string
	}{{"name", &now.Name, says.Name}, {"address", &now.Address, says.Address}, {"town", &now.Town, says.Town}, {"postcode", &now.Postcode, says.Postcode},
		{"kind", &now.Kind, says.Kind}, {"council", &now.Council, says.Council}, {"phone", &now.Phone, says.Phone}, {"website", &now.Website, says.Website},
		{"openedOn", &now.OpenedOn, says.OpenedOn}, {"treatments", &now.Treatments, says.Treatments}} {
		*f.to = filled.lay(f.field, *f.to, f.value, list, owns)
	}
	if own := s.Scheme == SchemeLocal; own || !owns || now.ServiceReview == "" { // an administrator's word stands
		now.ServiceReview = filled.lay("serviceReview", now.ServiceReview, says.ServiceReview, list, own || owns)
	}
	if is := filled.lay("position", at(now), at(says), list, owns); is != at(now) {
		now.Latitude, now.Longitude = says.Latitude, says.Longitude
	}
	now.Aliases = l.names(now.Aliases, now.Name, append(slices.Clone(s.Aliases), former, says.Name))
	now.Parent, now.Organisation, now.Successor = idOf(n.parent), idOf(n.organisation), idOf(n.successor)
	delete(filled, records.FieldOrganisation)
	if by := l.known.runBy[n]; by != "" && now.Organisation != "" {
		filled[records.FieldOrganisation] = filledBy(by, now.Organisation)
	}
	now.Filled = filled.String()
	if !merged {
		now.ClosedOn = l.closing(n, was.ClosedOn, shutOn(says.ClosedOn, was.ClosedOn, s.Shut, l.day()), s.Open, owns)
	}
	return now
}

// at is a position as one value, "" for none.
func at(r records.ServiceRow) string {
	if r.Latitude == 0 && r.Longitude == 0 {
		return ""
	}
	return fmt.Sprint(r.Latitude, " ", r.Longitude)
}

func (l *load) organisationNow(n *node, was records.OrganisationRow, o *Organisation) records.OrganisationRow {
	says := organisationRow(o)
	now := was
	if !n.stored {
		now = says
		now.ID = n.id
	}
	// As with services: the list that gave it its code says what it is called.
	owns, former := n.main.Scheme == o.Scheme, was.Name
	for _, f := range []struct {
		to    *string
		value string
	}{{&now.Name, says.Name}, {&now.Address, says.Address}, {&now.Town, says.Town}, {&now.Postcode, says.Postcode}, {&now.Kind, says.Kind},
		{&now.OpenedOn, says.OpenedOn}} {
		if f.value != "" && (owns || *f.to == "") {
			*f.to = f.value
		}
	}
	now.Aliases = l.names(now.Aliases, now.Name, append(slices.Clone(o.Aliases), former, says.Name))
	now.Parent, now.Successor = idOf(n.parent), idOf(n.successor)
	now.ClosedOn = l.closing(n, was.ClosedOn, says.ClosedOn, o.Open, owns)
	return now
}

func idOf(n *node) string {
	if n == nil {
		return ""
	}
	return n.id
}

// mostAliases is how long the list of other names may grow; what comes later is
// left out rather than the service.
const mostAliases = 2000

func (l *load) names(known, name string, more []string) string {
	all := aliases(known, name, more...)
	if len([]rune(all)) > mostAliases {
		return aliases(known, name)
	}
	return all
}

// closing is the day on which something closed, after a load. What became something
// else is closed. What is closed is opened again only by a list that says that it
// is open, is newer than the closing, and names nothing that it became.
func (l *load) closing(n *node, was, says string, open, owns bool) string {
	switch {
	case n.successor != nil && n.successor != n.was.successor && says == "" && was == "":
		return records.Day(l.day())
	case says != "" && was == "":
		return says
	case says != "" && owns && !l.o.AlthoughOlder:
		return says
	case open && owns && was != "" && n.successor == nil && !l.o.Released.IsZero() && !l.o.AlthoughOlder && l.o.Released.After(records.DayOf(was)):
		return ""
	}
	return was
}

// shutOn is the day on which something closed of which the file says only that it
// did.
func shutOn(says, was string, shut bool, day time.Time) string {
	if shut && says == "" {
		return cmp.Or(was, records.Day(day))
	}
	return says
}

// day is the day a file speaks of, or today.
func (l *load) day() time.Time {
	if !l.o.Released.IsZero() {
		return l.o.Released
	}
	return dayStart(l.o.today())
}
