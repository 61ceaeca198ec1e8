package sample_test

import (
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/sample"
	"candour/internal/testkit"
)

func TestTheSampleIsStoredTheWayTheSiteWouldAndReachesEveryState(t *testing.T) {
	app := testkit.New(t, hooks.Register)
	hospitals, err := directory.Hospitals()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := directory.ParsePHS(hospitals)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := directory.Import(app, parsed, false); err != nil {
		t.Fatal(err)
	}
	people, err := sample.Store(app, "a long password")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{}
	for _, s := range sample.Stories() {
		want[s.State]++
	}
	for state, n := range want {
		got, err := app.CountRecords("stories", dbx.HashExp{"state": state})
		if err != nil || got != n {
			t.Errorf("%d stories are %s, not %d (%v)", got, state, n, err)
		}
	}
	if len(people) < 40 {
		t.Errorf("only %d people can sign in", len(people))
	}
	leavesWork(t, app)
	knowsWhomToCall(t, app)
}

// knowsWhomToCall checks that the path beside a story in danger names somebody to call at
// every organisation that runs one of its services, and nobody who is real.
func knowsWhomToCall(t *testing.T, app core.App) {
	t.Helper()
	var without []string
	err := app.DB().NewQuery(`SELECT DISTINCT o.name FROM organisations o WHERE NOT EXISTS (SELECT 1 FROM escalations e WHERE e.organisation = o.id AND e.phone LIKE '01632 960%')
		AND (o.id IN (SELECT v.organisation FROM services v JOIN story_services t ON t.service = v.id) OR o.id IN (SELECT organisation FROM memberships))`).Column(&without)
	if err != nil || len(without) > 0 {
		t.Errorf("nobody to call at %v (%v)", without, err)
	}
}

// leavesWork checks that the desk of the demo has something to do about the
// directory.
func leavesWork(t *testing.T, app core.App) {
	t.Helper()
	unconfirmed, err := records.UnconfirmedServices(app, 10)
	if err != nil || len(unconfirmed) != 1 {
		t.Fatalf("%d services wait to be confirmed (%v)", len(unconfirmed), err)
	}
	if waiting, err := records.CountOpenStories(app, unconfirmed[0].Id); waiting != 1 || err != nil {
		t.Errorf("%d stories wait for it (%v)", waiting, err)
	}
	index, err := directory.Cached(app)
	if err != nil || len(index.Alike(50)) == 0 {
		t.Errorf("nothing is listed twice (%v)", err)
	}
}
