package pages

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// wholeForm is every answer in one form, with the key of the page it stands on.
func wholeForm(site *tellSite, page *testkit.Page) url.Values {
	return url.Values{"form_key": {page.Attr("input[name=form_key]", "value")}, "story": {someWords}, "title": {"The porter stayed"}, "told_for": {"self"},
		"good": {"the porter"}, "feelings": {"thankful"}, "service": {site.services["N101H"]}, "happened_month": {"10"}, "happened_year": {"2026"},
		"screen_name": {"Mossy heron 418"}, "age_group": {"adult"}, "postcode": {"AB10 1AB"}, "edits": {"show-me"}, "consent": {"yes"}}
}

// signInAs is a visitor with the cookie of somebody's account.
func signInAs(t testing.TB, site *tellSite, who *core.Record) *testkit.Visitor {
	t.Helper()
	token, err := who.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	home, _ := url.Parse(site.url)
	v.Client().Jar.SetCookies(home, []*http.Cookie{{Name: sessionCookie, Value: token, Path: "/"}})
	return v
}

// noCookies is a visitor whose browser keeps none.
func noCookies(t testing.TB, site *tellSite) *testkit.Visitor {
	v := testkit.NewVisitor(t, site.url)
	v.Client().Jar = nil
	return v
}

func TestAFormWithoutADraftOrACookieTellsTheStoryAllTheSame(t *testing.T) {
	site := newTellSite(t)
	v := noCookies(t, site)
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(time.Minute)
	page := v.Post("/tell/send", values).Is(200)
	page.Has("h1", "We have your story")
	page.Has(".story-key__key")
	page.HasNot(".story-key form")
	if len(page.Via) > 0 || site.rows(t, "drafts") != 0 {
		t.Errorf("led through %v; %d drafts", page.Via, site.rows(t, "drafts"))
	}
	if v.Get("/tell/received").URL.Path != "/tell" {
		t.Error("the receipt is shown to a browser without the cookie")
	}
}

func TestABrowserThatRefusesCookiesGoesThroughEveryPage(t *testing.T) {
	site := newTellSite(t)
	v := noCookies(t, site)
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {someWords}, "title": {"The porter stayed"}, "told_for": {"self"}}).Is(200).Has("h1", "In a few words")
	v.Submit("button[value='more:good']", url.Values{"good": {"the porter", ""}}).Is(200).Has(`input[value="the porter"]`)
	v.Submit("form", nil).Is(200).Has("h1", "Where and when")
	v.Submit("button[value=find]", url.Values{"q": {"woodend"}}).Is(200).Has(".found-services label", "Woodend Hospital, Aberdeen")
	v.Submit("form", url.Values{"service": {site.services["N102H"]}, "happened_month": {"may"}, "happened_year": {"2026"}}).Is(200).Has("h1", "About you")
	v.Submit(".tell-names button", nil).Is(200)
	if v.Page().Attr("#screen_name", "value") == "" {
		t.Error("the suggested name is not taken")
	}
	v.Submit("form", url.Values{"age_group": {"child"}}).Is(200).Has(".preview .story__by", "(the person who had care: a child)")
	v.Submit("button[value=back]", nil).Is(200).Has("h1", "About you")
	v.Submit("form", nil).Is(200).Has(".preview h2", "The porter stayed")
	v.Submit("button[value='change:services']", nil).Is(200).Has(".chosen-services", "Woodend Hospital")
	v.Submit("form", nil).Is(200).Has(".preview h2", "The porter stayed")
	site.Pass(time.Minute)
	send(v).Is(200).Has(".story-key__key")
}

func TestAStoryIsNotLostWhenItsDraftExpiredOrTheFolderIsNew(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {someWords}, "title": {"The porter stayed"}, "told_for": {"self"}})
	site.Pass(draftTime + time.Hour) // the page stands open in a tab all that time
	if _, err := flow.Sweep(site, t.Context()); err != nil {
		t.Fatal(err)
	}
	v.Submit("form", url.Values{"good": {"the porter", "", ""}}).Is(200).Has("h1", "Where and when")
	v.Get("/tell/story").Has("textarea#story", "The porter stayed")
	if n := site.rows(t, "drafts"); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

