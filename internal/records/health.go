package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Overdue are counts of what should have happened already. They say whether the
// timetable runs, and hold nobody.
type Overdue struct {
	Drafts, Originals, Letters, Approved, Failed int
	Newest                                       time.Time // when the newest row was written
}

// CountOverdue counts what is overdue at a time: what should have gone, letters
// that should have left an hour ago, approved stories that should be public.
func CountOverdue(app core.App, at time.Time) (Overdue, error) {
	var o Overdue
	hour := stamp(at.Add(-2 * time.Hour))
	for query, into := range map[string]*int{
		"SELECT COUNT(*) FROM drafts WHERE expiresAt <= {:hour}":                                           &o.Drafts,
		"SELECT COUNT(*) FROM originals WHERE deleteAfter != '' AND deleteAfter <= {:hour}":                &o.Originals,
		"SELECT COUNT(*) FROM letters WHERE state IN ('owed', 'sending') AND nextAt <= {:hour}":            &o.Letters,
		"SELECT COUNT(*) FROM letters WHERE state = 'failed'":                                              &o.Failed,
		"SELECT COUNT(*) FROM stories WHERE state = 'approved' AND goesOnAt != '' AND goesOnAt <= {:hour}": &o.Approved,
	} {
		if err := app.DB().NewQuery(query).Bind(dbx.Params{"hour": hour}).Row(into); err != nil {
			return o, fmt.Errorf("counting what is overdue: %w", err)
		}
	}
	var newest string
	if err := app.DB().NewQuery("SELECT COALESCE(MAX(submittedAt), '') FROM stories").Row(&newest); err != nil {
		return o, fmt.Errorf("reading when a story was last told: %w", err)
	}
	if newest != "" {
		o.Newest, _ = time.Parse("2006-01-02 15:04:05.000Z", newest) // zero when it cannot be read
	}
	return o, nil
}
