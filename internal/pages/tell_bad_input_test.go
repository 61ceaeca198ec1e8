package pages

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/records"
	"candour/internal/testkit"
)

func TestWhatIsWrongIsSaidOnItsPageAndNothingTypedIsLost(t *testing.T) {
	site := newTellSite(t)
	for name, c := range map[string]struct {
		path    string
		change  url.Values
		problem string // the address in the error summary
		kept    string // a selector that still holds what was typed
	}{
		"no title":          {"/tell/story", url.Values{"title": {" — "}}, "#title", "textarea#story"},
		"a long title":      {"/tell/story", url.Values{"title": {strings.Repeat("long ", 60)}}, "#title", "textarea#story"},
		"10,000 words":      {"/tell/story", url.Values{"story": {strings.Repeat("word ", 10_000)}}, "#story", "#title"},
		"one endless word":  {"/tell/story", url.Values{"story": {strings.Repeat("x", 13_000)}}, "#story", "#title"},
		"nobody":            {"/tell/story", url.Values{"told_for": {"the-queen"}}, "#told_for", "#title"},
		"too many tags":     {"/tell/feelings", url.Values{"good": {"a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13"}}, "#good", `input[value="a13"]`},
		"a long tag":        {"/tell/feelings", url.Values{"feelings": {strings.Repeat("sad", 20)}}, "#feelings", `input[name=feelings][value^="sadsad"]`},
		"no service":        {"/tell/services", url.Values{"service": nil}, "#service", "#happened_year"},
		"an unknown one":    {"/tell/services", url.Values{"service": {"nosuchservice00"}}, "#service", "#happened_year"},
		"eleven services":   {"/tell/services", url.Values{"service": strings.Fields("a b c d e f g h i j k")}, "#service", "#happened_year"},
		"many services":     {"/tell/services", url.Values{"service": strings.Fields(strings.Repeat("x y z ", 3000))}, "#service", "#happened_year"},
		"month 13":          {"/tell/services", url.Values{"happened_month": {"13"}}, "#happened_month", `#happened_month[value="13"]`},
		"month 0":           {"/tell/services", url.Values{"happened_month": {"0"}}, "#happened_month", `#happened_month[value="0"]`},
		"no date":           {"/tell/services", url.Values{"happened_month": {""}, "happened_year": {""}}, "#happened_month", ".chosen-services"},
		"next month":        {"/tell/services", url.Values{"happened_month": {"12"}}, "#happened_month", `#happened_month[value="12"]`},
		"a year of two":     {"/tell/services", url.Values{"happened_year": {"26"}}, "#happened_year", `#happened_year[value="26"]`},
		"no year":           {"/tell/services", url.Values{"happened_year": {"never"}}, "#happened_year", `#happened_year[value="never"]`},
		"a giant year":      {"/tell/services", url.Values{"happened_year": {"99999999999999999999"}}, "#happened_year", "#happened_month"},
		"no screen name":    {"/tell/about-you", url.Values{"screen_name": {""}}, "#screen_name", "#postcode"},
		"their own address": {"/tell/about-you", url.Values{"screen_name": {"Annabel"}, "email": {"annabel@example.org"}}, "#screen_name", `#screen_name[value="Annabel"]`},
		"no age group":      {"/tell/about-you", url.Values{"age_group": {"dog"}}, "#age_group", "#screen_name"},
		"no address":        {"/tell/about-you", url.Values{"email": {"not an address"}}, "#email", `#email[value="not an address"]`},
		"no such edits":     {"/tell/about-you", url.Values{"edits": {"whatever"}}, "#edits", "#screen_name"},
		"no consent":        {"/tell/send", url.Values{"consent": nil}, "#consent", ".preview .told"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, way := range []string{c.path, "/tell/send"} { // on its own page, and all at once
				v := testkit.NewVisitor(t, site.url)
				values := wholeForm(site, v.Get("/tell/story"))
				site.Pass(time.Minute)
				for field, value := range c.change {
					values[field] = value
				}
				page := v.Post(way, values).Is(http.StatusUnprocessableEntity)
				page.Has(fmt.Sprintf(".govuk-error-summary a[href=%q]", c.problem))
				page.Has(c.problem)
				page.Has(c.kept)
				page.Has(".govuk-error-message", "Error:")
				if title := page.Text("title"); !strings.HasPrefix(title, "Error: ") {
					t.Errorf("the title is %q", title)
				}
				if page.Count("h1") != 1 {
					t.Errorf("%d headings of the first level", page.Count("h1"))
				}
				if c.path == "/tell/story" && page.Attr("input[name=screen_name][type=hidden]", "value") != "Mossy heron 418" {
					t.Error("the answers of other pages are gone")
				}
			}
		})
	}
	if n := site.stories(t); n != 0 {
		t.Errorf("%d stories were stored", n)
	}
}

