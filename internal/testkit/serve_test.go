package testkit

import (
	"net/http"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

func TestServe_App_AnswersWithItsOwnRoutesTheAPIAndThePanel(t *testing.T) {
	app := New(t, func(core.App) {})
	starts := 0
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		starts++
		e.Router.GET("/hello", func(e *core.RequestEvent) error { return e.HTML(http.StatusOK, plainPage("<p>Hello</p>")) })
		return e.Next()
	})
	for range 2 {
		v := NewVisitor(t, Serve(t, app).URL)
		v.Get("/hello").Is(http.StatusOK).Has("p", "Hello")
		v.Get("/api/health").Is(http.StatusOK)
		v.Get("/_/").Is(http.StatusOK)
	}
	if starts != 1 {
		t.Errorf("OnServe ran %d times", starts)
	}
}
