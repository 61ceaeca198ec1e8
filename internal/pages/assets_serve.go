package pages

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
)

// BindAssets adds the addresses of style sheets, scripts, fonts and icons, and
// what browsers and crawlers ask for at the root.
func BindAssets(r *router.Router[*core.RequestEvent]) {
	r.GET("/assets/{path...}", func(e *core.RequestEvent) error {
		return serveAsset(e, e.Request.PathValue("path"))
	})
	for _, name := range []string{"favicon.ico", "favicon.svg"} {
		r.GET("/"+name, func(e *core.RequestEvent) error { return serveAsset(e, name) })
	}
	r.GET("/robots.txt", showRobots)
}

func serveAsset(e *core.RequestEvent, name string) error {
	h, err := houseOf(e.App)
	if err != nil {
		return err
	}
	templates, err := h.current()
	if err != nil {
		return err
	}
	f, ok := templates.Assets().Find(name)
	if !ok {
		return ErrNotFound
	}
	return answerAsset(e, f)
}

func answerAsset(e *core.RequestEvent, f *Asset) error {
	header := e.Response.Header()
	header.Set("Content-Type", f.Type)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "public, max-age=300")
	if e.Request.URL.Query().Get("v") == f.Hash {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body, tag := f.Body, `"`+f.Hash+`"`
	if f.Gzip != nil {
		header.Add("Vary", "Accept-Encoding")
		if acceptsGzip(e.Request.Header.Get("Accept-Encoding")) {
			header.Set("Content-Encoding", "gzip")
			body, tag = f.Gzip, `"`+f.Hash+`-gz"`
		}
	}
	header.Set("ETag", tag)
	if holds(e.Request.Header.Get("If-None-Match"), tag) {
		header.Del("Content-Encoding")
		e.Response.WriteHeader(http.StatusNotModified)
		return nil
	}
	return e.Blob(http.StatusOK, f.Type, body)
}

// acceptsGzip reads an Accept-Encoding header; "gzip;q=0" refuses.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		weight = strings.ReplaceAll(weight, " ", "")
		if strings.TrimSpace(coding) == "gzip" {
			return weight != "q=0" && weight != "q=0.0"
		}
	}
	return false
}

// showRobots lets crawlers read what is public and keeps them out of what is
// one person's own.
func showRobots(e *core.RequestEvent) error {
	h, err := houseOf(e.App)
	if err != nil {
		return err
	}
	lines := []string{"User-agent: *"}
	for _, path := range []string{"/_/", "/api/", "/account", "/staff", "/tell/", "/sign-in", "/password/", "/embed/"} {
		lines = append(lines, "Disallow: "+path)
	}
	if h.Site.URL != "" {
		lines = append(lines, "Sitemap: "+h.Site.URL+"/sitemap.xml")
	}
	e.Response.Header().Set("Cache-Control", "public, max-age=300")
	return e.String(http.StatusOK, strings.Join(lines, "\n")+"\n")
}
