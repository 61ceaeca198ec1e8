package records

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// DirectoryChange is one field of a service or an organisation that became
// another.
type DirectoryChange struct{ base }

// Field and the following read what was changed, from what, to what, when and by
// whom: an official file, the desk or an administrator.
func (c *DirectoryChange) Field() string  { return c.GetString("field") }
func (c *DirectoryChange) Was() string    { return c.GetString("was") }
func (c *DirectoryChange) Now() string    { return c.GetString("now") }
func (c *DirectoryChange) At() time.Time  { return c.time("at") }
func (c *DirectoryChange) Source() string { return c.GetString("source") }

// HistoryOfService lists what was changed about a service, the newest first. It
// begins when the service was confirmed: what a moderator first made of an
// author's words, and put right, is not for everyone.
func HistoryOfService(app core.App, service string, limit int64) ([]*DirectoryChange, error) {
	all, err := WholeHistoryOfService(app, service, limit)
	if at := slices.IndexFunc(all, func(c *DirectoryChange) bool { return c.Field() == addedField }); at >= 0 {
		all = all[:at]
	}
	return all, err
}

// WholeHistoryOfService lists what was changed from the day a service was added,
// for the desk.
func WholeHistoryOfService(app core.App, service string, limit int64) ([]*DirectoryChange, error) {
	return some[DirectoryChange](app, "directory_history", dbx.HashExp{"service": service}, limit, "at DESC", "rowid DESC")
}

// HistoryOfOrganisation is the same for an organisation.
func HistoryOfOrganisation(app core.App, organisation string, limit int64) ([]*DirectoryChange, error) {
	return some[DirectoryChange](app, "directory_history", dbx.HashExp{"organisation": organisation}, limit, "at DESC", "rowid DESC")
}

// By is the id of the moderator or member who changed it; empty for a file and
// for the administrator of the machine.
func (c *DirectoryChange) By() string { return c.GetString("by") }

// mostHistory is how many characters of a value the history keeps.
const mostHistory = 2000

// WriteHistory writes down that a field of a service or an organisation became
// another.
func WriteHistory(tx core.App, of *core.Record, field, was, now string, as Origin, at time.Time) error {
	whose := "service"
	if of.Collection().Name == "organisations" {
		whose = "organisation"
	}
	return writeOf(tx, whose+" "+of.Id, field, was, now, as, at)
}

// writeOf writes a row of history; of is "service" or "organisation", and its id.
func writeOf(tx core.App, of, field, was, now string, as Origin, at time.Time) error {
	c, err := newRecord[DirectoryChange](tx, "directory_history")
	if err != nil {
		return err
	}
	whose, id, _ := strings.Cut(of, " ")
	c.Load(map[string]any{whose: id, "field": field, "was": cut(was), "now": cut(now), "source": as.Source, "by": as.By})
	c.setTime("at", at)
	if err := tx.Save(c); err != nil {
		return fmt.Errorf("writing the history of the directory: %w", err)
	}
	return nil
}

func cut(text string) string {
	if r := []rune(text); len(r) > mostHistory {
		return string(r[:mostHistory])
	}
	return text
}
