package testkit

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Page is one HTML page as it came from the server (or, from Browser.Page, as script left it), to be checked by
// CSS selector. Each check that fails says which page, which selector and what stood there.
type Page struct {
	t testing.TB

	URL    *url.URL
	Status int
	Header http.Header
	Source string
	// Via are the redirects that led here, the first one first.
	Via []Hop

	root *html.Node
}

// Hop is one redirect: the status that asked for it and the address it left.
type Hop struct {
	Status int
	From   *url.URL
}

// NewPage reads and closes a response.
func NewPage(t testing.TB, response *http.Response) *Page {
	t.Helper()
	defer response.Body.Close()
	source, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("reading %s: %v", response.Request.URL, err)
	}
	return newPage(t, response.Request.URL, response.StatusCode, response.Header, string(source))
}

func newPage(t testing.TB, u *url.URL, status int, header http.Header, source string) *Page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatalf("reading the HTML of %s: %v", u, err)
	}
	return &Page{t: t, URL: u, Status: status, Header: header, Source: source, root: root}
}

// Has fails the test unless an element matches and, for each of the words, some match holds them.
func (p *Page) Has(selector string, words ...string) {
	p.t.Helper()
	texts := p.Texts(selector)
	if len(texts) == 0 {
		p.t.Errorf("%s has no %s", p.URL, selector)
		return
	}
	for _, w := range words {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, w) }) {
			p.t.Errorf("%s: %s does not say %q but %s", p.URL, selector, w, short(strings.Join(texts, " | ")))
		}
	}
}

// HasNot fails the test if an element matches; with words, only if some match holds any of them.
func (p *Page) HasNot(selector string, words ...string) {
	p.t.Helper()
	texts := p.Texts(selector)
	if len(words) == 0 && len(texts) > 0 {
		p.t.Errorf("%s has %s, which must not be there: %s", p.URL, selector, short(strings.Join(texts, " | ")))
	}
	for _, w := range words {
		for _, text := range texts {
			if strings.Contains(text, w) {
				p.t.Errorf("%s: %s says %q, which must not be there", p.URL, selector, w)
			}
		}
	}
}

// HasNowhere fails the test if the source holds any of the words, in the text, in an attribute or in a comment.
// The words themselves are not printed: they are often private.
func (p *Page) HasNowhere(words ...string) {
	p.t.Helper()
	for i, w := range words {
		if w != "" && (strings.Contains(p.Source, w) || strings.Contains(p.Source, html.EscapeString(w))) {
			p.t.Errorf("%s holds text number %d, which must be nowhere on it", p.URL, i+1)
		}
	}
}

// Is fails the test unless the page came with this status.
func (p *Page) Is(status int) *Page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("%s answered %d, not %d: %s", p.URL, p.Status, status, short(p.words()))
	}
	return p
}

// Text is the text of the first match, with its white space folded. The test ends if nothing matches.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return flat(p.first(selector))
}

// Texts are the texts of all matches.
func (p *Page) Texts(selector string) []string {
	p.t.Helper()
	var texts []string
	for _, n := range p.all(selector) {
		texts = append(texts, flat(n))
	}
	return texts
}

// Count is how many elements match.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	return len(p.all(selector))
}

// Attr is an attribute of the first match; an absent one is empty. The test ends if nothing matches.
func (p *Page) Attr(selector, name string) string {
	p.t.Helper()
	value, _ := attr(p.first(selector), name)
	return value
}

// Links are the addresses of all links below the matches, made whole with the page's own address.
func (p *Page) Links(selector string) []string {
	p.t.Helper()
	var links []string
	for _, within := range p.all(selector) {
		for n := range within.Descendants() {
			if href, ok := attr(n, "href"); ok && n.Data == "a" {
				links = append(links, p.whole(href).String())
			}
		}
		if href, ok := attr(within, "href"); ok && within.Data == "a" {
			links = append(links, p.whole(href).String())
		}
	}
	return links
}

func (p *Page) words() string {
	if body := cascadia.Query(p.root, cascadia.MustCompile("main, body")); body != nil {
		return flat(body)
	}
	return p.Source
}

// whole makes an address of the page absolute, as a browser does, with <base> if there is one.
func (p *Page) whole(href string) *url.URL {
	p.t.Helper()
	base := p.URL
	if b := cascadia.Query(p.root, cascadia.MustCompile("base[href]")); b != nil {
		value, _ := attr(b, "href")
		if u, err := base.Parse(value); err == nil {
			base = u
		}
	}
	u, err := base.Parse(strings.TrimSpace(href))
	if err != nil {
		p.t.Fatalf("%s has an address that cannot be read: %q", p.URL, href)
	}
	return u
}

func (p *Page) all(selector string) []*html.Node {
	p.t.Helper()
	group, err := cascadia.ParseGroup(selector)
	if err != nil {
		p.t.Fatalf("the selector %q cannot be read: %v", selector, err)
	}
	return cascadia.QueryAll(p.root, group)
}

func (p *Page) first(selector string) *html.Node {
	p.t.Helper()
	matches := p.all(selector)
	if len(matches) == 0 {
		p.t.Fatalf("%s has no %s; it says: %s", p.URL, selector, short(p.words()))
	}
	return matches[0]
}

// flat is the text below a node with its white space folded; scripts and styles are no text.
func flat(n *html.Node) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template") {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode && !inline[n.Data] {
			out.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(out.String()), " ")
}

// inline are the elements that do not part words from each other.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "em": true, "i": true, "mark": true, "span": true, "strong": true, "time": true}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func short(s string) string {
	if r := []rune(s); len(r) > 300 {
		return string(r[:300]) + "…"
	}
	return s
}
