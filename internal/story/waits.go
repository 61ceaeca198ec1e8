package story

import "time"

// Wait says for whom a story waits that a moderator let through.
type Wait string

// Whom an approved story can wait for, in this order.
const (
	NoWait         Wait = ""        // for nobody: it is to be published
	WaitForAuthor  Wait = "author"  // the author is shown the edits
	WaitForService Wait = "service" // services look at it, each by its own clock
	WaitForOpening Wait = "opening" // nobody is at work: the next opening publishes it
	WaitForUs      Wait = "us"      // a service in it is not confirmed yet, or somebody may be in danger
)

// LetThrough is what decides for whom a story waits that a moderator let through.
type LetThrough struct {
	AskAuthor   bool      // edits that the author wanted to see and has not agreed to
	AuthorUntil time.Time // when silence counts as a yes; zero: not asked yet
	WaitAsked   bool      // the author asked that it never does
	ToReview    int       // services that have yet to be shown it
	Reviews     []ServiceReview
	Opens       time.Time // when the site is open: now, or the next opening
}

// Next says for whom a story waits at a time, and when the clock has to look
// again; zero for when only a person can move it on.
//
// The order keeps faith with the author: nobody outside sees changed words before
// they could object to them.
func (w LetThrough) Next(now time.Time) (Wait, time.Time) {
	if w.AskAuthor {
		switch {
		case w.WaitAsked:
			return WaitForAuthor, time.Time{}
		case w.AuthorUntil.IsZero() || w.AuthorUntil.After(now):
			return WaitForAuthor, w.AuthorUntil
		}
	}
	if wait, at := w.services(now); wait != NoWait {
		return wait, at
	}
	if w.Opens.After(now) {
		return WaitForOpening, w.Opens
	}
	return NoWait, time.Time{}
}

// services says whether a service still looks, and when the next one's time is over.
func (w LetThrough) services(now time.Time) (wait Wait, next time.Time) {
	if w.ToReview > 0 {
		wait = WaitForService
	}
	for _, r := range w.Reviews {
		switch {
		case r.IsOver() || r.IsSilent(now):
		case r.AwaitsSenior() || r.SentAt.IsZero():
			wait = WaitForService
		default:
			wait = WaitForService
			if next.IsZero() || r.DueAt.Before(next) {
				next = r.DueAt
			}
		}
	}
	return wait, next
}
