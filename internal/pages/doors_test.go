package pages

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
)

// loggedApp is an app whose log can be read.
type loggedApp struct {
	core.App
	log *bytes.Buffer
}

func (a loggedApp) Logger() *slog.Logger { return slog.New(slog.NewTextHandler(a.log, nil)) }

func newApp(t *testing.T) loggedApp {
	t.Helper()
	app := loggedApp{core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir()}), &bytes.Buffer{}}
	settings := Settings{Files: public, Site: Site{Name: "Candour", URL: "https://stories.example"}, Crisis: sampleContacts,
		Person: func(e *core.RequestEvent) Person {
			if _, err := e.Request.Cookie("who"); err == nil {
				return Person{Kind: "author", Account: "/account"}
			}
			return Person{}
		}}
	if err := Open(app, settings); err != nil {
		t.Fatal(err)
	}
	return app
}

// visit sends a request to a router with our middlewares and the handler given.
func visit(t *testing.T, app core.App, handler func(*core.RequestEvent) error, r *http.Request) *http.Response {
	t.Helper()
	routes := router.NewRouter(func(w http.ResponseWriter, r *http.Request) (*core.RequestEvent, router.EventCleanupFunc) {
		return &core.RequestEvent{App: app, Event: router.Event{Response: w, Request: r}}, nil
	})
	routes.BindFunc(Headers, Problems)
	BindAssets(routes)
	if handler != nil {
		routes.GET("/stories/{id}", handler)
		routes.GET("/api/test", handler)
	}
	mux, err := routes.BuildMux()
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	return w.Result()
}

func get(path string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func showSample(e *core.RequestEvent) error { return storyPage.show(e, http.StatusOK, sampleStory) }

func TestAPublicPageMayBeKeptForAMinuteAndIsNotSentTwice(t *testing.T) {
	app := newApp(t)
	res := visit(t, app, showSample, get("/stories/a"))
	if res.StatusCode != 200 || res.Header.Get("Cache-Control") != "public, max-age=60" || res.Header.Get("Vary") != "Cookie" {
		t.Errorf("%d, %v", res.StatusCode, res.Header)
	}
	again := visit(t, app, showSample, get("/stories/a", "If-None-Match", res.Header.Get("ETag")))
	if again.StatusCode != http.StatusNotModified || body(t, again) != "" {
		t.Errorf("the second time: %d", again.StatusCode)
	}
}

func TestAPageForSomebodySignedInIsKeptByNobody(t *testing.T) {
	res := visit(t, newApp(t), showSample, get("/stories/a", "Cookie", "who=1"))
	if got := res.Header.Get("Cache-Control"); got != "private, no-store" || res.Header.Get("ETag") != "" {
		t.Errorf("Cache-Control is %q, ETag %q", got, res.Header.Get("ETag"))
	}
}

func TestOurPagesHaveTheirHeadersAndTheAPIKeepsItsOwn(t *testing.T) {
	app := newApp(t)
	res := visit(t, app, showSample, get("/stories/a"))
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "X-Frame-Options", "Strict-Transport-Security"} {
		if res.Header.Get(name) == "" {
			t.Errorf("%s is missing", name)
		}
	}
	if res := visit(t, app, showSample, get("/api/test")); res.Header.Get("Content-Security-Policy") != "" {
		t.Error("the API has our policy")
	}
}

func TestThePolicyAllowsExactlyTheInlineScriptOfTheLayout(t *testing.T) {
	res := visit(t, newApp(t), showSample, get("/stories/a"))
	scripts := regexp.MustCompile(`<script>([^<]*)</script>`).FindAllStringSubmatch(body(t, res), -1)
	if len(scripts) != 1 || scripts[0][1] != enabledScript {
		t.Fatalf("inline scripts: %q", scripts)
	}
	// The hash that govuk-frontend's own documentation gives.
	policy := res.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
}

func TestEveryErrorHasItsPage(t *testing.T) {
	for status, errs := range map[int][]error{
		404: {sql.ErrNoRows, fmt.Errorf("looking: %w", ErrNotFound), router.NewForbiddenError("", nil), router.NewNotFoundError("", nil)},
		403: {ErrForged},
		410: {Gone{Why: "The author took this story back."}},
		422: {router.NewBadRequestError("", nil)},
		429: {TooMany{Wait: 90 * time.Second}, router.NewTooManyRequestsError("", nil)},
		500: {errors.New("disk full")},
	} {
		for _, err := range errs {
			res := visit(t, newApp(t), func(*core.RequestEvent) error { return err }, get("/stories/a"))
			text := body(t, res)
			if res.StatusCode != status || !strings.Contains(text, "<h1") || strings.Contains(text, err.Error()) && status == 500 {
				t.Errorf("%v: %d, %s", err, res.StatusCode, text)
			}
			if res.Header.Get("X-Robots-Tag") != "noindex" || res.Header.Get("Cache-Control") != "private, no-store" {
				t.Errorf("%v: %v", err, res.Header)
			}
		}
	}
}

