package testkit

import (
	"slices"
	"unicode/utf16"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/profiler"
	"github.com/chromedp/chromedp"
)

// Function is one function of a page's scripts, as the browser knows it.
type Function struct {
	Script     string // the address of the file
	Start, End int    // where it stands in the file, in characters of UTF-16; see Source
	Ran        bool
}

// CountFunctions lets the browser note which functions of later pages are run. Ask with Functions.
func (b *Browser) CountFunctions() {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	if _, err := chromedp.Call(ctx, profiler.Enable, cdp.Empty{}); err != nil {
		b.t.Fatalf("counting functions: %v", err)
	}
	if _, err := chromedp.Call(ctx, profiler.StartPreciseCoverage, profiler.StartPreciseCoverageParams{}); err != nil {
		b.t.Fatalf("counting functions: %v", err)
	}
}

// Functions are those of the scripts of all pages since CountFunctions, and whether each was run. A function within
// one that never ran may be missing.
func (b *Browser) Functions() []Function {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	taken, err := chromedp.Call(ctx, profiler.TakePreciseCoverage, cdp.Empty{})
	if err != nil {
		b.t.Fatalf("asking which functions ran: %v", err)
	}
	var found []Function
	for _, script := range taken.Result {
		for _, f := range script.Functions {
			whole := f.Ranges[0]
			found = append(found, Function{Script: script.URL, Start: int(whole.StartOffset), End: int(whole.EndOffset), Ran: whole.Count > 0})
		}
	}
	return found
}

// Source is what a function looks like in the text of its file.
func (f Function) Source(file string) string {
	units := utf16.Encode([]rune(file))
	start, end := min(f.Start, len(units)), min(f.End, len(units))
	return string(utf16.Decode(slices.Clone(units[start:end])))
}
