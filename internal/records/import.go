package records

import (
	"cmp"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Import is one official file that was loaded.
type Import struct{ base }

// Format and the following read which list it was, the day it speaks of (zero when
// nobody knows), the SHA-256 of the file and when it was loaded.
func (i *Import) Format() string      { return i.GetString("format") }
func (i *Import) Released() time.Time { return i.time("released") }
func (i *Import) Sum() string         { return i.GetString("sum") }
func (i *Import) At() time.Time       { return i.time("at") }

// Counts are how many services were new, changed, closed …; empty when that was
// not written down.
func (i *Import) Counts() map[string]int {
	counts := map[string]int{}
	if err := i.UnmarshalJSONField("counts", &counts); err != nil {
		return map[string]int{}
	}
	return counts
}

// NewestImports lists the last files that were loaded, the newest first.
func NewestImports(app core.App, limit int64) ([]*Import, error) {
	return some[Import](app, "imports", nil, limit, "at DESC", "rowid DESC")
}

// NewestImport finds the load of a list that speaks of the latest day.
func NewestImport(app core.App, format string) (*Import, error) {
	return first[Import](app, "imports", dbx.HashExp{"format": format}, "released DESC", "at DESC")
}

// SketchesOfImports lists, of the lists whose name begins so, the newest load of each
// that has a sketch.
func SketchesOfImports(app core.App, prefix string) ([]*Import, error) {
	return all[Import](app, "imports", dbx.NewExp("sketch != '' AND format LIKE {:prefix} || '%' AND NOT EXISTS "+
		"(SELECT 1 FROM imports i WHERE i.format = imports.format AND i.sketch != '' AND (i.released, i.at, i.rowid) > (imports.released, imports.at, imports.rowid))",
		dbx.Params{"prefix": prefix}), "format")
}

// Sketch stands for what a table of the operator's own names; empty for other lists.
func (i *Import) Sketch() string     { return i.GetString("sketch") }
func (i *Import) SetSketch(v string) { i.Set("sketch", v) }

// WasImported reports whether a file of this sum was loaded as this list, of this
// day, before.
func WasImported(app core.App, format, sum string, released time.Time) (bool, error) {
	n, err := app.CountRecords("imports", dbx.HashExp{"format": format, "sum": sum, "released": Day(released)})
	return n > 0, wrap(err, "imports")
}

// NewImport notes a file that is being loaded.
func NewImport(app core.App, format, sum string, released, at time.Time, counts map[string]int) (*Import, error) {
	i, err := newRecord[Import](app, "imports")
	if err == nil {
		i.Load(map[string]any{"format": format, "sum": sum, "counts": counts})
		i.setTime("released", released)
		i.setTime("at", at)
	}
	return i, err
}

// CountStoriesNaming counts the stories that name any of these services and are in
// one of these states. The database counts, so that a million of them take no memory here.
func CountStoriesNaming[S ~string](app core.App, services []string, states ...S) (int, error) {
	n := 0
	err := app.DB().Select("COUNT(DISTINCT x.story)").From("story_services x").InnerJoin("stories s", dbx.NewExp("s.id = x.story")).
		Where(dbx.And(dbx.NewExp("x.service IN (SELECT value FROM json_each({:services}))", dbx.Params{"services": cmp.Or(Codes(services), "[]")}),
			dbx.In("s.state", anys(states)...))).Row(&n)
	return n, wrap(err, "stories of services")
}
