package pages

import (
	"testing"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/flow"
	invented "candour/internal/sample"
	"candour/internal/testkit"
)

func BenchmarkFigures(b *testing.B) {
	app := testkit.New(b, hooks.Register, startPages(b))
	fillWithTellers(b, app, 100_000)
	b.Run("closing all quarters of three years", func(b *testing.B) {
		for b.Loop() {
			n, err := flow.CloseTotals(app)
			if err != nil {
				b.Fatal(err)
			}
			if n > 0 {
				b.ReportMetric(float64(n), "quarters")
			}
		}
	})
	b.Run("work in numbers", func(b *testing.B) {
		for b.Loop() {
			if _, err := newTransparencyView(app); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// fillWithTellers loads stories past the promises, and gives every two of them an
// author who has answered.
func fillWithTellers(b *testing.B, app *testkit.App, stories int) {
	b.Helper()
	hospitals, err := directory.Hospitals()
	if err != nil {
		b.Fatal(err)
	}
	parsed, err := directory.ParsePHS(hospitals)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := directory.Import(app, parsed, false); err != nil {
		b.Fatal(err)
	}
	if err := invented.Load(app, stories, 1, func(int) {}); err != nil {
		b.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO authors (id, tokenKey) SELECT DISTINCT printf('a%014d', publicationNo / 2), printf('%050d', publicationNo / 2) FROM stories`,
		`INSERT INTO authorships (id, story, author) SELECT printf('s%014d', publicationNo), id, printf('a%014d', publicationNo / 2) FROM stories`,
		`INSERT INTO demographics (id, author, gender, birthYear, ethnicGroup, limited)
			SELECT id, id, CASE substr(id, -1) WHEN '1' THEN 'man' WHEN '2' THEN '' ELSE 'woman' END, '19' || (20 + substr(id, -2) % 80), 'white-scottish', 'no' FROM authors`,
	} {
		if _, err := app.DB().NewQuery(statement).Execute(); err != nil {
			b.Fatal(err)
		}
	}
}
