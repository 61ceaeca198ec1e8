package backup

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver that PocketBase uses
)

// Check reads a whole copy with a connection of its own and says whether it is sound.
func Check(ctx context.Context, file string) error {
	db, err := OpenCopy(file)
	if err != nil {
		return err
	}
	var found []string
	err = db.NewQuery("PRAGMA integrity_check(3)").WithContext(ctx).Column(&found)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("checking a copy: %w", err)
	}
	if text := strings.Join(found, "; "); text != "ok" {
		return errors.New("its pages do not fit together")
	}
	return nil
}

// OpenCopy opens a copy that nobody writes to, for reading only. It makes no other
// file beside it.
func OpenCopy(file string) (*dbx.DB, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("opening a copy: %w", err)
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: "mode=ro&immutable=1"}
	db, err := dbx.Open("sqlite", address.String())
	if err != nil {
		return nil, fmt.Errorf("opening a copy: %w", err)
	}
	db.DB().SetMaxOpenConns(1)
	return db, nil
}
