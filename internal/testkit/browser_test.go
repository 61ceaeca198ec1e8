package testkit

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// strict is the kind of policy our pages have: nothing inline, nothing from elsewhere.
const strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"

// plainPage is a page with nothing wrong with it, around the given content.
func plainPage(content string) string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg"></head>
<body><main><h1>A page</h1>` + content + `</main></body></html>`
}

// site serves pages by path under the strict policy, and a few files that they use.
func site(t *testing.T, pages map[string]string) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for path, content := range pages {
		if path == "/" {
			path = "/{$}" // the root alone, not all that is below it
		}
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", strict)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if strings.Contains(path, "gone") {
				w.WriteHeader(http.StatusGone)
			}
			_, _ = w.Write([]byte(plainPage(content)))
		})
	}
	mux.HandleFunc("/icon.svg", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		_, _ = w.Write([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`))
	})
	mux.HandleFunc("/site.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write([]byte(`document.querySelector("h1").textContent = "Script ran";`))
	})
	mux.HandleFunc("/bad.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write([]byte(`console.error("I am not well"); throw new Error("thrown on purpose");`))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestBrowser_PageWithKnownViolations_IsReportedByAxe(t *testing.T) {
	s := site(t, map[string]string{"/good": `<p>All is well.</p>`, "/bad": `<img src="/icon.svg"><label>Name</label><input>`})
	b := NewBrowser(t)
	if found := b.Axe(s.URL + "/good"); len(found) != 0 {
		t.Errorf("a good page breaks %v", found)
	}
	var ids []string
	for _, v := range b.Axe(s.URL + "/bad") {
		ids = append(ids, v.ID)
	}
	says(t, strings.Join(ids, " "), "image-alt", "label")
}

func TestBrowser_BadPage_FailsTheTestWithSelectorsAndAdvice(t *testing.T) {
	s := site(t, map[string]string{"/bad": `<img src="/icon.svg">`})
	failure := listen(t, func(t testing.TB) { NewBrowser(t).Accessible(s.URL + "/bad") })
	says(t, failure, "image-alt", "critical", "img", "/bad")
}

func TestBrowser_ScriptOff_ShowsThePageAsItCameAndAxeStillWorks(t *testing.T) {
	s := site(t, map[string]string{"/": `<script src="/site.js"></script><img src="/icon.svg">`})
	b := NewBrowser(t)
	b.Open(s.URL)
	b.Page().Has("h1", "Script ran")

	without := NewBrowser(t)
	without.ScriptOff()
	without.Open(s.URL)
	without.Page().Has("h1", "A page")
	if len(without.Axe("")) == 0 {
		t.Error("axe found nothing on a page with script off")
	}
	without.Page().Has("h1", "A page")
	without.Open(s.URL)
	without.Page().Has("h1", "A page")
}

func TestBrowser_PageThatAsksForeignHosts_FailsTheTest(t *testing.T) {
	s := site(t, map[string]string{"/": `<link rel="stylesheet" href="https://fonts.example/one.css"><p>Hello</p>`})
	failure := listen(t, func(t testing.TB) { NewBrowser(t).Open(s.URL) })
	says(t, failure, "fonts.example", "Content Security Policy")

	open := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(plainPage(`<img alt="" src="https://pixel.example/one.gif">`)))
	}))
	defer open.Close()
	failure = listen(t, func(t testing.TB) {
		b := NewBrowser(t)
		b.ExpectComplaint("ERR_NAME_NOT_RESOLVED")
		b.Open(open.URL)
	})
	says(t, failure, "a request to a foreign host", "https://pixel.example/one.gif")
}

func TestBrowser_ScriptErrorsConsoleErrorsAndMissingFiles_FailTheTest(t *testing.T) {
	s := site(t, map[string]string{"/": `<script src="/bad.js"></script><script>alert(1)</script><img alt="" src="/missing.png">`})
	failure := listen(t, func(t testing.TB) {
		b := NewBrowser(t)
		b.Open(s.URL)
		b.WaitFor("h1")
	})
	says(t, failure, "I am not well", "thrown on purpose", "inline script", "404")
}

