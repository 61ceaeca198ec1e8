package desk

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
)

// waited says how long something has waited, as a colleague would.
func waited(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return count(int(d.Minutes()), "minute")
	case d < 48*time.Hour:
		return count(int(d.Hours()), "hour")
	}
	return count(int(d.Hours()/24), "day")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// worked says how much office time has passed between two moments.
func worked(app core.App, from, to time.Time) string {
	r := deployment.Of(app).Region
	done := r.WorkingTime(from, to)
	switch {
	case to.Sub(from) < time.Minute:
		return "just now"
	case done < time.Minute:
		return "outside office hours so far"
	case done >= r.WorkingDay():
		return count(int(done/r.WorkingDay()), "working day")
	}
	return waited(done)
}

// moment writes a time as people read it here, in the region's time zone; ""
// for none.
func moment(app core.App, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(deployment.Of(app).Region.Zone()).Format("2 January 2006, 15:04")
}

// clock is the time of day now, in the region's time zone.
func (d *desk) clock() string {
	return d.now().In(deployment.Of(d.App).Region.Zone()).Format("15:04")
}

// day is moment without the time of day.
func day(app core.App, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(deployment.Of(app).Region.Zone()).Format("2 January 2006")
}

// monthWords writes 2026-11 as people read it: November 2026.
func monthWords(month string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return at.Format("January 2006")
}
