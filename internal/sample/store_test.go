package sample_test

import (
	"testing"

	"github.com/pocketbase/dbx"

	"candour/hooks"
	"candour/internal/directory"
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
}
