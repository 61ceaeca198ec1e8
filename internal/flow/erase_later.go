package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// MostDaysToErase is the longest time an author may give an erasure to be
// stopped again.
const MostDaysToErase = 7

// PlanErasure has an account erased after some days, and owes its author a letter
// with the link by which that can be stopped. Until then nothing changes. To plan
// again moves the day.
func PlanErasure(app core.App, authorID string, days int) error {
	if days < 1 || days > MostDaysToErase {
		return story.Problem{Field: "days", Text: fmt.Sprintf("Choose at once, or 1 to %d days.", MostDaysToErase)}
	}
	return inTx(app, "planning an erasure", func(tx core.App) error {
		a, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		return planErasure(tx, a, days)
	})
}

func planErasure(tx core.App, a *records.Author, days int) error {
	at := now(tx).AddDate(0, 0, days)
	if a.EraseAt().IsZero() {
		a.SetReceiptToken(deployment.Of(tx).Sealer, story.NewStoryKey())
	}
	a.SetEraseAt(at)
	if err := tx.Save(a); err != nil {
		return fmt.Errorf("saving an account: %w", err)
	}
	if !a.HasEmail() {
		return nil
	}
	return records.Owe(tx, records.Owed{Kind: string(mail.ErasurePlanned), ToCollection: "authors", To: a.Id, Once: at.Format(time.RFC3339), At: now(tx), ExpiresAt: at})
}

// CancelErasure stops an erasure that waits. Where none does, it does nothing.
func CancelErasure(app core.App, authorID string) error {
	return inTx(app, "stopping an erasure", func(tx core.App) error {
		a, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		return cancelErasure(tx, a)
	})
}

// CancelErasureByLink stops the erasure that a private link belongs to. After it
// has happened there is nothing to stop: ErrLink.
func CancelErasureByLink(app core.App, token string) error {
	return inTx(app, "stopping an erasure", func(tx core.App) error {
		a, err := records.FindAuthorByReceipt(tx, token)
		if errors.Is(err, records.ErrNotFound) {
			return ErrLink
		}
		if err != nil {
			return err
		}
		return cancelErasure(tx, a)
	})
}

func cancelErasure(tx core.App, a *records.Author) error {
	if a.EraseAt().IsZero() {
		return nil
	}
	a.SetEraseAt(time.Time{})
	a.SetReceiptToken(deployment.Of(tx).Sealer, "")
	if err := tx.Save(a); err != nil {
		return fmt.Errorf("saving an account: %w", err)
	}
	return nil
}

// Planned is what a private link leads to: an erasure that waits, or its receipt.
type Planned struct {
	At      time.Time // when it will happen; zero when it has
	Receipt string    // whole and signed; "" while the store is still looked through
}

// FindErasure finds what a private link leads to: ErrLink when it is wrong, was
// stopped, or had its time.
func FindErasure(app core.App, token string) (Planned, error) {
	a, err := records.FindAuthorByReceipt(app, token)
	if err == nil {
		return Planned{At: a.EraseAt()}, nil
	}
	if !errors.Is(err, records.ErrNotFound) {
		return Planned{}, err
	}
	r, err := records.FindReceipt(app, token)
	if errors.Is(err, records.ErrNotFound) || err == nil && !story.FindClock("receipts").Ends(r.At()).After(now(app)) {
		return Planned{}, ErrLink
	}
	if err != nil || r.Signature() == "" {
		return Planned{}, err
	}
	return Planned{Receipt: WholeReceipt(r.Text(), r.Signature())}, nil
}

// EraseDue erases, one after the other, the accounts whose time has come, and
// completes the receipts that a stop of the program left open. It returns how
// many accounts went. Running it again does nothing. What fails for one stops no
// other.
func EraseDue(app core.App, ctx context.Context) (int, error) {
	broken := completeBroken(app)
	due, err := records.AuthorsToErase(app, now(app))
	done, failed := oneByOne(app, "erasing an account in its time", due, func(tx core.App, id string) (bool, error) {
		if ctx.Err() != nil {
			return false, nil // the program stops: the next one goes on
		}
		a, err := records.FindAuthor(tx, id)
		if err != nil {
			return false, ignoreGone(err)
		}
		if a.EraseAt().IsZero() || a.EraseAt().After(now(tx)) {
			return false, nil // the author was quicker
		}
		return true, tx.Delete(a)
	})
	return done, errors.Join(broken, err, failed)
}

// completeBroken signs the receipts whose search ended with the program that did
// it: what it looked for was in memory and nowhere else.
func completeBroken(app core.App) error {
	open, err := records.UnsignedReceipts(app)
	failures := []error{err}
	for _, r := range open {
		if searchesOf(app).has(r.Id) {
			continue
		}
		text, signature, err := signReceipt(app, r.Text(), looked{failed: errStopped}.words())
		if err == nil {
			err = completeReceipt(app, r.Id, text, signature)
		}
		failures = append(failures, err)
	}
	return errors.Join(failures...)
}

var errStopped = errors.New("the program was stopped")

func completeReceipt(app core.App, id, text, signature string) error {
	return inTx(app, "completing a receipt", func(tx core.App) error {
		r, err := records.FindReceiptByID(tx, id)
		if err != nil {
			return ignoreGone(err)
		}
		r.SetSigned(text, signature)
		return tx.Save(r)
	})
}
