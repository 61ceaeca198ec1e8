package records

import (
	"errors"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Turn is the one row that says up to when the site has acted on what opens and
// closes by the calendar.
type Turn struct{ base }

// UpTo is that moment; zero before the first time.
func (t *Turn) UpTo() time.Time { return t.time("upTo") }

// SetUpTo writes it down.
func (t *Turn) SetUpTo(at time.Time) { t.setTime("upTo", at) }

// LastTurn finds the row, or makes it. It must be asked inside a transaction.
func LastTurn(tx core.App) (*Turn, error) {
	t, err := first[Turn](tx, "turns", dbx.NewExp("TRUE"))
	if errors.Is(err, ErrNotFound) {
		return newRecord[Turn](tx, "turns")
	}
	return t, err
}

// ServicesClosing lists the services that became another after a moment, zero for
// ever before, and by another.
func ServicesClosing(app core.App, after, by time.Time) ([]*Service, error) {
	return all[Service](app, "services", dbx.NewExp("successor != '' AND closedOn > {:after} AND closedOn <= {:by}", between(after, by)), "id")
}

// OrganisationsTurning lists the organisations that closed after a moment, zero for
// ever before, and by another, and those from which one took over that opened in that
// time: of these, the ones that a story reaches.
func OrganisationsTurning(app core.App, after, by time.Time) ([]*Organisation, error) {
	return all[Organisation](app, "organisations", dbx.NewExp("(closedOn > {:after} AND closedOn <= {:by} OR successor != '' AND successor IN "+
		"(SELECT id FROM organisations WHERE openedOn > {:after} AND openedOn <= {:by})) AND EXISTS (SELECT 1 FROM story_scopes x WHERE x.organisation = organisations.id)",
		between(after, by)), "id")
}

func between(after, by time.Time) dbx.Params {
	return dbx.Params{"after": stamp(after), "by": stamp(by)}
}
