package story

import "time"

// FewestAuthors is how many different authors must have published stories that
// reach an organisation by where they live alone, before it can read any of
// them. Five is the size below which totals of people are hidden nearly
// everywhere: who knows four people who wrote must not be able to tell the fifth.
const FewestAuthors = 5

// FewestPostcodes is how many postcodes in use an area must have before any
// story reaches anybody by it. A postcode is about fifteen homes; the smallest
// area of a body in the United Kingdom, Orkney, has some nine hundred.
const FewestPostcodes = 100

// ErrUnconfirmed says that a story waits until somebody has confirmed one of its
// services: an administrator, or a senior moderator who did not add it. It is a
// Problem of the field the services are in.
var ErrUnconfirmed error = Problem{Field: "services",
	Text: "A moderator added one of these services, and it has not been confirmed yet. The story can be published once a senior moderator who did not add it, or the administrator, has confirmed it."}

// StoryDay is the day by which is decided who answered for something a story
// tells of: the last of the month it happened in, or the day it was sent when
// that was before or when the month is not known. The last, because bodies and
// links end with a month and begin within it.
func StoryDay(month, year int, sent time.Time) time.Time {
	if month < 1 || month > 12 || year == 0 {
		return sent
	}
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	if !sent.IsZero() && sent.Before(last) {
		return sent
	}
	return last
}
