package records

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// ServiceRow is a service as a load of an official list reads and writes it:
// what stands in the table, without what the service's own people say of it.
type ServiceRow struct {
	ID            string  `db:"id"`
	Scheme        string  `db:"scheme"`
	Code          string  `db:"code"`
	Name          string  `db:"name"`
	Aliases       string  `db:"aliases"` // one a line
	Address       string  `db:"address"`
	Town          string  `db:"town"`
	Postcode      string  `db:"postcode"`
	Kind          string  `db:"kind"`
	Council       string  `db:"council"`
	Phone         string  `db:"phone"`
	Website       string  `db:"website"`
	Organisation  string  `db:"organisation"`
	Parent        string  `db:"parent"`
	Successor     string  `db:"successor"`
	OpenedOn      string  `db:"openedOn"` // as Day writes it
	ClosedOn      string  `db:"closedOn"` // the first day it is no more
	ServiceReview string  `db:"serviceReview"`
	Treatments    string  `db:"treatments"` // as Codes writes them
	Latitude      float64 `db:"latitude"`
	Longitude     float64 `db:"longitude"`
	Filled        string  `db:"filled"` // the fields that another list than its own filled in, a line each: see directory
}

// OrganisationRow is the same for an organisation.
type OrganisationRow struct {
	ID        string `db:"id"`
	Scheme    string `db:"scheme"`
	Code      string `db:"code"`
	Name      string `db:"name"`
	Slug      string `db:"slug"`
	Aliases   string `db:"aliases"`
	Address   string `db:"address"`
	Town      string `db:"town"`
	Postcode  string `db:"postcode"`
	Kind      string `db:"kind"`
	Parent    string `db:"parent"`
	Successor string `db:"successor"`
	OpenedOn  string `db:"openedOn"`
	ClosedOn  string `db:"closedOn"` // as of a service
}

// column is one column of a row: its name, and what stands in it as text.
type column struct{ name, value string }

func (r *ServiceRow) columns() []column {
	return []column{{"name", r.Name}, {"aliases", r.Aliases}, {"address", r.Address}, {"town", r.Town}, {"postcode", r.Postcode},
		{"kind", r.Kind}, {"council", r.Council}, {"phone", r.Phone}, {"website", r.Website}, {"organisation", r.Organisation},
		{"parent", r.Parent}, {"successor", r.Successor}, {"openedOn", r.OpenedOn}, {"closedOn", r.ClosedOn},
		{"serviceReview", r.ServiceReview}, {"treatments", r.Treatments}, {"latitude", degrees(r.Latitude)}, {"longitude", degrees(r.Longitude)},
		{"scheme", r.Scheme}, {"code", r.Code}, {filledField, r.Filled}}
}

// filledField is our own note, which no report and no history names.
const filledField = "filled"

func (r *OrganisationRow) columns() []column {
	return []column{{"name", r.Name}, {"aliases", r.Aliases}, {"address", r.Address}, {"town", r.Town}, {"postcode", r.Postcode},
		{"kind", r.Kind}, {"parent", r.Parent}, {"successor", r.Successor}, {"openedOn", r.OpenedOn}, {"closedOn", r.ClosedOn},
		{"slug", r.Slug}, {"scheme", r.Scheme}, {"code", r.Code}}
}

func degrees(d float64) string {
	if d == 0 {
		return ""
	}
	return strconv.FormatFloat(d, 'f', -1, 64)
}

// Day is a time as a row holds it; "" for the zero time.
func Day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return stamp(at)
}

// DayOf reads what Day wrote; zero for "".
func DayOf(stored string) time.Time {
	at, _ := types.ParseDateTime(stored)
	return at.Time()
}

// Codes is a list of codes as a row holds it.
func Codes(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return `["` + strings.Join(codes, `","`) + `"]`
}

// CheckServiceRow says why a row would not fit the table, or "". A bulk load asks
// this because it does not go through app.Save, which would ask the same.
func CheckServiceRow(app core.App, r ServiceRow) (reason string) {
	return fits(app, "services", r.columns())
}

// CheckOrganisationRow is the same for an organisation.
func CheckOrganisationRow(app core.App, r OrganisationRow) (reason string) {
	return fits(app, "organisations", r.columns())
}

func fits(app core.App, collection string, columns []column) string {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return err.Error()
	}
	for _, v := range columns {
		switch f := c.Fields.GetByName(v.name).(type) {
		case *core.TextField:
			if n := len([]rune(v.value)); f.Max > 0 && n > f.Max {
				return fmt.Sprintf("its %s has %d characters, and %d is the most", v.name, n, f.Max)
			}
			if f.Required && v.value == "" {
				return "it has no " + v.name
			}
		case *core.SelectField:
			if v.value != "" && !slices.Contains(f.Values, v.value) || f.Required && v.value == "" {
				return fmt.Sprintf("its %s is %q; it must be one of: %s", v.name, v.value, strings.Join(f.Values, ", "))
			}
		}
	}
	return ""
}

// Fields that a load reports on by name.
const (
	FieldParent       = "parent"
	FieldOrganisation = "organisation"
	FieldSuccessor    = "successor"
	FieldClosedOn     = "closedOn"
)
