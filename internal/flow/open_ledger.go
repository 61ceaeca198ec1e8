package flow

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/records"
)

// wayOn is what an operator can do whose ledger is lost.
const wayOn = "Put back your newest copy of it, or say where it is with CANDOUR_LEDGER_FILE. " +
	"If there is none, `candour ledger new --i-know` makes a new one from what this data knows, and a backup from before could then bring erased people back"

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
	l, err := openLedger(path, id)
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

// openLedger opens the ledger with an id, or any when the id is not known.
func openLedger(path, id string) (*ledger.Ledger, error) {
	l, err := ledger.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && id != "":
		return nil, fmt.Errorf("the ledger of stories and accounts that are gone is not at %s. %s", path, wayOn)
	case errors.Is(err, ledger.ErrDamaged):
		return nil, fmt.Errorf("%w. %s. What can still be read of it is kept", err, wayOn)
	case err != nil:
		return nil, err
	case id != "" && l.ID() != id:
		return nil, errors.Join(fmt.Errorf("the ledger at %s belongs to other data than this. %s", path, wayOn), l.Close())
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
	if err := records.SetLedgerID(app, l.ID()); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
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
// backup. What now knows to be gone is added first. With lost, a ledger that is not
// there or is not the right one is no error.
func LedgerForRestore(now, then dbx.Builder, path string, at time.Time, lost bool) (*ledger.Ledger, error) {
	id, err := ledgerIDOf(now, then)
	if err != nil {
		return nil, err
	}
	l, err := openLedger(path, id)
	if err != nil && (lost || id == "" && errors.Is(err, fs.ErrNotExist)) {
		if l, err = ledger.Open(path); err != nil {
			l, err = makeLedger(path, at, err)
		}
	}
	if err != nil || now == nil {
		return l, err
	}
	if err := CatchUp(now, l); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func ledgerIDOf(now, then dbx.Builder) (string, error) {
	for _, db := range []dbx.Builder{now, then} {
		if db == nil {
			continue
		}
		if id, err := records.LedgerID(db); id != "" || err != nil {
			return id, err
		}
	}
	return "", nil
}

// CatchUp adds to the ledger what the database knows to be gone and the ledger does
// not: what was committed in the moment of a crash, or when the disk was full.
func CatchUp(db dbx.Builder, l *ledger.Ledger) error {
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
			facts = append(facts, ledger.Fact{Kind: kind, ID: g.ID, Day: g.Day})
		}
		return l.Add(facts...)
	})
}
