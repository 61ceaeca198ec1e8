package directory

import (
	"fmt"
	"slices"
	"time"

	"candour/internal/records"
)

// mostLines is how many lines of each sort a report names; all are counted, and
// WriteRejects writes all of them down.
const mostLines = 10_000

// Report says what a load did, or in a dry run would do.
type Report struct {
	Format       string    `json:"format,omitempty"` // which list it is
	Released     time.Time `json:"released,omitzero"`
	ReleasedFrom string    `json:"releasedFrom,omitempty"` // where that day was found

	New       []Item `json:"new"`
	Changed   []Item `json:"changed"`
	Moved     []Item `json:"moved"` // to another parent or organisation
	Closed    []Item `json:"closed"`
	Reopened  []Item `json:"reopened"`
	Merged    []Item `json:"merged"` // into a successor
	Missing   []Item `json:"noLongerNamed"`
	Unchanged int    `json:"unchanged"`       // of what the file names
	Beside    int    `json:"unchangedBeside"` // and of the bodies of areas, which come with Candour and are looked through with every file

	Unreadable      []Line `json:"unreadable"` // left out: by the reader of the file, or because of what is stored
	UnreadableCount int    `json:"unreadableCount"`
	Doubtful        []Line `json:"doubtful"` // taken without a value that was not understood
	DoubtfulCount   int    `json:"doubtfulCount"`

	// Rerouted are the ids of the stored services whose stories may now reach others
	// than before: they or what is above them moved, were merged or closed, or
	// somebody else has to do with them.
	Rerouted []string `json:"rerouted"`
	// OpenStories and PublishedStories are how many stories name one of those.
	OpenStories      int            `json:"openStories"`
	PublishedStories int            `json:"publishedStories"`
	Writes           int            `json:"-"` // rows that were written
	ended            []Line         // closed services whose commissioner nobody knows any more: one doubt in all
	left             map[int]string // why lines were left out because of what is stored, or of other lines
}

// Item is one organisation or service in a report.
type Item struct {
	ID     string   `json:"id"`
	Scheme string   `json:"scheme"`
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	Fields []string `json:"fields,omitempty"` // what changed
	beside bool     // it is on no line of the file
}

// String is the report in one line.
func (r Report) String() string {
	return fmt.Sprintf("%d new, %d changed, %d moved, %d closed, %d opened again, %d merged, %d no longer named, %d unchanged, %d unreadable, %d doubtful",
		len(r.New), len(r.Changed), len(r.Moved), len(r.Closed), len(r.Reopened), len(r.Merged), len(r.Missing), r.Unchanged, r.UnreadableCount, r.DoubtfulCount)
}

// Counts are the numbers of the report by name.
func (r Report) Counts() map[string]int {
	return map[string]int{"new": len(r.New), "changed": len(r.Changed), "moved": len(r.Moved), "closed": len(r.Closed), "reopened": len(r.Reopened),
		"merged": len(r.Merged), "noLongerNamed": len(r.Missing), "unchanged": r.Unchanged, "unreadable": r.UnreadableCount, "doubtful": r.DoubtfulCount}
}

func (r *Report) refuse(line int, reason string) {
	r.UnreadableCount++
	if len(r.Unreadable) < mostLines {
		r.Unreadable = append(r.Unreadable, Line{line, reason})
	}
}

func (r *Report) doubt(line int, reason string) {
	r.DoubtfulCount++
	if len(r.Doubtful) < mostLines {
		r.Doubtful = append(r.Doubtful, Line{line, reason})
	}
}

// sumEnded makes one doubt of the closed services whose commissioner ended before any that
// is known here: there are hundreds, and nothing is to be done about any of them.
func (r *Report) sumEnded() {
	if len(r.ended) == 0 {
		return
	}
	first, reason := slices.MinFunc(r.ended, func(a, b Line) int { return a.No - b.No }), ""
	if reason = first.Reason; len(r.ended) > 1 {
		reason = fmt.Sprintf("%s. The same holds of %d more closed services, whose lines --rejects writes down", reason, len(r.ended)-1)
	}
	r.doubt(first.No, reason)
}

// note puts something under the weightiest heading that its changed fields give.
func (r *Report) note(item Item) {
	has := func(fields ...string) bool {
		return slices.ContainsFunc(fields, func(f string) bool { return slices.Contains(item.Fields, f) })
	}
	switch {
	case len(item.Fields) == 0 && item.beside:
		r.Beside++
	case len(item.Fields) == 0:
		r.Unchanged++
	case has(records.FieldSuccessor):
		r.Merged = append(r.Merged, item)
	case has(closed):
		r.Closed = append(r.Closed, item)
	case has(reopened):
		r.Reopened = append(r.Reopened, item)
	case has(records.FieldParent, records.FieldOrganisation):
		r.Moved = append(r.Moved, item)
	default:
		r.Changed = append(r.Changed, item)
	}
}

// changedPlaces are the ids of what lies elsewhere now, or is of another kind: its
// stories may reach others.
func (r *Report) changedPlaces() map[string]bool {
	other := map[string]bool{}
	for _, items := range [][]Item{r.Changed, r.Moved, r.Closed, r.Reopened, r.Merged} {
		for _, item := range items {
			if slices.ContainsFunc(item.Fields, func(f string) bool { return f == "kind" || f == "council" || f == "postcode" }) {
				other[item.ID] = true
			}
		}
	}
	return other
}

// Words for changes that are not the plain name of a field.
const (
	closed   = "closed"
	reopened = "opened again"
	links    = "who has to do with it"
	codes    = "codes"
)