func TestBrowser_StatusOfAPageOnPurpose_IsNoComplaint(t *testing.T) {
	s := site(t, map[string]string{"/gone": `<p>It was taken back.</p>`})
	b := NewBrowser(t)
	if status := b.Open(s.URL + "/gone"); status != http.StatusGone {
		t.Errorf("status %d", status)
	}
}

func TestBrowser_WidePage_FailsAt320Pixels(t *testing.T) {
	s := site(t, map[string]string{"/wide": `<table id="wide"><tr><td>` + strings.Repeat("unbroken", 60) + `</td></tr></table>`, "/narrow": `<p>short</p>`})
	failure := listen(t, func(t testing.TB) {
		b := NewBrowser(t)
		b.Open(s.URL + "/wide")
		b.NoOverflow()
	})
	says(t, failure, "wider than 320 pixels", "table#wide")

	b := NewBrowser(t)
	b.Open(s.URL + "/narrow")
	b.SpaceOutText()
	b.NoOverflow()
	b.Screenshot("narrow")
	if width := evaluate[int](b, "measuring", "innerWidth"); width != 1280 {
		t.Errorf("the window stayed %d wide", width)
	}
}

func TestBrowser_KeyboardAlone_ReachesTypesAndSends(t *testing.T) {
	s := site(t, map[string]string{
		"/":       `<a href="/answer">Skip</a><form action="/answer"><label for="q">Question</label><input id="q" name="q"><button>Ask</button></form>`,
		"/answer": `<p>Asked.</p>`,
	})
	b := NewBrowser(t)
	b.Open(s.URL)
	if presses := b.TabTo("#q"); presses != 2 {
		t.Errorf("the field is %d presses away", presses)
	}
	b.Type("How are you?")
	if got := b.Value("#q"); got != "How are you?" {
		t.Errorf("the field holds %q", got)
	}
	b.TabTo("button")
	if status := b.PressToLoad(KeyEnter); status != http.StatusOK || b.URL().Query().Get("q") != "How are you?" {
		t.Errorf("status %d at %s", status, b.URL())
	}
	b.WaitForText("Asked.")

	failure := listen(t, func(t testing.TB) {
		b := NewBrowser(t)
		b.Open(s.URL)
		b.TabTo("#nowhere")
	})
	says(t, failure, "Tab never reaches #nowhere", "input#q", `button "Ask"`)
}

func TestBrowser_FocusWalk_TellsOrderAndWhetherItShows(t *testing.T) {
	s := site(t, map[string]string{"/": `<a href="/">One</a><button>Two</button><input aria-label="Three">`})
	b := NewBrowser(t)
	b.Open(s.URL)
	var names []string
	for _, stop := range b.FocusWalk() {
		names = append(names, stop.Name)
		if !stop.Shown || stop.Hidden {
			t.Errorf("%+v", stop)
		}
	}
	says(t, strings.Join(names, " "), `a "One" button "Two" input "Three"`)
}

func TestBrowser_TwoTabs_ShareNoCookies(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := r.Cookie("seen")
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(plainPage(map[bool]string{true: "new", false: "back"}[err != nil])))
	}))
	defer s.Close()
	for range 2 {
		b := NewBrowser(t)
		b.ExpectComplaint("icon.svg")
		b.Open(s.URL)
		b.Page().Has("main", "new")
	}
}

func TestBrowser_PreferredColours_ReachTheStyleSheet(t *testing.T) {
	s := site(t, map[string]string{"/": ""})
	b := NewBrowser(t)
	b.Prefer("prefers-color-scheme", "dark")
	b.Open(s.URL)
	if !evaluate[bool](b, "asking", `matchMedia("(prefers-color-scheme: dark)").matches`) {
		t.Error("the page does not know that dark is preferred")
	}
}
