package pages

import (
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestAPublishedStoryIsReadByAnyoneAndItsShortLinkLeadsThere(t *testing.T) {
	site := fullSite(t)
	s := site.inState(t, story.Published)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get("/stories/" + s.Id).Is(200)
	page.Has("h1", s.Title())
	page.Has(".story__by", s.ScreenName())
	page.Has(".short-link", "http://127.0.0.1:8090/"+s.Id)
	if got := page.Header.Get("Cache-Control"); got != "public, max-age=60" {
		t.Errorf("it may be kept: %q", got)
	}
	for _, short := range []string{"/" + s.Id, "/" + strings.ToUpper(s.Id)} {
		page := v.Get(short).Is(200)
		if page.URL.Path != "/stories/"+s.Id || len(page.Via) != 1 || page.Via[0].Status != http.StatusFound {
			t.Errorf("%s leads to %s by %v", short, page.URL.Path, page.Via)
		}
	}
}

func TestWhatIsNotPublicAndWhatNeverWasAreOneAnswer(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	never := v.Get("/stories/zzzzzzzz").Is(404).Source
	for _, state := range []story.State{story.Submitted, story.Held, story.Approved, story.Rejected} {
		id := site.inState(t, state).Id
		for _, path := range []string{"/stories/" + id, "/" + id} {
			if got := v.Get(path).Is(404).Source; got != never {
				t.Errorf("a story that is %s answers unlike one that is not there", state)
			}
		}
	}
	for _, odd := range []string{"/stories/short", "/stories/AAAAAAAA", "/stories/" + strings.Repeat("a", 4000), "/stories/%00", "/nothing-here", "/..%2f"} {
		v.Get(odd).Is(404)
	}
}

func TestWhatIsGoneSaysSoForGoodAndIsNotIndexed(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	for title, why := range map[string]string{
		"I said more than I meant to":  "The author took this story back.",
		"What I saw from the next bed": "We took this story down. The reason: shows who someone is.",
	} {
		s := site.titled(t, title)
		for _, path := range []string{"/stories/" + s.Id, "/" + s.Id} {
			page := v.Get(path).Is(http.StatusGone)
			page.Has("main", why)
			page.HasNowhere(s.Title(), s.Text(), s.ScreenName(), s.ReasonWords())
			if page.Header.Get("X-Robots-Tag") != "noindex" || page.Header.Get("Cache-Control") != "private, no-store" {
				t.Errorf("%s: %v", path, page.Header)
			}
		}
	}
}

func TestAClosedStorySaysByWhomAndWhyButNotAWordOfIt(t *testing.T) {
	site := fullSite(t)
	s := site.inState(t, story.Restricted)
	page := testkit.NewVisitor(t, site.url).Get("/stories/" + s.Id).Is(200)
	page.Has(".govuk-summary-list", "A senior moderator of this site", "Part of a complaint or a court case")
	page.HasNowhere(s.Title(), s.Text(), s.ScreenName(), s.ReasonWords())
	if page.Header.Get("X-Robots-Tag") != "noindex" {
		t.Error("search engines are not kept away")
	}
}

func TestAStoryTakenBackIsGoneFromEverywhereAtOnce(t *testing.T) {
	site := siteToChange(t)
	v := testkit.NewVisitor(t, site.url)
	s := site.published(t, 1)
	services, err := records.ServicesOfStory(site, s.Id)
	if err != nil || len(services) == 0 {
		t.Fatalf("%d services: %v", len(services), err)
	}
	tags, err := records.TagsOfStory(site, s.Id)
	if err != nil || len(tags) == 0 {
		t.Fatalf("%d tags: %v", len(tags), err)
	}
	lists := []string{"/", "/stories?q=%22" + strings.ReplaceAll(strings.ToLower(s.Title()), " ", "+") + "%22", "/stories?service=" + services[0].Id,
		"/services/" + services[0].Id, "/organisations/" + services[0].Organisation(), "/tags/" + tags[0].Slug, "/sitemaps/0.xml"}
	listed := 0
	for _, path := range lists {
		listed += strings.Count(v.Get(path).Source, "/stories/"+s.Id)
	}
	if listed < 5 {
		t.Fatalf("the story stands in only %d places before", listed)
	}
	if err := flow.WithdrawStory(site, site.authorOf(t, s.Id).Id, s.Id); err != nil {
		t.Fatal(err)
	}
	for _, path := range lists {
		page := v.Get(path)
		page.HasNowhere(s.Id, s.Title())
		if kept := page.Header.Get("Cache-Control"); kept != "public, max-age=60" && kept != "private, no-store" {
			t.Errorf("%s may be kept: %q", path, kept)
		}
	}
	v.Get("/stories/" + s.Id).Is(http.StatusGone)
}

func TestAReaderWhoIsSignedInSeesTheirOwnAndSaysOnceThatItHappenedToThemToo(t *testing.T) {
	site := siteToChange(t)
	s := site.published(t, 5)
	owner := site.authorOf(t, s.Id)
	own := site.signIn(t, owner.Id).Get("/stories/" + s.Id).Is(200)
	own.Has(".story__own a[href='/account/stories/" + s.Id + "']")
	own.HasNot(".alike form")
	if kept := own.Header.Get("Cache-Control"); kept != "private, no-store" || own.Header.Get("ETag") != "" {
		t.Errorf("a page for one person may be kept: %q", kept)
	}
	others := 0
	for _, name := range []string{"bram.tait@example.org", "ceit@example.org", "dod.wattie@example.org", "effie.at.home@example.org", "finlay@example.org"} {
		a, err := records.FindAuthorByEmail(site, site.Deployment.Sealer, name)
		if err != nil {
			t.Fatal(err)
		}
		if a.Id == owner.Id || others == 3 {
			continue
		}
		others++
		v := site.signIn(t, a.Id)
		page := v.Get("/stories/" + s.Id).Is(200)
		page.HasNot(".story__own")
		page.HasNot(".alike__count")
		page = v.Submit(".alike form", nil).Is(200)
		page.Has(".alike", "You said so. Nobody can see that it was you.")
		page.HasNot(".alike form")
		v.Post("/stories/"+s.Id+"/similar", nil).Is(200)
		v.Get("/account/reading").Is(200).Has("a[href='/stories/" + s.Id + "']")
	}
	if n, _ := site.CountRecords("similars", dbx.HashExp{"story": s.Id}); n != 3 {
		t.Errorf("it was said %d times", n)
	}
	testkit.NewVisitor(t, site.url).Get("/stories/"+s.Id).Has(".alike__count", "3 people say: this happened to me too.")
	if n, _ := site.CountRecords("readings", dbx.HashExp{"story": s.Id}); n != 3 {
		t.Errorf("%d readings are noted; the author's own is none", n)
	}
}

func TestNobodyElseSaysThatItHappenedToThemToo(t *testing.T) {
	site := siteToChange(t)
	s, waiting := site.published(t, 8), site.inState(t, story.Submitted)
	testkit.NewVisitor(t, site.url).Post("/stories/"+s.Id+"/similar", nil).Is(403)
	owner := site.signIn(t, site.authorOf(t, s.Id).Id)
	owner.Post("/stories/"+s.Id+"/similar", nil).Is(200)
	owner.Post("/stories/"+waiting.Id+"/similar", nil).Is(404)
	owner.PostFrom("https://stranger.example", "/stories/"+s.Id+"/similar", nil).Is(403)
	if n, _ := site.CountRecords("similars", dbx.HashExp{"story": s.Id}); n != 0 {
		t.Errorf("it was said %d times", n)
	}
}
