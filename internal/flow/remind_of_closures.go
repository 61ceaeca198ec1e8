package flow

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// RemindOfClosures writes to the senior moderators on the day on which a closed story
// is to be looked at again, once for each such day. It returns how many stories are due.
// What fails for one stops no other.
func RemindOfClosures(app core.App) (int, error) {
	due, err := records.ClosuresDue(app, now(app))
	if err != nil {
		return 0, err
	}
	return oneByOne(app, "reminding of a closed story", due, func(tx core.App, r *records.Restriction) (bool, error) {
		return true, remindOfClosure(tx, r)
	})
}

func remindOfClosure(tx core.App, r *records.Restriction) error {
	return oweSeniorsOnce(tx, mail.ClosureDue, r.Story(), r.Id, r.ReviewOn().Format(time.DateOnly))
}

// closureDue words the reminder, as long as the story is closed and its day has come.
func (w wording) closureDue() (mail.Letter, error) {
	if w.l.About() == "" {
		return w.heldAgain()
	}
	r, err := records.FindRestriction(w.app, w.l.About())
	if err != nil {
		return nil, err
	}
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	if s.State() != story.Restricted || !r.LiftedAt().IsZero() || r.ReviewOn().After(now(w.app)) {
		return nil, dropped("somebody has looked at it")
	}
	return mail.ClosureDueLetter{DeskURL: w.url("/_/")}, nil
}

// heldAgain words it for a story that is closed no more, because a restored backup is
// from before it was published.
func (w wording) heldAgain() (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	if s.State() != story.Held || s.HeldFor() != heldForSenior {
		return nil, dropped("somebody has looked at it")
	}
	return mail.ClosureDueLetter{DeskURL: w.url("/_/")}, nil
}
