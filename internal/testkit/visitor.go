package testkit

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// Visitor is a person with a browser and no script: it keeps cookies, follows redirects, fills forms, and sends
// the headers by which a server tells its own pages from a stranger's.
type Visitor struct {
	t       testing.TB
	home    *url.URL
	client  *http.Client
	page    *Page
	cookies *cookieNotes
}

// NewVisitor is a visitor who has been nowhere yet, on the site at an address such as Serve(t, app).URL.
func NewVisitor(t testing.TB, site string) *Visitor {
	t.Helper()
	home, err := url.Parse(site)
	if err != nil {
		t.Fatalf("the site %q: %v", site, err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	notes := &cookieNotes{set: map[string]*http.Cookie{}}
	client := &http.Client{Jar: jar, Timeout: patience, Transport: notes}
	return &Visitor{t: t, home: home, client: client, cookies: notes}
}

// Page is where the visitor is now.
func (v *Visitor) Page() *Page {
	v.t.Helper()
	if v.page == nil {
		v.t.Fatal("the visitor is nowhere yet: Get a page first")
	}
	return v.page
}

// Get types an address into the address bar; a path is one of this site.
func (v *Visitor) Get(path string) *Page {
	v.t.Helper()
	return v.visit("GET", v.address(path), "", nil, nil)
}

// Follow clicks the first link or link-like element that matches on the current page.
func (v *Visitor) Follow(selector string) *Page {
	v.t.Helper()
	from := v.Page()
	return v.visit("GET", from.whole(from.Attr(selector, "href")), "", nil, from)
}

// Submit fills a form on the current page and sends it. The selector names the form or one of its buttons;
// hidden fields and all that the page had filled in are kept. The browser's own checks (required, maxlength)
// are passed over: the server must not lean on them.
func (v *Visitor) Submit(selector string, values url.Values) *Page {
	v.t.Helper()
	from := v.Page()
	return v.Send(from.Form(selector).Fill(values))
}

// Send sends a form that a test has read, and perhaps bent, by itself.
func (v *Visitor) Send(f *Form) *Page {
	v.t.Helper()
	kind, body, err := f.body()
	if err != nil {
		v.t.Fatalf("writing the form of %s: %v", f.page.URL, err)
	}
	if f.Method == "POST" {
		return v.visit("POST", f.Action, kind, body, f.page)
	}
	to := *f.Action
	to.RawQuery = f.Values.Encode()
	return v.visit("GET", &to, "", nil, f.page)
}

// Post sends values that stand on no page, as the site's own pages could, from the page the visitor is on.
func (v *Visitor) Post(path string, values url.Values) *Page {
	v.t.Helper()
	from := v.page
	if from == nil {
		from = &Page{t: v.t, URL: v.home, Header: http.Header{}}
	}
	return v.visit("POST", v.address(path), "application/x-www-form-urlencoded", strings.NewReader(values.Encode()), from)
}

// PostFrom sends values as a form on a stranger's site would: with the visitor's cookies, and headers that tell.
func (v *Visitor) PostFrom(stranger, path string, values url.Values) *Page {
	v.t.Helper()
	u, err := url.Parse(stranger)
	if err != nil {
		v.t.Fatalf("the stranger %q: %v", stranger, err)
	}
	return v.visit("POST", v.address(path), "application/x-www-form-urlencoded", strings.NewReader(values.Encode()), &Page{t: v.t, URL: u, Header: http.Header{}})
}

// Cookie is a cookie as the server last set it, with all its attributes, or nil.
func (v *Visitor) Cookie(name string) *http.Cookie {
	v.cookies.Lock()
	defer v.cookies.Unlock()
	return v.cookies.set[name]
}

// Client is the visitor's HTTP client, with its cookies, for what is no page: a feed, a file, the API.
func (v *Visitor) Client() *http.Client { return v.client }

func (v *Visitor) address(path string) *url.URL {
	v.t.Helper()
	u, err := v.home.Parse(path)
	if err != nil {
		v.t.Fatalf("the address %q: %v", path, err)
	}
	return u
}

// visit makes one request and follows where it leads.
func (v *Visitor) visit(method string, to *url.URL, kind string, body io.Reader, from *Page) *Page {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), method, to.String(), body)
	if err != nil {
		v.t.Fatalf("%s %s: %v", method, to, err)
	}
	browserHeaders(request, from)
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	var via []Hop
	client := *v.client
	client.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		via = append(via, Hop{Status: next.Response.StatusCode, From: before[len(before)-1].URL})
		if next.Method == "GET" { // a browser sends these with a form, not with the page that follows it
			next.Header.Del("Origin")
			next.Header.Del("Content-Type")
		}
		if len(before) >= 10 {
			return http.ErrUseLastResponse
		}
		return nil
	}
	response, err := client.Do(request)
	if err != nil {
		v.t.Fatalf("%s %s: %v", method, to, err)
	}
	v.page = NewPage(v.t, response)
	v.page.Via = via
	return v.page
}

// browserHeaders are what a browser says about where a request comes from. Under "no-referrer" it hides the
// origin of a form too ("null"), which is why our own pages must not ask for that.
func browserHeaders(r *http.Request, from *Page) {
	h := r.Header
	h.Set("User-Agent", "Mozilla/5.0 (a visitor in a test)")
	h.Set("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
	h.Set("Accept-Language", "en-GB,en;q=0.9")
	h.Set("Sec-Fetch-Mode", "navigate")
	h.Set("Sec-Fetch-Dest", "document")
	h.Set("Sec-Fetch-User", "?1")
	h.Set("Sec-Fetch-Site", "none")
	if r.ContentLength > 1<<20 { // wait for the refusal: a connection closed while one still writes has no answer
		h.Set("Expect", "100-continue")
	}
	if from == nil {
		return
	}
	policy := from.Header.Get("Referrer-Policy")
	same := from.URL.Scheme == r.URL.Scheme && from.URL.Host == r.URL.Host
	h.Set("Sec-Fetch-Site", map[bool]string{true: "same-origin", false: "cross-site"}[same])
	if r.Method != "GET" {
		h.Set("Origin", from.URL.Scheme+"://"+from.URL.Host)
		if policy == "no-referrer" || (policy == "same-origin" && !same) {
			h.Set("Origin", "null")
		}
	}
	if same && policy != "no-referrer" {
		h.Set("Referer", from.URL.String())
	}
}

// cookieNotes keeps each cookie as the server set it; a jar keeps only its name and value.
type cookieNotes struct {
	sync.Mutex
	set map[string]*http.Cookie
}

// RoundTrip sends one request and notes the cookies of its answer.
func (n *cookieNotes) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	n.Lock()
	defer n.Unlock()
	for _, c := range response.Cookies() {
		n.set[c.Name] = c
		if c.MaxAge < 0 || (!c.Expires.IsZero() && c.Expires.Before(time.Now())) {
			delete(n.set, c.Name)
		}
	}
	return response, nil
}

// KeepCookie gives the visitor a cookie of this site, as if it had been set before.
func (v *Visitor) KeepCookie(name, value string) {
	v.client.Jar.SetCookies(v.home, []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}
