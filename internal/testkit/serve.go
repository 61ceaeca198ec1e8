package testkit

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/ui"
)

// muxKey is where the built handler of an app rests in its store.
const muxKey = "testkit.mux"

// Serve puts an app behind a test server as `candour serve` would: the API, the built-in panel at /_/ and all
// that the app binds in OnServe. The handler is built once for an app, however often Serve is called, because
// OnServe hooks expect to run once.
func Serve(t testing.TB, app core.App) *httptest.Server {
	t.Helper()
	return serve(t, app, httptest.NewUnstartedServer(nil))
}

// ServeItsOwn serves the app at the address that its letters and pages name, and returns
// that address. It is known before anything starts, because the post words letters as
// soon as it does.
func (a *App) ServeItsOwn(t testing.TB) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	a.Deployment.URL = "http://" + server.Listener.Addr().String()
	return serve(t, a.TestApp, server).URL
}

func serve(t testing.TB, app core.App, server *httptest.Server) *httptest.Server {
	t.Helper()
	handler, ok := app.Store().Get(muxKey).(http.Handler)
	if !ok {
		handler = buildMux(t, app)
		app.Store().Set(muxKey, handler)
	}
	server.Config.Handler = handler
	server.Start()
	t.Cleanup(func() {
		server.CloseClientConnections() // a realtime stream would hold Close for ever
		server.Close()
	})
	return server
}

func buildMux(t testing.TB, app core.App) http.Handler {
	t.Helper()
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatalf("building the router: %v", err)
	}
	router.GET("/_/{path...}", apis.Static(ui.DistDirFS, false)) // not made smaller each time, as `serve` does: nothing is far away here
	event := &core.ServeEvent{App: app, Router: router, Server: &http.Server{}}
	err = app.OnServe().Trigger(event, func(e *core.ServeEvent) error {
		mux, err := e.Router.BuildMux()
		e.Server.Handler = mux
		return err
	})
	if err != nil {
		t.Fatalf("starting the app: %v", err)
	}
	if event.Server.Handler == nil {
		t.Fatal("starting the app: an OnServe hook did not call Next, so there is nothing to serve")
	}
	return event.Server.Handler
}
