package places

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/pocketbase/dbx"
)

// mostTable is how large an operator's table may be, in bytes.
const mostTable = 8 << 20

// importTable checks an operator's table whole and then keeps it in place of the
// one loaded before.
func (t *Table) importTable(ctx context.Context, table string, r io.Reader, o Options) (Report, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostTable+1))
	switch {
	case err != nil:
		return Report{}, fmt.Errorf("loading the table of %s: %w", table, err)
	case len(content) > mostTable:
		return Report{}, fmt.Errorf("the table of %s is larger than %d MB", table, mostTable>>20)
	}
	report, err := checkTable(table, string(content))
	if err != nil {
		return Report{}, fmt.Errorf("loading the table of %s: %w", table, err)
	}
	err = t.db.TransactionalContext(ctx, nil, func(tx *dbx.Tx) error {
		var before string
		err := tx.NewQuery("SELECT content FROM tables WHERE name = {:name}").Bind(dbx.Params{"name": table}).Row(&before)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if before == string(content) {
			report.Written = 0
			return nil
		}
		if o.Try {
			return nil
		}
		return keepTable(tx, table, string(content))
	})
	if err != nil {
		return Report{}, fmt.Errorf("loading the table of %s: %w", table, err)
	}
	return report, nil
}

func checkTable(table, content string) (Report, error) {
	report := Report{Table: table}
	if table == bodiesTable {
		bodies, err := readBodies(strings.NewReader(content))
		if err != nil {
			return report, err
		}
		if _, err := ourRegister().with(strings.NewReader(content)); err != nil {
			return report, err
		}
		report.Rows, report.Written = len(bodies), len(bodies)
		return report, nil
	}
	prefixes, err := readPrefixes(strings.NewReader(content), false)
	if err != nil {
		return report, err
	}
	for _, rows := range prefixes.rows {
		report.Rows += len(rows)
	}
	report.Written = report.Rows
	if prefixes.short > 0 {
		report.Notes = append(report.Notes, fmt.Sprintf("%d prefixes are of fewer than four digits: if these are whole postcodes, a spreadsheet has dropped the "+
			"leading zero (0800 is written 800); save the column as text", prefixes.short))
	}
	return report, nil
}

func keepTable(tx *dbx.Tx, table, content string) error {
	_, err := tx.NewQuery("INSERT INTO tables VALUES ({:name}, {:content}) ON CONFLICT (name) DO UPDATE SET content = excluded.content").
		Bind(dbx.Params{"name": table, "content": content}).Execute()
	if err != nil {
		return err
	}
	version, err := tablesVersion(tx.NewQuery(versionQuery))
	if err != nil {
		return err
	}
	if err := setFact(tx, "tables", version+1); err != nil {
		return err
	}
	known, err := storedRegister(tx, version+1)
	if err != nil {
		return err
	}
	return countLiving(tx, known)
}
