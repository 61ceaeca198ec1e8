package region

import (
	"slices"
	"sort"
	"strings"
	"time"
)

// OfficeHours is when moderators work: on which days, from and to which time of
// day ("09:00"), in the region's time zone.
type OfficeHours struct {
	Days []string `json:"days"` // english names in small letters
	From string   `json:"from"`
	To   string   `json:"to"`
	// PublishAnyTime publishes a story when it is ready, also while nobody is at work.
	// Otherwise it waits for the next opening, so that somebody is there when it appears.
	PublishAnyTime bool `json:"publishAnyTime,omitempty"`
}

// Holiday is a day off.
type Holiday struct {
	Date string `json:"date"` // 2026-01-01
	Name string `json:"name"`
}

// clock is the office hours in a form to reckon with.
type clock struct {
	zone     *time.Location
	works    [7]bool // by time.Weekday
	from, to time.Duration
	holidays map[string]bool
	last     time.Time
}

// farthest bounds a search for a working day, in days. A region that is closed
// longer than this is refused by check.
const farthest = 60

func (r *Region) setClock(say sayFunc) {
	c := clock{zone: time.UTC, holidays: map[string]bool{}}
	zone, err := time.LoadLocation(r.TimeZone)
	if err != nil || r.TimeZone == "" || r.TimeZone == "Local" {
		say("timeZone", "%q is not a time zone such as Europe/London", r.TimeZone)
	} else {
		c.zone = zone
	}
	for i, day := range r.OfficeHours.Days {
		n := slices.IndexFunc([]time.Weekday{0, 1, 2, 3, 4, 5, 6}, func(d time.Weekday) bool { return strings.ToLower(d.String()) == day })
		if n < 0 {
			say(at("officeHours.days", i, ""), "%q must be a day such as monday", day)
			continue
		}
		c.works[n] = true
	}
	if c.works == [7]bool{} {
		say("officeHours.days", "must name at least one day")
	}
	from, errFrom := time.Parse("15:04", r.OfficeHours.From)
	to, errTo := time.Parse("15:04", r.OfficeHours.To)
	if errFrom != nil || errTo != nil || !from.Before(to) {
		say("officeHours", "from %q to %q must be times such as 09:00, the first before the second", r.OfficeHours.From, r.OfficeHours.To)
	}
	midnight := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	c.from, c.to = from.Sub(midnight), to.Sub(midnight)
	for i, h := range r.Holidays {
		day, err := time.ParseInLocation(time.DateOnly, h.Date, c.zone)
		switch {
		case err != nil:
			say(at("holidays", i, "date"), "%q must be a date such as 2026-01-01", h.Date)
		case c.holidays[h.Date]:
			say(at("holidays", i, "date"), "%q is there twice", h.Date)
		case h.Name == "":
			say(at("holidays", i, "name"), "must not be empty")
		case day.After(c.last):
			c.last = day
		}
		c.holidays[h.Date] = true
	}
	r.clock = c
	r.checkGaps(say)
}

// checkGaps makes sure that no run of days off is longer than a search looks.
func (r *Region) checkGaps(say sayFunc) {
	for date := range r.clock.holidays {
		day, err := time.ParseInLocation(time.DateOnly, date, r.clock.zone)
		if err == nil && r.clock.works != [7]bool{} && !r.worksWithin(day, farthest/2) {
			say("holidays", "leave no working day for %d days after %s", farthest/2, date)
			return
		}
	}
}

func (r *Region) worksWithin(day time.Time, days int) bool {
	for i := range days {
		if r.IsWorkingDay(day.AddDate(0, 0, i)) {
			return true
		}
	}
	return false
}

// Zone is the region's time zone.
func (r *Region) Zone() *time.Location { return r.clock.zone }

// HolidaysKnownUntil is the last day off in the profile: after that year the list
// has to be renewed, or promises will count a holiday as a working day.
func (r *Region) HolidaysKnownUntil() time.Time { return r.clock.last }

