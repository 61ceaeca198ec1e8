package region

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Answers is when a contact answers, so that the desk can say who does now:
// "always", "monday-friday 09:00-17:00", or "outside monday-friday 09:00-17:00" for
// whoever steps in when others are shut. Holidays are not working days. Nothing at
// all says that it is not known.
type Answers string

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

const (
	answersAlways  = "always"
	answersOutside = "outside "
)

// hours are the parts of Answers that is a span of days and times.
type hours struct {
	first, last int // by time.Weekday; a week may be gone round
	from, to    time.Duration
}

func (a Answers) hours() (h hours, err error) {
	bad := fmt.Errorf("%q must be always, or such as monday-friday 09:00-17:00, with outside before it for when those hours are over", string(a))
	days, times, two := strings.Cut(strings.TrimPrefix(string(a), answersOutside), " ")
	first, last, span := strings.Cut(days, "-")
	from, to, apart := strings.Cut(times, "-")
	h.first, h.last = slices.Index(weekdays, first), slices.Index(weekdays, last)
	if !two || !span || !apart || h.first < 0 || h.last < 0 {
		return h, bad
	}
	for _, part := range []struct {
		clock string
		into  *time.Duration
	}{{from, &h.from}, {to, &h.to}} {
		at, err := time.Parse("15:04", part.clock)
		if err != nil {
			return h, bad
		}
		*part.into = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	}
	if h.from >= h.to {
		return h, bad
	}
	return h, nil
}

// AnswersNow says whether a contact answers at a moment in the region. known is false
// when the profile does not say.
func (r *Region) AnswersNow(a Answers, now time.Time) (answers, known bool) {
	if a == "" || a == answersAlways {
		return a != "", a != ""
	}
	h, err := a.hours()
	if err != nil {
		return false, false // check has refused it
	}
	now = now.In(r.clock.zone)
	day := int(now.Weekday())
	works := h.first <= h.last && day >= h.first && day <= h.last || h.first > h.last && (day >= h.first || day <= h.last)
	in := works && !r.clock.holidays[now.Format(time.DateOnly)] && !now.Before(r.atTime(now, 0, h.from)) && now.Before(r.atTime(now, 0, h.to))
	return in != strings.HasPrefix(string(a), answersOutside), true
}
