package pb_migrations_test

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

func TestServicesThatAListClosedAreClosedFromTheDayAfterTheirLast(t *testing.T) {
	app, all := before(t, "1760000039")
	const march, april, may = "2026-03-31 00:00:00.000Z", "2026-04-01 00:00:00.000Z", "2026-05-01 00:00:00.000Z"
	for _, q := range []string{
		"INSERT INTO services (id, code, scheme, name, closedOn) VALUES ('service00000001', 'A', 'ods', 'As first loaded', '" + march + "')",
		"INSERT INTO services (id, code, scheme, name, closedOn) VALUES ('service00000002', 'B', 'ods', 'By a later list', '" + march + "')",
		"INSERT INTO services (id, code, scheme, name, closedOn) VALUES ('service00000003', 'C', 'ods', 'At the desk', '" + march + "')",
		"INSERT INTO services (id, code, scheme, name) VALUES ('service00000004', 'D', 'ods', 'Open again')",
		"INSERT INTO directory_history (id, service, field, was, now, source, at) VALUES ('history00000001', 'service00000002', 'closedOn', '', '" + march + "', 'file', '" + may + "')",
		"INSERT INTO directory_history (id, service, field, was, now, source, at) VALUES ('history00000002', 'service00000003', 'closedOn', '', '" + march + "', 'desk', '" + may + "')",
		"INSERT INTO directory_history (id, service, field, was, now, source, at) VALUES ('history00000003', 'service00000004', 'closedOn', '" + march + "', '', 'file', '" + may + "')",
	} {
		if _, err := app.DB().NewQuery(q).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := core.NewMigrationsRunner(app, all).Up(); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"service00000001": april, "service00000002": april, "service00000003": march, "service00000004": ""} {
		if r, err := app.FindRecordById("services", id); err != nil || r.GetString("closedOn") != want {
			t.Errorf("%v is not closed from %s: %v", r, want, err)
		}
	}
	for id, want := range map[string][2]string{"history00000001": {"", april}, "history00000002": {"", march}, "history00000003": {april, ""}} {
		if r, err := app.FindRecordById("directory_history", id); err != nil || r.GetString("was") != want[0] || r.GetString("now") != want[1] {
			t.Errorf("%s: %v %v", id, r, err)
		}
	}
}
