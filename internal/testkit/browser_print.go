package testkit

import (
	"strconv"

	"github.com/chromedp/chromedp"
)

// NoPaper has the page print on nothing, in place of the system's own window; see WaitPrinted.
func (b *Browser) NoPaper() {
	b.t.Helper()
	b.do("taking the paper away", chromedp.Evaluate[chromedp.Void](`window.print = () => { window.printed = (window.printed || 0) + 1 }; void 0`))
}

// WaitPrinted waits until the page was printed so many times since NoPaper.
func (b *Browser) WaitPrinted(times int) {
	b.t.Helper()
	b.do("waiting until it is printed", chromedp.Poll[chromedp.Void](`window.printed == `+strconv.Itoa(times)))
}
