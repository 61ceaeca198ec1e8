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

// Claim notes that a moderator has something open that waits to be read, or renews what
// they noted. It answers with the claim that holds afterwards; nil where none does,
// because nothing is to be decided there or the moderator takes a break.
//
// What a colleague has open gives their claim and ErrClaimed, unless the moderator takes
// it over, which is written into the story's record. A claim keeps nobody from
// deciding: it only tells.
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
		switch live := claim.IsLive(at); {
		case live && claim.Moderator() == moderator:
			claim.Renew(at.Add(ClaimLasts))
		case live && !takeOver:
			claimed = true
			return nil
		default:
			if err := writeTakeOver(tx, claim, moderator, at); err != nil {
				return err
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
func writeTakeOver(tx core.App, c *records.Claim, moderator string, at time.Time) error {
	if !c.IsLive(at) {
		return nil
	}
	i := c.Item()
	return records.WriteDown(tx, records.Act{Story: i.Story, Response: i.Response, By: moderator, What: "took-over", Version: relayed, At: at})
}

// isToRead says whether a moderator may decide on something.
func isToRead(app core.App, i records.Item) (bool, error) {
	s, err := records.FindStory(app, i.Story)
	if err != nil {
		return false, err
	}
	if i.Response == "" {
		return s.State().MayBeModerated(), nil
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
