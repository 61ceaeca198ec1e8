package testkit

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// screenshotDir is where pictures go: `go test ./internal/pages -screenshots "$PWD/shots"`. Empty keeps none.
var screenshotDir = flag.String("screenshots", "", "folder for pictures of the pages that browser tests visit (give a full path)")

// Screenshot saves the whole page as a PNG named after the test and the given name, if the test run was
// started with -screenshots DIR. Without the flag it does nothing.
func (b *Browser) Screenshot(name string) {
	b.t.Helper()
	if *screenshotDir == "" {
		return
	}
	ctx, cancel := b.soon()
	defer cancel()
	if err := b.shoot(ctx, name); err != nil {
		b.t.Errorf("taking the picture %s: %v", name, err)
	}
}

// shotOfFailure keeps the last sight of a test that failed. It gives up quietly: the failure is the news.
func (b *Browser) shotOfFailure() {
	if !b.t.Failed() || *screenshotDir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	_ = b.shoot(ctx, "failed")
}

func (b *Browser) shoot(ctx context.Context, name string) error {
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*screenshotDir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(*screenshotDir, fileName(b.t.Name()+"-"+name)+".png"), picture, 0o644)
}

var notInFileNames = regexp.MustCompile(`[^a-z0-9]+`)

func fileName(s string) string {
	return strings.Trim(notInFileNames.ReplaceAllString(strings.ToLower(s), "-"), "-")
}
