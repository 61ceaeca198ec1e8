package testkit

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

const tellForm = `<form id="tell" method="post" action="/send">
<input type="hidden" name="draft" value="d1">
<input name="title"><textarea name="story">
First line
second</textarea>
<input type="radio" name="told_for" value="self" checked><input type="radio" name="told_for" value="relative">
<input type="checkbox" name="good" value="staff"><input type="checkbox" name="good" value="food">
<select name="month"><option value="">Choose</option><option value="3">March</option></select>
<fieldset disabled><input name="off" value="x"></fieldset>
<button name="step" value="on">Go on</button><button name="step" value="back" formaction="/back">Back</button>
</form><input form="tell" name="outside" value="o"><a class="next" href="there?a=1">On</a>`

// echo is a site that shows the form, redirects after it was sent, and says what came.
func echo(t *testing.T, policy string) (*httptest.Server, *http.Request) {
	t.Helper()
	var last http.Request
	mux := http.NewServeMux()
	mux.HandleFunc("GET /form", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Referrer-Policy", policy)
		http.SetCookie(w, &http.Cookie{Name: "draft", Value: "1", HttpOnly: true, SameSite: http.SameSiteLaxMode, Path: "/"})
		_, _ = io.WriteString(w, plainPage(tellForm))
	})
	send := func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
			t.Error(err)
		}
		last = *r
		http.Redirect(w, r, "/done", http.StatusSeeOther)
	}
	mux.HandleFunc("POST /send", send)
	mux.HandleFunc("POST /back", send)
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		cookie, _ := r.Cookie("draft")
		_, _ = io.WriteString(w, plainPage(fmt.Sprintf(`<p>%s %s origin=%q site=%q cookie=%v</p>`, r.Method, r.URL, r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site"), cookie)))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s, &last
}

func TestVisitor_SubmittedForm_KeepsWhatThePageFilledInAndFollowsTheRedirect(t *testing.T) {
	s, sent := echo(t, "same-origin")
	v := NewVisitor(t, s.URL)
	v.Get("/form")
	page := v.Submit("#tell", url.Values{"title": {"Kind"}, "good": {"staff", "food"}, "month": {"3"}})
	want := url.Values{
		"draft": {"d1"}, "title": {"Kind"}, "story": {"First line\r\nsecond"}, "told_for": {"self"},
		"good": {"staff", "food"}, "month": {"3"}, "step": {"on"}, "outside": {"o"},
	}
	if sent.PostForm.Encode() != want.Encode() {
		t.Errorf("sent %v\nnot  %v", sent.PostForm, want)
	}
	if got := sent.Header.Get("Origin"); got != s.URL {
		t.Errorf("origin %q", got)
	}
	if got := sent.Header.Get("Sec-Fetch-Site"); got != "same-origin" {
		t.Errorf("site %q", got)
	}
	page.Is(http.StatusOK).Has("p", `GET /done origin="" site="same-origin"`, "draft=1")
	if len(page.Via) != 1 || page.Via[0].Status != http.StatusSeeOther || page.Via[0].From.Path != "/send" {
		t.Errorf("came by %v", page.Via)
	}
}

func TestVisitor_OtherButton_SendsItsOwnNameAndAddress(t *testing.T) {
	s, sent := echo(t, "")
	v := NewVisitor(t, s.URL)
	v.Get("/form")
	v.Submit(`button[value="back"]`, nil)
	if sent.URL.Path != "/back" || sent.PostForm.Get("step") != "back" || len(sent.PostForm["step"]) != 1 {
		t.Errorf("sent %v to %s", sent.PostForm, sent.URL)
	}
}

func TestVisitor_PageUnderNoReferrer_HidesTheOriginAsBrowsersDo(t *testing.T) {
	s, sent := echo(t, "no-referrer")
	v := NewVisitor(t, s.URL)
	v.Get("/form")
	v.Submit("#tell", nil)
	if got := sent.Header.Get("Origin"); got != "null" {
		t.Errorf("origin %q", got)
	}
}

func TestVisitor_FormOnAStrangersSite_IsToldByItsHeaders(t *testing.T) {
	s, sent := echo(t, "")
	v := NewVisitor(t, s.URL)
	v.Get("/form")
	v.PostFrom("https://stranger.example", "/send", url.Values{"title": {"x"}})
	if sent.Header.Get("Sec-Fetch-Site") != "cross-site" || sent.Header.Get("Origin") != "https://stranger.example" {
		t.Errorf("headers %v", sent.Header)
	}
}

func TestVisitor_UnknownFieldOrChoice_EndsTheTest(t *testing.T) {
	s, _ := echo(t, "")
	for _, values := range []url.Values{{"titel": {"x"}}, {"told_for": {"nobody"}}, {"off": {"y"}}} {
		failure := listen(t, func(t testing.TB) {
			v := NewVisitor(t, s.URL)
			v.Get("/form")
			v.Submit("#tell", values)
		})
		if failure == "" {
			t.Errorf("%v went through", values)
		}
	}
}

func TestVisitor_LinksAndCookies_AreAsInABrowser(t *testing.T) {
	s, _ := echo(t, "")
	v := NewVisitor(t, s.URL)
	page := v.Get("/form")
	if got := page.Links("main"); len(got) != 1 || got[0] != s.URL+"/there?a=1" {
		t.Errorf("links %v", got)
	}
	v.Follow("a.next").Has("p", "GET /there?a=1", `site="same-origin"`, "draft=1")
	v.Get("/").Has("p", `site="none"`)
	if c := v.Cookie("draft"); c == nil || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %v", c)
	}
}

func TestVisitor_MultipartForm_IsSentAsOne(t *testing.T) {
	var got string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			got = r.Header.Get("Content-Type") + " " + r.FormValue("name")
		}
		_, _ = io.WriteString(w, plainPage(`<form method="post" enctype="multipart/form-data"><input name="name" value="Ada"></form>`))
	}))
	defer s.Close()
	v := NewVisitor(t, s.URL)
	v.Get("/")
	v.Submit("form", nil)
	if !strings.HasPrefix(got, "multipart/form-data; boundary=") || !strings.HasSuffix(got, " Ada") {
		t.Errorf("sent %q", got)
	}
}

