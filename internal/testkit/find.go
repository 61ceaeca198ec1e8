package testkit

import (
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// StoriesIn finds the stories in a state, urgent ones first and then the oldest.
func StoriesIn(t testing.TB, app core.App, state story.State) []*records.Story {
	t.Helper()
	return found(t, app, "stories", "state = {:state}", "urgency DESC, submittedAt, id", state, records.FindStory)
}

// ResponsesToRead finds what waits for a moderator under public stories, the oldest first.
func ResponsesToRead(t testing.TB, app core.App) []*records.Response {
	t.Helper()
	return found(t, app, "responses", "state = {:state} AND story IN (SELECT id FROM stories WHERE state = 'published')", "saidAt, id",
		story.ResponseSubmitted, records.FindResponse)
}

func found[T any, S ~string](t testing.TB, app core.App, table, where, order string, state S, find func(core.App, string) (T, error)) []T {
	t.Helper()
	var ids []string
	query := app.DB().NewQuery("SELECT id FROM " + table + " WHERE " + where + " ORDER BY " + order)
	if err := query.Bind(dbx.Params{"state": string(state)}).Column(&ids); err != nil {
		t.Fatalf("finding %s: %v", table, err)
	}
	rows := make([]T, len(ids))
	for i, id := range ids {
		row, err := find(app, id)
		if err != nil {
			t.Fatalf("finding %s: %v", table, err)
		}
		rows[i] = row
	}
	return rows
}
