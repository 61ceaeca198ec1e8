package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// ClaimLasts is how long a claim holds without being renewed.
const ClaimLasts = 30 * time.Minute

// ErrClaimed says that a colleague has it open.
var ErrClaimed = errors.New("a colleague has this open")

// ClaimedError is ErrClaimed with the claim: who has it, and until when.
type ClaimedError struct{ Claim *records.Claim }

// Error and Unwrap make it an ErrClaimed.
func (e ClaimedError) Error() string { return ErrClaimed.Error() }
func (e ClaimedError) Unwrap() error { return ErrClaimed }

// mayActOn refuses an act on what a colleague has open, until their claim ends or the
// moderator has taken it over (Claim). What cannot wait never asks: somebody's safety,
// private details shown for it, and the closing of what is public. Nor does what is
// asked of a colleague while one has it open: the second opinion.
func mayActOn(tx core.App, i records.Item, moderator string) error {
	c, err := records.FindClaim(tx, i)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil || c.Moderator() == moderator {
		return err
	}
	holds, err := c.Holds(tx, now(tx))
	if err == nil && holds {
		return ClaimedError{c}
	}
	return err
}

// Claim notes that a moderator has something open that waits to be read, or renews what
// they noted. It answers with the claim that holds afterwards; nil where none does,
// because nothing is to be decided there or the moderator takes a break.
//
// What a colleague has open gives their claim and ErrClaimed, unless the moderator takes
// it over, which is written into the story's record. Until then, and until the claim
// ends, only the colleague acts on it (mayActOn).
func Claim(app core.App, i records.Item, moderator string, takeOver bool) (claim *records.Claim, err error) {
	claimed := false
	err = inTx(app, "claiming", func(tx core.App) error {
		open, err := isToRead(tx, i)
		if err != nil || !open {
			return err
		}
		since, err := records.PausedSince(tx, moderator)
		if err != nil || !since.IsZero() {
			return err
		}
		claim, err = records.FindClaim(tx, i)
		if errors.Is(err, records.ErrNotFound) {
			claim, err = records.NewClaim(tx, i)
		}
		if err != nil {
			return err
		}
		at := now(tx)
		live, err := claim.Holds(tx, at)
		if err != nil {
			return err
		}
		switch {
		case live && claim.Moderator() == moderator:
			claim.Renew(at.Add(ClaimLasts))
		case live && !takeOver:
			claimed = true
			return nil
		default:
			if live {
				if err := writeTakeOver(tx, i, moderator, at); err != nil {
					return err
				}
			}
			claim.Begin(moderator, at, at.Add(ClaimLasts))
		}
		if err := tx.Save(claim); err != nil {
			return fmt.Errorf("saving a claim: %w", err)
		}
		return nil
	})
	if err == nil && claimed {
		err = ErrClaimed
	}
	return claim, err
}

// writeTakeOver records that a moderator goes on where a colleague had begun.
func writeTakeOver(tx core.App, i records.Item, moderator string, at time.Time) error {
	return records.WriteDown(tx, records.Act{Story: i.Story, Response: i.Response, By: moderator, What: "took-over", Version: relayed, At: at})
}

// isToRead says whether something waits for a moderator there.
func isToRead(app core.App, i records.Item) (bool, error) {
	s, err := records.FindStory(app, i.Story)
	if err != nil {
		return false, err
	}
	if i.Response == "" {
		if s.State().MayBeModerated() {
			return true, nil
		}
		return records.HasMatter(app, s.Id)
	}
	r, err := records.FindResponse(app, i.Response)
	if err != nil {
		return false, err
	}
	return r.State() == story.ResponseSubmitted && s.State() == story.Published, nil
}

// Unclaim notes that a moderator has closed something.
func Unclaim(app core.App, i records.Item, moderator string) error {
	return inTx(app, "letting a claim go", func(tx core.App) error { return records.Unclaim(tx, i, moderator) })
}
