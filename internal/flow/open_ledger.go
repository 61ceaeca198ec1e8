package flow

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/records"
)

// wayOn is what an operator can do whose ledger is lost.
const wayOn = "Put back your newest copy of it, or say where it is with CANDOUR_LEDGER_FILE. " +
	"If there is none, `candour ledger new --i-know` makes a new one from what this data knows, and a backup from before could then bring erased people back"

// restoreOn is what can be done when a restore has not the ledger it needs.
const restoreOn = "Put there the newest copy of the ledger of the site that this backup was made of, or say where it is with CANDOUR_LEDGER_FILE. " +
	"If there is none anywhere, --ledger-is-lost goes on without it, and erased people could come back"

// firstDay stands for a day that is not known.
const firstDay = "1970-01-01"

// OpenLedger opens the ledger of who is gone that belongs to the data, or makes it
// when the data has had none. A ledger that is missing, damaged or another one is
// an error that says what to do: without it nothing may be served.
func OpenLedger(app core.App, path string, at time.Time) (*ledger.Ledger, error) {
	id, err := records.LedgerID(app.DB())
	if err != nil {
		return nil, err
	}
	l, err := openLedger(path, id, wayOn)
	if errors.Is(err, fs.ErrNotExist) && id == "" {
		l, err = ledger.Create(path, at)
	}
	if err != nil {
		return nil, err
	}
	if id == "" {
		if err := records.SetLedgerID(app, l.ID()); err != nil {
			return nil, errors.Join(err, l.Close())
		}
	}
	return l, nil
}

// openLedger opens the ledger with an id, or any when the id is not known. way is
// what can be done when it is not there or another one.
func openLedger(path, id, way string) (*ledger.Ledger, error) {
	l, err := ledger.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && id != "":
		return nil, fmt.Errorf("the ledger of stories and accounts that are gone is not at %s. %s", path, way)
	case errors.Is(err, ledger.ErrDamaged):
		return nil, fmt.Errorf("%w. %s. What can still be read of it is kept", err, way)
	case err != nil:
		return nil, err
	case !l.BelongsTo(id):
		return nil, errors.Join(fmt.Errorf("the ledger at %s belongs to other data than this. %s", path, way), l.Close())
	}
	return l, nil
}

// RenewLedger takes the place of OpenLedger when the ledger is lost: it makes a new
// one, with all that can be read of a damaged one, which is put aside; a whole one
// of other data is taken over. What the data itself knows is added at the start.
func RenewLedger(app core.App, path string, at time.Time) (*ledger.Ledger, error) {
	id, err := records.LedgerID(app.DB())
	if err != nil {
		return nil, err
	}
	l, err := ledger.Open(path)
	if err == nil && l.ID() == id {
		return nil, errors.Join(fmt.Errorf("the ledger at %s is whole and belongs to this data: there is nothing to do", path), l.Close())
	}
	if err != nil {
		if l, err = makeLedger(path, at, err); err != nil {
			return nil, err
		}
	}
	if err := replaces(l, at, id); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	if err := records.SetLedgerID(app, l.ID()); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// replaces writes into a ledger that it came in the place of others that are lost,
// so that backups which name those can still be restored.
func replaces(l *ledger.Ledger, at time.Time, ids ...string) error {
	for _, id := range ids {
		if l.BelongsTo(id) {
			continue
		}
		if err := l.Add(ledger.On(ledger.Before, id, at)); err != nil {
			return err
		}
	}
	return nil
}

// makeLedger makes a ledger where there is none that could be opened.
func makeLedger(path string, at time.Time, why error) (*ledger.Ledger, error) {
	var kept []ledger.Fact
	switch {
	case errors.Is(why, fs.ErrNotExist):
	case errors.Is(why, ledger.ErrDamaged):
		var err error
		if kept, err = ledger.Salvage(path); err != nil {
			return nil, err
		}
		if err := os.Rename(path, path+".damaged-"+at.UTC().Format("2006-01-02T150405Z")); err != nil {
			return nil, fmt.Errorf("putting the damaged ledger aside: %w", err)
		}
	default:
		return nil, why
	}
	return ledger.Create(path, at, kept...)
}

// LedgerForRestore opens the ledger that a restore goes by. now is the data that is
// about to be replaced, nil when there is none or it cannot be read; then is the
// backup. It must be the ledger of both, but that of data which never held anybody
// says nothing: a machine that was only started has a ledger of its own, by which
// the erased would come back. What now knows to be gone is added first. With lost, a
// ledger that is not there or is not the right one is no error.
func LedgerForRestore(now, then dbx.Builder, path string, at time.Time, lost bool) (*ledger.Ledger, error) {
	nowID, err := ledgerOfAnybody(now)
	if err != nil {
		return nil, err
	}
	thenID, err := records.LedgerID(then)
	if err != nil {
		return nil, err
	}
	l, err := ledgerOfBoth(path, nowID, thenID, lost)
	if err != nil && (lost || nowID == "" && thenID == "" && errors.Is(err, fs.ErrNotExist)) {
		if l, err = ledger.Open(path); err != nil {
			l, err = makeLedger(path, at, err)
		}
	}
	if err != nil {
		return nil, err
	}
	err = replaces(l, at, nowID, thenID)
	if err == nil && now != nil {
		err = CatchUp(now, l)
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// ledgerOfAnybody is the number of the ledger of data that is there and holds, or
// has held, somebody; otherwise "".
func ledgerOfAnybody(db dbx.Builder) (string, error) {
	if db == nil {
		return "", nil
	}
	if held, err := records.HeldAnybody(db); err != nil || !held {
		return "", err
	}
	return records.LedgerID(db)
}

func ledgerOfBoth(path, nowID, thenID string, lost bool) (*ledger.Ledger, error) {
	l, err := openLedger(path, cmp.Or(nowID, thenID), restoreOn)
	if err == nil && !lost && !l.BelongsTo(thenID) {
		return nil, errors.Join(fmt.Errorf("the ledger at %s belongs to other data than this backup. %s", path, restoreOn), l.Close())
	}
	return l, err
}

// CatchUp adds to the ledger what the database knows to be gone, or shut, and the ledger does
// not: what was committed in the moment of a crash, or when the disk was full.
func CatchUp(db dbx.Builder, l *ledger.Ledger, but ...ledger.Kind) error {
	return records.EachGone(db, func(piece []records.Gone) error {
		facts := make([]ledger.Fact, 0, len(piece))
		for _, g := range piece {
			kind := ledger.Kind(g.Kind)
			if g.Kind == "" {
				kind = ledger.Account
			}
			if g.Day == "" {
				g.Day = firstDay // a row without a day counts as well
			}
			if slices.Contains(but, kind) {
				continue
			}
			facts = append(facts, ledger.Fact{Kind: kind, ID: g.ID, Day: g.Day})
		}
		return l.Add(facts...)
	})
}
