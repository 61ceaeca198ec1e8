package doctor

import (
	"crypto/subtle"
	"fmt"
	"math"
	"reflect"
	"sort"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/deployment"
	"candour/internal/flow"
)

// Route is one door of the running site, as it was registered.
type Route struct{ Method, Path string }

func (r Route) String() string { return r.Method + " " + r.Path }

// watch is what the doctor remembers of an app from when it began to serve.
type watch struct {
	promises []string
	mu       sync.Mutex
	routes   []Route
	since    time.Time // when the app began to serve
	mark     string    // of the check that is running; its requests carry it
}

const (
	watchKey   = "candour.doctor"
	markHeader = "Candour-Doctor"
)

// Watch notes every door when the app begins to serve, and which promises were
// bound. It takes away what a check that broke off has left in the data.
func Watch(app core.App, promises []string) {
	w := &watch{promises: promises}
	app.Store().Set(watchKey, w)
	last := math.MaxInt // after everybody else has opened their doors
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "doctor", Priority: last, Func: func(se *core.ServeEvent) error {
		routes, err := routesOf(se.Router.RouterGroup)
		if err != nil {
			return err
		}
		w.mu.Lock()
		w.routes, w.since = routes, deployment.Now(app)
		w.mu.Unlock()
		if err := flow.TakeTestAway(app); err != nil {
			return err
		}
		se.Router.BindFunc(w.answer)
		return se.Next()
	}})
}

// answer tells a check that the site it asked is the one it runs in: only this
// process knows the mark.
func (w *watch) answer(e *core.RequestEvent) error {
	if got := e.Request.Header.Get(markHeader); got != "" {
		w.mu.Lock()
		if w.mark != "" && subtle.ConstantTimeCompare([]byte(got), []byte(w.mark)) == 1 {
			e.Response.Header().Set(markHeader, "yes")
		}
		w.mu.Unlock()
	}
	return e.Next()
}

func watchOf(app core.App) (*watch, error) {
	w, ok := app.Store().Get(watchKey).(*watch)
	if !ok || len(w.doors()) == 0 {
		return nil, fmt.Errorf("looking for the site's doors: this Candour does not serve")
	}
	return w, nil
}

// Routes lists the doors of an app that serves, each once, in a steady order.
func Routes(app core.App) ([]Route, error) {
	w, err := watchOf(app)
	if err != nil {
		return nil, err
	}
	return w.doors(), nil
}

// servesSince is when the app began to serve.
func (w *watch) servesSince() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.since
}

func (w *watch) doors() []Route {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.routes
}

// routesOf reads the registered routes out of PocketBase's router, which keeps
// them to itself. It reads and never writes; if a later PocketBase keeps them
// otherwise, it says so instead of walking less.
func routesOf(group any) ([]Route, error) {
	seen := map[Route]bool{}
	if err := readGroup(reflect.ValueOf(group), "", seen); err != nil {
		return nil, err
	}
	var routes []Route
	for r := range seen {
		routes = append(routes, r)
	}
	sort.Slice(routes, func(i, j int) bool {
		return routes[i].Path < routes[j].Path || routes[i].Path == routes[j].Path && routes[i].Method < routes[j].Method
	})
	return routes, nil
}

func readGroup(group reflect.Value, above string, into map[Route]bool) error {
	group = reflect.Indirect(group)
	children := group.FieldByName("children")
	if children.Kind() != reflect.Slice {
		return fmt.Errorf("reading the site's doors: this PocketBase keeps its routes in another way than the doctor knows")
	}
	prefix := above + group.FieldByName("Prefix").String()
	for i := range children.Len() {
		child := reflect.Indirect(children.Index(i).Elem())
		if child.FieldByName("children").IsValid() {
			if err := readGroup(child, prefix, into); err != nil {
				return err
			}
			continue
		}
		method, path := child.FieldByName("Method"), child.FieldByName("Path")
		if method.Kind() != reflect.String || path.Kind() != reflect.String {
			return fmt.Errorf("reading the site's doors: this PocketBase keeps its routes in another way than the doctor knows")
		}
		into[Route{method.String(), prefix + path.String()}] = true
	}
	return nil
}
