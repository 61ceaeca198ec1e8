package pb_migrations_test

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

// TestCasesOfBefore_AreMarkedForTheNextStart: without the instance's secret nothing can be
// put into the record, so each step says that it is from before, and nothing else of it changes.
func TestCasesOfBefore_AreMarkedForTheNextStart(t *testing.T) {
	app, all := before(t, "1760000049")
	if _, err := app.DB().NewQuery("INSERT INTO safeguardings (id, story, kind, outcome, words, [[by]], at) VALUES ('stepfrombefore1', 'abcd2345', 'chosen', 'serious', 'She sounds afraid.', 'moderator000001', '2026-01-05 10:00:00.000Z')").Execute(); err != nil {
		t.Fatal(err)
	}
	if _, err := core.NewMigrationsRunner(app, all).Up(); err != nil {
		t.Fatal(err)
	}
	r, err := app.FindRecordById("safeguardings", "stepfrombefore1")
	if err != nil || r.GetString("salt") != "before" || r.GetString("words") != "She sounds afraid." || r.GetString("outcome") != "serious" {
		t.Errorf("%v %v", r, err)
	}
}
