package remains

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/pocketbase/dbx"
)

// Found is what a search came to.
type Found struct {
	Pages, Files int   // how many were read
	Bytes        int64 // of both
	Places       int   // the pages and files in which something still stands
	// Pieces are some of what was found: never to be logged or stored.
	Pieces []string
}

// mostPieces is how many pieces are remembered of what was found.
const mostPieces = 20

// atOnce is how many pages one question reads. Between questions the log of
// changes can be emptied and nobody waits.
const atOnce = 256

// Database looks through every page of a data file, by way of SQLite itself:
// whoever opens the file of a running site beside SQLite loosens its locks.
//
// The virtual table sqlite_dbpage shows each page as the file and the log of
// changes together hold it, the free ones too. What an older state of a page
// still holds in the file below the log is not seen: empty the log first.
func (s *Search) Database(ctx context.Context, db dbx.Builder, f *Found) error {
	var pages int
	if err := db.NewQuery("PRAGMA page_count").WithContext(ctx).Row(&pages); err != nil {
		return fmt.Errorf("counting the pages of a data file: %w", err)
	}
	w := window{search: s, found: f}
	for from := 1; from <= pages; from += atOnce {
		if err := s.somePages(ctx, db, from, min(from+atOnce-1, pages), &w); err != nil {
			return fmt.Errorf("reading the pages of a data file: %w", err)
		}
	}
	return nil
}

func (s *Search) somePages(ctx context.Context, db dbx.Builder, from, to int, w *window) (err error) {
	rows, err := db.NewQuery(`WITH RECURSIVE n(i) AS (SELECT {:from} UNION ALL SELECT i + 1 FROM n WHERE i < {:to})
		SELECT p.data FROM n CROSS JOIN sqlite_dbpage p WHERE p.pgno = n.i`).
		Bind(dbx.Params{"from": from, "to": to}).WithContext(ctx).Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var page []byte
		if err := rows.Scan(&page); err != nil {
			return err
		}
		w.found.Pages++
		if w.read(page) {
			w.found.Places++
		}
	}
	return rows.Err()
}

// besides are the endings of what SQLite keeps beside a data file that is open.
var besides = []string{"", "-wal", "-shm", "-journal"}

// Folder looks through the files below a folder, without what is named: folders,
// and data files in the folder itself that are open. Those are read by Database,
// and no file of a database that is open may be opened beside it. Any other data
// file is looked through as it is. A folder that is not there holds nothing.
func (s *Search) Folder(ctx context.Context, dir string, f *Found, without ...string) error {
	var open []string
	for _, name := range without {
		for _, end := range besides {
			open = append(open, filepath.Join(dir, name)+end)
		}
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // a letter that left meanwhile
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(without, entry.Name()):
			return fs.SkipDir
		case !entry.Type().IsRegular() || slices.Contains(open, path):
			return nil
		}
		return s.file(ctx, path, f)
	})
	if err != nil {
		return fmt.Errorf("reading the files beside a data file: %w", err)
	}
	return nil
}

func (s *Search) file(ctx context.Context, path string, f *Found) (err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	f.Files++
	w, buffer, hit := window{search: s, found: f}, make([]byte, 64<<10), false
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := io.ReadFull(file, buffer)
		hit = w.read(buffer[:n]) || hit
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if hit {
		f.Places++
	}
	return nil
}

// window reads one stretch after the other, with the end of the one before, so
// that a piece that crosses from one into the next is seen.
type window struct {
	search *Search
	found  *Found
	bytes  []byte
}

func (w *window) read(stretch []byte) bool {
	w.found.Bytes += int64(len(stretch))
	keep := min(len(w.bytes), pieceLength-1)
	n := copy(w.bytes, w.bytes[len(w.bytes)-keep:])
	w.bytes = append(w.bytes[:n], stretch...)
	fold(w.bytes[n:])
	piece := w.search.in(w.bytes)
	if piece == nil {
		return false
	}
	if p := string(piece); len(w.found.Pieces) < mostPieces && !slices.Contains(w.found.Pieces, p) {
		w.found.Pieces = append(w.found.Pieces, p)
	}
	return true
}
