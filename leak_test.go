package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/canary"
	"candour/internal/deployment"
	"candour/internal/doctor"
	"candour/internal/records"
)

// TestNoSurfaceShowsAnythingPrivateToAnybody is the leak test: everybody asks
// every route, collection, parameter, stream and file, with a story in every
// state, and every byte of every answer is searched for what was planted; then
// the letters, the logs and the data of who was erased.
func TestNoSurfaceShowsAnythingPrivateToAnybody(t *testing.T) {
	hit := &patterns{seen: map[string]bool{}}
	s := newLeakSite(t, hit.bind, bindPanic)
	p := plantEverything(s)
	search := got(canary.New(p.values...))(t)
	leaks := &leakCount{t: t, opened: map[string]int{}}
	for _, who := range p.everyone() {
		leaks.walk(p, who, search)
	}
	routes := got(doctor.Routes(s.TestApp))(t)
	for _, problem := range unreached(routes, hit.seen, leaks.opened) {
		t.Error(problem)
	}
	leaks.letters(p)
	leaks.logs(p, search)
	t.Logf("%d surfaces walked by %d kinds of person, %d answers, %d values planted, %d leaks found, %d bytes searched",
		len(leaks.surfaces), len(maySee), leaks.answers, search.Planted(), leaks.found, leaks.bytes)
}

// leakCount adds up what the walks found.
type leakCount struct {
	t        testing.TB
	surfaces map[string]bool
	opened   map[string]int // the best status each surface gave to anybody
	answers  int
	found    int
	bytes    int64
}

// typed is what the walk writes into every form.
var typed = url.Values{"email": {"typed.leak.canary@example.org"}, "title": {"typed kingfisher title"}, "story": {"typed kingfisher title"},
	"password": {"a wrong password"}, "q": {"typed kingfisher title"}, "story_key": {"aaaaa"}}

const browserName = "leak-canary-browser/1.0"

func (l *leakCount) walk(p *planted, who someone, search *canary.Search) {
	l.t.Helper()
	w := walkAs(p, who, search)
	for _, s := range w.Found {
		if !allowed(who.name, s.Canary) {
			l.found++
			l.t.Errorf("%s sees %s", who.name, s)
		}
	}
	if l.surfaces == nil {
		l.surfaces = map[string]bool{}
	}
	for surface := range w.Surfaces {
		l.surfaces[surface] = true
	}
	for surface, status := range w.Opened {
		if best, asked := l.opened[surface]; !asked || status < best {
			l.opened[surface] = status
		}
	}
	l.answers, l.bytes = l.answers+w.Answers, l.bytes+w.Bytes
}

// walkAs asks everything as one person.
func walkAs(p *planted, who someone, search *canary.Search) *doctor.Walk {
	p.t.Helper()
	ctx := p.t.Context()
	w := doctor.NewWalk(http.DefaultClient, p.url, search)
	w.Header = who.header
	w.Header.Set("User-Agent", browserName)
	values := got(doctor.RouteValues(p.TestApp, 1))(p.t)
	values["id"] = []string{p.service, p.board, p.detail}
	for _, collection := range []string{"responses", "appeals", "exports", "letters", "members", "authors"} {
		values["id"] = append(values["id"], got(records.SomeIDs(p, collection, 1))(p.t)...)
	}
	for _, id := range p.stories {
		values["id"] = append(values["id"], id)
	}
	values["token"] = append(p.links, "nothing-here")
	values["collection"] = []string{"stories", "public_stories", "authors"} // Questions asks for all of them
	reads, presses := split(got(doctor.Routes(p.TestApp))(p.t))
	fail := func(err error) {
		if err != nil {
			p.t.Fatal(err)
		}
	}
	fail(w.Doors(ctx, reads, values, nil))
	for _, route := range who.links {
		answer, err := w.Get(ctx, route, p.private[route])
		fail(err)
		if answer.Status != http.StatusOK {
			p.t.Errorf("%s opens %s: %d", who.name, route, answer.Status)
		}
	}
	fail(w.Crawl(ctx, 60))
	guessable, err := w.Questions(ctx, p.TestApp)
	fail(err)
	for _, g := range guessable {
		if who.name == "the administrator" && slices.Contains(mayGuess, g) {
			continue
		}
		p.t.Errorf("%s can find out a private value by asking for %s", who.name, g)
	}
	agreed, err := w.Streams(ctx, p.TestApp)
	fail(err)
	if agreed {
		p.t.Errorf("%s is told live what changes", who.name)
	}
	fail(w.Doors(ctx, presses, values, typed))
	return w
}

