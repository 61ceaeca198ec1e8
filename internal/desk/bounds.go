package desk

import (
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// mostDrained is how much of a body that nobody read net/http reads away itself
// before the next request on the same connection (maxPostHandlerReadBytes).
const mostDrained = 256 << 10

// bindBounds closes the connection after a request with a large body, at every
// address of the site.
//
// PocketBase 0.39 wraps the body of each request, and net/http then no longer
// sees that a large one was refused unread: it keeps the connection open and
// takes the rest of the body for the next request. Behind a proxy that shares
// connections, somebody could slip a request in among another visitor's.
func bindBounds(se *core.ServeEvent) {
	se.Router.Bind(&hook.Handler[*core.RequestEvent]{
		Id:       "deskBounds",
		Priority: apis.DefaultActivityLoggerMiddlewarePriority - 2,
		Func: func(e *core.RequestEvent) error {
			r := e.Request
			if r.ProtoMajor == 1 && (r.ContentLength > mostDrained || r.ContentLength < 0) {
				e.Response.Header().Set("Connection", "close")
			}
			return e.Next()
		},
	})
}
