package records

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// servicesOf picks the services that an organisation runs. Without words those
// at the top, because the wards of a hospital stand on its page; with words all
// that hold every word in their names, their town, postcode or code.
func servicesOf(organisation, words string) dbx.Expression {
	is := []dbx.Expression{dbx.HashExp{"organisation": organisation}, dbx.NewExp(confirmed)}
	asked := strings.Fields(words)
	if len(asked) == 0 {
		is = append(is, dbx.HashExp{"parent": ""})
	}
	for _, w := range asked[:min(len(asked), 8)] {
		is = append(is, dbx.Or(dbx.Like("name", w), dbx.Like("aliases", w), dbx.Like("town", w), dbx.Like("postcode", w), dbx.Like("code", w)))
	}
	return dbx.And(is...)
}

// ServicesOf lists the services of an organisation town by town, at most limit of
// them from the offset on.
func ServicesOf(app core.App, organisation, words string, limit, offset int64) ([]*Service, error) {
	found := []*Service{}
	err := app.RecordQuery("services").AndWhere(servicesOf(organisation, words)).
		OrderBy("(town COLLATE NOCASE)", "(closedOn != '')", "name", "id").Limit(limit).Offset(offset).All(&found)
	return found, wrap(err, "services of an organisation")
}

// CountServicesOf counts them.
func CountServicesOf(app core.App, organisation, words string) (int, error) {
	n, err := app.CountRecords("services", servicesOf(organisation, words))
	return int(n), wrap(err, "the number of services of an organisation")
}
