package canary

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Folder searches every file below a folder (databases, their -wal and -shm,
// logs, letters, backups: also within .zip and .gz) and says how many bytes that
// were. It must not be pointed at a database that this process has open.
func (s *Search) Folder(folder string) (found []Sighting, size int64, err error) {
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		hits, n, err := s.File(path, name)
		found = append(found, hits...)
		size += n
		return err
	})
	if err != nil {
		return found, size, fmt.Errorf("searching %s: %w", folder, err)
	}
	return found, size, nil
}

// File searches one file, and what is packed in it. A file that went away
// meanwhile holds nothing.
func (s *Search) File(path, name string) (found []Sighting, size int64, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil // a journal that was folded in while we walked
	}
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if found, size, err = s.Read(name, f); err != nil {
		return found, size, err
	}
	within, more, err := s.packed(path, name)
	return append(found, within...), size + more, err
}

// packed looks into .zip and .gz files, whose contents a plain look cannot see.
func (s *Search) packed(path, name string) (found []Sighting, size int64, err error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".zip":
		archive, err := zip.OpenReader(path)
		if err != nil {
			return nil, 0, fmt.Errorf("opening %s: %w", name, err)
		}
		defer func() { _ = archive.Close() }()
		for _, entry := range archive.File {
			hits, n, err := s.entry(entry, name)
			if err != nil {
				return found, size, err
			}
			found, size = append(found, hits...), size+n
		}
		return found, size, nil
	case ".gz":
		f, err := os.Open(path)
		if err != nil {
			return nil, 0, err
		}
		defer func() { _ = f.Close() }()
		var r io.Reader
		if r, err = gzip.NewReader(f); err != nil {
			return nil, 0, fmt.Errorf("opening %s: %w", name, err)
		}
		return s.Read(name+"!", r)
	}
	return nil, 0, nil
}

func (s *Search) entry(entry *zip.File, archive string) (found []Sighting, size int64, err error) {
	r, err := entry.Open()
	if err != nil {
		return nil, 0, fmt.Errorf("opening %s in %s: %w", entry.Name, archive, err)
	}
	defer func() { _ = r.Close() }()
	return s.Read(archive+"!"+entry.Name, r)
}
