package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"candour/internal/backup"
	"candour/internal/database"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/records"
)

// restoring is one run of `candour restore`.
type restoring struct {
	file, identity string
	keep, lost     bool
}

func (p *Program) restoreCommand() *cobra.Command {
	var r restoring
	c := &cobra.Command{Use: "restore FILE", Short: "Put a backup in the place of the data; who is gone since stays gone",
		Long: "Puts a backup in the place of the data, while Candour is stopped. Everything that was erased, taken back or taken down since\n" +
			"the backup was made is taken away from it first. The data that was here before is gone afterwards.",
		Args: cobra.ExactArgs(1), Annotations: map[string]string{noData: "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			r.file = args[0]
			return p.restore(cmd, r)
		}}
	c.Flags().StringVar(&r.identity, "identity", "", "the file with your age secret key, for an encrypted backup")
	c.Flags().BoolVar(&r.keep, "keep", false, "keep the data that was here, as one more backup")
	c.Flags().BoolVar(&r.lost, "ledger-is-lost", false, "go on without the ledger of who is gone, if there is no copy of it anywhere")
	return c
}

// staging is where a backup is unpacked and put in order before it takes the place
// of the data. It is in the data folder, so that one rename is enough.
func (p *Program) staging() string { return filepath.Join(p.app.DataDir(), "restoring") }

