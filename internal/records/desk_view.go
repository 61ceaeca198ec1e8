package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// DeskView is a filter of the queue that a moderator keeps under a name.
type DeskView struct{ base }

// Name and Query read a view; the query is as in an address.
func (v *DeskView) Name() string  { return v.GetString("name") }
func (v *DeskView) Query() string { return v.GetString("query") }

// DeskViewsOf lists what a moderator keeps, by name.
func DeskViewsOf(app core.App, moderator string) ([]*DeskView, error) {
	return all[DeskView](app, "desk_views", dbx.HashExp{"moderator": moderator}, "name")
}

// KeepDeskView keeps a filter under a name; the same name again changes it.
func KeepDeskView(app core.App, moderator, name, query string, at time.Time) error {
	found, err := all[DeskView](app, "desk_views", dbx.HashExp{"moderator": moderator, "name": name})
	if err != nil {
		return err
	}
	var v *DeskView
	if len(found) > 0 {
		v = found[0]
	} else if v, err = newRecord[DeskView](app, "desk_views"); err != nil {
		return err
	}
	v.Load(map[string]any{"moderator": moderator, "name": name, "query": query})
	v.setTime("at", at)
	if err := app.Save(v); err != nil {
		return fmt.Errorf("keeping a view: %w", err)
	}
	return nil
}

// DropDeskView deletes a view of a moderator's own.
func DropDeskView(app core.App, moderator, id string) error {
	n, err := deleteAll(app, "desk_views", dbx.HashExp{"moderator": moderator, "id": id})
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}