func TestAPageOpenedBeforeTheServerLostEverythingStillGoesOn(t *testing.T) {
	before, after := newTellSite(t), newTellSite(t) // another folder, another key
	v := testkit.NewVisitor(t, before.url)
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {someWords}, "title": {"The porter stayed"}, "told_for": {"self"}})
	form := v.Page().Form("form").Fill(url.Values{"feelings": {"safe", "", ""}})
	again := testkit.NewVisitor(t, after.url)
	again.Client().Jar = v.Client().Jar // cookies know no ports
	again.Post(form.Action.Path, form.Values).Is(200).Has("h1", "Where and when")
	again.Get("/tell/story").Has("textarea#story", "The porter stayed")
}

func TestADraftIsReadableByNobodyButItsAuthor(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {"The canary sings of Glenfiddichstrasse"}, "title": {"Kanarienvogelheim"}, "told_for": {"self"}})
	draft := site.only(t, "drafts")
	sealed := draft.GetString("sealed")
	if _, err := site.Deployment.Sealer.Open(draftField, sealed); err == nil {
		t.Error("the instance's own key opens it")
	}
	testkit.NoCanaries(t, site.DataDir(), testkit.Canary{Name: "title", Value: "Kanarienvogelheim"}, testkit.Canary{Name: "words", Value: "Glenfiddichstrasse"})
	c := v.Cookie(draftCookie)
	if c == nil || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.MaxAge != int(draftTime.Seconds()) {
		t.Errorf("the cookie is %v", c)
	}
	if strings.Contains(sealed, c.Value) || draft.GetString("cookieKey") == c.Value {
		t.Error("the cookie is stored")
	}
	other := testkit.NewVisitor(t, site.url)
	other.Get("/tell/story").HasNowhere("Kanarienvogelheim")
}

func TestWhatWasTypedCanBeDeletedOnASharedComputer(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell").HasNot(".tell-begun")
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {someWords}, "title": {"The porter stayed"}, "told_for": {"self"}})
	begun := v.Get("/tell")
	begun.Has(".tell-begun", "Go on with it")
	if links := begun.Links(".tell-begun"); len(links) != 1 || !strings.HasSuffix(links[0], "/tell/services") {
		t.Errorf("it goes on at %v", links)
	}
	v.Submit(".tell-begun form", nil).Is(200).HasNot(".tell-begun")
	if n := site.rows(t, "drafts"); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	v.Get("/tell/story").HasNowhere("The porter stayed")
}

func TestOneFormTellsOneStoryHoweverOftenItIsSent(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	form := site.tell(t, v, "").Form(".tell-buttons .govuk-button").Fill(url.Values{"consent": {"yes"}})
	key := v.Send(form).Is(200).Text(".story-key__key")
	number := v.Page().Text(".story-number")
	again := v.Send(form).Is(200) // the back button, and once more
	if again.Text(".story-number") != number || again.Text(".story-key__key") != key || site.stories(t) != 1 {
		t.Errorf("the second time: %q, %d stories", again.Text("h1"), site.stories(t))
	}
	v.Submit(".story-key form", nil)
	v.Send(form).Is(200).HasNot(".story-key")
	if site.stories(t) != 1 || site.rows(t, "authors") != 1 {
		t.Errorf("%d stories, %d accounts", site.stories(t), site.rows(t, "authors"))
	}
}

func TestAFormSentTwiceWithoutCookiesShowsAKeyThatWorks(t *testing.T) {
	site := newTellSite(t)
	v := noCookies(t, site)
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(time.Minute)
	v.Post("/tell/send", values).Is(200)
	key := v.Post("/tell/send", values).Is(200).Text(".story-key__key")
	if _, err := records.FindAuthorByStoryKey(site, site.Deployment.Sealer, key); err != nil {
		t.Errorf("the key on the second page opens nothing: %v", err)
	}
	site.Pass(time.Hour)
	v.Post("/tell/send", values).Is(200).HasNot(".story-key")
	if site.stories(t) != 1 {
		t.Errorf("%d stories", site.stories(t))
	}
}

