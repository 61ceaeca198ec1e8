package pages

import (
	"fmt"
	"net/http"
	"testing"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// readStates are the public pages in their main states: full, empty, wrong.
func readStates(t testing.TB, site readSite) map[string]string {
	t.Helper()
	answered := site.titled(t, "Eleven hours on a trolley")
	services, err := records.ServicesOfStory(site, answered.Id)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"home": "/", "stories": "/stories", "search": "/stories?q=night+ward&order=relevance", "nothing-found": "/stories?q=xyzzyplugh",
		"narrowed": "/stories?place=Aberdeen&progress=answered&role=relative", "beyond": "/stories?page=40", "tag": "/tags/kind-staff",
		"story": "/stories/" + answered.Id, "story-changed": "/stories/" + site.titled(t, "They took me seriously when I did not").Id,
		"story-closed": "/stories/" + site.inState(t, story.Restricted).Id, "story-gone": "/stories/" + site.titled(t, "I said more than I meant to").Id,
		"missing": "/stories/zzzzzzzz", "services": "/services", "services-found": "/services?q=royal&near=aberdeen", "services-none": "/services?q=xyzzyplugh",
		"service": "/services/" + services[0].Id, "organisation": "/organisations/" + services[0].Organisation(),
		"service-parts": "/services/" + site.withCode(t, "N101H").Id, "parts": "/services/" + site.withCode(t, "N101H").Id + "/parts", "parts-none": "/services/" + site.withCode(t, "N102H").Id + "/parts",
		"service-words": "/services/" + site.withCode(t, "DEMO-ARI-ED").Id, "service-closed": "/services/" + site.withCode(t, "DEMO-ARI-HAEM").Id, "service-after": "/services/" + site.withCode(t, "DEMO-ARI-BLOOD").Id,
		"service-renamed": "/services/" + site.withCode(t, "DEMO-ARI-EYE").Id, "history": "/services/" + site.withCode(t, "DEMO-ARI-HAEM").Id + "/history", "history-none": "/services/" + site.withCode(t, "N102H").Id + "/history",
		"organisation-services": "/organisations/" + services[0].Organisation() + "/services", "organisation-services-none": "/organisations/" + services[0].Organisation() + "/services?q=xyzzyplugh",
		"tell-about": "/tell?service=" + services[0].Id,
		"about": "/about", "privacy": "/about/privacy", "moderation": "/about/moderation", "cookies": "/about/cookies", "accessibility": "/about/accessibility", "what": "/about/what-candour-is",
	}
}

func TestPublicPagesAreAccessibleAndFitASmallPhoneWithAndWithoutScript(t *testing.T) {
	site := fullSite(t)
	states := readStates(t, site)
	for _, script := range []bool{true, false} {
		for _, width := range []int64{1280, 320} {
			b := testkit.NewBrowser(t)
			if !script {
				b.ScriptOff()
			}
			b.Viewport(width, 900)
			for name, path := range states {
				if status := b.Open(site.url + path); status >= 500 {
					t.Fatalf("%s answers %d", path, status)
				}
				b.Accessible("")
				b.NoOverflow()
				if script {
					b.Screenshot(fmt.Sprintf("%s-%d", name, width))
				}
			}
		}
	}
}

func TestPublicPagesAreReadableInTheDarkAndWithSpacedOutText(t *testing.T) {
	site := fullSite(t)
	states := readStates(t, site)
	b := testkit.NewBrowser(t)
	b.Prefer("prefers-color-scheme", "dark")
	for _, name := range []string{"home", "search", "story", "story-changed", "service", "services-found", "privacy"} {
		b.Open(site.url + states[name])
		b.Accessible("")
		b.Screenshot(name + "-dark")
		b.SpaceOutText()
		b.NoOverflow()
	}
}

func TestAnEmptySiteIsAccessibleToo(t *testing.T) {
	site := emptySite(t)
	b := testkit.NewBrowser(t)
	for name, path := range map[string]string{"home": "/", "stories": "/stories", "services": "/services"} {
		if status := b.Open(site.url + path); status != http.StatusOK {
			t.Errorf("%s answers %d", path, status)
		}
		b.Accessible("")
		b.NoOverflow()
		b.Screenshot("empty-" + name)
	}
}

func TestASearchIsMadeByKeyboardAlone(t *testing.T) {
	site := fullSite(t)
	b := testkit.NewBrowser(t)
	b.Open(site.url + "/")
	b.TabTo("#q")
	b.Type("trolley")
	b.PressToLoad(testkit.KeyEnter)
	b.WaitForText("with “trolley”")
	b.TabTo(".story-card__title a")
	b.PressToLoad(testkit.KeyEnter)
	b.WaitFor(".story__title")
}
