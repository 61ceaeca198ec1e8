package testkit

import (
	"context"
	"errors"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// noChromium is what a test says on a machine without a browser. It fails rather than skips: a journey that
// nobody ran must not look like a journey that worked.
const noChromium = "no Chromium on this machine, so this journey cannot be walked: run `make browser` and try again"

// noMain is what a test says whose package would leave a browser running behind it.
const noMain = "this package has no browser to share: add func TestMain(m *testing.M) { os.Exit(testkit.Main(m)) }"

// chromium is the one browser process that all tests of a package share.
var chromium struct {
	sync.Mutex
	inMain bool            // Main is running and will close the process
	ctx    context.Context // nil until the first test asks
	stop   func()
}

// Main runs the tests of a package that uses NewBrowser and then closes the browser. Call it from TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(testkit.Main(m)) }
func Main(m *testing.M) int {
	chromium.Lock()
	chromium.inMain = true
	chromium.Unlock()
	code := m.Run()
	chromium.Lock()
	defer chromium.Unlock()
	if chromium.stop != nil {
		chromium.stop()
		chromium.ctx, chromium.stop = nil, nil
	}
	chromium.inMain = false
	return code
}

// sharedChromium starts the browser for the first test that asks and returns it to every later one.
func sharedChromium() (context.Context, error) {
	chromium.Lock()
	defer chromium.Unlock()
	if chromium.ctx != nil {
		return chromium.ctx, nil
	}
	if !chromium.inMain {
		return nil, errors.New(noMain)
	}
	path, err := findChromium()
	if err != nil {
		return nil, err
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), chromiumOptions(path)...)
	ctx, _ := chromedp.NewContext(alloc)
	if err := chromedp.Do(ctx); err != nil {
		stopAlloc()
		return nil, err
	}
	chromium.ctx = ctx
	chromium.stop = func() {
		closing, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		_ = chromedp.Cancel(closing)
		stopAlloc()
	}
	return ctx, nil
}

// findChromium looks for a browser under the names that Debian, Ubuntu and Google give it. The one without
// windows is first: it draws the same pages, and does not also draw a window around each tab.
func findChromium() (string, error) {
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New(noChromium)
}

// chromiumOptions are the flags of a browser that stays quiet: no GPU, no updates, no calls home. The resolver
// rule answers "not found" for every host but this machine, so that no test can reach the outside by accident.
func chromiumOptions(path string) []chromedp.ExecAllocatorOption {
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	return append(options,
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // the tests open only pages of ours, often as root in a container
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en-GB"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"),
	)
}
