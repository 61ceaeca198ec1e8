package doctor

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Values are what stands in the place of a route's parameters, by the name of the
// parameter: the numbers of stories, ids of rows, links of letters. A route with
// a parameter that is not in here is asked with a word that fits nothing.
type Values map[string][]string

// paths are the addresses of a route, with its parameters filled in: as many as
// the parameter with the most values has.
func (v Values) paths(pattern string) []string {
	if pattern == "/" {
		return []string{"/nothing/is/here"} // what no other route takes
	}
	names := parameters(pattern)
	most := 1
	for _, n := range names {
		most = max(most, len(v[n]))
	}
	var out []string
	for i := range most {
		path := strings.Replace(pattern, "{$}", "", 1)
		for _, n := range names {
			fill := "nothing-here"
			if all := v[n]; len(all) > 0 {
				fill = all[i%len(all)]
			}
			path = strings.NewReplacer("{"+n+"}", escaped(fill), "{"+n+"...}", fill).Replace(path)
		}
		if !slices.Contains(out, path) {
			out = append(out, path)
		}
	}
	return out
}

func escaped(s string) string { return strings.ReplaceAll(url.PathEscape(s), "%2F", "/") }

var parameter = regexp.MustCompile(`\{([a-zA-Z_][a-zA-Z0-9_]*)(?:\.\.\.)?\}`)

func parameters(pattern string) []string {
	var names []string
	for _, m := range parameter.FindAllStringSubmatch(pattern, -1) {
		names = append(names, m[1])
	}
	return names
}

// asides are what is asked of every list beside the plain question: the
// parameters that PocketBase and our own lists know, and some that they do not.
var asides = []string{"q=the", "page=2", "sort=-id", "filter=id!%3D%27%27", "expand=story,author", "fields=*"}

// Doors asks every route: what is read, with all values its parameters may have;
// what changes something, with an empty form and with one full of the given
// words, and with numbers that no story has.
func (w *Walk) Doors(ctx context.Context, routes []Route, v Values, typed url.Values) error {
	for _, r := range routes {
		if r.Path == "/api/realtime" && r.Method != http.MethodPost {
			continue // a stream: Streams listens to it
		}
		reads := r.Method == "" || r.Method == http.MethodGet
		for _, path := range v.paths(r.Path) {
			if !reads {
				break
			}
			if _, err := w.Get(ctx, r.String(), path); err != nil {
				return err
			}
		}
		if reads && len(parameters(r.Path)) == 0 {
			if err := w.beside(ctx, r, v.paths(r.Path)[0]); err != nil {
				return err
			}
		}
		if !reads {
			if err := w.press(ctx, r, typed); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *Walk) beside(ctx context.Context, r Route, path string) error {
	for _, aside := range asides {
		if _, err := w.Get(ctx, r.String()+" with "+aside[:strings.Index(aside, "=")], path+"?"+aside); err != nil {
			return err
		}
	}
	return nil
}

// press asks a route that changes something, in a way that can change nothing
// that is somebody's.
func (w *Walk) press(ctx context.Context, r Route, typed url.Values) error {
	path := Values{"id": {"zzzzzzzz"}, "collection": {"stories"}}.paths(r.Path)[0]
	kind := "application/x-www-form-urlencoded"
	bodies := []string{"", typed.Encode()}
	if strings.HasPrefix(r.Path, "/api/") {
		kind, bodies = "application/json", []string{"{}"}
	}
	for _, body := range bodies {
		if _, err := w.Ask(ctx, r.String(), r.Method, path, kind, body); err != nil {
			return err
		}
	}
	return nil
}

var link = regexp.MustCompile(`(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>`)

// Crawl follows every link on every page it finds, from the first page on, until
// it has asked for as many addresses as most.
func (w *Walk) Crawl(ctx context.Context, most int) error {
	queue, known := []string{"/", "/sitemap.xml", "/robots.txt"}, map[string]bool{}
	for asked := 0; len(queue) > 0 && asked < most; {
		path := queue[0]
		queue = queue[1:]
		if known[path] {
			continue
		}
		known[path] = true
		asked++
		a, err := w.Ask(ctx, "a page that is linked to", http.MethodGet, path, "", "")
		if err != nil {
			return err
		}
		kind := a.Header.Get("Content-Type")
		if !strings.HasPrefix(kind, "text/html") && !strings.Contains(kind, "xml") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(string(a.Body), -1) {
			if next, ok := w.within(path, html.UnescapeString(m[1]+m[2])); ok && !known[next] {
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// within is the address of a link, if it leads to this site.
func (w *Walk) within(from, to string) (string, bool) {
	base, err := url.Parse(w.Base + from)
	if err != nil {
		return "", false
	}
	u, err := base.Parse(to)
	if err != nil || u.Host != base.Host && !strings.HasSuffix(from, ".xml") || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	return u.RequestURI(), true // the site map names the public address, whatever address we ask
}
