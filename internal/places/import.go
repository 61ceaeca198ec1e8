package places

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"candour/internal/tabular"
)

// Import loads an official file of postcodes: ONSPD, NSPL or NHSPD, in any of
// their yearly layouts, as CSV. Postcodes are added or renewed and never
// removed, so the parts of a file can be loaded one after another and in any
// order. All of it is one transaction: when the error is not nil, or ctx is
// done, nothing has changed. The progress function may be nil; it is told the
// rows read so far, now and then.
func (t *Table) Import(ctx context.Context, r io.Reader, progress func(rows int)) (Report, error) {
	return t.load(ctx, r, progress, true)
}

// TryImport reports what Import would do and changes nothing.
func (t *Table) TryImport(ctx context.Context, r io.Reader, progress func(rows int)) (Report, error) {
	return t.load(ctx, r, progress, false)
}

func (t *Table) load(ctx context.Context, r io.Reader, progress func(int), keep bool) (Report, error) {
	if progress == nil {
		progress = func(int) {}
	}
	tx, err := t.db.DB().BeginTx(ctx, nil) // not of dbx, which cannot run one prepared statement three million times cheaply
	if err != nil {
		return Report{}, fmt.Errorf("loading postcodes: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	load := loading{tx: tx, ctx: ctx, progress: progress}
	defer load.close()
	if err := load.file(tabular.NewReader(r)); err != nil {
		if stopped := ctx.Err(); stopped != nil {
			err = stopped // the transaction ended with ctx and knows no reason
		}
		return load.report, fmt.Errorf("loading postcodes: %w", err)
	}
	progress(load.report.Rows)
	if !keep {
		return load.report, nil
	}
	load.close()
	if err := tx.Commit(); err != nil {
		return load.report, fmt.Errorf("loading postcodes: %w", err)
	}
	return load.report, nil
}

// loading is one run of Import.
type loading struct {
	tx       *sql.Tx
	ctx      context.Context
	progress func(int)
	report   Report
	put      *sql.Stmt
	areas    map[[2]string]int64 // council and country → the row of areas
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
	if err := l.begin(); err != nil {
		return err
	}
	if data {
		if err := l.row(in.Line(), first); err != nil {
			return err
		}
	}
	return l.rows(in)
}

// begin reads what is already known and prepares the one statement of the load.
func (l *loading) begin() error {
	l.areas = map[[2]string]int64{}
	known, err := l.tx.QueryContext(l.ctx, "SELECT id, council, country FROM areas")
	if err != nil {
		return err
	}
	defer func() { _ = known.Close() }()
	for known.Next() {
		var id int64
		var council, country string
		if err := known.Scan(&id, &council, &country); err != nil {
			return err
		}
		l.areas[[2]string{council, country}] = id
	}
	if err := known.Err(); err != nil {
		return err
	}
	l.put, err = l.tx.PrepareContext(l.ctx, `INSERT INTO postcodes (postcode, area, ended) VALUES (?, ?, ?)
		ON CONFLICT (postcode) DO UPDATE SET area = excluded.area, ended = excluded.ended
		WHERE area <> excluded.area OR ended <> excluded.ended`)
	return err
}

func (l *loading) close() {
	if l.put != nil {
		_ = l.put.Close()
		l.put = nil
	}
}

func (l *loading) rows(in *tabular.Reader) error {
	for {
		fields, err := in.Read()
		var bad *tabular.LineError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			l.refuse(bad.No, bad.Reason)
			continue
		case err != nil:
			return fmt.Errorf("after line %d: %w", in.Line(), err)
		}
		if err := l.row(in.Line(), fields); err != nil {
			return err
		}
		if l.report.Rows%10_000 == 0 {
			if err := l.ctx.Err(); err != nil {
				return err
			}
			l.progress(l.report.Rows)
		}
	}
}
