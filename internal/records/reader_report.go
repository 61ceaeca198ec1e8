package records

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// ReaderReport is what a reader said is wrong with a published story. Nobody knows who.
type ReaderReport struct{ base }

// Response and the following read a report's fields.
func (r *ReaderReport) Response() string  { return r.GetString("response") }
func (r *ReaderReport) Reason() string    { return r.GetString("reason") }
func (r *ReaderReport) Words() string     { return r.GetString("words") }
func (r *ReaderReport) Outcome() string   { return r.GetString("outcome") }
func (r *ReaderReport) DoneBy() string    { return r.GetString("doneBy") }
func (r *ReaderReport) At() time.Time     { return r.time("at") }
func (r *ReaderReport) DoneAt() time.Time { return r.time("doneAt") }

// SetDone notes who dealt with it, when, and what came of it.
func (r *ReaderReport) SetDone(moderator, outcome string, at time.Time) {
	r.Set("doneBy", moderator)
	r.Set("outcome", outcome)
	r.setTime("doneAt", at)
}

// WriteReaderReport stores what a reader said.
func WriteReaderReport(app core.App, storyID string, said story.Report, at time.Time) error {
	r, err := newRecord[ReaderReport](app, "reader_reports")
	if err != nil {
		return err
	}
	r.Load(map[string]any{"story": storyID, "response": said.Response, "reason": said.Reason, "words": said.Words})
	r.setTime("at", at)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("saving a report: %w", err)
	}
	return nil
}

// HasOpenReport reports whether the same was reported since a moment, and nobody has dealt
// with it.
func HasOpenReport(app core.App, storyID string, said story.Report, since time.Time) (bool, error) {
	n, err := app.CountRecords("reader_reports", dbx.HashExp{"story": storyID, "response": said.Response, "reason": said.Reason, "words": said.Words, "doneAt": ""},
		dbx.NewExp("at > {:since}", dbx.Params{"since": stamp(since)}))
	return n > 0, wrap(err, "reports that say the same")
}

// FactsOfReport is the typed face of a report that is being written.
func FactsOfReport(r *core.Record) *ReaderReport {
	return &ReaderReport{base{core.BaseRecordProxy{Record: r}}}
}

// FindReaderReport finds a report on a story.
func FindReaderReport(app core.App, storyID, id string) (*ReaderReport, error) {
	return first[ReaderReport](app, "reader_reports", dbx.HashExp{"story": storyID, "id": id})
}

// ReaderReportsOf lists the reports on a story: open ones first, danger before all else.
func ReaderReportsOf(app core.App, storyID string, limit int64) ([]*ReaderReport, error) {
	return some[ReaderReport](app, "reader_reports", dbx.HashExp{"story": storyID}, limit,
		"(doneAt != '')", "(reason != '"+story.ReportDanger+"')", "at", "rowid")
}

// CountOpenReports counts the reports on a story that nobody has dealt with.
func CountOpenReports(app core.App, storyID string) (int64, error) {
	n, err := app.CountRecords("reader_reports", dbx.HashExp{"story": storyID, "doneAt": ""})
	return n, wrap(err, "reports on a story")
}

// Reported is a story with reports that nobody has dealt with.
type Reported struct {
	Story   string         `db:"story"`
	Count   int            `db:"n"`
	Since   types.DateTime `db:"since"`
	Reasons string         `db:"reasons"`
}

// Why lists the reasons that were given, in the order in which they are offered.
func (r Reported) Why() []string {
	var why []string
	for _, c := range story.ReportReasons() {
		if strings.Contains(","+r.Reasons+",", ","+c.Code+",") {
			why = append(why, c.Code)
		}
	}
	return why
}

// StoriesReported lists the stories with open reports: danger first, then
// urgent words, then the longest waiting, from one place of the list on.
func StoriesReported(app core.App, from, limit int64) ([]Reported, error) {
	var found []Reported
	err := app.DB().NewQuery(`SELECT story, COUNT(*) AS n, MIN(at) AS since, GROUP_CONCAT(DISTINCT reason) AS reasons
		FROM reader_reports WHERE doneAt = '' GROUP BY story ORDER BY MAX(reason = {:danger}) DESC, (SELECT urgency FROM stories WHERE id = story) DESC, since, story LIMIT {:limit} OFFSET {:from}`).
		Bind(dbx.Params{"danger": story.ReportDanger, "limit": limit, "from": from}).All(&found)
	return found, wrap(err, "reports of readers")
}

// CountStoriesReported counts the stories with open reports.
func CountStoriesReported(app core.App) (int64, error) {
	var n int64
	err := app.DB().NewQuery("SELECT COUNT(DISTINCT story) FROM reader_reports WHERE doneAt = ''").Row(&n)
	return n, wrap(err, "reports of readers")
}

// DropReaderReports deletes what readers said about a story that is gone: their words
// may speak of its author.
func DropReaderReports(app core.App, storyID string) error {
	_, err := deleteAll(app, "reader_reports", dbx.HashExp{"story": storyID})
	return err
}
