package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// errInUse says that another Candour has the folder open. SQLite's own locks
// are lost when a second process opens and closes the file (POSIX advisory
// locks), and acknowledged writes with them, so only one may open it at all.
var errInUse = errors.New("another Candour is running on this data folder: stop it first, then run this again")

type lock struct{ file *os.File }

// lockFolder takes the data folder for this process until it ends.
func lockFolder(dir string) (*lock, error) {
	f, err := os.OpenFile(filepath.Join(dir, "candour.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("taking the data folder: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(errInUse, f.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("taking the data folder: %w", err)
	}
	return &lock{f}, nil
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