func TestPage_Checks_SayWhatIsWrong(t *testing.T) {
	source := plainPage(`<p class="a">One <b>two</b></p><p class="a">three<br>four</p><!-- secret@example.org --><script>hidden</script>`)
	at := &url.URL{Path: "/p"}
	silent(t, listen(t, func(t testing.TB) {
		p := newPage(t, at, 200, nil, source)
		p.Has("p.a", "One two", "three four")
		p.HasNot("main", "hidden")
		p.HasNot("table")
		p.HasNowhere("other@example.org")
		if p.Count("p") != 2 || p.Text("p.a") != "One two" || p.Attr("p", "class") != "a" {
			t.Errorf("count, text or attribute is wrong")
		}
	}))
	says(t, listen(t, func(t testing.TB) { newPage(t, at, 200, nil, source).Has("p.a", "five") }), `does not say "five"`)
	says(t, listen(t, func(t testing.TB) { newPage(t, at, 200, nil, source).Has("table") }), "/p has no table")
	says(t, listen(t, func(t testing.TB) { newPage(t, at, 200, nil, source).HasNot("p") }), "must not be there")
	says(t, listen(t, func(t testing.TB) { newPage(t, at, 200, nil, source).Text("h9") }), "has no h9")
	says(t, listen(t, func(t testing.TB) { newPage(t, at, 404, nil, source).Is(200) }), "answered 404, not 200")
	failure := listen(t, func(t testing.TB) { newPage(t, at, 200, nil, source).HasNowhere("secret@example.org") })
	says(t, failure, "text number 1")
	if strings.Contains(failure, "secret@example.org") {
		t.Error("the failure prints what is private")
	}
}