func TestWhatNobodyCanSeeIsTakenOutAndTheRestStands(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(time.Minute)
	values.Set("title", "The\x00 porter\u202e stayed\u200b")
	values.Set("story", "Line one\x00\r\n\r\n\u2066Line\xff two\u202c 👩‍⚕️ & <b>bold</b>")
	values.Set("screen_name", "Mossy\u00a0heron\u200d 418")
	v.Post("/tell/send", values).Is(200).Has("h1", "We have your story")
	story := site.only(t, "stories")
	for field, want := range map[string]string{"title": "The porter stayed", "text": "Line one\n\nLine two 👩‍⚕️ & <b>bold</b>", "screenName": "Mossy heron 418"} {
		if got := story.GetString(field); got != want {
			t.Errorf("%s is %q", field, got)
		}
	}
}

func TestATitleOfAMegabyteIsRefusedInPlainWords(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	values.Set("title", strings.Repeat("A", 1<<20))
	v.Post("/tell/story", values).Is(422).Has("h1", "too long")
	values.Set("title", strings.Repeat("A ", 400_000)) // below the bound of a request, by far above that of a title
	v.Post("/tell/story", values).Is(422).Has("a[href='#title']", "100 or fewer")
	values.Set("title", strings.Repeat("A", 5<<20))
	v.Post("/tell/send", values).Is(422).Has("h1", "too long")
	if site.stories(t) != 0 {
		t.Error("something was stored")
	}
}

func TestAFormInAnotherCodingIsReadOrRefusedButNeverAFault(t *testing.T) {
	site := newTellSite(t)
	for kind, c := range map[string]struct {
		body   string
		status int
	}{
		"application/x-www-form-urlencoded": {"title=%zz", 422},
		"application/json":                  {`{"title":"x"}`, 422},
		"text/plain":                        {"title=x", 422},
		"multipart/form-data":               {"nothing", 422},
		"multipart/form-data; boundary=x":   {"--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nHello\r\n--x--\r\n", 422},
	} {
		response, err := http.Post(site.url+"/tell/story", kind, strings.NewReader(c.body))
		if err != nil {
			t.Errorf("%q: %v", kind, err)
			continue
		}
		if page := testkit.NewPage(t, response); page.Status != c.status {
			t.Errorf("%q: %d", kind, page.Status)
		}
	}
}

func TestAServiceThatHasClosedMayBeChosenAndSaysSo(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/services?q=old+fever").Has(".found-services", "Old Fever Hospital, Banff", "(closed since)")
	values := wholeForm(site, v.Page())
	values["service"] = []string{site.services["N999H"]}
	site.Pass(time.Minute)
	v.Post("/tell/send", values).Is(200).Has("h1", "We have your story")
}

func TestAServiceThatIsNotFoundIsToldInWordsAndNeverStopsAnybody(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story")
	v.Submit("form", url.Values{"story": {someWords}, "title": {"The porter"}, "told_for": {"self"}})
	v.Submit("form", nil)
	none := v.Submit("button[value=find]", url.Values{"q": {"xyzzy"}, "service_text": {"The wee surgery by the bridge"}}).Is(200)
	none.Has(".found-services", "We found no service for “xyzzy”.")
	v.Submit("form", url.Values{"happened_month": {"10"}, "happened_year": {"2026"}}).Is(200).Has("h1", "About you")
	v.Submit("form", url.Values{"screen_name": {"Mossy heron"}, "age_group": {"adult"}}).Is(200).Has(".govuk-summary-list", "The wee surgery by the bridge")
	site.Pass(time.Minute)
	send(v).Is(200)
	if got := site.only(t, "stories").GetString("serviceText"); got != "The wee surgery by the bridge" {
		t.Errorf("stored: %q", got)
	}
}

func TestServicesAreFoundByNameTownPostcodeAndCodeAddedAndRemoved(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	for query, want := range map[string]string{"dr grays": "Dr Gray's Hospital, Elgin", "elgin": "Dr Gray's Hospital, Elgin", "AB15 6XS": "Woodend Hospital, Aberdeen", "n101h": "Aberdeen Royal Infirmary, Aberdeen"} {
		page := v.Get("/tell/services?q=" + url.QueryEscape(query)).Is(200)
		page.Has(".found-services label", want)
		page.Has(".found-services .govuk-hint", "NHS Grampian")
	}
	v.Get("/tell/services")
	v.Submit("button[value=find]", url.Values{"q": {"aberdeen"}})
	both := v.Submit("button[value=find]", url.Values{"service": {site.services["N101H"], site.services["N102H"]}, "q": {"elgin"}})
	if n := both.Count(".chosen-list li"); n != 2 {
		t.Errorf("%d are chosen", n)
	}
	one := v.Submit(`button[value="remove:`+site.services["N101H"]+`"]`, url.Values{"happened_year": {"2026"}})
	if n := one.Count(".chosen-list li"); n != 1 || one.Attr("#happened_year", "value") != "2026" {
		t.Errorf("%d are chosen after one was removed", n)
	}
}

