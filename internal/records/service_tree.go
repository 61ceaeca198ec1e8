package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// The tree of services, and what became of them. The indexes over parent and
// successor hold only rows that have one, so SQLite takes them only for a
// question that says so. A service that nobody has confirmed yet is not public
// and is left out here.

const confirmed = "unconfirmed = FALSE"

// partsOf picks what is a part of a service.
func partsOf(service string) dbx.Expression {
	return dbx.NewExp("parent = {:whole} AND parent != '' AND "+confirmed, dbx.Params{"whole": service})
}

// PartsOf lists the services that are a part of a service, the open ones first,
// by name: at most limit of them from the offset on.
func PartsOf(app core.App, service string, limit, offset int64) ([]*Service, error) {
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

// Close closes a service on a day; next is the id of what it became, if anything.
func (s *Service) Close(on time.Time, next string) {
	s.setTime("closedOn", on)
	s.Set("successor", next)
}
