package testkit

import (
	"slices"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The keys that journeys press.
const (
	KeyEnter  = kb.Enter
	KeySpace  = " "
	KeyEscape = kb.Escape
	KeyDown   = kb.ArrowDown
	KeyUp     = kb.ArrowUp
	KeyTab    = kb.Tab
)

// mostTabs is how many stops a page may have before TabTo gives up.
const mostTabs = 300

// TabTo presses Tab until an element that matches has the focus, and returns how many presses it took. It fails
// with the stops it passed if the focus comes round without meeting one.
func (b *Browser) TabTo(selector string) int {
	b.t.Helper()
	var stops []string
	for n := 1; n <= mostTabs; n++ {
		b.Press(kb.Tab)
		focus := b.focus(selector)
		if focus.Wanted {
			return n
		}
		if focus.Name == "" && n > 1 {
			break // the focus has left the page: it came round
		}
		stops = append(stops, focus.Name)
	}
	b.t.Fatalf("Tab never reaches %s on %s; it stops at: %s", selector, b.watch.lastPage(), strings.Join(stops, ", "))
	return 0
}

// Press presses keys one after the other, wherever the focus is.
func (b *Browser) Press(keys string) {
	b.t.Helper()
	b.do("pressing a key", chromedp.KeyEvent(keys))
}

// PressToLoad presses a key that brings a new page, such as Enter on a button, and returns that page's status.
func (b *Browser) PressToLoad(key string) int {
	b.t.Helper()
	return b.load("pressing a key for a new page", chromedp.KeyEvent(key))
}

// Type types into whatever has the focus, character by character. Each piece of a
// long text has its own time, however busy the machine is.
func (b *Browser) Type(text string) {
	b.t.Helper()
	for piece := range slices.Chunk([]rune(text), 100) {
		b.do("typing", chromedp.KeyEvent(string(piece)))
	}
}

// Stop is one place where the focus rests on its way through a page.
type Stop struct {
	Name   string // tag, id or name, and the words on it
	Shown  bool   // a visitor can see that it has the focus (outline, shadow or border; WCAG 2.4.7)
	Hidden bool   // it lies outside the window or under something else (WCAG 2.4.11)
	Wanted bool   // it matches the selector that was asked for
}

// FocusWalk presses Tab through the whole page from the top and returns each stop, for checks of order,
// visible focus and covered focus. It fails if the focus is caught (WCAG 2.1.2).
func (b *Browser) FocusWalk() []Stop {
	b.t.Helper()
	b.do("going to the top", chromedp.Evaluate[chromedp.Void](`document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0)`))
	var stops []Stop
	for range mostTabs {
		b.Press(kb.Tab)
		stop := b.focus("")
		if stop.Name == "" {
			return stops
		}
		stops = append(stops, stop)
	}
	b.t.Fatalf("the focus never leaves %s: the last stop is %s", b.watch.lastPage(), stops[len(stops)-1].Name)
	return nil
}

// focus describes the element that has the focus now; its Name is empty when that is the page itself.
func (b *Browser) focus(wanted string) Stop {
	b.t.Helper()
	return evaluate[Stop](b, "looking for the focus", `(wanted => {
		const e = document.activeElement;
		if (!e || e === document.body || e === document.documentElement) return {Name: "", Wanted: false};
		const words = (e.innerText || e.getAttribute("aria-label") || e.value || "").trim().slice(0, 40);
		const style = getComputedStyle(e), box = e.getBoundingClientRect();
		const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
		const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, innerHeight / 2);
		const top = document.elementFromPoint(x, y);
		const label = e.labels && e.labels[0];
		const covered = !top || !(e.contains(top) || top.contains(e) || (label && label.contains(top)));
		return {
			Name: e.tagName.toLowerCase() + (e.id ? "#" + e.id : e.name ? "[" + e.name + "]" : "") + (words ? " " + JSON.stringify(words) : ""),
			Shown: outlined || style.boxShadow !== "none" || (label && getComputedStyle(label, "::before").boxShadow !== "none"),
			Hidden: covered,
			Wanted: wanted !== "" && e.matches(wanted),
		};
	})(`+quoted(wanted)+`)`)
}

// Fill types into a field in place of what it holds. An empty text empties it.
func (b *Browser) Fill(selector, text string) {
	b.t.Helper()
	b.Click(selector)
	evaluate[bool](b, "selecting what "+selector+" holds", `(() => { document.querySelector(`+quoted(selector)+`).select(); return true })()`)
	if text == "" {
		b.Press(kb.Backspace)
		return
	}
	b.Type(text)
}

// ComeBack tells the page what it hears when somebody comes back to its tab.
func (b *Browser) ComeBack() {
	b.t.Helper()
	b.do("coming back to the tab", chromedp.Evaluate[chromedp.Void](`document.dispatchEvent(new Event("visibilitychange")); void 0`))
}
