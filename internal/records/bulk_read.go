package records

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// What a load of an official list has to know of what is stored.

// PlaceInTree is where a service or an organisation stands: its code, and the ids
// of what it is a part of, is run by and became.
type PlaceInTree struct {
	ID           string `db:"id"`
	Scheme       string `db:"scheme"`
	Code         string `db:"code"`
	Parent       string `db:"parent"`
	Organisation string `db:"organisation"` // of a service
	Successor    string `db:"successor"`
	ClosedOn     string `db:"closedOn"` // as Day writes it
	Filled       string `db:"filled"`   // of a service, as in a ServiceRow
}

// EachService hands on where every service stands.
func EachService(app core.App, take func(PlaceInTree)) error {
	return eachPlace(app, "SELECT id, scheme, code, parent, organisation, successor, closedOn, filled FROM services", take)
}

// EachOrganisation hands on where every organisation stands.
func EachOrganisation(app core.App, take func(PlaceInTree)) error {
	return eachPlace(app, "SELECT id, scheme, code, parent, '' AS organisation, successor, closedOn, '' AS filled FROM organisations", take)
}

func eachPlace(app core.App, query string, take func(PlaceInTree)) error {
	return eachRow(app, query, func(rows *dbx.Rows) error {
		var p PlaceInTree
		if err := rows.ScanStruct(&p); err != nil {
			return err
		}
		take(p)
		return nil
	})
}

// FurtherCode is a further code of a service or an organisation.
type FurtherCode struct {
	Scheme       string `db:"scheme"`
	Value        string `db:"value"`
	Service      string `db:"service"`
	Organisation string `db:"organisation"`
}

// EachIdentifier hands on every further code.
func EachIdentifier(app core.App, take func(FurtherCode)) error {
	return eachRow(app, "SELECT scheme, value, service, organisation FROM identifiers", func(rows *dbx.Rows) error {
		var c FurtherCode
		if err := rows.ScanStruct(&c); err != nil {
			return err
		}
		take(c)
		return nil
	})
}

func eachRow(app core.App, query string, take func(*dbx.Rows) error) error {
	rows, err := app.DB().NewQuery(query).Rows()
	if err != nil {
		return fmt.Errorf("reading the directory: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := take(rows); err != nil {
			return fmt.Errorf("reading the directory: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the directory: %w", err)
	}
	return nil
}

// FindServiceRows reads services by their ids.
func FindServiceRows(app core.App, ids []string) (map[string]ServiceRow, error) {
	rows, found := []ServiceRow{}, map[string]ServiceRow{}
	err := app.DB().Select("id", "scheme", "code", "name", "aliases", "address", "town", "postcode", "kind", "council", "phone", "website",
		"organisation", "parent", "successor", "openedOn", "closedOn", "serviceReview", "latitude", "longitude", "filled",
		"CASE WHEN coalesce(treatments, 'null') IN ('null', '[]') THEN '' ELSE treatments END AS treatments").
		From("services").Where(dbx.In("id", texts(ids)...)).All(&rows)
	for _, r := range rows {
		found[r.ID] = r
	}
	return found, wrap(err, "services")
}

// FindOrganisationRows reads organisations by their ids.
func FindOrganisationRows(app core.App, ids []string) (map[string]OrganisationRow, error) {
	rows, found := []OrganisationRow{}, map[string]OrganisationRow{}
	err := app.DB().Select("id", "scheme", "code", "name", "slug", "aliases", "address", "town", "postcode", "kind", "parent", "successor",
		"openedOn", "closedOn").From("organisations").Where(dbx.In("id", texts(ids)...)).All(&rows)
	for _, r := range rows {
		found[r.ID] = r
	}
	return found, wrap(err, "organisations")
}

// LinkRow is a link as a load reads and writes it.
type LinkRow struct {
	ID           string `db:"id"`
	Organisation string `db:"organisation"`
	Kind         string `db:"kind"`
	Service      string `db:"service"`
	Target       string `db:"target"`
	Area         string `db:"area"`
	ServiceKind  string `db:"serviceKind"`
	Since        string `db:"since"`
	Until        string `db:"until"`
	Source       string `db:"source"`
}

// FindLinkRows reads the links that lead to services or organisations, or from
// these organisations to areas and kinds.
func FindLinkRows(app core.App, ids []string) ([]LinkRow, error) {
	rows := []LinkRow{}
	columns := []string{"id", "organisation", "kind", "service", "target", "area", "serviceKind", "since", "until", "source"}
	for _, where := range linksAround(ids) {
		some := []LinkRow{}
		if err := app.DB().Select(columns...).From("links").Where(where).All(&some); err != nil {
			return nil, wrap(err, "links")
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// linksAround are the questions for the links of FindLinkRows, each by an index of
// its own. Most links have no tag, no target or no service; the plus keeps SQLite
// from taking an index over these for the narrower one.
func linksAround(ids []string) []dbx.Expression {
	return []dbx.Expression{dbx.In("service", texts(ids)...), dbx.In("target", texts(ids)...),
		dbx.And(dbx.In("organisation", texts(ids)...), dbx.NewExp("+service = '' AND +target = '' AND +tag = ''"))}
}