func TestASecondTabWithOtherWordsIsAskedAboutAndLosesNothing(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	form := site.tell(t, v, "").Form(".tell-buttons .govuk-button").Fill(url.Values{"consent": {"yes"}})
	v.Send(form).Is(200)
	form.Values.Set("title", "Another day, another ward")
	asked := v.Send(form).Is(422)
	asked.Has(".govuk-error-summary", "already sent one story")
	asked.Has(".preview h2", "Another day, another ward")
	site.Pass(time.Minute)
	send(v).Is(200).Has("h1", "We have your story")
	if site.stories(t) != 2 {
		t.Errorf("%d stories", site.stories(t))
	}
}

func TestTwoTabsWithTwoStoriesDoNotMixThem(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story")
	a := v.Submit("form", url.Values{"story": {"About my father."}, "title": {"Father"}, "told_for": {"relative"}}).Form("form")
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {"About my mother."}, "title": {"Mother"}, "told_for": {"relative"}})
	next := v.Send(a) // on in the first tab
	if got := next.Attr(`input[name=title]`, "value"); got != "Father" {
		t.Errorf("the first tab goes on with %q", got)
	}
}

func TestTwoFormsSentAtTheSameInstantTellOneStoryWithOneKey(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	form := site.tell(t, v, "").Form(".tell-buttons .govuk-button").Fill(url.Values{"consent": {"yes"}})
	keys := make([]string, 6)
	var all sync.WaitGroup
	for i := range keys {
		all.Go(func() {
			response, err := v.Client().PostForm(form.Action.String(), form.Values)
			if err != nil {
				t.Error(err)
				return
			}
			page := testkit.NewPage(t, response)
			keys[i] = strings.Join(page.Texts(".story-key__key"), "")
		})
	}
	all.Wait()
	if site.stories(t) != 1 || site.rows(t, "authors") != 1 {
		t.Fatalf("%d stories, %d accounts", site.stories(t), site.rows(t, "authors"))
	}
	for _, key := range keys {
		if key == "" || key != keys[0] {
			t.Fatal("the answers show different keys, or none")
		}
	}
	if _, err := records.FindAuthorByStoryKey(site, site.Deployment.Sealer, keys[0]); err != nil {
		t.Errorf("the key opens nothing: %v", err)
	}
}

func TestAFormFromAnotherSiteChangesNothing(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(time.Minute)
	for _, path := range []string{"/tell", "/tell/story", "/tell/send", "/tell/received", "/tell/more-about-you"} {
		v.PostFrom("https://evil.example/form", path, values).Is(403).Has("h1", "We did not accept that form")
	}
	if site.stories(t) != 0 || site.rows(t, "drafts") != 0 {
		t.Errorf("%d stories, %d drafts", site.stories(t), site.rows(t, "drafts"))
	}
}

func TestAForgedFormIsAskedForOnceMoreAndLosesNothing(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(time.Minute)
	real := values.Get("form_key")
	for _, forged := range []string{"", "x", "..", real + "x", "zzzzzzz" + real, strings.Repeat("9", 5000)} {
		values.Set("form_key", forged)
		page := v.Post("/tell/send", values).Is(422)
		page.Has(".govuk-error-summary", "very quick")
		page.Has(".preview h2", "The porter stayed")
	}
	if site.stories(t) != 0 {
		t.Errorf("%d stories", site.stories(t))
	}
	site.Pass(time.Minute)
	send(v).Is(200).Has("h1", "We have your story")
}

// tellDirectly tells a story past the pages, from the address that visitors of
// tests come from.
func tellDirectly(t testing.TB, site *tellSite, values url.Values, authorID, formKey string) {
	t.Helper()
	var a told
	a.take(values, nil)
	sent := flow.Sent{Telling: a.telling(), AuthorID: authorID, FormKey: formKey, IP: "127.0.0.1", ConsentWords: consentWords, ConsentVersion: consentVersion}
	sent.Consent = true
	if _, err := flow.SubmitStory(site, sent); err != nil {
		t.Fatal(err)
	}
}
