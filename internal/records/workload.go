package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// Workload is what one moderator did in a time, counted from the record of acts.
type Workload struct {
	Moderator string         `db:"by"`
	Stories   int            `db:"stories"`   // that they did anything about
	Decided   int            `db:"decided"`   // that they published, let through or did not publish
	Heavy     int            `db:"heavy"`     // of these, with urgent words or a criticality of 3 and more
	Responses int            `db:"responses"` // read
	Last      types.DateTime `db:"last"`
}

// Workloads counts what each moderator did since a time.
func Workloads(app core.App, since time.Time) ([]Workload, error) {
	rows := []Workload{}
	const heavy = "(s.urgency > 0 OR s.criticality >= '3')"
	err := app.DB().NewQuery(`SELECT m.by,
			COUNT(DISTINCT CASE WHEN m.response = '' THEN m.story END) AS stories,
			COUNT(DISTINCT CASE WHEN m.response = '' AND m.act IN ('published', 'approved', 'rejected') THEN m.story END) AS decided,
			COUNT(DISTINCT CASE WHEN m.response = '' AND ` + heavy + ` THEN m.story END) AS heavy,
			COUNT(DISTINCT NULLIF(m.response, '')) AS responses, MAX(m.at) AS last
		FROM moderations m JOIN stories s ON s.id = m.story WHERE m.at >= {:since} AND m.by != '' GROUP BY m.by`).
		Bind(dbx.Params{"since": stamp(since)}).All(&rows)
	return rows, wrap(err, "workloads")
}

// sinceOnStories are the acts of one kind on stories since a time. The plus keeps SQLite
// from reading every act there ever was on a story to find those of a month.
const sinceOnStories = " FROM moderations WHERE at >= {:since} AND +response = '' AND act = {:act}"

// RefusalsSince counts for which reasons stories were not published since a time.
func RefusalsSince(app core.App, since time.Time) (map[string]int, error) {
	var rows []struct {
		Reason string `db:"reason"`
		N      int    `db:"n"`
	}
	err := app.DB().NewQuery("SELECT reason, COUNT(*) AS n" + sinceOnStories + " GROUP BY reason").
		Bind(dbx.Params{"since": stamp(since), "act": "rejected"}).All(&rows)
	counts := make(map[string]int, len(rows))
	for _, r := range rows {
		counts[r.Reason] = r.N
	}
	return counts, wrap(err, "why stories were not published")
}

// EditReasonsSince counts for which reasons words were changed since a time; of one edit,
// each reason once.
func EditReasonsSince(app core.App, since time.Time) (map[string]int, error) {
	edits := []types.JSONArray[string]{}
	err := app.DB().NewQuery("SELECT reasons" + sinceOnStories + " AND reasons IS NOT NULL").
		Bind(dbx.Params{"since": stamp(since), "act": "edited"}).Column(&edits)
	counts := map[string]int{}
	for _, reasons := range edits {
		seen := map[string]bool{}
		for _, r := range reasons {
			if code := story.ReadEditReason(r).Code; !seen[code] {
				seen[code] = true
				counts[code]++
			}
		}
	}
	return counts, wrap(err, "why words were changed")
}

// WaitingSince lists since when each story waits that is to be read, or that a service or
// a senior moderator was asked about, the longest first. One that waits for its author
// does not wait for us.
func WaitingSince(app core.App) ([]time.Time, error) {
	found := []types.DateTime{}
	err := app.DB().NewQuery("SELECT submittedAt FROM stories WHERE state = 'submitted' OR state = 'held' AND heldFor != 'author' ORDER BY submittedAt").Column(&found)
	at := make([]time.Time, len(found))
	for i, f := range found {
		at[i] = f.Time()
	}
	return at, wrap(err, "stories that wait")
}

// MostCritical lists the numbers of the stories that were told since a time and scored
// as most critical, with their scores.
func MostCritical(app core.App, since time.Time, limit int64) (ids []string, scores []int, err error) {
	rows := []struct {
		ID          string `db:"id"`
		Criticality int    `db:"criticality"`
	}{}
	err = app.DB().NewQuery(`SELECT id, CAST(criticality AS INTEGER) AS criticality FROM stories WHERE submittedAt >= {:since} AND criticality >= '1'
		AND state NOT IN ('withdrawn', 'removed') ORDER BY criticality DESC, submittedAt DESC LIMIT {:limit}`).
		Bind(dbx.Params{"since": stamp(since), "limit": limit}).All(&rows)
	for _, r := range rows {
		ids, scores = append(ids, r.ID), append(scores, r.Criticality)
	}
	return ids, scores, wrap(err, "the most critical stories")
}
