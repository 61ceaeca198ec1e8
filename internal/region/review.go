package region

import "time"

// Publishes is when a story that is ready at a moment appears: then, or at the next
// opening.
func (r *Region) Publishes(ready time.Time) time.Time {
	if r.OfficeHours.PublishAnyTime {
		return ready
	}
	return r.NextOpening(ready)
}

// HoursEnd is when so many hours are over that somebody outside is given: hours of
// every day, weekends and holidays included, because that is what people reckon
// with when they are told "72 hours". Never less than one working day, so that a
// letter of Christmas Eve is not over before anybody could open it; and never in
// the night: what ends while the region is closed ends at its next opening.
func (r *Region) HoursEnd(from time.Time, hours int) time.Time {
	end := r.NextOpening(from.Add(time.Duration(hours) * time.Hour))
	if least := r.WorkingDaysAfter(from, 1); least.After(end) {
		return least
	}
	return end
}
