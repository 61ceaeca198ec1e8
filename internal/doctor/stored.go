package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/canary"
	"candour/internal/deployment"
)

// searchStored looks through what is stored, after the invented author was
// erased: the data file's pages, the logs, the letters and the backups.
func (c *checkup) searchStored() error {
	gone, err := canary.New(c.person.Values...)
	if err != nil {
		return err
	}
	sealed, err := c.sealedValues()
	if err != nil {
		return err
	}
	for _, look := range []func(gone, sealed *canary.Search) error{c.searchPages, c.searchLogs, c.searchLetters, c.searchBackups} {
		if err := look(gone, sealed); err != nil {
			return err
		}
	}
	return nil
}

// sealedValues searches for what must stand nowhere in the clear: addresses and
// postcodes of living authors, and all of the erased test.
func (c *checkup) sealedValues() (*canary.Search, error) {
	all := append([]canary.Canary{}, c.person.Values...)
	for name, k := range c.known {
		if k.Sealed {
			all = append(all, canary.Canary{Name: name, Value: k.Value})
		}
	}
	return canary.New(all...)
}

// searchPages reads every page of the data file and of the log file, the free
// pages and the log of changes included, through SQLite: opening the file beside
// it would drop its locks (POSIX advisory locks end with any close).
func (c *checkup) searchPages(_, sealed *canary.Search) error {
	for name, db := range map[string]dbx.Builder{"the data file": c.app.DB(), "the log file": c.app.AuxDB()} {
		pages, err := Pages(c.ctx, db)
		if err != nil {
			return err
		}
		found, size, err := sealed.Read(name, pages)
		if err = errors.Join(err, pages.Close()); err != nil {
			return fmt.Errorf("searching %s: %w", name, err)
		}
		c.places[name], c.figures.Bytes = true, c.figures.Bytes+size
		if err := c.leaks(name, found, storedPromise, "read what this is in the notice of the version you run, and report it"); err != nil {
			return err
		}
	}
	return nil
}

func storedPromise(s canary.Sighting) string {
	switch {
	case strings.HasPrefix(s.Canary, "the test's"):
		return "erased-leaves-nothing"
	case s.File == "the logs" || s.File == "the log file":
		return "logs-hold-no-personal-data"
	}
	return "private-details-stay-sealed"
}

// pageReader reads a database's pages one after another.
type pageReader struct {
	rows *dbx.Rows
	left []byte
}

// Pages reads the pages of a database through SQLite, in their order.
func Pages(ctx context.Context, db dbx.Builder) (io.ReadCloser, error) {
	rows, err := db.NewQuery("SELECT data FROM sqlite_dbpage").WithContext(ctx).Rows()
	if err != nil {
		return nil, fmt.Errorf("reading the pages of a database: %w", err)
	}
	return &pageReader{rows: rows}, nil
}

// Read implements io.Reader.
func (p *pageReader) Read(into []byte) (int, error) {
	if len(p.left) == 0 {
		if !p.rows.Next() {
			if err := p.rows.Err(); err != nil {
				return 0, fmt.Errorf("reading the pages of a database: %w", err)
			}
			return 0, io.EOF
		}
		if err := p.rows.Scan(&p.left); err != nil {
			return 0, fmt.Errorf("reading a page: %w", err)
		}
	}
	n := copy(into, p.left)
	p.left = p.left[n:]
	return n, nil
}

// Close implements io.Closer.
func (p *pageReader) Close() error { return p.rows.Close() }

// searchLogs looks at every row of the log, for all that is private and for what
// the walk itself has typed.
func (c *checkup) searchLogs(_, _ *canary.Search) error {
	if err := WriteLogs(c.ctx, c.app); err != nil {
		return err
	}
	rows, err := c.app.AuxDB().NewQuery("SELECT message || ' ' || data AS line FROM _logs").WithContext(c.ctx).Rows()
	if err != nil {
		return fmt.Errorf("reading the logs: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var found []canary.Sighting
	for rows.Next() {
		var line []byte
		if err := rows.Scan(&line); err != nil {
			return fmt.Errorf("reading the logs: %w", err)
		}
		c.figures.Bytes += int64(len(line))
		found = append(found, c.search.In("the logs", line)...)
		found = append(found, c.sent.In("the logs", line)...)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("reading the logs: %w", err)
	}
	c.places["the logs"] = true
	return c.leaks("logs", found, func(canary.Sighting) string { return "logs-hold-no-personal-data" }, "report it; the logs go by themselves after a few days")
}

// WriteLogs has the log rows that wait in memory written, so that they can be
// searched.
func WriteLogs(ctx context.Context, app core.App) error {
	waiting, ok := app.Logger().Handler().(interface{ WriteAll(context.Context) error })
	if !ok {
		return nil
	}
	if err := waiting.WriteAll(ctx); err != nil {
		return fmt.Errorf("writing the logs: %w", err)
	}
	return nil
}

// searchLetters looks at the letters in the folder, if they go into one. A letter
// to an author holds the author's address and may hold the author's own words.
func (c *checkup) searchLetters(gone, _ *canary.Search) error {
	folder := deployment.Of(c.app).MailDir
	if folder == "" {
		return nil
	}
	return c.searchFolder(folder, "letters in the folder", gone)
}

// searchBackups looks at backups as bytes. One made before may hold words that
// were there on its day, but nothing sealed in the clear. What is encrypted is
// for whoever has the key, on another machine: it is named and not searched.
func (c *checkup) searchBackups(_, sealed *canary.Search) error {
	for _, folder := range []string{filepath.Join(c.app.DataDir(), core.LocalBackupsDirName), deployment.Of(c.app).Backups.Dir} {
		if err := c.searchFolder(folder, "backups", sealed); err != nil {
			return err
		}
	}
	return nil
}

func (c *checkup) searchFolder(folder, name string, search *canary.Search) error {
	var found []canary.Sighting
	closed := 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if strings.HasSuffix(path, ".age") {
			closed++
			return nil
		}
		hits, size, err := search.File(path, name) // not its own name, which may hold an address
		found, c.figures.Bytes = append(found, hits...), c.figures.Bytes+size
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("searching %s: %w", name, err)
	}
	c.places[name] = true
	if closed > 0 {
		c.report(Finding{Check: name, Level: Fine, Found: fmt.Sprintf("%d encrypted %s were not searched: only who has the secret half of their key can read them", closed, name)})
	}
	for i := range found {
		found[i].File = name
	}
	return c.leaks(name, found, storedPromise, "delete that file, and report it")
}
