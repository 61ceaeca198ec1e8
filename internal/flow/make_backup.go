package flow

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/backup"
	"candour/internal/deployment"
)

var errBackupUnderWay = errors.New("a backup is being made already")

// MakeBackup copies the data into a file that must not be there yet, or, without a
// name, into the folder of backups under a name that says when. The site goes on
// meanwhile. A copy brings nobody back: see ReplayLedger.
func MakeBackup(app core.App, ctx context.Context, file string) (backup.Made, error) {
	making := app.Store().GetOrSet("candour.backup", func() any { return new(sync.Mutex) }).(*sync.Mutex)
	if !making.TryLock() {
		return backup.Made{}, errBackupUnderWay
	}
	defer making.Unlock()
	b := deployment.Of(app).Backups
	if file == "" {
		if err := os.MkdirAll(b.Dir, 0o700); err != nil {
			return backup.Made{}, fmt.Errorf("making the folder of backups: %w", err)
		}
		file = filepath.Join(b.Dir, backup.NameAt(now(app), len(b.Recipients) > 0))
	}
	return backup.Make(ctx, app.ConcurrentDB(), app.DataDir(), file, b.Recipients)
}

// BackupsDue counts the backups that were made at or before a time. Only those in
// the folder of backups count whose names Candour gave.
func BackupsDue(app core.App, at time.Time) (int, error) {
	old, err := backup.MadeUntil(deployment.Of(app).Backups.Dir, at)
	return len(old), err
}

// DeleteBackupsBefore deletes the backups that BackupsDue counts.
func DeleteBackupsBefore(app core.App, at time.Time) (int, error) {
	return backup.DeleteUntil(deployment.Of(app).Backups.Dir, at)
}

// NightlyBackup makes the night's backup, when a folder for it is set, and deletes
// those that have had their time, also when making one went wrong.
func NightlyBackup(app core.App, ctx context.Context) error {
	var made error
	if deployment.Of(app).Backups.Nightly {
		_, made = MakeBackup(app, ctx, "")
	}
	_, err := DeleteBackupsBefore(app, deployment.Of(app).Clock("backups").Cutoff(now(app)))
	return errors.Join(made, err)
}
