package story

import (
	"strings"
	"time"
)

// ReadDay reads a day as browsers send it, and as people write it: with the day
// first. What it cannot read is the zero time.
func ReadDay(typed string) time.Time {
	typed = strings.TrimSpace(typed)
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2.1.2006", "2-1-2006", "2 January 2006", "2 Jan 2006"} {
		if at, err := time.Parse(layout, typed); err == nil && at.Year() > 1990 && at.Year() < 2200 {
			return at
		}
	}
	return time.Time{}
}

// EndAfter is the first day after a last one; no day has no end.
func EndAfter(lastDay time.Time) time.Time {
	if lastDay.IsZero() {
		return lastDay
	}
	return lastDay.AddDate(0, 0, 1)
}

// CheckLastDay refuses a last day of a membership that is over; no day is none.
func CheckLastDay(lastDay, now time.Time) error {
	if !lastDay.IsZero() && !now.Before(EndAfter(lastDay)) {
		return Problem{"until", "That day is over. Give today or a later day."}
	}
	return nil
}