// restore stages the backup, brings it up to date, takes away who is gone, and only
// then changes anything: with one rename, so that whoever kills it at any moment
// finds either the whole old data or the whole new.
func (p *Program) restore(cmd *cobra.Command, r restoring) (err error) {
	if err := p.takeFolder(); err != nil {
		return err
	}
	live, staged := filepath.Join(p.app.DataDir(), "data.db"), filepath.Join(p.staging(), "data.db")
	if err := os.MkdirAll(p.staging(), 0o700); err != nil {
		return fmt.Errorf("making a folder to unpack the backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(p.staging())) }()
	if sameFile(r.file, live) {
		return errors.New("this is the data itself, not a backup of it")
	}
	progress("Unpacking and checking the backup …")
	if err := backup.Unpack(cmd.Context(), r.file, r.identity, staged); err != nil {
		return err
	}
	l, err := p.ledgerOf(cmd.Context(), live, staged, r.lost)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	progress("Bringing it up to date and taking away who is gone …")
	done, err := p.settle(cmd, l)
	if err != nil {
		return fmt.Errorf("the backup was not restored and nothing was changed: %w", err)
	}
	if err := p.swap(staged, live, r.keep); err != nil {
		return err
	}
	fmt.Printf("Restored from %s.\n%s\n%s\n", r.file, replayedWords(done), backAgain)
	return nil
}

// backAgain says what a restore brings back that nobody can know to be wrong.
const backAgain = "Everybody signs in anew. As they were on the day of the backup, so look whether they are right: passwords, second factors, " +
	"who is a senior moderator and what members may do, stories that were opened to readers again since."

func progress(what string) { fmt.Println(what) }

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// ledgerOf opens the ledger to go by, and adds to it what the data that is about to
// be replaced knows. That data may be what is broken: then the ledger alone counts.
func (p *Program) ledgerOf(ctx context.Context, live, staged string, lost bool) (*ledger.Ledger, error) {
	then, err := backup.OpenCopy(staged)
	if err != nil {
		return nil, err
	}
	defer func() { _ = then.Close() }()
	if err := checkOurs(then); err != nil {
		return nil, err
	}
	now, err := openOld(ctx, live)
	if err != nil {
		return nil, err
	}
	if now == nil {
		return flow.LedgerForRestore(nil, then, p.ledgerFile(), time.Now(), lost)
	}
	l, err := flow.LedgerForRestore(now, then, p.ledgerFile(), time.Now(), lost)
	if err != nil {
		return nil, errors.Join(err, now.Close())
	}
	newer, err := records.DisclosuresMissing(now, then)
	if err != nil {
		return nil, errors.Join(err, now.Close(), l.Close())
	}
	if newer > 0 {
		progress(fmt.Sprintf("%d records of private details that somebody asked for are newer than the backup and will be lost: keep them with --keep, and write them down elsewhere.", newer))
	}
	var busy, log, moved int // from here on the old data is whole without its log of changes
	err = now.NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Row(&busy, &log, &moved)
	if err == nil && busy != 0 {
		err = errors.New("somebody is still reading from it")
	}
	if err = errors.Join(err, now.Close()); err != nil {
		return nil, errors.Join(fmt.Errorf("closing the old data: %w", err), l.Close())
	}
	return l, nil
}

// openOld opens the data that is about to be replaced, or nothing when there is
// none or it is too broken to be read.
func openOld(ctx context.Context, live string) (*dbx.DB, error) {
	if _, err := os.Stat(live); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	db, err := database.Connect(live)
	if err != nil {
		return nil, fmt.Errorf("opening the old data: %w", err)
	}
	db.DB().SetMaxOpenConns(1)
	var sound string
	if err := db.NewQuery("PRAGMA quick_check(1)").WithContext(ctx).Row(&sound); err != nil || sound != "ok" {
		progress("The old data is damaged and can't be asked who is gone: only the ledger is gone by. Records of private details asked for since the backup are lost.")
		_ = db.Close() // it is broken, and about to be replaced
		return nil, nil
	}
	return db, nil
}

// settle opens the staged copy as a start would, with every promise: it is
// migrated, its key is tried, and who is gone is taken away.
func (p *Program) settle(cmd *cobra.Command, l *ledger.Ledger) (done flow.Replayed, err error) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: p.staging(), DBConnect: database.Connect,
		DataMaxOpenConns: database.ReadConnections, DataMaxIdleConns: database.ReadConnections})
	if err := app.Bootstrap(); err != nil {
		return done, fmt.Errorf("opening the backup: %w", err)
	}
	defer func() {
		event := &core.TerminateEvent{App: app}
		err = errors.Join(err, app.OnTerminate().Trigger(event, func(e *core.TerminateEvent) error { return e.App.ResetBootstrapState() }))
	}()
	ring, secret, err := p.unlock(app)
	if err != nil {
		return done, err
	}
	if err := app.RunAllMigrations(); err != nil {
		return done, fmt.Errorf("bringing the backup up to date: %w", err)
	}
	s, err := sealer(app, ring, secret)
	if err != nil {
		return done, err
	}
	d, err := p.deployment(cmd, s)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, d.Places.Close()) }()
	if err := records.SetLedgerID(app, l.ID()); err != nil {
		return done, err
	}
	d.Ledger = l
	d.Backups.Dir = filepath.Join(p.staging(), "backups") // none: the very file that is restored may have had its time
	deployment.Keep(app, d)
	if err := p.bind(app, p.public); err != nil {
		return done, err
	}
	if done, err = flow.ReplayOnCopy(app); err != nil {
		return done, err
	}
	if err := flow.SettleRestored(app, cmd.Context(), filepath.Join(p.app.DataDir(), core.LocalStorageDirName)); err != nil {
		return done, err
	}
	return done, flow.Checkpoint(app)
}

// swap puts the staged data in the place of the old, which has no log of changes
// any more. Up to the rename the old data is whole; from it on the new.
func (p *Program) swap(staged, live string, keep bool) error {
	if err := noLog(staged); err != nil {
		return err
	}
	if err := noLog(live); err != nil {
		return err
	}
	if keep {
		b := p.backups()
		kept, err := backup.Keep(live, b.Dir, time.Now(), b.Recipients)
		if err != nil {
			return err
		}
		if kept != "" {
			progress(fmt.Sprintf("The old data is kept as a backup at %s, and is deleted like one after %d days.", kept, p.config.BackupDays))
		}
	}
	if _, err := backup.Place(staged, live); err != nil {
		return fmt.Errorf("putting the backup in place: %w", err)
	}
	return nil
}

// noLog removes the files that SQLite keeps beside a database while it is open. A
// log that still holds changes belongs to data too broken to take them in.
func noLog(file string) error {
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(file + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("closing the data: %w", err)
		}
	}
	return backup.SyncFolder(filepath.Dir(file))
}
