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

// CountFunctions lets the browser note which functions of later pages are run. Ask with Functions. While axe
// looks at a page nothing is counted: its own functions are many.
func (b *Browser) CountFunctions() {
	b.t.Helper()
	b.counting = true
	ctx, cancel := b.soon()
	defer cancel()
	if _, err := chromedp.Call(ctx, profiler.Enable, cdp.Empty{}); err != nil {
		b.t.Fatalf("counting functions: %v", err)
	}
	if _, err := chromedp.Call(ctx, profiler.StartPreciseCoverage, profiler.StartPreciseCoverageParams{}); err != nil {
		b.t.Fatalf("counting functions: %v", err)
	}
}

// rest keeps what was counted and counts no more, until what it returns is called.
func (b *Browser) rest() (goOn func()) {
	b.t.Helper()
	if !b.counting {
		return func() {}
	}
	b.note()
	ctx, cancel := b.soon()
	defer cancel()
	if _, err := chromedp.Call(ctx, profiler.StopPreciseCoverage, cdp.Empty{}); err != nil {
		b.t.Fatalf("counting no more functions: %v", err)
	}
	return b.CountFunctions
}

// note keeps what was counted since the last time.
func (b *Browser) note() {
	b.t.Helper()
	ctx, cancel := b.soon()
	defer cancel()
	taken, err := chromedp.Call(ctx, profiler.TakePreciseCoverage, cdp.Empty{})
	if err != nil {
		b.t.Fatalf("asking which functions ran: %v", err)
	}
	for _, script := range taken.Result {
		for _, f := range script.Functions {
			whole := f.Ranges[0]
			b.functions = append(b.functions, Function{Script: script.URL, Start: int(whole.StartOffset), End: int(whole.EndOffset), Ran: whole.Count > 0})
		}
	}
}

// Functions are those of the scripts of all pages since CountFunctions, and whether each was run. One may be told
// several times, and is not run in each. A function within one that never ran may be missing.
func (b *Browser) Functions() []Function {
	b.t.Helper()
	b.note()
	return b.functions
}

// Source is what a function looks like in the text of its file.
func (f Function) Source(file string) string {
	units := utf16.Encode([]rune(file))
	start, end := min(f.Start, len(units)), min(f.End, len(units))
	return string(utf16.Decode(slices.Clone(units[start:end])))
}
