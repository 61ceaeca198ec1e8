package directory

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// Options say how a list is loaded.
type Options struct {
	Format        string    // which list it is, for remembering that it was loaded; "" remembers nothing
	Sum           string    // SHA-256 of the file
	Sketch        string    // of a table of the operator's own: what it names
	KnownAs       string    // the table it is, by what it names, where its own name is another
	Released      time.Time // the day the file speaks of; zero when nobody knows
	ReleasedFrom  string    // where that day was found
	Full          isOfList
	CloseMissing  bool // close what the list no longer names
	AlthoughOlder bool // load it although a newer one was loaded
	DryRun        bool
	Preview       func(records.HistoryEntry) // write nothing, not even to take it back, and tell of each change: for a site that serves
	Now           time.Time
	Progress      func(doing string, rows int)
	Bodies        Rows // the organisations that answer for areas, which come before the list itself
}

// stride is after how many rows a load says how far it is, and looks whether it
// should stop.
const stride = 500

// errTry ends the transaction of a dry run.
var errTry = errors.New("a dry run writes nothing")

// Load brings a list into the database. It reads it twice: once to look whether it
// can be loaded at all, and once to load it. What is there is found again by any of
// its codes and renewed; nothing is ever deleted, and what a file does not name
// stays as it is. A service whose name changed keeps the former one.
//
// One file is one transaction: it is loaded wholly or not at all, also if the
// machine goes down in the middle. (Only one Candour may open a data folder, so
// nobody waits for it.) A dry run does the same and then takes everything back, so
// it says exactly what would happen. With Preview there is no transaction and nothing is
// written: nobody else waits.
func Load(app core.App, ctx context.Context, rows func() Rows, o Options) (Report, error) {
	var report Report
	run := func(app core.App) error {
		l := &load{app: app, o: o, report: Report{Format: o.Format, Released: o.Released, ReleasedFrom: o.ReleasedFrom}}
		err := l.run(ctx, rows)
		report = l.report
		if err == nil && o.DryRun {
			return errTry
		}
		return err
	}
	if o.Preview != nil {
		err := run(app)
		return report, err
	}
	err := app.RunInTransaction(run)
	if o.DryRun && errors.Is(err, errTry) {
		err = nil
	}
	if err == nil {
		forget(app) // the search reads the services anew
	}
	return report, err
}

// Import loads a list that is in memory, such as the one that comes with Candour.
func Import(app core.App, from Parsed, dryRun bool) (Report, error) {
	return Load(app, context.Background(), from.Rows, Options{DryRun: dryRun})
}

// load is one run of Load.
type load struct {
	app     core.App
	o       Options
	known   *known
	refused map[int]string
	writer  *records.DirectoryWriter
	report  Report
	linked  map[*node]bool                    // stored, and somebody else has to do with it now
	ended   map[*node]bool                    // stored, and closed by this load
	seen    map[*node]records.OrganisationRow // in a preview: organisations as this load would have made them
}

func (l *load) run(ctx context.Context, rows func() Rows) (err error) {
	if err := l.newer(); err != nil {
		return err
	}
	if l.known, err = readKnown(l.app, l.o.today()); err != nil {
		return err
	}
	if l.o.Progress == nil {
		l.o.Progress = func(string, int) {}
	}
	c := check{app: l.app, today: l.o.today(), known: l.known, report: &l.report, refused: map[int]string{}}
	l.report.left = c.refused
	if err := c.rows(ctx, l.all(rows), func(n int) { l.o.Progress("looking through", n) }); err != nil {
		return err
	}
	l.refused = c.refused
	if l.writer = records.WriteDirectory(l.app, l.o.today()); l.o.Preview != nil {
		l.writer, l.seen = records.PreviewDirectory(l.app, l.o.today(), l.o.Preview), map[*node]records.OrganisationRow{}
	}
	defer l.writer.Close()
	l.linked, l.ended = map[*node]bool{}, map[*node]bool{}
	if err := l.rows(ctx, l.all(rows)); err != nil {
		return err
	}
	for _, step := range []func() error{l.missing, l.partsFollow, l.reach, l.remember} {
		if err := step(); err != nil {
			return err
		}
	}
	l.report.sort()
	l.report.Writes = l.writer.Writes
	return nil
}

// all hands on the bodies that answer for areas, and then the list.
func (l *load) all(rows func() Rows) Rows {
	return func(yield func(Row, error) bool) {
		for _, part := range []Rows{l.o.Bodies, rows()} {
			if part == nil {
				continue
			}
			for r, err := range part {
				if !yield(r, err) {
					return
				}
			}
		}
	}
}

// reach finds the stored services whose stories may now reach others, and counts
// those stories.
func (l *load) reach() error {
	other := l.report.changedPlaces()
	touched := func(n *node) bool { return n.moved() || l.linked[n] || l.ended[n] || n.service && other[n.id] }
	var organisations []string
	for _, n := range l.known.nodes {
		if !n.service && n.stored && !n.fresh && touched(n) {
			organisations = append(organisations, n.id)
		}
		if n.service && n.stored && !n.fresh && (above(n, touched) || above(n.organisation, touched)) {
			l.report.Rerouted = append(l.report.Rerouted, n.id)
		}
	}
	var err1, err2 error
	l.report.OpenStories, err1 = records.CountStoriesNaming(l.app, l.report.Rerouted, story.Submitted, story.Held, story.Approved)
	l.report.PublishedStories, err2 = records.CountStoriesNaming(l.app, l.report.Rerouted, story.Published, story.Restricted)
	return errors.Join(err1, err2, l.writer.MarkUnrouted(l.report.Rerouted), l.writer.MarkUnroutedOrganisations(organisations))
}

// above reports whether something holds of a node or of what it is a part of.
func above(n *node, holds func(*node) bool) bool {
	for range maxDepth {
		if n == nil || holds(n) {
			break
		}
		n = n.parent
	}
	return n != nil && holds(n)
}

// forget makes the search read the services anew: a load does not go through
// app.Save, which would tell it.
func forget(app core.App) {
	c := cacheOf(app)
	c.mu.Lock()
	c.changed()
	c.mu.Unlock()
}

// aliases adds names to those that are known, one a line, each once and none that
// is the present name. Names are never dropped: an administrator may have added
// them, and people go on using former ones.
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
