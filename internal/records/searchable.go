package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ServicesForSearch reads what the search knows of all services, the closed ones
// included, into a list of rows that are tagged with the names below.
func ServicesForSearch(app core.App, rows any) error {
	return wrap(app.DB().Select("s.id", "s.name", "s.aliases", "s.address", "s.town", "s.postcode", "s.code", "s.kind",
		"s.latitude", "s.longitude", "coalesce(i.codes, '') AS identifiers", "coalesce(o.name, '') AS organisation", "(s.closedOn <> '') AS closed", "s.unconfirmed").
		From("services s").LeftJoin("organisations o", dbx.NewExp("o.id = s.organisation")).
		LeftJoin("(SELECT service, group_concat(value, char(10)) AS codes FROM identifiers WHERE service <> '' GROUP BY service) i",
			dbx.NewExp("i.service = s.id")).
		OrderBy("s.id").All(rows), "the services for the search")
}
