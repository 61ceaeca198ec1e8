package directory

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Entries reads all services for NewIndex, the closed ones included.
func Entries(app core.App) ([]Entry, error) {
	var entries []Entry
	err := app.DB().Select("s.id", "s.name", "s.aliases", "s.address", "s.town", "s.postcode", "s.code", "s.kind",
		"coalesce(o.name, '') AS organisation", "(s.closedOn <> '') AS closed").
		From("services s").LeftJoin("organisations o", dbx.NewExp("o.id = s.organisation")).
		OrderBy("s.id").All(&entries)
	if err != nil {
		return nil, fmt.Errorf("reading the services for the search: %w", err)
	}
	return entries, nil
}
