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

// placeStates are the pages of services and organisations in their other states.
func placeStates(t testing.TB, site readSite) map[string]string {
	t.Helper()
	service := func(code string) string { return "/services/" + site.withCode(t, code).Id }
	board := "/organisations/" + site.withCode(t, "N101H").Organisation()
	return map[string]string{
		"service-parts": service("N101H"), "parts": service("N101H") + "/parts", "parts-none": service("N102H") + "/parts", "service-words": service("DEMO-ARI-ED"),
		"service-closed": service("DEMO-ARI-HAEM"), "service-after": service("DEMO-ARI-BLOOD"), "history": service("DEMO-ARI-HAEM") + "/history",
		"organisation-services": board + "/services", "organisation-services-none": board + "/services?q=xyzzyplugh", "tell-about": "/tell?service=" + site.withCode(t, "DEMO-ARI-ED").Id,
	}
}

func TestPagesOfPlacesAreAccessibleAndFitASmallPhone(t *testing.T) {
	site := fullSite(t)
	states := placeStates(t, site)
	b := testkit.NewBrowser(t)
	b.ScriptOff() // nothing on them needs it; the others are looked at with script as well
	for name, path := range states {
		b.Viewport(1280, 900)
		if status := b.Open(site.url + path); status != http.StatusOK {
			t.Fatalf("%s answers %d", path, status)
		}
		b.Screenshot(name + "-1280")
		b.Viewport(320, 900)
		b.Accessible("")
		b.NoOverflow()
		b.Screenshot(name + "-320")
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
