package pb_migrations_test

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"

	_ "candour/pb_migrations"
)

// before is data as it was before a migration, and all migrations, to bring it up to date.
func before(t *testing.T, migration string) (app core.App, all core.MigrationsList) {
	t.Helper()
	app = core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir()})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.ResetBootstrapState() })
	if err := app.RunSystemMigrations(); err != nil {
		t.Fatal(err)
	}
	var until core.MigrationsList
	for _, m := range core.AppMigrations.Items() {
		all.Add(m)
		if m.File < migration {
			until.Add(m)
		}
	}
	if _, err := core.NewMigrationsRunner(app, until).Up(); err != nil {
		t.Fatal(err)
	}
	return app, all
}

// TestMembersOfBefore_KeepTheirRoles brings data from before memberships up to date.
func TestMembersOfBefore_KeepTheirRoles(t *testing.T) {
	app, all := before(t, "1760000017")
	for _, q := range []string{
		"INSERT INTO organisations (id, code, scheme, name) VALUES ('organisation001', 'S1', 'ons', 'A board')",
		"INSERT INTO members (id, email, name, organisation, role, jobTitle, department, active, tokenKey, password) VALUES ('member000000001', 'a@b.example', 'Isla', 'organisation001', 'administrator', 'Manager', 'Ward 4', TRUE, 'key', 'hash')",
	} {
		if _, err := app.DB().NewQuery(q).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := core.NewMigrationsRunner(app, all).Up(); err != nil {
		t.Fatal(err)
	}
	r, err := app.FindFirstRecordByData("memberships", "member", "member000000001")
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]string{"organisation": "organisation001", "role": "administrator", "jobTitle": "Manager", "department": "Ward 4", "frozenAt": ""} {
		if got := r.GetString(field); got != want {
			t.Errorf("%s is %q, not %q", field, got, want)
		}
	}
	m, err := app.FindRecordById("members", "member000000001")
	if err != nil || m.GetString("organisation") != "organisation001" || m.Collection().Fields.GetByName("role") != nil {
		t.Errorf("the account points elsewhere, or holds a role still: %v", err)
	}
}
