package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

// lettersKept is how long a finished letter's row is kept. It holds ids only.
const lettersKept = 30 * 24 * time.Hour

// Swept counts what went.
type Swept struct{ Drafts, Originals, IPs, Letters, Exports int }

// Sweep deletes what has had its time: drafts, original words, IP addresses,
// finished letters and expired requests for a copy. Running it again does nothing.
func Sweep(app core.App) (Swept, error) {
	at, d := now(app), deployment.Of(app)
	var s Swept
	err := inTx(app, "sweeping", func(tx core.App) (err error) {
		if s.Drafts, err = records.DeleteDraftsBefore(tx, at); err != nil {
			return err
		}
		if s.Originals, err = records.DropOriginalsBefore(tx, at); err != nil {
			return err
		}
		if s.Letters, err = records.DeleteLettersBefore(tx, at.Add(-lettersKept)); err != nil {
			return err
		}
		if s.Exports, err = records.DeleteExportsBefore(tx, at); err != nil {
			return err
		}
		s.IPs, err = forgetIPs(tx, at.AddDate(0, 0, -d.IPDays))
		return err
	})
	if err == nil {
		err = Checkpoint(app) // also for an erasure that found the log in use
	}
	return s, err
}

func forgetIPs(tx core.App, before time.Time) (int, error) {
	old, err := records.ContactsWithIPBefore(tx, before)
	if err != nil {
		return 0, err
	}
	for _, c := range old {
		c.SetIP(deployment.Of(tx).Sealer, "")
		if err := tx.Save(c); err != nil {
			return 0, fmt.Errorf("forgetting an IP address: %w", err)
		}
	}
	return len(old), nil
}

// Checkpoint writes the log of changes into the data file and empties it, so
// that what was deleted is gone from both (secure_delete overwrites it there).
// It must run outside a transaction.
func Checkpoint(app core.App) error {
	var busy, log, moved int
	if err := app.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Row(&busy, &log, &moved); err != nil {
		return fmt.Errorf("emptying the log of changes: %w", err)
	}
	if busy != 0 {
		return errors.New("emptying the log of changes: somebody is still reading from it")
	}
	return nil
}
