package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// The name of a backup says when it was made, in UTC, and Candour goes by nothing
// else: a file's own date changes when it is copied.
const (
	prefix = "candour-"
	layout = "2006-01-02T150405Z"
)

var ours = regexp.MustCompile(`^candour-(\d{4}-\d\d-\d\dT\d{6}Z)\.db(\.age)?$`)

// NameAt is the name of a backup made at a time.
func NameAt(at time.Time, encrypted bool) string {
	name := prefix + at.UTC().Format(layout) + ".db"
	if encrypted {
		name += ".age"
	}
	return name
}

// MadeUntil lists the backups in a folder that were made at or before a time, by
// the date in their names. Files that Candour did not name are none of its business.
func MadeUntil(dir string, until time.Time) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for backups: %w", err)
	}
	var found []string
	for _, e := range entries {
		m := ours.FindStringSubmatch(e.Name())
		if m == nil || !e.Type().IsRegular() {
			continue
		}
		if at, err := time.Parse(layout, m[1]); err == nil && !at.After(until) {
			found = append(found, filepath.Join(dir, e.Name()))
		}
	}
	return found, nil
}

// DeleteUntil deletes the backups that MadeUntil lists, and returns how many.
func DeleteUntil(dir string, until time.Time) (int, error) {
	old, err := MadeUntil(dir, until)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	gone := 0
	for _, file := range old {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return gone, fmt.Errorf("deleting an old backup: %w", err)
		}
		gone++
	}
	return gone, SyncFolder(dir)
}

// Newest is when the newest of these backups was made, by their names.
func Newest(files []string) time.Time {
	var newest time.Time
	for _, f := range files {
		if m := ours.FindStringSubmatch(filepath.Base(f)); m != nil {
			if at, err := time.Parse(layout, m[1]); err == nil && at.After(newest) {
				newest = at
			}
		}
	}
	return newest
}

// Encrypted counts those of these files that are encrypted backups.
func Encrypted(files []string) int {
	n := 0
	for _, f := range files {
		if m := ours.FindStringSubmatch(filepath.Base(f)); m != nil && m[2] != "" {
			n++
		}
	}
	return n
}