// IsWorkingDay tells whether moderators work on the day that t is in this region.
func (r *Region) IsWorkingDay(t time.Time) bool {
	t = t.In(r.clock.zone)
	return r.clock.works[t.Weekday()] && !r.clock.holidays[t.Format(time.DateOnly)]
}

// IsOpen tells whether moderators are at work: the opening minute is, the closing
// minute is not.
func (r *Region) IsOpen(t time.Time) bool {
	return r.IsWorkingDay(t) && !t.Before(r.atTime(t, 0, r.clock.from)) && t.Before(r.atTime(t, 0, r.clock.to))
}

// NextOpening is t itself when the region is open, and otherwise the moment it
// opens next.
func (r *Region) NextOpening(t time.Time) time.Time {
	if r.IsOpen(t) {
		return t
	}
	for i := range farthest {
		opening := r.atTime(t, i, r.clock.from)
		if !opening.Before(t) && r.IsWorkingDay(opening) {
			return opening
		}
	}
	return t
}

// WorkingDaysAfter is the moment that is so many working days after t: the same
// time of day, that many working days on. A t outside office hours counts as the
// next opening, so a letter of Saturday leaves as many whole working days as one
// of Monday morning. Summer time moves nothing: 10:00 stays 10:00.
func (r *Region) WorkingDaysAfter(t time.Time, days int) time.Time {
	start := r.NextOpening(t).In(r.clock.zone)
	sinceMidnight := time.Duration(start.Hour())*time.Hour + time.Duration(start.Minute())*time.Minute +
		time.Duration(start.Second())*time.Second + time.Duration(start.Nanosecond())
	end, gone := start, 0
	for days > 0 && gone < farthest {
		gone++
		end = r.atTime(end, 1, sinceMidnight)
		if r.IsWorkingDay(end) {
			days, gone = days-1, 0
		}
	}
	return end
}

// WorkingDaysBefore is the last moment, to the minute, of which so many working days are
// over at t: WorkingDaysAfter the other way. What began then or before is that old.
func (r *Region) WorkingDaysBefore(t time.Time, days int) time.Time {
	t = t.Truncate(time.Minute)
	minutes := sort.Search((days+1)*farthest/2*24*60, func(back int) bool {
		return !r.WorkingDaysAfter(t.Add(-time.Duration(back)*time.Minute), days).After(t)
	})
	return t.Add(-time.Duration(minutes) * time.Minute)
}

// WorkingDay is how long a working day is.
func (r *Region) WorkingDay() time.Duration { return r.clock.to - r.clock.from }

// WorkingTime is how much office time lies between two moments; none when the
// second is not later. The moderators' queue is ordered by it.
func (r *Region) WorkingTime(from, to time.Time) time.Duration {
	var sum time.Duration
	for day := from; r.atTime(day, 0, 0).Before(to); day = r.atTime(day, 1, 0) {
		if !r.IsWorkingDay(day) {
			continue
		}
		start, end := r.atTime(day, 0, r.clock.from), r.atTime(day, 0, r.clock.to)
		if start.Before(from) {
			start = from
		}
		if end.After(to) {
			end = to
		}
		sum += max(0, end.Sub(start))
	}
	return sum
}

// EndOfDayAfter is when the day ends, by the wall clock, that is so many days after the day
// of t: what somebody has "until Friday" for, they have all of Friday for.
func (r *Region) EndOfDayAfter(t time.Time, days int) time.Time { return r.atTime(t, days+1, 0) }

// atTime is a time of day on the day of t, or so many days later, by the wall clock.
func (r *Region) atTime(t time.Time, days int, sinceMidnight time.Duration) time.Time {
	t = t.In(r.clock.zone)
	return time.Date(t.Year(), t.Month(), t.Day()+days, 0, 0, 0, int(sinceMidnight), r.clock.zone)
}
