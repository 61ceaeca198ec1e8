package hooks

import (
	"errors"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/story"
)

var errDoor = errors.New("the collections of Candour change with a new version of it, not by hand")

// Nobody can open a way round these promises from the admin panel, not even the
// administrator of the machine.
//
// The rules and fields of our collections cannot be changed, emptied or
// imported over the API; the panel's SQL console, which runs past every
// promise, does not exist here; and visitors who are not signed in get no live
// stream of changes.
func doorsStayShut(app core.App, name string) {
	ours := map[string]bool{}
	for _, f := range story.Inventory() {
		ours[f.Collection] = true
	}
	refuse := func(e *core.CollectionRequestEvent) error {
		if ours[e.Collection.Name] || strings.HasPrefix(e.Collection.Name, "public_") {
			return e.ForbiddenError(errDoor.Error()+".", nil)
		}
		return e.Next()
	}
	app.OnCollectionUpdateRequest().Bind(&hook.Handler[*core.CollectionRequestEvent]{Id: name, Func: refuse})
	app.OnCollectionDeleteRequest().Bind(&hook.Handler[*core.CollectionRequestEvent]{Id: name, Func: refuse})
	app.OnCollectionsImportRequest().Bind(&hook.Handler[*core.CollectionsImportRequestEvent]{Id: name,
		Func: func(e *core.CollectionsImportRequestEvent) error { return e.ForbiddenError(errDoor.Error()+".", nil) }})
	app.OnRealtimeSubscribeRequest().Bind(&hook.Handler[*core.RealtimeSubscribeRequestEvent]{Id: name,
		Func: func(e *core.RealtimeSubscribeRequestEvent) error {
			if e.Auth == nil {
				return e.ForbiddenError("Sign in to follow changes as they happen.", nil)
			}
			return e.Next()
		}})
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: name, Func: func(se *core.ServeEvent) error {
		se.Router.Bind(&hook.Handler[*core.RequestEvent]{Id: name, Priority: apis.DefaultRateLimitMiddlewarePriority + 2,
			Func: func(e *core.RequestEvent) error {
				if isConsole(e.Request) {
					return e.NotFoundError("", nil)
				}
				return e.Next()
			}})
		return se.Next()
	}})
}

// isConsole reports whether a request runs SQL of its own or empties a
// collection: the routes for which PocketBase has no hook.
func isConsole(r *http.Request) bool {
	p := strings.TrimSuffix(r.URL.Path, "/")
	return p == "/api/sql" || p == "/api/collections/meta/dry-run-view" ||
		strings.HasPrefix(p, "/api/collections/") && strings.HasSuffix(p, "/truncate")
}
