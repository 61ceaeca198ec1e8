package records

import (
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

// HistoryOfService lists what was changed about a service, the newest first.
func HistoryOfService(app core.App, service string, limit int64) ([]*DirectoryChange, error) {
	return some[DirectoryChange](app, "directory_history", dbx.HashExp{"service": service}, limit, "at DESC", "rowid DESC")
}

// HistoryOfOrganisation is the same for an organisation.
func HistoryOfOrganisation(app core.App, organisation string, limit int64) ([]*DirectoryChange, error) {
	return some[DirectoryChange](app, "directory_history", dbx.HashExp{"organisation": organisation}, limit, "at DESC", "rowid DESC")
}
