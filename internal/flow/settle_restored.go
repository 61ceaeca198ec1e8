package flow

import (
	"context"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// SettleRestored gives people their time anew in data that a restore brings back. A
// clock that ran at the time of the backup may have been stopped since, and nothing
// here knows of it: whoever cancelled an erasure, or objected to edits, is told once
// more and can do so again. Sign-ins and disclosures that may have ended since end
// now, and what has had its time goes. Of the photos those stay whose files are still in
// the folder where they lie. It runs after ReplayLedger and before anything is served.
func SettleRestored(app core.App, ctx context.Context, photos string) error {
	err := inTx(app, "ending what was open in the backup", func(tx core.App) error {
		if err := records.LapseDisclosures(tx, now(tx)); err != nil {
			return err
		}
		if err := records.DropLostPhotos(tx, photos); err != nil {
			return err
		}
		return records.SignOutEverybody(tx, now(tx))
	})
	if err != nil {
		return err
	}
	if err := timeAnew(app); err != nil {
		return err
	}
	_, err = Sweep(app, ctx)
	return err
}

func timeAnew(app core.App) error {
	return inTx(app, "giving people their time anew", func(tx core.App) error {
		planned, err := records.AuthorsPlanned(tx)
		if err != nil {
			return err
		}
		for _, a := range planned {
			if err := planErasure(tx, a, MostDaysToErase); err != nil {
				return err
			}
		}
		approved, err := records.StoriesApproved(tx)
		if err != nil {
			return err
		}
		for _, s := range approved {
			if err := askAgain(tx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// askAgain gives whoever an approved story waits for the whole time again: its
// author, or the services that look at it and have not spoken. What was decided
// before the backup stays decided.
func askAgain(tx core.App, s *records.Story) error {
	at := now(tx)
	switch s.WaitsFor() {
	case story.WaitForService:
		s.SetApproved(at, s.ApprovedUntil()) // every look that is not over is older, and begins anew
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("saving a story: %w", err)
		}
		_, err := goOn(tx, s)
		return err
	case story.WaitForOpening, story.WaitForUs: // the clock looks again by itself
		return nil
	case story.WaitForAuthor, story.NoWait: // below
	}
	until := deployment.Of(tx).Region.WorkingDaysAfter(at, objectionDays)
	s.SetApproved(s.ApprovedAt(), until)
	if s.WaitAsked() {
		until = time.Time{}
	}
	s.SetWait(story.WaitForAuthor, until)
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("saving a story: %w", err)
	}
	a, err := records.FindAuthorOf(tx, s.Id)
	if err != nil {
		return fmt.Errorf("finding who told a story: %w", err)
	}
	if !a.HasEmail() {
		return nil
	}
	return records.Owe(tx, records.Owed{Kind: string(mail.Edits), Story: s.Id, About: fmt.Sprint(s.Version()), ToCollection: "authors", To: a.Id,
		Once: at.Format(time.RFC3339), At: at, ExpiresAt: at.Add(firstPasswordTime)})
}
