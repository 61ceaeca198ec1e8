package testkit

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long one act in the browser may take. It is generous because the race detector and a busy
// machine slow a page down; nothing waits that long when all is well.
const patience = 30 * time.Second

// Browser is one fresh tab with cookies of its own. It watches the console and the network and fails its test
// at the end if a page complained or asked a foreign host for anything.
type Browser struct {
	t             testing.TB
	ctx           context.Context
	watch         *watch
	scriptOff     bool
	counting      bool
	functions     []Function // that were counted, see CountFunctions
	width, height int64
}

// NewBrowser opens a tab for this test, 1280 by 900 pixels, script on. The package needs a TestMain that calls
// Main. On a machine without Chromium the test fails and says what to run.
func NewBrowser(t testing.TB) *Browser {
	t.Helper()
	shared, err := sharedChromium()
	if err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	ctx, closeTab := chromedp.NewContext(shared, chromedp.WithNewBrowserContext())
	b := &Browser{t: t, ctx: ctx, watch: newWatch()}
	t.Cleanup(func() {
		b.shotOfFailure()
		b.NoComplaints()
		b.NoForeignRequests()
		closeTab()
	})
	if err := chromedp.Listen(ctx, b.watch.see); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	b.Viewport(1280, 900)
	return b
}

// Open goes to a full address and waits until the page has loaded. It returns the HTTP status. The host of the
// address counts as ours from then on.
func (b *Browser) Open(address string) int {
	b.t.Helper()
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		b.t.Fatalf("opening %q: a full address is needed, with http:// and a host", address)
	}
	b.AllowHost(u.Host)
	ctx, cancel := b.soon()
	defer cancel()
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(address))
	if err != nil {
		b.t.Fatalf("opening %s: %v", address, err)
	}
	if response == nil {
		return http.StatusOK // a jump within the page, or a page from the cache
	}
	return int(response.Status)
}

// Viewport sets the size of the window in CSS pixels.
func (b *Browser) Viewport(width, height int64) {
	b.t.Helper()
	b.width, b.height = width, height
	b.do("setting the viewport", chromedp.EmulateViewport(width, height))
}

// ScriptOff opens every later page without script, as for a visitor whose script never arrived.
func (b *Browser) ScriptOff() {
	b.t.Helper()
	b.scriptOff = true
	b.setScriptOff(true)
}

// setScriptOff switches script in the page that is open and in later ones.
func (b *Browser) setScriptOff(off bool) {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
		b.t.Fatalf("switching script: %v", err)
	}
}

// Prefer answers a media feature as a visitor's system would, such as Prefer("prefers-contrast", "more"), for
// dark, high-contrast and reduced-motion styles. It replaces the one before.
func (b *Browser) Prefer(feature, value string) {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	wish := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, wish); err != nil {
		b.t.Fatalf("preferring %s %s: %v", feature, value, err)
	}
}

// Page is the document as it stands now, after script, to be checked with the same words as a Visitor's page.
func (b *Browser) Page() *Page {
	b.t.Helper()
	source := evaluate[string](b, "reading the page", `document.documentElement.outerHTML`)
	return newPage(b.t, b.URL(), http.StatusOK, http.Header{}, source)
}

// URL is the address in the address bar.
func (b *Browser) URL() *url.URL {
	b.t.Helper()
	u, err := url.Parse(evaluate[string](b, "reading the address", `location.href`))
	if err != nil {
		b.t.Fatalf("reading the address: %v", err)
	}
	return u
}

// Value is what a field holds now. The selector must match.
func (b *Browser) Value(selector string) string {
	b.t.Helper()
	return evaluate[string](b, "reading "+selector, `document.querySelector(`+quoted(selector)+`).value`)
}

// Click clicks and does not wait for anything. Use Follow where a new page comes.
func (b *Browser) Click(selector string) {
	b.t.Helper()
	b.do("clicking "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// Follow clicks a link or a button and waits for the page that it brings.
func (b *Browser) Follow(selector string) int {
	b.t.Helper()
	return b.load("following "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// WaitFor waits until an element is on the page and can be seen.
func (b *Browser) WaitFor(selector string) {
	b.t.Helper()
	b.do("waiting for "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
}

// WaitForText waits until the text of the page holds these words.
func (b *Browser) WaitForText(words string) {
	b.t.Helper()
	b.do("waiting for the words "+words, chromedp.Poll[chromedp.Void](`document.body.innerText.includes(`+quoted(words)+`)`))
}

// load runs an act that brings a new page and returns that page's status.
func (b *Browser) load(what string, act chromedp.Action[chromedp.Void]) int {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	response, err := chromedp.RunResponse(ctx, act)
	if err != nil {
		b.t.Fatalf("%s on %s: %v", what, b.watch.lastPage(), err)
	}
	if response == nil {
		return http.StatusOK
	}
	return int(response.Status)
}

func (b *Browser) do(what string, acts ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	err := chromedp.Do(ctx, acts...)
	for redrawn(err) && ctx.Err() == nil { // nothing was done yet: find the element anew
		err = chromedp.Do(ctx, acts...)
	}
	if err != nil {
		b.t.Fatalf("%s on %s: %v", what, b.watch.lastPage(), err)
	}
}

// redrawn reports whether an element went between finding it and using it,
// because a page of script drew it again.
func redrawn(err error) bool {
	return err != nil && strings.Contains(err.Error(), "Could not find node")
}

func (b *Browser) soon() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, patience)
}

// evaluate asks the page a question. It works under a strict CSP and with script off, because the question
// comes from the debugger and not from the page.
func evaluate[T any](b *Browser, what, script string, options ...chromedp.EvaluateOption) T {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, options...))
	if err != nil {
		b.t.Fatalf("%s on %s: %v", what, b.watch.lastPage(), err)
	}
	return answer
}

// quoted writes a Go string as a JavaScript one.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(s) + `"`
}
