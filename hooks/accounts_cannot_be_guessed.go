package hooks

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Nobody can find out whether you have an account here.
//
// Authors and members sign in through our own pages only, where a known and an
// unknown address get the same answer in the same time. PocketBase's own doors
// to these accounts (sign-in, registration, password reset, verification,
// codes by mail) answer differently for the two, so they do not exist here.
func accountsCannotBeGuessed(app core.App, name string) {
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: name, Func: func(se *core.ServeEvent) error {
		se.Router.Bind(&hook.Handler[*core.RequestEvent]{
			Id:       name,
			Priority: apis.DefaultRateLimitMiddlewarePriority + 1,
			Func: func(e *core.RequestEvent) error {
				if isAccountDoor(app, e.Request) {
					return e.NotFoundError("", nil)
				}
				return e.Next()
			}})
		return se.Next()
	}})
}

// isAccountDoor reports whether a request is for a PocketBase route that would
// answer about an account of an author or a member. The collection may be named
// or given by its id.
func isAccountDoor(app core.App, r *http.Request) bool {
	rest, ok := strings.CutPrefix(r.URL.Path, "/api/collections/")
	if !ok {
		return false
	}
	named, route, _ := strings.Cut(rest, "/")
	if route == "" || route == "truncate" {
		return false // about the collection itself: for administrators, and guarded elsewhere
	}
	c, err := app.FindCachedCollectionByNameOrId(named)
	if err == nil && c.Name == "moderators" && strings.HasPrefix(route, "impersonate/") {
		return true // nobody acts in a moderator's name
	}
	if err != nil || (c.Name != "authors" && c.Name != "members") {
		return false
	}
	return route != "records" && !strings.HasPrefix(route, "records/") || r.Method == http.MethodPost && c.Name == "authors"
}
