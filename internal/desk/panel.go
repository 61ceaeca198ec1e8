package desk

import (
	"embed"
	"io/fs"
	"strings"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// The pages are public, as all of the panel is: they hold no secrets and decide
// nothing.
//
//go:embed panel
var panel embed.FS

// bindPanel adds our pages to the panel. PocketBase would let browsers keep them
// for two weeks under an address that never changes; they must be asked for anew.
func bindPanel(se *core.ServeEvent) error {
	files, err := fs.Sub(panel, "panel")
	if err != nil {
		return err
	}
	se.UIExtensions = append(se.UIExtensions, core.UIExtension{Name: "desk", FS: files})
	se.Router.Bind(&hook.Handler[*core.RequestEvent]{
		Id:       "deskPanel",
		Priority: apis.DefaultSecurityHeadersMiddlewarePriority,
		Func: func(e *core.RequestEvent) error {
			path := e.Request.URL.Path
			if path == "/_/extensions.js" || strings.HasPrefix(path, "/_/extensions/desk/") {
				e.Response.Header().Set("Cache-Control", "no-cache")
			}
			return e.Next()
		},
	})
	return nil
}