func TestAGonePageSaysWhyAndABusyOneSaysHowLong(t *testing.T) {
	app := newApp(t)
	gone := visit(t, app, func(*core.RequestEvent) error { return Gone{Why: "The author took this story back."} }, get("/stories/a"))
	if !strings.Contains(body(t, gone), "The author took this story back.") {
		t.Error("the reason is missing")
	}
	busy := visit(t, app, func(*core.RequestEvent) error { return TooMany{Wait: 90 * time.Second} }, get("/stories/a"))
	if busy.Header.Get("Retry-After") != "90" || !strings.Contains(body(t, busy), "Wait 2 minutes") {
		t.Errorf("Retry-After is %q", busy.Header.Get("Retry-After"))
	}
}

func TestAFaultOfOursIsLoggedUnderTheNumberTheVisitorGets(t *testing.T) {
	app := newApp(t)
	res := visit(t, app, func(*core.RequestEvent) error { return errors.New("no letter to ada@example.org: disk full") }, get("/stories/secret"))
	id := regexp.MustCompile(`problem-id">([A-Z2-7]{8})<`).FindStringSubmatch(body(t, res))
	log := app.log.String()
	if id == nil || !strings.Contains(log, id[1]) || !strings.Contains(log, "disk full") {
		t.Fatalf("%v is not in the log: %s", id, log)
	}
	for _, private := range []string{"ada@", "secret"} {
		if strings.Contains(log, private) {
			t.Errorf("the log holds %q: %s", private, log)
		}
	}
}

func TestErrorsOfTheAPIStayItsOwn(t *testing.T) {
	res := visit(t, newApp(t), func(*core.RequestEvent) error { return router.NewNotFoundError("", nil) }, get("/api/test"))
	if got := res.Header.Get("Content-Type"); !strings.HasPrefix(got, "application/json") {
		t.Errorf("it answers with %s", got)
	}
}

func TestAssetsAreKeptForEverUnderTheirVersion(t *testing.T) {
	app := newApp(t)
	url, err := load(t).Assets().URL("site.css")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{url: "public, max-age=31536000, immutable", "/assets/site.css": "public, max-age=300", "/assets/site.css?v=old": "public, max-age=300"} {
		res := visit(t, app, nil, get(path))
		if got := res.Header.Get("Cache-Control"); got != want || res.Header.Get("Content-Type") != "text/css; charset=utf-8" {
			t.Errorf("%s: %q, %s", path, got, res.Header.Get("Content-Type"))
		}
	}
	if res := visit(t, app, nil, get("/assets/../colours.css")); res.StatusCode == 200 {
		t.Error("a way out of the folder")
	}
	if res := visit(t, app, nil, get("/assets/none.css")); res.StatusCode != 404 {
		t.Errorf("a missing asset: %d", res.StatusCode)
	}
}

func TestTextAssetsArePackedForThoseWhoTakeIt(t *testing.T) {
	app := newApp(t)
	whole := body(t, visit(t, app, nil, get("/assets/site.css")))
	res := visit(t, app, nil, get("/assets/site.css", "Accept-Encoding", "br;q=1.0, gzip;q=0.8"))
	if res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("not packed")
	}
	r, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(r); err != nil || string(unpacked) != whole {
		t.Error("it does not unpack to the same", err)
	}
	again := visit(t, app, nil, get("/assets/site.css", "Accept-Encoding", "gzip", "If-None-Match", res.Header.Get("ETag")))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("the second time: %d", again.StatusCode)
	}
	if res := visit(t, app, nil, get("/assets/site.css", "Accept-Encoding", "gzip;q=0")); res.Header.Get("Content-Encoding") != "" {
		t.Error("packed for somebody who refuses it")
	}
}

func TestStyleSheetsNameFontsByTheirVersion(t *testing.T) {
	css := body(t, visit(t, newApp(t), nil, get("/assets/site.css")))
	fonts := regexp.MustCompile(`url\("([^"]+)"\)`).FindAllStringSubmatch(css, -1)
	if len(fonts) != 4 {
		t.Fatalf("%d fonts", len(fonts))
	}
	for _, f := range fonts {
		res := visit(t, newApp(t), nil, get(f[1]))
		if !strings.Contains(res.Header.Get("Cache-Control"), "immutable") || res.Header.Get("Content-Type") != "font/woff2" {
			t.Errorf("%s: %v", f[1], res.Header)
		}
	}
}

func TestBrowsersFindIconsAndCrawlersTheirRules(t *testing.T) {
	app := newApp(t)
	for path, kind := range map[string]string{"/favicon.ico": "image/x-icon", "/favicon.svg": "image/svg+xml", "/robots.txt": "text/plain"} {
		res := visit(t, app, nil, get(path))
		if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), kind) {
			t.Errorf("%s: %d %s", path, res.StatusCode, res.Header.Get("Content-Type"))
		}
	}
	rules := body(t, visit(t, app, nil, get("/robots.txt")))
	if !strings.Contains(rules, "Disallow: /account") || !strings.Contains(rules, "Sitemap: https://stories.example/sitemap.xml") {
		t.Errorf("the rules are %s", rules)
	}
}
