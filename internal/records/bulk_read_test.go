package records_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/records"
	"candour/internal/testkit"
)

func TestTheLinksOfAPartOfAFileAreFoundByIndexes(t *testing.T) {
	app := testkit.New(t)
	for _, statement := range []string{
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
			INSERT INTO links (id, organisation, kind, service, source) SELECT printf('a%014d', i), printf('org%012d', i % 500), 'commissions', printf('srv%012d', i), 'file' FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
			INSERT INTO links (id, organisation, kind, area, source) SELECT printf('b%014d', i), printf('org%012d', i), 'represents', printf('S12%06d', i % 30), 'file' FROM n`,
	} {
		if _, err := app.DB().NewQuery(statement).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for i := range 500 {
		ids = append(ids, fmt.Sprintf("org%012d", i))
	}
	rows, err := records.FindLinkRows(app, ids)
	if err != nil || len(rows) != 500 {
		t.Errorf("%d links of areas, not 500 (%v)", len(rows), err)
	}
	for i, index := range []string{"idx_links_service (service=?)", "idx_links_target (target=?)", "idx_links_line (organisation=?"} {
		q := app.DB().Select("id").From("links").Where(records.LinksAround3(ids)[i]).Build()
		var steps []struct {
			Detail string `db:"detail"`
		}
		if err := app.DB().NewQuery("EXPLAIN QUERY PLAN " + q.SQL()).Bind(dbx.Params(q.Params())).All(&steps); err != nil {
			t.Fatal(err)
		}
		if len(steps) == 0 || !strings.Contains(steps[0].Detail, index) {
			t.Errorf("question %d: %v, and not by %s", i, steps, index)
		}
	}
}
