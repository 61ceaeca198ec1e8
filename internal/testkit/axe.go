package testkit

import (
	_ "embed" // axe-core
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe/axe.min.js
var axeSource string

// axeTags are the rules asked for: WCAG 2.0, 2.1 and 2.2 at A and AA, and what axe calls best practice.
const axeTags = `["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]`

// Violation is one accessibility rule that a page breaks.
type Violation struct {
	ID     string   // axe's name of the rule, such as "image-alt"
	Impact string   // minor, moderate, serious or critical
	Help   string   // what to do about it
	Where  []string // selector and HTML of each element
}

// String is the violation in the words a developer needs to mend it.
func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s\n\t%s", v.ID, v.Impact, v.Help, strings.Join(v.Where, "\n\t"))
}

// Axe opens an address (or takes the page as it stands, if the address is empty) and returns what axe-core
// finds wrong with it. It works under a strict CSP; a page opened with script off is looked at as it is.
func (b *Browser) Axe(address string) []Violation {
	b.t.Helper()
	if address != "" {
		b.Open(address)
	}
	if b.scriptOff { // axe needs promises and timers; the page's own script was not run and will not be
		b.setScriptOff(false)
		defer b.setScriptOff(true)
	}
	defer b.rest()()
	b.do("putting axe into the page", chromedp.Evaluate[chromedp.Void](axeSource+`;void 0`))
	// What is still fading in, or out under the mouse, would be looked at half seen. What is taken off the page
	// while it fades may never finish: it is not running any more the next time.
	const still = `(async () => {
		for (let moving = [1]; moving.length > 0; ) {
			await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
			moving = document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < Infinity && a.playState == "running");
			await Promise.race([Promise.all(moving.map(a => a.finished.catch(() => {}))), new Promise(later => setTimeout(later, 250))]);
		}
	})()`
	return evaluate[[]Violation](b, "running axe", still+`.then(() => axe.run(document, {
		runOnly: {type: "tag", values: `+axeTags+`},
		resultTypes: ["violations"],
		iframes: false,
	})).then(found => found.violations.map(v => ({
		ID: v.id, Impact: v.impact || "minor", Help: v.help,
		Where: v.nodes.map(n => n.target.join(" ") + "  " + n.html.slice(0, 200) + "  " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message),
	})))`, chromedp.EvalAwaitPromise)
}

// Accessible fails the test with every violation that axe finds on a page; see Axe for the address.
func (b *Browser) Accessible(address string) {
	b.t.Helper()
	for _, v := range b.Axe(address) {
		b.t.Errorf("%s breaks %s", b.watch.lastPage(), v)
	}
}

// NoOverflow fails the test if the page must be scrolled sideways at 320 pixels (WCAG 1.4.10), naming what
// sticks out. The window has its old size again afterwards.
func (b *Browser) NoOverflow() {
	b.t.Helper()
	width, height := b.width, b.height
	b.Viewport(320, 900)
	defer b.Viewport(width, height)
	out := evaluate[string](b, "measuring the page", `(() => {
		if (document.documentElement.scrollWidth <= innerWidth) return "";
		const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
		return document.documentElement.scrollWidth + " pixels: " +
			wide.slice(-5).map(e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className ? "." + e.className : "")).join(", ");
	})()`)
	if out != "" {
		b.t.Errorf("%s is wider than 320 pixels: %s", b.watch.lastPage(), out)
	}
}

// NoneCutOff fails the test if nothing matches, or if something that matches lies sideways out of the window or
// of a box around it that hides or scrolls what is too wide: there, NoOverflow sees nothing wrong.
func (b *Browser) NoneCutOff(selector string) {
	b.t.Helper()
	out := evaluate[string](b, "looking for what is cut off", `(() => {
		const found = [...document.querySelectorAll(`+quoted(selector)+`)];
		const cut = found.filter(e => {
			const at = e.getBoundingClientRect();
			let left = 0, right = innerWidth;
			for (let box = e.parentElement; box; box = box.parentElement) {
				if (getComputedStyle(box).overflowX == "visible") continue;
				left = Math.max(left, box.getBoundingClientRect().left);
				right = Math.min(right, box.getBoundingClientRect().right);
			}
			return !at.width || at.left < left - 1 || at.right > right + 1;
		});
		return found.length ? cut.map(e => e.textContent.trim()).join(", ") : "nothing is there";
	})()`)
	if out != "" {
		b.t.Errorf("%s of %s is cut off: %s", selector, b.watch.lastPage(), out)
	}
}

// SpaceOutText gives the text the spacing of WCAG 1.4.12, so that NoOverflow and a look at the screenshot tell
// whether anything is cut off. It lasts until the next page.
func (b *Browser) SpaceOutText() {
	b.t.Helper()
	b.do("spacing out the text", chromedp.Evaluate[chromedp.Void](`(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	})()`))
}
