package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// boot answers the four questions that the panel asks when it starts and that
// PocketBase answers to administrators only. A moderator gets answers made here,
// which hold nothing but the site's name: no collections, no settings, no
// providers. Nobody is raised to an administrator on the way, so a fault in this
// file can leave the panel empty and cannot open it.
var boot = map[string]func(app core.App) any{
	"/api/collections": func(core.App) any {
		return map[string]any{"page": 1, "perPage": 1000, "totalItems": 0, "totalPages": 0, "items": []any{}}
	},
	"/api/collections/meta/scaffolds":        func(core.App) any { return map[string]any{} },
	"/api/collections/meta/oauth2-providers": func(core.App) any { return []any{} },
	"/api/settings": func(app core.App) any {
		meta := app.Settings().Meta
		return map[string]any{"meta": map[string]any{
			"appName": meta.AppName, "appURL": meta.AppURL, "accentColor": meta.AccentColor, "hideControls": true}}
	},
}

// bindBoot answers a moderator's boot questions after the limits on how often
// somebody may ask, and ahead of PocketBase's own "administrators only".
func bindBoot(se *core.ServeEvent) {
	se.Router.Bind(&hook.Handler[*core.RequestEvent]{
		Id:       "deskBoot",
		Priority: apis.DefaultRateLimitMiddlewarePriority + 5,
		Func: func(e *core.RequestEvent) error {
			answer, asked := boot[e.Request.URL.Path]
			if !asked || e.Request.Method != http.MethodGet || moderatorOf(e) == nil {
				return e.Next()
			}
			e.Response.Header().Set("Cache-Control", "no-store")
			return e.JSON(http.StatusOK, answer(e.App))
		},
	})
}
