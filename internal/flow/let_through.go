package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// letThrough publishes a story that a moderator has decided to publish, or lets it
// wait for whoever comes first: its author, the services that look at it, the next
// opening. A story that waits already, and was not changed, waits on by the clock
// it has. One about a place nobody has confirmed, or with somebody in danger, goes to
// its author at most.
func letThrough(tx core.App, s *records.Story, moderator string) (story.State, error) {
	if s.State() == story.Approved {
		if err := mayGoOn(tx, s.Id); errors.Is(err, ErrSenior) { // it waited for this senior moderator
			if err := act(tx, s, moderator, "approved", nil, ""); err != nil {
				return "", err
			}
		}
		return goOn(tx, s)
	}
	known, _, err := readLetThrough(tx, s)
	if err != nil {
		return "", err
	}
	at := now(tx)
	switch wait, _ := known.Next(at); wait {
	case story.NoWait:
		return story.Published, publish(tx, s, moderator)
	case story.WaitForAuthor: // whose own story it is: they may see it whatever else is open
	default:
		if err := mayBePublished(tx, s.Id); err != nil {
			return "", err
		}
	}
	s.SetState(story.Approved)
	s.SetHeldFor("")
	s.SetApproved(at, time.Time{})
	if err := act(tx, s, moderator, "approved", nil, ""); err != nil {
		return "", err
	}
	return goOn(tx, s)
}

// goOn moves an approved story on: to whoever it waits for next, or into public. It
// may be asked at any time, and does nothing while the story has to wait. Services
// whose time is over have said nothing: that is a yes.
//
// Kept by: only moderators publish, service review cannot hold back.
func goOn(tx core.App, s *records.Story) (story.State, error) {
	if err := closeSilent(tx, s); err != nil {
		return "", err
	}
	known, looks, err := readLetThrough(tx, s)
	if err != nil {
		return "", err
	}
	at := now(tx)
	wait, next := known.Next(at)
	if wait != story.WaitForAuthor { // nobody but its author is shown what may not be published
		if err := mayGoOn(tx, s.Id); onlyWaits(err) {
			wait, next = story.WaitForUs, at // looked at again at every turn of the clock
		} else if err != nil {
			return "", err
		}
	}
	switch wait {
	case story.NoWait:
		return story.Published, publishApproved(tx, s)
	case story.WaitForUs:
		if s.WaitsFor() == wait {
			return story.Approved, nil
		}
	case story.WaitForAuthor:
		if known.AuthorUntil.IsZero() {
			next, err = showAuthor(tx, s, at)
		}
	case story.WaitForService:
		if known.ToReview > 0 {
			err = beginReviews(tx, s, looks, at)
			known, _, _ = readLetThrough(tx, s)
			_, next = known.Next(at)
		}
	case story.WaitForOpening: // the clock knows when
	}
	if err != nil {
		return "", err
	}
	s.SetWait(wait, next)
	if err := tx.Save(s); err != nil {
		return "", fmt.Errorf("saving a story: %w", err)
	}
	return story.Approved, nil
}

// showAuthor gives the author their time to object to the edits, and tells them.
func showAuthor(tx core.App, s *records.Story, at time.Time) (time.Time, error) {
	until := ObjectionEnds(tx, at)
	s.SetApproved(s.ApprovedAt(), until)
	err := oweAuthor(tx, mail.Edits, s.Id, fmt.Sprint(s.Version()), at)
	if s.WaitAsked() {
		return time.Time{}, err
	}
	return until, err
}

// ObjectionEnds is until when an author who is shown edits at a moment may object, as
// precise as the database keeps it.
func ObjectionEnds(app core.App, at time.Time) time.Time {
	return deployment.Of(app).Region.WorkingDaysAfter(at.UTC().Truncate(time.Millisecond), objectionDays).UTC().Truncate(time.Millisecond)
}

// readLetThrough reads what decides for whom a story waits, and the services that
// look at it before it is published.
func readLetThrough(tx core.App, s *records.Story) (story.LetThrough, []look, error) {
	known := story.LetThrough{AuthorUntil: s.ApprovedUntil(), WaitAsked: s.WaitAsked(), Opens: deployment.Of(tx).Region.Publishes(now(tx))}
	var err error
	if known.AskAuthor, err = MustAskAuthor(tx, s); err != nil {
		return known, nil, err
	}
	looks, err := looksAt(tx, s)
	if err != nil {
		return known, nil, err
	}
	for _, l := range looks {
		if l.toBegin {
			known.ToReview++
		} else {
			known.Reviews = append(known.Reviews, l.row.Facts())
		}
	}
	return known, looks, nil
}

// GoOnByClock moves on every approved story whose time has come: authors had their
// three working days and said nothing, services had theirs, the site has opened. It
// returns how many were published. What fails for one story stops no other.
func GoOnByClock(app core.App) (int, error) {
	due, err := records.StoriesToGoOn(app, now(app))
	if err != nil {
		return 0, err
	}
	return oneByOne(app, "publishing an approved story", due, func(tx core.App, d *records.Story) (bool, error) {
		s, err := records.FindStory(tx, d.Id)
		if err != nil {
			return false, ignoreGone(err)
		}
		if s.State() != story.Approved || s.GoesOnAt().IsZero() || s.GoesOnAt().After(now(tx)) {
			return false, nil // somebody was quicker
		}
		state, err := goOn(tx, s)
		return state == story.Published, err
	})
}

// StillWaits says for whom a story that is stored still has to wait before it may be
// public, for the promise that guards it. Office hours are the site's own and no
// promise: they are left out.
func StillWaits(tx core.App, storyID string) (story.Wait, error) {
	s, err := records.FindStory(tx, storyID)
	if err != nil {
		return "", err
	}
	known, _, err := readLetThrough(tx, s)
	if err != nil {
		return "", err
	}
	wait, _ := known.Next(now(tx))
	if wait == story.WaitForOpening {
		return story.NoWait, nil
	}
	return wait, nil
}
