package pages

import (
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestTheFrontPageHasTheLatestStoriesAndNumbersWithTheirMeaning(t *testing.T) {
	page := testkit.NewVisitor(t, fullSite(t).url).Get("/").Is(200)
	if n := page.Count("section[aria-labelledby=latest-title] .story-card"); n != latestOnHome {
		t.Errorf("%d latest stories", n)
	}
	page.Has("section[aria-labelledby=changed-title] .reached--made", "Change made")
	page.Has(".numbers li", "stories published since November 2025 were answered, half of them within", "of them led to a change")
	page.Has("a[href='/tell']")
	page.Has("form[action='/stories'] input[name=q]")
}

func TestAnEmptySiteSaysHowItFills(t *testing.T) {
	v := testkit.NewVisitor(t, emptySite(t).url)
	for _, path := range []string{"/", "/stories", "/stories?q=pain", "/services?q=royal"} {
		v.Get(path).Is(200).Has(".empty")
	}
	v.Get("/services").Is(200)
	v.Get("/sitemap.xml").Is(200)
	v.Get("/sitemaps/0.xml").Is(404)
}

func TestTheListIsNarrowedByEveryChoiceAndEachCanBeTakenOffAgain(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	s := site.titled(t, "Eleven hours on a trolley")
	services, err := records.ServicesOfStory(site, s.Id)
	if err != nil {
		t.Fatal(err)
	}
	tags, err := records.TagsOfStory(site, s.Id)
	if err != nil {
		t.Fatal(err)
	}
	all := v.Get("/stories").Is(200).Text(".found")
	choices := url.Values{"service": {services[0].Id}, "organisation": {services[0].Organisation()}, "tag": {tags[0].Slug}, "place": {strings.ToLower(services[0].Town())},
		"role": {s.ToldFor()}, "age": {s.AgeGroup()}, "progress": {"unheard"}, "from": {s.PublishedAt().Format("2006-01")}, "to": {s.PublishedAt().Format("2006-01-02")}}
	if s.Progress() != story.Unheard {
		choices.Set("progress", "heard")
	}
	for name, value := range choices {
		page := v.Get("/stories?" + url.Values{name: value}.Encode()).Is(200)
		page.Has(".filters")
		if page.Text(".found") == all && name != "age" {
			t.Errorf("%s=%s narrows nothing", name, value[0])
		}
		if got := v.Follow(".filters a").Is(200).Text(".found"); got != all {
			t.Errorf("without %s there are %s, not %s", name, got, all)
		}
	}
	page := v.Get("/stories?" + choices.Encode()).Is(200)
	page.Has(".story-card__title a[href='/stories/" + s.Id + "']")
	if n := page.Count(".filters a"); n != len(choices) {
		t.Errorf("%d choices are on, not %d", n, len(choices))
	}
	// Searching anew keeps the choices.
	page = v.Submit("form.search", url.Values{"q": {"corridor"}}).Is(200)
	for name, value := range choices {
		if page.URL.Query().Get(name) != value[0] {
			t.Errorf("a new search loses %s", name)
		}
	}
}

func TestWhatIsNotThereFindsNothingAndIsNoMistake(t *testing.T) {
	v := testkit.NewVisitor(t, fullSite(t).url)
	for _, query := range []string{"service=nothing", "organisation=x", "tag=no-such-tag", "place=Atlantis", "role=king", "age=999", "progress=won", "from=yesterday", "to=2026-13",
		"to=1900", "from=2999", "q=xyzzyplugh", "q=%22%22", "q=" + strings.Repeat("x", 5000)} {
		page := v.Get("/stories?" + query).Is(200)
		page.Has(".found", "No stories found")
		page.Has(".empty a[href='/stories']")
	}
	for _, query := range []string{"q=%00", "page=abc", "page=-1", "page=0", "past=abc", "order=odd", "unknown=1", "from=", "page=9999999999999999999"} {
		if n := v.Get("/stories?" + query).Is(200).Count(".story-card"); n == 0 {
			t.Errorf("%s finds nothing", query)
		}
	}
	v.Get("/stories?page=40").Is(200).Has(".empty", "nothing on this page")
	v.Get("/stories?q=the+ward+" + url.QueryEscape(`"*^:()`)).Is(200)
}

func TestWordsAreMarkedWhereTheyStandAndOnlyAsText(t *testing.T) {
	v := testkit.NewVisitor(t, fullSite(t).url)
	page := v.Get("/stories?q=porter&order=relevance").Is(200)
	page.Has(".story-card mark", "porter")
	page.Has("h1", "Stories with “porter”")
	page.Has("select[name=order] option[selected]", "Best match first")
	v.Get("/stories?q=" + url.QueryEscape(`<b>porter</b><script>`)).Is(200).HasNot("main b, main script")
	v.Get("/stories").Is(200).HasNot("select[name=order] option[value=relevance]")
}

func TestPagesOfAListLeadToOneAnotherAndHoldEveryStoryOnce(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	n, err := records.CountStories(site, story.Published)
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range []string{"newest", "oldest"} {
		seen := map[string]bool{}
		page := v.Get("/stories?order=" + order).Is(200)
		for range 20 {
			for _, link := range page.Links(".story-card__title") {
				if seen[link] {
					t.Errorf("%s is there twice", link)
				}
				seen[link] = true
			}
			if page.Count("a[rel=next]") == 0 {
				break
			}
			page = v.Follow("a[rel=next]").Is(200)
		}
		if len(seen) != int(n) {
			t.Errorf("%s: the pages hold %d stories of %d", order, len(seen), n)
		}
	}
}

func TestATagHasAPageOnceAPublishedStoryCarriesIt(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	tags, err := records.TagsOfStory(site, site.published(t, 1).Id)
	if err != nil {
		t.Fatal(err)
	}
	page := v.Get("/tags/" + tags[0].Slug).Is(200)
	page.Has("h1", "Stories tagged “"+tags[0].Name+"”")
	if page.Count(".story-card") == 0 {
		t.Error("it holds no story")
	}
	if got := v.Submit("form.search", url.Values{"q": {"ward"}}).Is(200).URL.Query().Get("tag"); got != tags[0].Slug {
		t.Errorf("searching from there keeps the tag %q", got)
	}
	v.Get("/tags/no-such-tag").Is(404)
	v.Get("/tags/unsure").Is(404) // only a story that was taken back carries it
	v.Get("/stories?tag=unsure").Is(200).HasNot(".story-card")
}

func TestServicesAreFoundByNameTownAndPostcode(t *testing.T) {
	v := testkit.NewVisitor(t, fullSite(t).url)
	v.Get("/services").Is(200).Has("#found", "People told about these lately")
	v.Submit("form.search", url.Values{"q": {"royal infirmary"}, "near": {"aberdeen"}}).Is(200).Has(".service-card", "Aberdeen Royal Infirmary")
	v.Get("/services?q=royal&near=aberdeen").Is(200).HasNot(".service-card__where", "Glasgow")
	page := v.Get("/services?near=ab10+1ab").Is(200)
	page.Has(".service-card", "Aberdeen")
	for _, town := range page.Texts(".service-card__where") {
		if !strings.Contains(town, "AB") {
			t.Errorf("near AB10 there is %s", town)
		}
	}
	page.Has(".found__note", "Distances are in a straight line from AB10 1AB")
	page.Has(".service-card:first-child .service-card__where", "away")
	v.Get("/services?q=woodend&near=AB10+1AB").Is(200).Has(".service-card:first-child", "Woodend")
	for query, want := range map[string][2]string{
		"near=elgn":                {"Elgin", "We do not know “elgn”, so we looked around Elgin"},
		"q=dr+grays&near=iv30":     {"Gray", ""},
		"q=ari&near=xyzzyplugh":    {"Aberdeen Royal Infirmary", "We do not know a place called “xyzzyplugh”"},
		"near=IV30+9ZZ":            {"Elgin", "so we looked around IV30"},
		"q=raigmore&near=Ab10+1ab": {"Raigmore", "We found nothing like this near AB10 1AB"},
	} {
		page := v.Get("/services?" + query).Is(200)
		page.Has(".service-card:first-child", want[0])
		if want[1] != "" {
			page.Has("main", want[1])
		}
	}
	none := v.Get("/services?near=xyzzyplugh").Is(200)
	none.Has(".found__note", "type a postcode or the nearest town")
	none.Has(".empty")
	v.Get("/services?q=" + strings.Repeat("x", 3000)).Is(200).Has(".empty")
	v.Get("/services?q=hospital&page=2").Is(200).Has(".govuk-pagination__item--current", "2")
	v.Get("/services?q=hospital&page=900").Is(200)
}

func TestDistancesAreInTheMeasureOfTheRegion(t *testing.T) {
	for country, want := range map[string][3]string{
		"GB": {"less than a mile away", "about 1 mile away", "about 3 miles away"},
		"IE": {"about 1 kilometre away", "about 2 kilometres away", "about 5 kilometres away"},
	} {
		r := &region.Region{CountryCode: country}
		if got := [3]string{distanceWords(1, r), distanceWords(1.7, r), distanceWords(5, r)}; got != want {
			t.Errorf("%s: %q", country, got)
		}
	}
}

func TestAServiceAndItsOrganisationShowTheirStoriesAndNobodyElses(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	s := site.titled(t, "Eleven hours on a trolley")
	services, err := records.ServicesOfStory(site, s.Id)
	if err != nil {
		t.Fatal(err)
	}
	page := v.Get("/services/" + services[0].Id).Is(200)
	page.Has("h1", services[0].Name())
	page.Has(".facts", services[0].Town(), services[0].Postcode())
	page.Has(".story-card a[href='/stories/" + s.Id + "']")
	page.Has("a[href='/tell?service=" + services[0].Id + "']")
	for _, about := range page.Texts(".story-card__about") { // its parts stand with its name
		if !strings.Contains(about, services[0].Name()) {
			t.Errorf("there is a story %s", about)
		}
	}
	page = v.Follow(".facts a[href^='/organisations/']").Is(200)
	page.Has("h1", "NHS Grampian")
	page.Has(".place-head .quiet", "health board")
	v.Follow(".split__side p a").Is(200).Has(".part-list a[href='/services/" + services[0].Id + "']")
	v.Get("/services/nothing").Is(404)
	v.Get("/organisations/nothing").Is(404)
}

func TestThePagesAboutTheSiteTellTheFactsOfThisDeployment(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	for name := range aboutPages {
		v.Get("/" + strings.TrimSuffix("about/"+name, "/")).Is(200)
	}
	page := v.Get("/about/privacy").Is(200)
	page.Has("main", "Candour Test", "1 Test Street", "hello@candour.example", "90 days after you sent it", "Information Commissioner")
	if n := page.Count(".promise"); n != len(Promises) {
		t.Errorf("%d promises", n)
	}
	v.Get("/about/accessibility").Is(200).Has("main", "Equality Advisory")
	v.Get("/about/what-candour-is").Is(200).Has("main", "the last 3 years")
	v.Get("/about/nothing").Is(404)
}

func TestHealthIsOkOnlyWhileTheDataCanBeReadAndWritten(t *testing.T) {
	site := emptySite(t)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get("/health").Is(200)
	if page.Source != "ok\n" || page.Header.Get("Cache-Control") != "no-store" || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%q, %v", page.Source, page.Header)
	}
	left, err := os.ReadDir(site.DataDir())
	if err != nil || slices.ContainsFunc(left, func(f os.DirEntry) bool { return strings.HasPrefix(f.Name(), ".health") }) {
		t.Errorf("something is left behind: %v, %v", left, err)
	}
	if err := os.Rename(site.DataDir(), site.DataDir()+"-gone"); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Rename(site.DataDir()+"-gone", site.DataDir()) }()
	v.Get("/health").Is(http.StatusServiceUnavailable)
}

