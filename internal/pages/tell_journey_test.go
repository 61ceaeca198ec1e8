package pages

import (
	"strings"
	"testing"

	"candour/internal/records"
	"candour/internal/testkit"
)

func TestAStoryIsToldFromTheFirstPageToTheReceiptWithoutScript(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	check := site.tell(t, v, "")
	check.Has(".preview h2", "The porter stayed")
	check.Has(".preview .story__by", "Told by Mossy heron 418, about a relative")
	check.Has(".preview .story__about", "Aberdeen Royal Infirmary, Aberdeen")
	check.Has(".preview .story__when", "March 2026")
	check.Has(".preview .tag--good", "kind staff", "the porter")
	check.Has(".preview .tag--feelings", "looked after", "scared", "hopeful")
	check.HasNot(".tell-warnings")
	if len(check.Texts("#consent[checked]")) > 0 {
		t.Error("consent is ticked already")
	}
	received := send(v).Is(200)
	if received.URL.Path != "/tell/received" || len(received.Via) != 1 || received.Via[0].Status != 303 {
		t.Fatalf("after sending: %s %v", received.URL.Path, received.Via)
	}
	story := site.only(t, "stories")
	received.Has(".story-number", story.Id)
	received.Has(".how", "Most likely by Thursday 19 November. Moderators work Monday to Friday, 9am to 5pm.")
	received.Has(".crisis", "Samaritans", "999")
	if story.GetString("text") != someWords || story.GetString("state") != "submitted" {
		t.Errorf("stored: %q, %s", story.GetString("text"), story.GetString("state"))
	}
	consent := site.only(t, "contacts")
	if consent.GetString("consentWords") != consentWords || consent.GetString("consentVersion") != consentVersion || consent.GetDateTime("consentAt").IsZero() {
		t.Error("the consent is not stored with its words, version and time")
	}
	if tags, _ := records.TagsOfStory(site, story.Id); len(tags) != 6 {
		t.Errorf("%d tags: %v", len(tags), tags)
	}
}

func TestTheStoryKeyIsShownUntilItIsWrittenDownAndOpensTheAccount(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	site.tell(t, v, "")
	key := send(v).Is(200).Text(".story-key__key")
	if again := v.Get("/tell/received").Text(".story-key__key"); again != key {
		t.Error("the key is another one the second time")
	}
	if _, err := records.FindAuthorByStoryKey(site, site.Deployment.Sealer, key); err != nil {
		t.Errorf("the key opens nothing: %v", err)
	}
	done := v.Submit(".story-key form", nil).Is(200)
	done.HasNowhere(key)
	done.Has("h1", "We have your story")
	if n := site.rows(t, "drafts"); n != 1 || v.Cookie(draftCookie) != nil { // the note that the key is on paper
		t.Errorf("%d rows are left, and the cookie %v", n, v.Cookie(draftCookie))
	}
	if p := v.Get("/tell/received"); p.URL.Path != "/tell" {
		t.Errorf("the receipt is still at %s", p.URL.Path)
	}
	stranger := testkit.NewVisitor(t, site.url)
	if p := stranger.Get("/tell/received"); p.URL.Path != "/tell" {
		t.Errorf("a stranger is shown %s", p.URL.Path)
	}
}

func TestTheReceiptIsGoneAfterHalfAnHour(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	site.tell(t, v, "")
	key := send(v).Is(200).Text(".story-key__key")
	if c := v.Cookie(draftCookie); c == nil || c.MaxAge != int(receiptTime.Seconds()) {
		t.Errorf("the cookie is %v", c)
	}
	site.Pass(receiptTime + 1)
	page := v.Get("/tell/received")
	page.HasNowhere(key)
	if page.URL.Path != "/tell" {
		t.Errorf("it still shows %s", page.URL.Path)
	}
	if n := site.rows(t, "drafts"); n != 0 || v.Cookie(draftCookie) != nil {
		t.Errorf("%d drafts are left, and the cookie %v", n, v.Cookie(draftCookie))
	}
}

