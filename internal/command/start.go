package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"candour/internal/backup"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/records"
)

// open opens the data folder for a command that needs it.
func (p *Program) open(cmd *cobra.Command, _ []string) error {
	if cmd.Annotations[noData] != "" || cmd.Name() == "help" {
		return nil
	}
	if cmd.Annotations[keysOnly] != "" { // what only reads makes no folder
		if err := p.checkData(); err != nil {
			return err
		}
	}
	return p.openData(cmd, flow.OpenLedger)
}

// checkData refuses a folder that holds no data, before anything is made in it.
func (p *Program) checkData() error {
	if _, err := os.Stat(filepath.Join(p.app.DataDir(), "data.db")); err != nil {
		return fmt.Errorf("there is no data in %s: say where it is with --dir", p.app.DataDir())
	}
	return nil
}

// findLedger opens the ledger that belongs to the data in app.
type findLedger func(app core.App, path string, at time.Time) (*ledger.Ledger, error)

// openData opens the data folder: alone, migrated, with its key, its region, its
// postcodes and its ledger, and without whoever a backup brought back. Nothing is
// served, listed or changed before all of that is so.
func (p *Program) openData(cmd *cobra.Command, find findLedger) error {
	if err := p.takeFolder(); err != nil {
		return err
	}
	if err := p.app.Bootstrap(); err != nil {
		return fmt.Errorf("opening the data in %s: %w", p.app.DataDir(), err)
	}
	if err := checkVersion(p.app.DB()); err != nil {
		return fmt.Errorf("opening the data: %w", err)
	}
	if cmd.Annotations[keysOnly] != "" {
		return nil
	}
	ring, secret, err := p.unlock(p.app)
	if err != nil {
		return err
	}
	if err := p.app.RunAllMigrations(); err != nil {
		return fmt.Errorf("bringing the data up to date: %w", err)
	}
	if err := p.checkClock(cmd); err != nil {
		return err
	}
	s, err := sealer(p.app, ring, secret)
	if err != nil {
		return err
	}
	d, err := p.deployment(cmd, s)
	if err != nil {
		return err
	}
	if d.Ledger, err = find(p.app, p.ledgerFile(), d.Now()); err != nil {
		return errors.Join(err, d.Places.Close())
	}
	if reason, err := d.Places.Outdated(context.Background()); err != nil || reason != nil {
		if err != nil {
			return errors.Join(err, d.Places.Close())
		}
		fmt.Fprintln(os.Stderr, "Note:", reason)
	}
	deployment.Keep(p.app, d)
	if err := backup.Tidy(p.app.DataDir(), d.Backups.Dir); err != nil {
		return err
	}
	files, err := p.files(cmd)
	if err != nil {
		return err
	}
	if err := p.bind(p.app, files); err != nil {
		return err
	}
	again, err := flow.ReplayLedger(p.app)
	if err != nil {
		return fmt.Errorf("the data holds what was erased or taken back, and it could not be taken away again: %w", err)
	}
	if again != (flow.Replayed{}) {
		fmt.Fprintln(os.Stderr, replayedWords(again))
	}
	return nil
}

// takeFolder takes the data folder for this process, and clears away what a restore
// that was cut off has left: the data itself is whole, either the old or the new.
func (p *Program) takeFolder() error {
	if err := os.MkdirAll(p.app.DataDir(), 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	var err error
	if p.lock, err = lockFolder(p.app.DataDir()); err != nil {
		return err
	}
	p.opened = true
	if err := os.RemoveAll(p.staging()); err != nil {
		return fmt.Errorf("clearing away a restore that was cut off: %w", err)
	}
	return nil
}

// ledgerFile is where the ledger is: beside the data folder and not in it, so that
// a copy of the data is not a copy of the ledger.
func (p *Program) ledgerFile() string {
	if p.config.LedgerFile != "" {
		return p.config.LedgerFile
	}
	return filepath.Clean(p.app.DataDir()) + ".gone"
}

func replayedWords(r flow.Replayed) string {
	said := fmt.Sprintf("Taken away again, because the ledger says that they are gone: %d accounts, %d stories.", r.Accounts, r.Stories)
	for _, more := range []struct {
		count int
		words string
	}{
		{r.Closed, "%d stories that were closed to readers are closed again until a senior moderator has looked at them."},
		{r.Refused, "%d stories that were refused are refused again."},
		{r.Words, "%d responses, or words of organisations, that were taken off are off again."},
		{r.People, "%d accounts and memberships of people who may not work here any more are shut again: look whether every organisation still has an administrator."},
	} {
		if more.count > 0 {
			said += "\n" + fmt.Sprintf(more.words, more.count)
		}
	}
	return said
}

// clockIsRight is the flag with which an operator says that the clock was wrong
// before and is right now.
const clockIsRight = "clock-is-right"

// clockMayBeOff is how far the clock may seem to have gone back: machines correct
// their clocks.
const clockMayBeOff = time.Hour

// checkClock refuses to start with a clock that is behind the data: what has had
// its time would stay, and what is new would be told from before it was.
func (p *Program) checkClock(cmd *cobra.Command) error {
	newest, err := records.NewestTime(p.app)
	if err != nil {
		return err
	}
	if right, err := cmd.Flags().GetBool(clockIsRight); err == nil && right {
		return nil
	}
	if now := time.Now(); newest.After(now.Add(clockMayBeOff)) {
		return fmt.Errorf("the clock of this machine says %s, and the data was last changed at %s: set the clock right, or, if it was wrong before and is right now, add --%s",
			saidTime(now), saidTime(newest), clockIsRight)
	}
	return nil
}

func saidTime(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
