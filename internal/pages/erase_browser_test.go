package pages

import (
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/testkit"
)

func TestErasingInSomeDaysIsAccessibleInABrowser(t *testing.T) {
	const erase = "main form.own-danger .govuk-button"
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		id := site.told(t, adaEmail, nil).StoryID
		site.author(t, adaEmail)
		site.publish(t, id)
		plan := func() string {
			b.Open(site.url + "/account/erase")
			b.Choose("#days", "2")
			b.Fill("#password", goodWords)
			b.Fill("#word", eraseWord)
			b.Follow(erase)
			link := b.Page().Text(".own-value")
			return site.url + link[strings.Index(link, "/receipt/"):]
		}
		site.enter(b, adaEmail)
		link := plan()
		lookAt(b, "planned")
		b.Prefer("prefers-color-scheme", "dark")
		lookAt(b, "planned-dark")
		b.Prefer("prefers-color-scheme", "light")
		b.Open(site.url + "/account")
		lookAt(b, "home-planned")
		b.Open(link)
		lookAt(b, "link")
		b.Follow("main form .govuk-button")
		lookAt(b, "stopped")
		b.Open(link)
		lookAt(b, "link-over")
		link = plan()
		site.Pass(48 * time.Hour)
		if n, err := flow.EraseDue(site, t.Context()); n != 1 || err != nil {
			t.Fatalf("%d accounts went, %v", n, err)
		}
		b.Open(link)
		lookAt(b, "receipt")
		receipt := b.Page().Text("pre")
		if !strings.Contains(receipt, "Found: nothing.") {
			t.Error("the receipt does not say what was found")
		}
		b.Open(site.url + "/receipt")
		lookAt(b, "check")
		b.Follow("main form .govuk-button")
		lookAt(b, "check-wrong")
		b.Fill("#receipt", "Receipt of an erasure: nothing more")
		b.Follow("main form .govuk-button")
		lookAt(b, "check-changed")
		b.Open(site.url + "/about/what-candour-is")
		lookAt(b, "copies")
	})
}
