package directory

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Report says what a load did, or in a dry run would do.
type Report struct {
	New, Changed, Closed []Item
	Unchanged            int
	Unreadable           []Line // left out: by the reader of the file, or because the database refused the row
	Doubtful             []Line // taken without a value that was not understood
}

// Item is one organisation or service in a report.
type Item struct {
	Scheme, Code, Name string
	Fields             []string // what changed
}

// String is the report in one line.
func (r Report) String() string {
	return fmt.Sprintf("%d new, %d changed, %d closed, %d unchanged, %d unreadable, %d doubtful",
		len(r.New), len(r.Changed), len(r.Closed), r.Unchanged, len(r.Unreadable), len(r.Doubtful))
}

// batch is how many services one transaction holds. The site goes on writing
// between two of them; a load that was stopped is simply run again.
const batch = 500

// Import brings organisations and services into the database. What is there is
// found again by its scheme and code and renewed; nothing is ever deleted, and
// what a file does not name stays as it is. A service whose name changed keeps
// the former one among its aliases. A dry run writes nothing.
func Import(app core.App, from Parsed, dryRun bool) (Report, error) {
	l := load{dryRun: dryRun, today: time.Now().UTC(), report: Report{Unreadable: slices.Clone(from.Unreadable), Doubtful: slices.Clone(from.Doubtful)}}
	err := app.RunInTransaction(func(tx core.App) error { return l.organisations(tx, from.Organisations) })
	if err != nil {
		return l.report, fmt.Errorf("importing organisations: %w", err)
	}
	for part := range slices.Chunk(from.Services, batch) {
		before := l.report
		if err := app.RunInTransaction(func(tx core.App) error { return l.services(tx, part) }); err != nil {
			return before, fmt.Errorf("importing services: %w", err)
		}
	}
	slices.SortStableFunc(l.report.Unreadable, func(a, b Line) int { return cmp.Compare(a.No, b.No) })
	return l.report, nil
}

// load is one run of Import.
type load struct {
	dryRun bool
	today  time.Time
	ids    map[string]string // code of an organisation → its id; in a dry run a new one has none
	kinds  map[string]string // id of an organisation → its kind
	report Report
}

// note puts a record under new, closed, changed or unchanged.
func (l *load) note(item Item, isNew bool) {
	switch {
	case isNew:
		item.Fields = nil
		l.report.New = append(l.report.New, item)
	case slices.Contains(item.Fields, "closedOn"):
		l.report.Closed = append(l.report.Closed, item)
	case len(item.Fields) > 0:
		l.report.Changed = append(l.report.Changed, item)
	default:
		l.report.Unchanged++
	}
}

// aliases adds names to those that are known, one a line, each once and none
// that is the present name. Names are never dropped: an administrator may have
// added them, and people go on using former ones.
func aliases(known, name string, more ...string) string {
	var all []string
	for _, alias := range append(strings.Split(known, "\n"), more...) {
		alias = strings.TrimSpace(alias)
		same := func(other string) bool { return strings.EqualFold(other, alias) }
		if alias != "" && !same(name) && !slices.ContainsFunc(all, same) {
			all = append(all, alias)
		}
	}
	return strings.Join(all, "\n")
}

// slug is a name as it may stand in an address: nhs-ayrshire-and-arran.
func slug(name string) string {
	words := strings.FieldsFunc(fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
