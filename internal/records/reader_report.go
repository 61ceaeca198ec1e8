package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

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

// DropReaderReports deletes what readers said about a story that is gone: their words
// may speak of its author.
func DropReaderReports(app core.App, storyID string) error {
	_, err := deleteAll(app, "reader_reports", dbx.HashExp{"story": storyID})
	return err
}
