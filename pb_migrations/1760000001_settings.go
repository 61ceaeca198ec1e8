package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What does not depend on the machine is set once, here. Addresses and
// passwords come from the environment at every start and are never stored.
func init() {
	m.Register(func(app core.App) error {
		s := app.Settings()
		s.Meta.AppName = "Candour"
		s.Meta.AccentColor = "#0e4a52"
		s.Logs.MaxDays = 5
		s.Logs.LogIP = false
		s.Logs.LogAuthId = false
		s.Logs.MinLevel = 4 // warnings and worse: a served page leaves no row
		s.Batch.Enabled = false
		s.RateLimits.Enabled = true
		s.RateLimits.Rules = []core.RateLimitRule{
			{Label: "*:auth", MaxRequests: 10, Duration: 60},
			{Label: "/api/desk/", MaxRequests: 600, Duration: 60},
			{Label: "/api/", MaxRequests: 300, Duration: 10},
			{Label: "POST /tell/send", MaxRequests: 10, Duration: 600},
			{Label: "POST /tell/", MaxRequests: 120, Duration: 60},
			{Label: "POST /sign-in", MaxRequests: 10, Duration: 60},
			{Label: "POST /password/", MaxRequests: 10, Duration: 600},
			{Label: "POST /account/", MaxRequests: 60, Duration: 60},
			{Label: "POST /staff/", MaxRequests: 60, Duration: 60},
		}
		if err := app.Save(s); err != nil {
			return err
		}
		// PocketBase ships an open "users" collection that Candour has no use for.
		users, err := app.FindCollectionByNameOrId("users")
		if err != nil {
			return nil //nolint:nilerr // a fresh PocketBase may not have it
		}
		return app.Delete(users)
	}, nil)
}
