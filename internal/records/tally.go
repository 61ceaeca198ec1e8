package records

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Tally is how often something happened in a month. It leads to nobody.
type Tally struct{ base }

// Month and the following read a tally's fields.
func (t *Tally) Month() string  { return t.GetString("month") }
func (t *Tally) What() string   { return t.GetString("what") }
func (t *Tally) Reason() string { return t.GetString("reason") }
func (t *Tally) Count() int     { return t.GetInt("count") }

// Raise counts one more in a month ("2026-11"). It must be asked inside the
// transaction of what is counted.
func Raise(tx core.App, month, what, reason string) error {
	t, err := first[Tally](tx, "tallies", dbx.HashExp{"month": month, "what": what, "reason": reason})
	if errors.Is(err, ErrNotFound) {
		t, err = newRecord[Tally](tx, "tallies")
	}
	if err != nil {
		return err
	}
	t.Set("month", month)
	t.Set("what", what)
	t.Set("reason", reason)
	t.Set("count", t.Count()+1)
	if err := tx.Save(t); err != nil {
		return fmt.Errorf("counting: %w", err)
	}
	return nil
}

// TalliesSince lists what happened in a month and later.
func TalliesSince(app core.App, month string) ([]*Tally, error) {
	return all[Tally](app, "tallies", dbx.NewExp("month >= {:month}", dbx.Params{"month": month}), "month", "what", "reason")
}

// FirstTally is the first month of which anything is counted; "" for none.
func FirstTally(app core.App) (month string, err error) {
	err = app.DB().NewQuery("SELECT COALESCE(MIN(month), '') FROM tallies").Row(&month)
	return month, wrap(err, "the first count")
}

// OldestWaiting is when the story was sent that has waited longest for a
// moderator, a senior moderator or a service; zero when none waits.
func OldestWaiting(app core.App) (types.DateTime, error) {
	found := []types.DateTime{}
	err := app.DB().Select("submittedAt").From("stories").Where(dbx.In("state", "submitted", "held")).
		AndWhere(dbx.NewExp("heldFor != 'author'")).OrderBy("submittedAt").Limit(1).Column(&found)
	if err != nil || len(found) == 0 {
		return types.DateTime{}, wrap(err, "the oldest waiting story")
	}
	return found[0], nil
}

// DisclosureShownAt is when a private detail was shown; zero while it was not.
func DisclosureShownAt(r *core.Record) types.DateTime { return r.GetDateTime("shownAt") }

// AsStory is the typed face of a stored story.
func AsStory(r *core.Record) *Story {
	s := &Story{}
	s.SetProxyRecord(r)
	return s
}
