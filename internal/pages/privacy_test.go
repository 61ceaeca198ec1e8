package pages

import (
	"strings"
	"testing"

	"candour/internal/testkit"
)

func TestThePrivacyNoticeFitsASmallPhoneAndIsReadByKeyboard(t *testing.T) {
	site := emptySite(t)
	for _, width := range []int64{320, 1280} {
		b := testkit.NewBrowser(t)
		b.Viewport(width, 900)
		b.Open(site.url + "/about/privacy")
		b.TabTo(`.contents a[href="#danger"]`)
		b.Press(testkit.KeyEnter)
		b.Accessible("")
		b.NoOverflow()
		b.Screenshot("closed-" + map[int64]string{320: "320", 1280: "1280"}[width])
		b.Open(site.url + "/about/privacy")
		b.TabTo("#held-email summary")
		b.Press(testkit.KeyEnter)
		b.WaitFor("#held-email[open]")
		b.Accessible("")
		b.NoOverflow()
	}
}

func TestThePrivacyNoticeCanBeReadByAnyone(t *testing.T) {
	site := emptySite(t)
	page := testkit.NewVisitor(t, site.url).Get("/about/privacy").Is(200)
	for _, link := range page.Links(".contents") {
		_, anchor, _ := strings.Cut(link, "#")
		page.Has(`[id="`+anchor+`"]`, "")
	}
	if got, want := page.Count(".contents a"), page.Count("main h2")-2; got != want { // all but "In brief" and the list itself
		t.Errorf("%d entries in the contents and %d headings", got, want)
	}
	for _, part := range append(page.Texts("main p"), page.Texts("main li:not(.promise), main dd")...) {
		if n := len(strings.Fields(part)); n > 75 {
			t.Errorf("%d words without a break: %s", n, part)
		}
		for sentence := range strings.SplitSeq(part, ". ") {
			if n := len(strings.Fields(sentence)); n > 30 {
				t.Errorf("a sentence of %d words: %s", n, sentence)
			}
		}
	}
}
