package pages

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/testkit"
)

// lookAt checks the page that is open: axe, nothing cut off at 320 pixels, also
// with the text spaced out, and a picture of it.
func lookAt(b *testkit.Browser, name string) {
	for _, width := range []int64{1280, 320} {
		b.Viewport(width, 900)
		b.Accessible("")
		b.Screenshot(fmt.Sprint(name, "-", width))
	}
	b.NoOverflow()
	b.Viewport(1280, 900)
}

func TestEveryPageOfTheFormIsAccessibleInABrowser(t *testing.T) {
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with script", false: "without script"}[script], func(t *testing.T) {
			site := newTellSite(t)
			b := testkit.NewBrowser(t)
			b.ExpectComplaint("422") // a form with something wrong is answered so
			if !script {
				b.ScriptOff()
			}
			const on = ".tell-buttons .govuk-button"
			b.Open(site.url + "/tell")
			lookAt(b, "start")
			b.Follow(".tell-start")
			lookAt(b, "story")
			b.Follow(on)
			lookAt(b, "story-wrong")
			b.Fill("#story", someWords)
			b.Fill("#title", "The porter stayed")
			b.Click("label[for=told_for-3]")
			b.Follow(on)
			lookAt(b, "feelings")
			b.Click("label[for=good]")
			b.Fill("#good-own-1", "a,b,c,d,e,f,g,h,i,j,k,l,m,n")
			b.Follow(on)
			lookAt(b, "feelings-wrong")
			for i := range 14 {
				b.Fill(fmt.Sprint("#good-own-", i+1), map[bool]string{true: "the porter"}[i == 0])
			}
			b.Follow(on)
			lookAt(b, "services")
			b.Follow(on)
			lookAt(b, "services-wrong")
			b.Fill("#service", "aberdeen")
			b.Follow("button[value=find]")
			lookAt(b, "services-found")
			b.Click("label[for=found-1]")
			b.Fill("#happened_month", "3")
			b.Fill("#happened_year", "2019")
			b.Follow("button[value=find]")
			lookAt(b, "services-chosen")
			b.Follow(on)
			lookAt(b, "about-you")
			b.Follow(on)
			lookAt(b, "about-you-wrong")
			b.Fill("#screen_name", "Annabel Ross")
			b.Click("label[for=age_group-3]")
			b.Fill("#postcode", "ZZ1 1ZZ")
			b.Follow(on)
			lookAt(b, "check")
			site.Pass(time.Minute)
			b.Prefer("prefers-color-scheme", "dark")
			lookAt(b, "check-dark")
			b.Prefer("prefers-color-scheme", "light")
			b.Follow(on)
			lookAt(b, "check-wrong")
			b.Click("label[for=consent]")
			b.Follow(on)
			lookAt(b, "received")
			if got := site.only(t, "stories").GetString("text"); got != someWords {
				t.Errorf("the story is stored as %q", got)
			}
			b.Open(site.url + "/tell/more-about-you")
			lookAt(b, "more")
			b.Fill("#birth-year", "19")
			b.Follow(on)
			lookAt(b, "more-wrong")
			b.Open(site.url + "/tell")
		})
	}
}

func TestTheFormCanBeFilledInByKeyboardAlone(t *testing.T) {
	site := newTellSite(t)
	b := testkit.NewBrowser(t)
	b.Open(site.url + "/tell/story")
	b.TabTo("#story")
	b.Type("They listened to me.")
	b.WaitForText("You have 996 words remaining")
	b.TabTo("#title")
	b.Type("Listened to")
	b.TabTo("#told_for")
	b.Press(" ")
	b.TabTo(".tell-buttons .govuk-button")
	b.PressToLoad(testkit.KeyEnter)
	if got := b.URL().Path; got != "/tell/feelings" {
		t.Fatalf("it leads to %s", got)
	}
	b.TabTo("#better-own-1")
	b.Type("parking")
	b.PressToLoad(testkit.KeyEnter) // goes on, and adds no boxes
	if got := b.URL().Path; got != "/tell/services" {
		t.Fatalf("it leads to %s", got)
	}
	b.TabTo("#service")
	b.Type("woodend")
	b.PressToLoad(testkit.KeyEnter) // searches
	b.Page().Has(".found-services label", "Woodend Hospital, Aberdeen")
	b.TabTo("#found-1")
	b.Press(" ")
	b.TabTo("#happened_month")
	b.Type("3")
	b.TabTo("#happened_year")
	b.Type("2026")
	b.PressToLoad(testkit.KeyEnter)
	if got := b.URL().Path; got != "/tell/about-you" {
		t.Fatalf("it leads to %s: %v", got, b.Page().Texts(".govuk-error-summary"))
	}
}

func TestTheErrorSummaryIsInFocusAndLeadsToTheField(t *testing.T) {
	site := newTellSite(t)
	b := testkit.NewBrowser(t)
	b.ExpectComplaint("422")
	b.Open(site.url + "/tell/story")
	b.Follow(".tell-buttons .govuk-button")
	page := b.Page()
	if n := page.Count(".govuk-error-summary:focus, .govuk-error-summary[tabindex]"); n != 1 {
		t.Error("the summary was not given the focus")
	}
	b.Click(".govuk-error-summary a")
	b.Type("Now I write.")
	if got := b.Value("#story"); got != "Now I write." {
		t.Errorf("the link of the summary leads elsewhere: the story is %q", got)
	}
}

func TestWhatWasTypedIsThereAgainForWhoLeftThePageAndCameBack(t *testing.T) {
	site := newTellSite(t)
	b := testkit.NewBrowser(t)
	b.Open(site.url + "/tell/story")
	b.Fill("#story", "I had not finished yet.")
	b.Open(site.url + "/tell")
	for n := 0; site.rows(t, "drafts") == 0 && n < 100; n++ { // the browser sends it by itself, a moment later
		b.Open(site.url + "/tell")
	}
	b.Open(site.url + "/tell/story")
	if got := b.Value("#story"); got != "I had not finished yet." {
		t.Errorf("the page holds %q", got)
	}
}

func TestTheBackButtonOfTheBrowserTellsNoSecondStory(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	site.tell(t, v, "")
	form := v.Page().Form(".tell-buttons .govuk-button").Fill(url.Values{"consent": {"yes"}})
	v.Send(form).Is(200)
	// Back to the last page, as the browser kept it; changed in nothing; sent once more.
	v.Get("/tell/check")
	if v.Page().URL.Path != "/tell/story" || strings.Contains(v.Page().Source, "The porter stayed") {
		t.Errorf("after sending, the form still holds the story at %s", v.Page().URL.Path)
	}
	v.Send(form).Is(200).Has("h1", "We have your story")
	if site.stories(t) != 1 {
		t.Errorf("%d stories", site.stories(t))
	}
}
