package flow_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/hooks"
	"candour/internal/flow"
	"candour/internal/testkit"
)

// BenchmarkRouteOneOfManyServices is a line of candour route --stdin on a
// directory of the United Kingdom's size: each line another service.
func BenchmarkRouteOneOfManyServices(b *testing.B) {
	const services, organisations = 54_000, 500
	app := testkit.New(b, hooks.Register)
	statements := []string{
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {:organisations} - 1)
			INSERT INTO organisations (id, code, scheme, name, kind, parent) SELECT printf('org%012d', i), printf('O%d', i), 'ods', printf('Organisation %d', i), 'provider',
			CASE WHEN i < 50 THEN '' ELSE printf('org%012d', i % 50) END FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {:services} - 1)
			INSERT INTO services (id, code, scheme, name, town, kind, council, organisation, parent) SELECT printf('srv%012d', i), printf('S%d', i), 'ods', printf('Service %d', i), 'Town',
			'practice', printf('S120000%02d', 5 + i % 45), printf('org%012d', i % {:organisations}), CASE WHEN i < 10000 THEN '' ELSE printf('srv%012d', i % 10000) END FROM n`,
		`INSERT INTO links (id, organisation, kind, service, source) SELECT 'c' || substr(id, 2), 'org000000000001', 'commissions', id, 'file' FROM services`,
		`INSERT INTO links (id, organisation, kind, area, source) SELECT 'a' || substr(id, 2), id, 'represents', code, 'file' FROM organisations`,
	}
	for _, s := range statements {
		if _, err := app.DB().NewQuery(s).Bind(dbx.Params{"services": services, "organisations": organisations}).Execute(); err != nil {
			b.Fatal(err)
		}
	}
	r := flow.NewRouter(app, b.Context())
	for i := 0; b.Loop(); i++ {
		if _, err := r.Reached(fmt.Sprint("S", i*7919%services), "AB10 1AB", time.Time{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
