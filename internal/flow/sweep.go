package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// sweepBatch is how many rows go in one transaction, so that nobody who writes
// waits long behind a sweep.
const sweepBatch = 200

// sweeper lets the things of one clock go.
type sweeper struct {
	clock string // its name in internal/story/clocks.go
	// until is the moment up to which things go: byRow where a row says when it
	// ends, byClock where it says when it began.
	until func(at time.Time, c story.Clock) time.Time
	due   func(app core.App, until time.Time) (int, error)
	drop  func(app core.App, ctx context.Context, until time.Time) (int, error)
}

func byRow(at time.Time, _ story.Clock) time.Time   { return at }
func byClock(at time.Time, c story.Clock) time.Time { return c.Cutoff(at) }

// sweepers has one line for each clock, in the order of the clocks.
var sweepers = []sweeper{
	rows("drafts", byRow, records.EndedDrafts),
	rows("originals", byRow, records.EndedOriginals),
	rows("working-copies", byClock, records.EndedWorkingCopies),
	rows("ip-addresses", byClock, records.EndedIPs),
	rows("readings", byClock, records.EndedReadings),
	rows("letters", byClock, records.EndedLetters),
	rows("exports", byRow, records.EndedExports),
	rows("new-addresses", byRow, records.EndedAddresses, records.EndedMemberAddresses),
	few("sign-ins", records.SignInsDue, records.DeleteSignInsBefore),
	rows("invitations", byClock, records.EndedInvitations),
	rows("member-acts", byClock, records.EndedMemberActs),
	rows("own-words", byClock, records.EndedOwnWords),
	rows("claims", byClock, records.EndedClaims),
	rows("not-today", byClock, records.EndedNotToday),
	rows("wellbeing", byClock, records.EndedWellbeingNotes),
	few("receipts", records.ReceiptsDue, records.DeleteReceiptsBefore),
	few("logs", records.LogsBefore, records.DeleteLogsBefore),
	few("backups", BackupsDue, DeleteBackupsBefore),
}

// rows makes a sweeper of rows that go in batches.
func rows(clock string, until func(time.Time, story.Clock) time.Time, ended ...records.Ended) sweeper {
	return sweeper{clock, until,
		func(app core.App, until time.Time) (n int, err error) {
			for _, e := range ended {
				some, err := records.CountEnded(app, e, until)
				if err != nil {
					return n, err
				}
				n += some
			}
			return n, nil
		},
		func(app core.App, ctx context.Context, until time.Time) (n int, err error) {
			for _, e := range ended {
				some, err := dropRows(app, ctx, e, until)
				n += some
				if err != nil {
					return n, err
				}
			}
			return n, nil
		}}
}

// few makes a sweeper of what is never so much that it must go in batches.
func few(clock string, due, drop func(app core.App, until time.Time) (int, error)) sweeper {
	return sweeper{clock, byClock, due,
		func(app core.App, _ context.Context, until time.Time) (int, error) { return drop(app, until) }}
}

func dropRows(app core.App, ctx context.Context, e records.Ended, until time.Time) (int, error) {
	ids, err := records.FindEnded(app, e, until)
	if err != nil {
		return 0, err
	}
	gone := 0
	for batch := range slices.Chunk(ids, sweepBatch) {
		if err := ctx.Err(); err != nil {
			return gone, err
		}
		err := inTx(app, "sweeping", func(tx core.App) error {
			n, err := records.LetEndedGo(tx, deployment.Of(tx).Sealer, e, batch, until)
			gone += n
			return err
		})
		if err != nil {
			return gone, err
		}
	}
	return gone, nil
}

// Swept is how many things of one clock went, or would go.
type Swept struct {
	Clock string
	Count int
}

// CountDue counts what a sweep would let go now, clock by clock. It changes nothing.
func CountDue(app core.App) ([]Swept, error) { return CountDueAt(app, now(app)) }

// CountDueAt counts what is here now and was to go at a time: what is overdue,
// when that time is longer ago than from one sweep to the next.
func CountDueAt(app core.App, at time.Time) ([]Swept, error) {
	var all []Swept
	for _, s := range sweepers {
		n, err := s.due(app, s.until(at, deployment.Of(app).Clock(s.clock)))
		if err != nil {
			return all, fmt.Errorf("counting %s: %w", s.clock, err)
		}
		all = append(all, Swept{s.clock, n})
	}
	return all, nil
}

// Sweep lets go what has had its time, clock by clock, and returns how much went.
// It may be stopped between batches and run at any time: what is gone is gone,
// and the next one finds the rest. What fails for one clock stops no other.
func Sweep(app core.App, ctx context.Context) ([]Swept, error) {
	var all []Swept
	var failures []error
	for _, s := range sweepers {
		n, err := s.drop(app, ctx, s.until(now(app), deployment.Of(app).Clock(s.clock)))
		if err != nil {
			failures = append(failures, fmt.Errorf("sweeping %s: %w", s.clock, err))
		}
		all = append(all, Swept{s.clock, n})
	}
	if _, err := records.DropStrayPhotos(app); err != nil {
		failures = append(failures, err)
	}
	failures = append(failures, Checkpoint(app)) // also for an erasure that found the log in use
	return all, errors.Join(failures...)
}

// emptyLog empties the log of changes after somebody corrected a private detail, so
// that what it was before is in no file. When another is reading just then, the
// next sweep does it.
func emptyLog(app core.App) {
	if app.IsTransactional() {
		return
	}
	if err := Checkpoint(app); err != nil {
		app.Logger().Info("a correction leaves the old value in the log until the next sweep", "error", err)
	}
}

// Checkpoint writes the logs of changes into the data files and empties them, so
// that what was deleted is gone from both (secure_delete overwrites it there).
// It must run outside a transaction.
func Checkpoint(app core.App) error {
	for _, db := range []interface{ NewQuery(string) *dbx.Query }{app.NonconcurrentDB(), app.AuxNonconcurrentDB()} {
		var busy, log, moved int
		if err := db.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Row(&busy, &log, &moved); err != nil {
			return fmt.Errorf("emptying the log of changes: %w", err)
		}
		if busy != 0 {
			return errors.New("emptying the log of changes: somebody is still reading from it")
		}
	}
	return nil
}
