package records

import (
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// RestrictionsOf lists every decision to close a story or take it down, oldest first.
func RestrictionsOf(app core.App, storyID string) ([]*Restriction, error) {
	return all[Restriction](app, "restrictions", dbx.HashExp{"story": storyID}, "decidedAt", "rowid")
}

// Once tells one event of a letter's kind from the next.
func (l *Letter) Once() string {
	event := l.GetString("event")
	return event[strings.LastIndex(event, "|")+1:]
}

// EndedAt is when a letter was sent or dropped.
func (l *Letter) EndedAt() time.Time { return l.time("endedAt") }
