package testkit

import "github.com/chromedp/chromedp"

// Hold keeps the answers to what the page asks of addresses with this ending from it
// until LetGo, as a slow line would: what happens meanwhile is the test's to say.
func (b *Browser) Hold(ending string) {
	b.t.Helper()
	b.do("holding back answers", chromedp.Evaluate[chromedp.Void](`(() => {
		const fetch = window.fetch, held = window.heldBack = [];
		window.fetch = async (...asked) => {
			const answer = await fetch.apply(window, asked);
			if (new URL(asked[0].url || asked[0], location).pathname.endsWith(`+quoted(ending)+`)) {
				await new Promise((go) => held.push(go));
			}
			return answer;
		};
	})()`))
}

// WaitHeld waits until an answer is held back.
func (b *Browser) WaitHeld() {
	b.t.Helper()
	b.do("waiting for an answer to hold back", chromedp.Poll[chromedp.Void](`window.heldBack.length > 0`))
}

// LetGo gives the page the answers that were held back.
func (b *Browser) LetGo() {
	b.t.Helper()
	b.do("letting answers go", chromedp.Evaluate[chromedp.Void](`window.heldBack.forEach((go) => go()); void 0`))
}