func TestTheMapOfTheSiteHoldsEveryPublishedStoryAndNoOther(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	index := v.Get("/sitemap.xml").Is(200).Source
	for _, part := range []string{"/sitemaps/pages.xml", "/sitemaps/0.xml"} {
		if !strings.Contains(index, "<loc>http://127.0.0.1:8090"+part+"</loc>") {
			t.Errorf("the map has no %s: %s", part, index)
		}
	}
	source := v.Get("/sitemaps/0.xml").Is(200).Source
	n, _ := records.CountStories(site, story.Published)
	if got := strings.Count(source, "/stories/"); got != int(n) {
		t.Errorf("it holds %d stories of %d", got, n)
	}
	for _, state := range story.States() {
		for _, s := range testkit.StoriesIn(t, site, state) {
			if strings.Contains(source, s.Id) != (state == story.Published) {
				t.Errorf("a story that is %s is treated wrongly", state)
			}
		}
	}
	for _, odd := range []string{"/sitemaps/1.xml", "/sitemaps/-1.xml", "/sitemaps/00.xml", "/sitemaps/x", "/sitemaps/99999999999999999999.xml"} {
		v.Get(odd).Is(404)
	}
	v.Get("/robots.txt").Is(200)
}

func TestASpanOfTimeIsAYearAMonthOrADay(t *testing.T) {
	for text, want := range map[string]string{"2026": "2026-01-01 2027-01-01", "2026-11": "2026-11-01 2026-12-01", "2026-11-18": "2026-11-18 2026-11-19", "2026-02-30": "", "x": "", "0000": "", "20261": ""} {
		from, until, ok := span(text, time.UTC)
		got := ""
		if ok {
			got = from.Format(time.DateOnly) + " " + until.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%s is %q, not %q", text, got, want)
		}
	}
}

func TestThePanelIsStillFoundWithoutItsLastSlash(t *testing.T) {
	site := fullSite(t)
	page := testkit.NewVisitor(t, site.url).Get("/_").Is(200)
	if page.URL.Path != "/_/" {
		t.Errorf("it leads to %s", page.URL.Path)
	}
}
