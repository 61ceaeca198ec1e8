package places

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"github.com/pocketbase/dbx"

	"candour/internal/tabular"
)

// Options say how a file is loaded.
type Options struct {
	Try          bool           // read the whole file and change nothing
	OlderIsRight bool           // load a file although a newer one is loaded
	Progress     func(rows int) // is told the rows read so far, now and then; may be nil
}

// Import loads an official file of postcodes: ONSPD, NSPL or NHSPD, in any of
// their yearly layouts, as CSV. Postcodes are added or renewed and never
// removed, so the parts of a file can be loaded one after another and in any
// order. All of it is one transaction: when the error is not nil, or ctx is
// done, nothing has changed.
func (t *Table) Import(ctx context.Context, r io.Reader, o Options) (Report, error) {
	return t.load(ctx, []part{{open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}}, o)
}

// part is one CSV file of a load.
type part struct {
	file string // its name in a zip, "" for a plain file
	name string // the name that may tell the release
	open func() (io.ReadCloser, error)
}

func (t *Table) load(ctx context.Context, parts []part, o Options) (Report, error) {
	if o.Progress == nil {
		o.Progress = func(int) {}
	}
	tx, err := t.db.DB().BeginTx(ctx, nil) // not of dbx, which cannot run one prepared statement three million times cheaply
	if err != nil {
		return Report{}, fmt.Errorf("loading postcodes: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	load := loading{tx: tx, db: t.db.Wrap(tx), ctx: ctx, options: o}
	defer load.close()
	if err := load.all(parts); err != nil {
		if stopped := ctx.Err(); stopped != nil {
			err = stopped // the transaction ended with ctx and knows no reason
		}
		return load.report, fmt.Errorf("loading postcodes: %w", err)
	}
	o.Progress(load.report.Rows)
	if o.Try {
		return load.report, nil
	}
	load.close()
	if err := tx.Commit(); err != nil {
		return load.report, fmt.Errorf("loading postcodes: %w", err)
	}
	return load.report, nil
}

// all reads every part and then writes down what the table holds now.
func (l *loading) all(parts []part) (err error) {
	if l.report.Before, err = loadedRelease(l.db); err != nil {
		return err
	}
	if err := l.begin(); err != nil {
		return err
	}
	for _, p := range parts {
		l.report.Release.Named = max(l.report.Release.Named, named(p.name))
		if p.file != "" {
			l.report.Parts++
		}
		if err := l.refuseOlder(); err != nil { // before three million rows are read, where the name tells
			return err
		}
		if err := l.part(p); err != nil {
			return err
		}
	}
	if err := l.refuseOlder(); err != nil {
		return err
	}
	if err := l.understood(); err != nil {
		return err
	}
	return l.finish()
}

func (l *loading) refuseOlder() error {
	if !l.options.OlderIsRight && l.report.Release.olderThan(l.report.Before) {
		return &OlderError{l.report.Release, l.report.Before}
	}
	return nil
}

// understood refuses a file of which nothing, or hardly anything, could be read: its
// release would count as loaded, and the next file as older.
func (l *loading) understood() error {
	r := l.report
	switch read := r.Rows - r.Refused; {
	case r.Rows == 0:
		return errors.New("the file has no row after its first line: nothing was loaded")
	case read == 0, r.Refused > 20 && r.Refused > read:
		first := r.Unreadable[0]
		return fmt.Errorf("%d of the %d rows of the file cannot be read (the first is line %d: %s): nothing was loaded", r.Refused, r.Rows, first.No, first.Reason)
	}
	return nil
}

func (l *loading) part(p part) error {
	r, err := p.open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	l.in = p.file
	if err := l.file(tabular.NewReader(r)); err != nil {
		if p.file != "" {
			return fmt.Errorf("%s: %w", p.file, err)
		}
		return err
	}
	return nil
}

// loading is one run of Import.
type loading struct {
	tx      *sql.Tx
	db      dbx.Builder // the same transaction
	ctx     context.Context
	options Options
	report  Report
	in      string // the part that is read
	put     *sql.Stmt
	areas   map[areaKey]int64 // codes → the row of areas
	last    areaKey           // of the row before, as most rows have the same
	lastID  int64
}

// finish counts anew who lives where and writes down the release.
func (l *loading) finish() error {
	version, err := tablesVersion(l.db.NewQuery(versionQuery))
	if err != nil {
		return err
	}
	known, err := storedRegister(l.db, version)
	if err != nil {
		return err
	}
	if err := countLiving(l.db, known); err != nil {
		return err
	}
	if _, err := l.db.NewQuery("DELETE FROM facts WHERE name = 'councils only'").Execute(); err != nil {
		return err
	}
	return l.report.Release.keep(l.db, l.report.Before, l.options.OlderIsRight)
}

func (l *loading) file(in *tabular.Reader) error {
	first, err := in.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty")
	}
	if err != nil {
		return fmt.Errorf("this is not an ONSPD, NSPL or NHSPD file: %w", err)
	}
	header, data, err := readHeader(first)
	if err != nil {
		return err
	}
	l.report.Header = header
	if data {
		if err := l.row(in.Line(), first); err != nil {
			return err
		}
	}
	return l.rows(in)
}
