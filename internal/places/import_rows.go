package places

import (
	"errors"
	"fmt"
	"io"

	"candour/internal/tabular"
)

// areaKey is a combination of areas.
type areaKey struct{ country, council, board, subICB, icb string }

// begin reads what is already known and prepares the one statement of the load.
func (l *loading) begin() error {
	l.areas = map[areaKey]int64{}
	known, err := l.tx.QueryContext(l.ctx, "SELECT id, country, council, board, sub_icb, icb FROM areas")
	if err != nil {
		return err
	}
	defer func() { _ = known.Close() }()
	for known.Next() {
		var id int64
		var k areaKey
		if err := known.Scan(&id, &k.country, &k.council, &k.board, &k.subICB, &k.icb); err != nil {
			return err
		}
		l.areas[k] = id
	}
	if err := known.Err(); err != nil {
		return err
	}
	l.put, err = l.tx.PrepareContext(l.ctx, `INSERT INTO postcodes (postcode, area, ended, position) VALUES (?, ?, ?, ?)
		ON CONFLICT (postcode) DO UPDATE SET area = excluded.area, ended = excluded.ended, position = excluded.position
		WHERE area <> excluded.area OR ended <> excluded.ended OR position <> excluded.position`)
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
			l.report.Rows++
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
			l.options.Progress(l.report.Rows)
		}
	}
}