func TestTwoStoriesWithOneAddressAreOneAccountAndTheReceiptTellsNothing(t *testing.T) {
	site := newTellSite(t)
	pages := []string{}
	for _, address := range []string{"ann.known@example.org", "Ann.Known@Example.org"} {
		v := testkit.NewVisitor(t, site.url)
		site.tell(t, v, address)
		page := send(v).Is(200)
		page.HasNot(".story-key")
		page.Has("p", "We write to you at each step.")
		// How many stories came before is told to everybody alike.
		pages = append(pages, strings.NewReplacer(page.Text(".story-number"), "NUMBER", page.Text(".queue-place"), "PLACE").Replace(page.Source))
	}
	if n := site.rows(t, "authors"); n != 1 || site.stories(t) != 2 {
		t.Errorf("%d accounts, %d stories", n, site.stories(t))
	}
	if pages[0] != pages[1] {
		t.Error("the receipt for a known address differs")
	}
}

func TestWhoIsSignedInIsNotAskedForAnAddressAndKeepsOneAccount(t *testing.T) {
	site := newTellSite(t)
	first := testkit.NewVisitor(t, site.url)
	site.tell(t, first, "ann@example.org")
	send(first).Is(200)
	v := signInAs(t, site, site.only(t, "authors"))
	v.Get("/tell/about-you").HasNot("#email")
	v.Page().Has("main", "You are signed in, so this story joins the others")
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(quickest * 2)
	v.Post("/tell/send", values).Is(200).Has("h1", "We have your story")
	if n := site.rows(t, "authors"); n != 1 || site.stories(t) != 2 {
		t.Errorf("%d accounts, %d stories", n, site.stories(t))
	}
}

func TestTheQuestionsAfterwardsAreKeptWithTheAccountAndMayBeLeftOut(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	site.tell(t, v, "ann@example.org")
	send(v).Is(200)
	v.Get("/tell/more-about-you").Is(200)
	if n := v.Page().Count(`input[type="radio"][checked][value=""]`); n != 3 {
		t.Errorf("%d questions begin with no answer, want 3", n)
	}
	bad := v.Submit("form:has(h1)", map[string][]string{"birth-year": {"70"}, "gender": {"woman"}}).Is(422)
	bad.Has(".govuk-error-summary a[href='#birth-year']", "four digits")
	bad.Has("#gender-2[checked]")
	v.Submit("form:has(h1)", map[string][]string{"birth-year": {"1970"}}).Is(200).Has("[role=status]", "We have kept your answers")
	a := site.only(t, "demographics")
	if a.GetString("gender") != "woman" || a.GetString("birthYear") != "1970" || a.GetString("ethnicGroup") != "" {
		t.Errorf("kept: %v", a)
	}
	v.Get("/tell/more-about-you").HasNot("#gender-2[checked]")
	// Somebody who knows the address tells a story with it: the answers stay.
	other := testkit.NewVisitor(t, site.url)
	site.tell(t, other, "ann@example.org")
	send(other).Is(200)
	other.Get("/tell/more-about-you").Is(200)
	other.Submit("form:has(h1)", map[string][]string{"gender": {"man"}}).Is(200).Has("[role=status]", "We have kept your answers")
	if got := site.only(t, "demographics").GetString("gender"); got != "woman" {
		t.Errorf("a stranger made it %q", got)
	}
}

func TestEachPageOffersAWayBackThatLosesNothing(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story")
	v.Submit("form", map[string][]string{"story": {someWords}, "title": {"The porter"}, "told_for": {"self"}})
	back := v.Submit("button[value=back]", map[string][]string{"good": {"the porter", "", ""}})
	back.Has("textarea#story", "The porter stayed")
	v.Submit("form", nil).Has(`input[name=good][value="the porter"]`)
}

func TestAnAnswerIsChangedFromTheLastPageAndLeadsBackToIt(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	site.tell(t, v, "")
	v.Submit(`button[value="change:story"]`, nil).Has("h1", "Your story")
	page := v.Submit("form", map[string][]string{"title": {"He stayed all night"}})
	if page.URL.Path != "/tell/check" {
		t.Errorf("it leads to %s", page.URL.Path)
	}
	page.Has(".preview h2", "He stayed all night")
}