// split says which routes only read, and which change something: the ways out
// last, because whoever took one is a stranger from then on.
func split(routes []doctor.Route) (reads, presses []doctor.Route) {
	var out []doctor.Route
	for _, r := range routes {
		switch {
		case r.Method == "" || r.Method == http.MethodGet:
			reads = append(reads, r)
		case strings.Contains(r.Path, "sign-out") || strings.Contains(r.Path, "sign-in"):
			out = append(out, r)
		default:
			presses = append(presses, r)
		}
	}
	return reads, append(presses, out...)
}

// allowed reports whether a person may see a planted value, by the table.
func allowed(who, value string) bool {
	return slices.ContainsFunc(maySee[who], func(kind string) bool { return strings.HasPrefix(value, kind) })
}

// shutToAll are the routes that open to nobody who walks, and why.
var shutToAll = map[string]string{
	"GET /account/export/{id}":                          "the copy is made when it is asked for; account_copy_test.go opens it",
	"GET /api/backups":                                  "doors-stay-shut",
	"GET /api/backups/{key}":                            "doors-stay-shut",
	"GET /api/files/{collection}/{recordId}/{filename}": "no collection holds a file",
	"GET /api/logs/{id}":                                "asked with no row's id: what rows hold is searched itself",
	"GET /api/collections/{collection}/auth-methods":    "accounts-cannot-be-guessed",
	"GET /api/oauth2-redirect":                          "nobody signs in by another site",
	"GET /confirm-email/{token}":                        "opening it would take the new address over; sign_in_test.go does",
	"GET /receipt/{token}":                              "only the private link of an erasure opens it; the tests of receipts do",
	"GET /api/desk/opinions/{id}":                       "nobody asks for a second opinion here; criticality_test.go of the desk opens it",
	"GET /api/desk/directory/{id}/merge":                "only a senior moderator who names a second service; the desk's tests of mergers open it",
	"GET /invitation/{token}":                           "only the private link of a letter opens it; the journeys of members do",
	"GET /api/desk/supervisor":                          "only a senior moderator; the desk's tests of that page open it",
	"GET /stories/{id}/responses/{response}/photo":      "no response here was signed with a photo; the tests of photos open it",
	"GET /api/test/panic":                               "it panics, always",
}

// unreached names the routes that the walk did not reach: those that nobody
// asked, and those that nobody was let in at.
func unreached(routes []doctor.Route, hit map[string]bool, opened map[string]int) []string {
	var problems []string
	for _, r := range routes {
		pattern := strings.TrimSpace(r.String())
		if !hit[pattern] {
			problems = append(problems, pattern+" was never asked: give its parameters values in internal/doctor/guest.go")
			continue
		}
		status, asked := opened[r.String()]
		if reads := r.Method == http.MethodGet; reads && asked && status >= 400 && shutToAll[pattern] == "" {
			problems = append(problems, fmt.Sprintf("%s answered %d to everybody: give its parameters values that open it, or say in shutToAll why nothing does", pattern, status))
		}
	}
	return problems
}

// patterns notes which routes were asked.
type patterns struct {
	sync.Mutex
	seen map[string]bool
}

func (p *patterns) bind(app core.App) {
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		first := math.MinInt // ahead of every promise that shuts a door
		se.Router.Bind(&hook.Handler[*core.RequestEvent]{Id: "leakTest", Priority: first, Func: func(e *core.RequestEvent) error {
			p.Lock()
			p.seen[e.Request.Pattern] = true
			p.Unlock()
			return e.Next()
		}})
		return se.Next()
	})
}

// bindPanic adds a route whose handler breaks off with what it was sent.
func bindPanic(app core.App) {
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		se.Router.GET("/api/test/panic", func(e *core.RequestEvent) error {
			panic("broken by " + e.Request.URL.Query().Get("q") + " of " + e.Request.UserAgent())
		})
		return se.Next()
	})
}

// letters sends all that is owed and looks into every letter. An author's letters
// may hold that author's own address; no letter to staff holds anything of anybody.
func (l *leakCount) letters(p *planted) {
	l.t.Helper()
	p.letters("")
	files := got(filepath.Glob(filepath.Join(p.Deployment.MailDir, "*.eml")))(l.t)
	search := got(canary.New(p.values...))(l.t)
	for _, f := range files {
		text := strings.ReplaceAll(string(got(os.ReadFile(f))(l.t)), "=\r\n", "")
		l.bytes += int64(len(text))
		who := "a member out of scope"
		if strings.Contains(text, leakEmail) || strings.Contains(text, "next.leak.canary@") {
			who = "the author of all the stories"
		}
		for _, s := range search.In("a letter", []byte(text)) {
			if who != "the author of all the stories" && !allowed(who, s.Canary) || strings.Contains(s.Canary, "postcode") || strings.Contains(s.Canary, "internet") || strings.Contains(s.Canary, "erased") {
				l.found++
				l.t.Errorf("in a letter that is not for it: %s", s)
			}
		}
	}
	if len(files) < 5 {
		l.t.Errorf("only %d letters were sent, so this says little", len(files))
	}
}