func TestAnOldStoryAndAnUnknownPostcodeAreWarnedAboutAndTaken(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	values.Set("happened_year", "2019")
	values.Set("postcode", "ZZ99 9ZZ")
	v.Post("/tell/about-you", values).Is(200)
	v.Page().Has(".tell-note", "more than 3 years ago", "We don’t know the postcode")
	v.Get("/tell/services").Has(".tell-note", "more than 3 years ago")
	site.Pass(time.Minute)
	v.Get("/tell/check")
	send(v).Is(200).Has("h1", "We have your story")
}

func TestWhatMayShowWhoSomebodyIsIsPointedOutBeforeSending(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	values.Set("title", "DOCTOR SMITH WAS NEVER THERE")
	values.Set("story", "On 12 March 2026 Dr McAllister rang me on 07700 900123. Write to me: ann@example.org, AB10 1AB.")
	values.Set("screen_name", "Annabel Ross")
	page := v.Post("/tell/about-you", values).Is(200)
	page.Has(".tell-warnings li", "12 March 2026", "McAllister", "07700 900123", "ann@example.org", "AB10 1AB", "capitals", "looks like a real name")
}

func TestSuggestedScreenNamesAreTakenWithOnePressAndWarnOfNothing(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/about-you")
	before := v.Page().Texts(".tell-names .filter")
	after := v.Submit(`button[value^="names:"]`, url.Values{"postcode": {"AB10"}})
	if strings.Join(before, "") == strings.Join(after.Texts(".tell-names .filter"), "") || after.Attr("#postcode", "value") != "AB10" {
		t.Error("the other names are the same, or what was typed is gone")
	}
	taken := v.Submit(".tell-names .filter", nil)
	if name := taken.Attr("#screen_name", "value"); !strings.Contains(after.Texts(".tell-names .filter")[0], name) || name == "" {
		t.Errorf("taken: %q", name)
	}
	taken.HasNot(".tell-note")
	for seed := range uint64(500) {
		for _, name := range suggestedNames("x", int(seed)) {
			if w := warningsOf(preview{Title: "Kind", Text: "Kind.", ScreenName: name}); len(w) > 0 {
				t.Fatalf("%s: %v", name, w)
			}
		}
	}
}

func TestAQuickOrTrappedFormIsAskedForOnceMoreAndNeverPretendedToBeTaken(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	v.Post("/tell/send", values).Is(422).Has(".govuk-error-summary", "very quick")
	site.Pass(time.Minute)
	values.Set(trapField, "https://spam.example")
	page := v.Post("/tell/send", values).Is(422)
	page.Has(".govuk-error-summary", "A box that should stay empty")
	page.HasNowhere("spam.example")
	if site.stories(t) != 0 {
		t.Fatal("it was stored")
	}
	send(v).Is(200).Has("h1", "We have your story")
}

func TestOneConnectionCannotFloodTheModerators(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	values := wholeForm(site, v.Get("/tell/story"))
	site.Pass(time.Minute)
	author, err := records.NewAuthor(site, site.Now())
	mustSave(t, site, author, err)
	for i := range mostADay {
		tellDirectly(t, site, values, author.Id, fmt.Sprint("form ", i))
	}
	page := v.Post("/tell/send", values).Is(http.StatusTooManyRequests)
	page.Has(".govuk-error-summary", "come back to this site tomorrow")
	page.Has(".preview .told", "The porter stayed")
	if page.Header.Get("Retry-After") == "" {
		t.Error("it does not say when to try again")
	}
	site.Pass(25 * time.Hour)
	v.Get("/tell/check")
	send(v).Is(200).Has("h1", "We have your story")
}

func TestSendingTooOftenIsAnsweredInPlainWords(t *testing.T) {
	site := newTellSite(t)
	site.Settings().RateLimits.Enabled = true
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story")
	for range 40 {
		if p := v.Post("/tell/send", url.Values{"title": {"x"}}); p.Status == http.StatusTooManyRequests {
			p.Has("h1", "That was a little too fast for us")
			v.Get("/tell/story").Has("#title[value=x]")
			return
		}
	}
	t.Error("the rate limit does not hold")
}
