package flow

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// keepRestriction keeps a decision to close a story or take it down, with the day on
// which a closed one is looked at again.
func keepRestriction(tx core.App, s *records.Story, d Decision, what string, at time.Time) error {
	var on time.Time
	if what == "restricted" {
		var err error
		if on, err = story.ReviewDay(d.ReviewOn, at); err != nil {
			return err
		}
	}
	r, err := records.NewRestriction(tx, s.Id, what, d.Reason, d.Note, d.Moderator, at, on)
	if err != nil {
		return err
	}
	return records.SaveRow(tx, "a restriction", r)
}

// LiftRestriction opens a closed story again: everyone can read it as it was.
func LiftRestriction(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckLift(d.Note); err != nil {
		return err
	}
	if err := leadsNowhere(app, "note", d.Note); err != nil {
		return err
	}
	return inTx(app, "opening a story again", func(tx core.App) error {
		s, r, err := closedStory(tx, d)
		if err != nil {
			return err
		}
		return lift(tx, s, r, d)
	})
}

func lift(tx core.App, s *records.Story, r *records.Restriction, d Decision) error {
	if err := mayBePublished(tx, s.Id); err != nil {
		return err
	}
	at := now(tx)
	r.SetLifted(d.Moderator, d.Note, at)
	if err := records.SaveRow(tx, "a restriction", r); err != nil {
		return err
	}
	s.SetState(story.Published)
	s.SetReason("", "")
	s.SetEnded(time.Time{})
	if err := act(tx, s, d.Moderator, "lifted", nil, ""); err != nil {
		return err
	}
	if err := settleAppeals(tx, r, story.AppealLifted, d.Moderator, d.Note); err != nil {
		return err
	}
	if err := tellOpened(tx, s, r, at); err != nil {
		return err
	}
	return oweAuthor(tx, mail.StoryOpened, s.Id, r.Id, at)
}

// KeepClosed is a senior moderator looking at a closed story again and leaving it
// closed until another day. Why is kept with the record. Who did that has decided about
// it, and does not decide an appeal.
func KeepClosed(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckKeepClosed(d.Note); err != nil {
		return err
	}
	if err := leadsNowhere(app, "note", d.Note); err != nil {
		return err
	}
	return inTx(app, "looking at a closed story again", func(tx core.App) error {
		s, r, err := closedStory(tx, d)
		if err != nil {
			return err
		}
		on, err := story.ReviewDay(d.ReviewOn, now(tx))
		if err != nil {
			return err
		}
		if err := actWithNote(tx, s, d.Moderator, "looked-again", nil, r.Reason(), d.Note); err != nil {
			return err
		}
		r.SetReviewOn(on)
		if err := records.SaveRow(tx, "a restriction", r); err != nil {
			return err
		}
		return lastToDecide(tx, r)
	})
}

func closedStory(tx core.App, d Decision) (*records.Story, *records.Restriction, error) {
	if _, err := seniorModerator(tx, d.Moderator); err != nil {
		return nil, nil, err
	}
	s, err := records.FindStory(tx, d.StoryID)
	if err != nil {
		return nil, nil, err
	}
	if s.Version() != d.Version {
		return nil, nil, story.ErrChanged
	}
	if s.State() != story.Restricted {
		return nil, nil, story.ErrStep
	}
	r, err := records.RestrictionOf(tx, s.Id)
	return s, r, err
}
