package story

import (
	"fmt"
	"time"
)

// Clock says how long one kind of thing is kept, before the timetable deletes it.
type Clock struct {
	Name   string // the anchor in the privacy notice and the name in `candour sweep`
	What   string // what goes, in the words of the notice
	From   string // when the clock starts, in the words of the notice
	Months int    // calendar months; or
	Days   int    // days
	// Setting is the operator's setting that changes Days, without CANDOUR_; empty
	// where the period is the same everywhere.
	Setting string
}

// clocks are all of them. The privacy notice, PRIVACY.md and the timetable are
// compared with this list.
var clocks = []Clock{
	{Name: "drafts", What: "A story you have begun and not sent", From: "after you last changed it", Days: 7},
	{Name: "originals", What: "Your first words, when a moderator changed some", From: "after your story is published", Months: 6},
	{Name: "working-copies", What: "What a moderator has begun to change in your story, and not saved", From: "after they last typed", Days: 14},
	{Name: "ip-addresses", What: "The internet address your story was sent from", From: "after you sent it", Days: 90, Setting: "IP_DAYS"},
	{Name: "readings", What: "The list of stories you have read", From: "after you read each", Months: 12},
	{Name: "letters", What: "The note that we owed or sent you a letter", From: "after it was sent or dropped", Days: 30},
	{Name: "exports", What: "Your request for a copy of your data", From: "after you asked", Days: 1},
	{Name: "new-addresses", What: "A new e-mail address that nobody has confirmed", From: "after you typed it", Days: 1},
	{Name: "sign-ins", What: "The note of where you were signed in", From: "after that sign-in ended", Days: 30},
	{Name: "invitations", What: "An invitation to join an organisation that nobody took up", From: "after it was last sent", Days: 14},
	{Name: "member-acts", What: "The note of what an organisation’s administrators did with its members", From: "after it was done", Months: 24},
	{Name: "own-words", What: "What an organisation said on one of its pages, as it was written down each time", From: "after it was written", Months: 24},
	{Name: "claims", What: "The note that a moderator has something open", From: "after it ended, which is half an hour after it was last renewed", Days: 1},
	{Name: "not-today", What: "The note that a moderator left something for another day", From: "after it was made", Days: 2},
	{Name: "wellbeing", What: "What a moderator wrote about how they are", From: "after it was written", Months: 3},
	{Name: "receipts", What: "The receipt of an erasure, which names nobody", From: "after the erasure", Days: 30},
	{Name: "logs", What: "The site's own log of faults, which names nobody", From: "after it was written", Days: 5},
	{Name: "backups", What: "Backups, in which your private details stay encrypted", From: "after they were made", Days: 35, Setting: "BACKUP_DAYS"},
}

// Clocks lists how long everything with an end is kept.
func Clocks() []Clock { return append([]Clock(nil), clocks...) }

// FindClock finds a clock by its name. A name that is not in the list is a
// mistake in the program.
func FindClock(name string) Clock {
	for _, c := range clocks {
		if c.Name == name {
			return c
		}
	}
	panic("story: there is no clock named " + name)
}

// Cutoff is the moment up to which things go: what began at or before it has had
// its time at now. Months are calendar months; a day that the month does not have
// becomes its last.
func (c Clock) Cutoff(now time.Time) time.Time {
	if c.Months == 0 {
		return now.AddDate(0, 0, -c.Days)
	}
	return addMonths(now, -c.Months)
}

// Ends is when something that began at from has had its time.
func (c Clock) Ends(from time.Time) time.Time {
	if c.Months == 0 {
		return from.AddDate(0, 0, c.Days)
	}
	return addMonths(from, c.Months)
}

// Period is how long, in words.
func (c Clock) Period() string {
	n, unit := c.Days, "day"
	if c.Months > 0 {
		n, unit = c.Months, "month"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// addMonths goes n calendar months on or back: from 31 August six months on is
// the last day of February, never the 3rd of March.
func addMonths(t time.Time, n int) time.Time {
	to := t.AddDate(0, n, 0)
	if to.Day() != t.Day() {
		to = to.AddDate(0, 0, -to.Day())
	}
	return to
}
