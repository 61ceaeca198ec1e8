package testkit

import "github.com/chromedp/chromedp"

// Retype is Fill, by the name that says what a person does.
func (b *Browser) Retype(selector, text string) {
	b.t.Helper()
	b.Fill(selector, text)
}

// Choose picks the option with this value from a list, as a person does.
func (b *Browser) Choose(selector, value string) {
	b.t.Helper()
	b.do("choosing from "+selector, chromedp.SetValue(chromedp.CSS(selector), value),
		chromedp.Evaluate[chromedp.Void](`document.querySelector(`+quoted(selector)+`).dispatchEvent(new Event("change", {bubbles: true}))`))
}

// PressWithControl presses one key with the Control key held down.
func (b *Browser) PressWithControl(key string) {
	b.t.Helper()
	b.do("pressing Control and a key", chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// WaitGone waits until nothing on the page matches any more.
func (b *Browser) WaitGone(selector string) {
	b.t.Helper()
	b.do("waiting until there is no "+selector, chromedp.Poll[chromedp.Void](`!document.querySelector(`+quoted(selector)+`)`))
}

// Give puts a file of this machine into a field for files, as the window of the
// system does, which no browser lets a test press.
func (b *Browser) Give(selector, path string) {
	b.t.Helper()
	b.do("giving a file to "+selector, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path}))
}

// AsksBeforeLeaving reports whether the page would ask before it is left or loaded anew, because something typed
// on it would be lost.
func (b *Browser) AsksBeforeLeaving() bool {
	b.t.Helper()
	return evaluate[bool](b, "asking whether it may be left", `!window.dispatchEvent(new Event("beforeunload", {cancelable: true}))`)
}

// Select marks all the words of a field, as with Ctrl+A in it.
func (b *Browser) Select(selector string) {
	b.t.Helper()
	b.do("selecting words", chromedp.Evaluate[chromedp.Void](`(e => { e.focus(); e.select() })(document.querySelector(`+quoted(selector)+`))`))
}

// InSight reports whether all of what matches lies in the window as it is scrolled now.
func (b *Browser) InSight(selector string) bool {
	b.t.Helper()
	return evaluate[bool](b, "looking whether it is in sight", `[...document.querySelectorAll(`+quoted(selector)+`)].every(e => {
		const at = e.getBoundingClientRect();
		return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight && e.contains(document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2));
	}) && !!document.querySelector(`+quoted(selector)+`)`)
}

// ShowsAll reports whether a field shows all that it holds, and nothing of it is scrolled out of sight.
func (b *Browser) ShowsAll(selector string) bool {
	b.t.Helper()
	return evaluate[bool](b, "measuring a field", `(e => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1)(document.querySelector(`+quoted(selector)+`))`)
}
