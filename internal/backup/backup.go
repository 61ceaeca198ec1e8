// Package backup makes copies of the database while it is in use, checks them,
// encrypts them to keys that are not on this machine, and reads them back.
//
// A copy is made by the database itself (VACUUM INTO): it is of one moment, holds
// nothing that was deleted, and never opens the live file a second time, which
// would drop the process's locks on it. It holds data.db and nothing else: the
// postcodes are loaded again from the official file, the site's log of faults has
// no place in a copy, and the key and the ledger are kept apart on purpose.
package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"filippo.io/age"
	"github.com/pocketbase/dbx"
)

// Made says what a backup became.
type Made struct {
	File      string
	Bytes     int64
	Encrypted bool
}

// part marks a file that is still being written. One that is left over was cut off
// and is of no use.
const part = ".part"

// staged is a plain copy, in the data folder, on its way to being encrypted.
const staged = "backup" + part

// Make copies a database into file, which must not be there yet: at its name stands
// a whole, checked copy or nothing. With recipients the copy is encrypted to them,
// and the plain one never leaves the data folder.
func Make(ctx context.Context, db dbx.Builder, dataDir, file string, to []age.Recipient) (Made, error) {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return Made{}, errors.New("there is a file of this name already: give another name")
	}
	plain := file + part
	if len(to) > 0 {
		plain = filepath.Join(dataDir, staged)
	}
	defer func() { _ = os.Remove(plain) }() // when all went well it is not there any more
	if err := copyOf(ctx, db, plain); err != nil {
		return Made{}, plainly("making the copy", err)
	}
	if err := Check(ctx, plain); err != nil {
		return Made{}, fmt.Errorf("the copy is not sound: %w", err)
	}
	done := plain
	if len(to) > 0 {
		done = file + part
		defer func() { _ = os.Remove(done) }()
		if err := encrypt(plain, done, to); err != nil {
			return Made{}, plainly("encrypting the copy", err)
		}
	}
	info, err := Place(done, file)
	if err != nil {
		return Made{}, plainly("putting the copy in place", err)
	}
	return Made{File: file, Bytes: info.Size(), Encrypted: len(to) > 0}, nil
}

// Keep puts the whole data file that a restore is about to replace, and that nobody
// has open, among the backups, as one of them: so it goes when they go, and is
// encrypted when they are. A file that is not there is no error, and has no name.
func Keep(live, dir string, at time.Time, to []age.Recipient) (file string, err error) {
	if _, err := os.Stat(live); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("making the folder of backups: %w", err)
	}
	file = filepath.Join(dir, NameAt(at, len(to) > 0))
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is a file %s already", file)
	}
	done := file + part
	defer func() { _ = os.Remove(done) }() // when all went well it is not there any more
	if len(to) > 0 {
		err = encrypt(live, done, to)
	} else {
		err = copyFile(live, done)
	}
	if err == nil {
		_, err = Place(done, file)
	}
	if err != nil {
		return "", plainly("keeping the old data", err)
	}
	return file, nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// copyOf has the database write a copy of itself into an empty file of ours, so
// that nobody else may read it.
func copyOf(ctx context.Context, db dbx.Builder, file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // left over from a backup that was cut off
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	_, err = db.NewQuery("VACUUM INTO {:file}").Bind(dbx.Params{"file": file}).WithContext(ctx).Execute()
	return err
}

// Place puts a finished file where it belongs, so that it lasts.
func Place(from, to string) (fs.FileInfo, error) {
	f, err := os.OpenFile(from, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if err := os.Rename(from, to); err != nil {
		return nil, err
	}
	return info, SyncFolder(filepath.Dir(to))
}

// SyncFolder makes the names in a folder last.
func SyncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// plainly says what a full disk is in words.
func plainly(doing string, err error) error {
	if errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "disk is full") {
		return errors.New(doing + ": the disk is full")
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// Tidy removes what a backup that was cut off has left in the data folder and in
// the folder of backups.
func Tidy(dataDir, backupDir string) error {
	err := os.Remove(filepath.Join(dataDir, staged))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	left, globErr := filepath.Glob(filepath.Join(backupDir, prefix+"*"+part))
	err = errors.Join(err, globErr)
	for _, f := range left {
		if ours.MatchString(strings.TrimSuffix(filepath.Base(f), part)) {
			err = errors.Join(err, os.Remove(f))
		}
	}
	if err != nil {
		return fmt.Errorf("clearing away a backup that was cut off: %w", err)
	}
	return nil
}
