package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// The tree of services, and what became of them. The indexes over parent and
// successor hold only rows that have one, so SQLite takes them only for a
// question that says so.

// confirmed leaves out a service that nobody has confirmed yet: it is not public.
const confirmed = "unconfirmed = FALSE"

// partsOf picks what is a part of a service in public.
func partsOf(service string) dbx.Expression {
	return dbx.NewExp("parent = {:whole} AND parent != '' AND "+confirmed, dbx.Params{"whole": service})
}

// PartsOf lists the services that are a part of a service, confirmed or not, by
// name, the closed ones last; at most limit of them, all when it is negative.
func PartsOf(app core.App, service string, limit int64) ([]*Service, error) {
	return some[Service](app, "services", dbx.NewExp("parent = {:whole} AND parent != ''", dbx.Params{"whole": service}), limit, "(closedOn != '')", "name", "id")
}

// PublicParts lists the parts of a service that everyone may see, the open ones
// first, by name: at most limit of them from the offset on.
func PublicParts(app core.App, service string, limit, offset int64) ([]*Service, error) {
	found := []*Service{}
	err := app.RecordQuery("services").AndWhere(partsOf(service)).OrderBy("(closedOn != '')", "name", "id").Limit(limit).Offset(offset).All(&found)
	return found, wrap(err, "parts of a service")
}

// CountParts counts the services that are a part of a service.
func CountParts(app core.App, service string) (int, error) {
	n, err := app.CountRecords("services", partsOf(service))
	return int(n), wrap(err, "the number of parts")
}

// ServiceAndParts lists the ids of a service and of all its parts, however deep.
func ServiceAndParts(app core.App, service string) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`WITH RECURSIVE below(id, depth) AS (SELECT {:service}, 0
		UNION SELECT s.id, b.depth + 1 FROM below b CROSS JOIN services s ON s.parent = b.id AND s.parent != '' AND s.unconfirmed = FALSE WHERE b.depth < {:deepest})
		SELECT DISTINCT id FROM below`).Bind(dbx.Params{"service": service, "deepest": deepest}).Column(&ids)
	return ids, wrap(err, "all parts of a service")
}

// ServiceAndPast lists the ids of a service and all its parts, of what any of these
// took over, and of the parts of that.
func ServiceAndPast(app core.App, service string) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`WITH RECURSIVE around(id, depth) AS (SELECT {:service}, 0
		UNION SELECT s.id, a.depth + 1 FROM around a CROSS JOIN services s ON s.parent = a.id AND s.parent != '' AND s.unconfirmed = FALSE WHERE a.depth < {:deepest}
		UNION SELECT s.id, a.depth + 1 FROM around a CROSS JOIN services s ON s.successor = a.id AND s.successor != '' AND s.unconfirmed = FALSE WHERE a.depth < {:deepest})
		SELECT DISTINCT id FROM around`).Bind(dbx.Params{"service": service, "deepest": 2 * deepest}).Column(&ids)
	return ids, wrap(err, "all parts of a service, and what it took over")
}

// TakenOver lists the services that a service took over, by name.
func TakenOver(app core.App, service string) ([]*Service, error) {
	return all[Service](app, "services", dbx.NewExp("successor = {:now} AND successor != '' AND "+confirmed, dbx.Params{"now": service}), "name", "id")
}

// OrganisationsTakenOver is the same for an organisation.
func OrganisationsTakenOver(app core.App, organisation string) ([]*Organisation, error) {
	return all[Organisation](app, "organisations", dbx.NewExp("successor = {:now} AND successor != ''", dbx.Params{"now": organisation}), "name", "id")
}

// NewPart makes a service that is a part of another: it is run by the same
// organisation and lies in the same place.
func NewPart(app core.App, whole *Service, scheme, code, name, kind string) (*Service, error) {
	s, err := NewService(app, scheme, code, name, whole.Town(), whole.Organisation())
	if err == nil {
		s.Load(map[string]any{"parent": whole.Id, "kind": kind, "address": whole.Address(), "postcode": whole.Postcode(), "council": whole.Council()})
	}
	return s, err
}