// logs makes a page break off with private words in the question, and then looks
// into every log row.
func (l *leakCount) logs(p *planted, search *canary.Search) {
	l.t.Helper()
	ctx := context.Background()
	w := doctor.NewWalk(http.DefaultClient, p.url, search)
	w.Header = http.Header{"User-Agent": {browserName}, "Referer": {"http://" + typed.Get("email") + ".example/"}, "X-Forwarded-For": {"203.0.113.199"}}
	for _, q := range []string{leakEmail, typed.Get("title"), "203.0.113.199"} {
		a := got(w.Ask(ctx, "a page that breaks off", http.MethodGet, "/api/test/panic?q="+url.QueryEscape(q), "", ""))(l.t)
		if a.Status < 400 {
			l.t.Errorf("the page that breaks off answers %d", a.Status)
		}
	}
	if len(w.Found) > 0 {
		l.found += len(w.Found)
		l.t.Errorf("a page that breaks off shows why: %v", w.Found)
	}
	p.ok(doctor.WriteLogs(ctx, p.TestApp))
	var rows []string
	p.ok(p.AuxDB().NewQuery("SELECT message || ' ' || data FROM _logs").Column(&rows))
	sent := got(canary.New(canary.Canary{Name: "an address that was typed", Value: typed.Get("email")}, canary.Canary{Name: "words that were typed", Value: typed.Get("title")},
		canary.Canary{Name: "which browser asked", Value: browserName}, canary.Canary{Name: "where it asked from", Value: "203.0.113.199"}))(l.t)
	for _, row := range rows {
		l.bytes += int64(len(row))
		for _, s := range append(search.In("the log", []byte(row)), sent.In("the log", []byte(row))...) {
			l.found++
			l.t.Errorf("%s", s)
		}
	}
	if len(rows) < 20 {
		l.t.Errorf("only %d log rows were written, so this says little", len(rows))
	}
}

// TestTheLeakTestFindsLeaks plants a route, a view and a log row that leak, and a
// route that nobody can reach: each must be found.
func TestTheLeakTestFindsLeaks(t *testing.T) {
	hit := &patterns{seen: map[string]bool{}}
	s := newLeakSite(t, hit.bind, func(app core.App) {
		app.OnServe().BindFunc(func(se *core.ServeEvent) error {
			se.Router.GET("/test/leaky/{id}", func(e *core.RequestEvent) error {
				a, err := records.FindAuthorOf(e.App, e.Request.PathValue("id"))
				if err != nil {
					return e.NotFoundError("", nil)
				}
				email, err := a.Email(deployment.Of(e.App).Sealer)
				if err != nil {
					return err
				}
				return e.String(http.StatusOK, base64.StdEncoding.EncodeToString([]byte("to "+email)))
			})
			se.Router.GET("/test/unreachable/{riddle}", func(e *core.RequestEvent) error { return e.NotFoundError("", nil) })
			return se.Next()
		})
	})
	p := plantEverything(s)
	view := core.NewViewCollection("leaky_view")
	view.ViewQuery, view.ListRule, view.ViewRule = "SELECT id, (text || '') AS words FROM originals", types.Pointer(""), types.Pointer("")
	p.ok(s.Save(view))
	opened := map[string]int{}
	w := walkAs(p, p.everyone()[0], got(canary.New(p.values...))(t))
	for surface, status := range w.Opened {
		opened[surface] = status
	}
	found := fmt.Sprint(w.Found)
	for _, want := range []string{"an author's e-mail address is in GET /test/leaky/{id} at", "original words is in the API's list of leaky_view"} {
		if !strings.Contains(found, want) {
			t.Errorf("the walk did not find that %s", want)
		}
	}
	if problems := strings.Join(unreached(got(doctor.Routes(s.TestApp))(t), hit.seen, opened), "\n"); !strings.Contains(problems, "GET /test/unreachable/{riddle} answered 404") {
		t.Errorf("the route that nobody can reach was not reported:\n%s", problems)
	}
	if allowed("a guest", "an author's e-mail address") || !allowed("a guest", "public words") {
		t.Error("the table of who may see what does not hold")
	}
}
