package testkit

import (
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// OpenWith opens an address whose site finds something in its storage, as it kept it there the last time
// somebody was here. Later pages find what is there by then.
func (b *Browser) OpenWith(address, key, value string) int {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	before, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `localStorage.setItem(` + quoted(key) + `, ` + quoted(value) + `)`})
	if err != nil {
		b.t.Fatalf("filling the storage: %v", err)
	}
	status := b.Open(address)
	if _, err := chromedp.Call(ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(before)); err != nil {
		b.t.Fatalf("filling the storage: %v", err)
	}
	return status
}
