package pages

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	invented "candour/internal/sample"
	"candour/internal/story"
	"candour/internal/testkit"
)

// crawl opens every public page that can be reached by links, each once, as a
// visitor who is not signed in, and shows it to see.
func crawl(t *testing.T, site readSite, see func(*testkit.Page)) int {
	t.Helper()
	v := testkit.NewVisitor(t, site.url)
	queue, known := []string{"/", "/sitemap.xml", "/sitemaps/0.xml", "/robots.txt", "/services?q=hospital", "/stories?q=ward&order=relevance"}, map[string]bool{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		page := v.Get(path)
		see(page)
		if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") || len(known) > 1500 {
			continue
		}
		for _, link := range page.Links("body") {
			u, err := url.Parse(link)
			if err != nil || u.Host != strings.TrimPrefix(site.url, "http://") {
				continue
			}
			next := u.RequestURI()
			if inPublic(u.Path) && !known[next] {
				known[next] = true
				queue = append(queue, next)
			}
		}
	}
	return len(known)
}

// inPublic says whether an address belongs to the reading site, or is where it
// leads to for telling and signing in.
func inPublic(path string) bool {
	return path != "/tell/story" && !strings.HasPrefix(path, "/account") && !strings.HasPrefix(path, "/staff") && !strings.HasPrefix(path, "/password") && ours(path)
}

func TestNoPublicPageHoldsAnythingPrivateAndNoLinkIsDead(t *testing.T) {
	site := fullSite(t)
	private := privateWords(t, site)
	pages := 0
	opened := crawl(t, site, func(p *testkit.Page) {
		pages++
		if p.Status != http.StatusOK {
			t.Errorf("%s answers %d and something links to it", p.URL.RequestURI(), p.Status)
		}
		text := p.Source + fmt.Sprint(p.Header)
		for what, words := range private {
			for i, w := range words {
				if strings.Contains(text, w) {
					t.Errorf("%s holds %s (number %d)", p.URL.RequestURI(), what, i)
				}
			}
		}
		if kept := p.Header.Get("Cache-Control"); kept == "" || strings.Contains(kept, "max-age") && !slices.Contains([]string{"public, max-age=60", "public, max-age=300"}, kept) {
			t.Errorf("%s may be kept: %q", p.URL.RequestURI(), kept)
		}
	})
	if opened < 150 {
		t.Errorf("only %d pages were reached, so this says little", opened)
	}
	t.Logf("%d pages", pages)
}

// privateWords are what no public page may hold, by what it is.
func privateWords(t *testing.T, site readSite) map[string][]string {
	t.Helper()
	p := map[string][]string{}
	for _, a := range invented.Authors() {
		if a.Email != "" {
			p["an author's e-mail address"] = append(p["an author's e-mail address"], a.Email)
		}
	}
	for _, m := range append(invented.Members(), invented.Member{}) {
		if m.Email != "" {
			p["a member's e-mail address"] = append(p["a member's e-mail address"], m.Email)
		}
	}
	var ids []string
	for _, query := range []string{"SELECT id FROM authors", "SELECT id FROM members", "SELECT id FROM moderators", "SELECT id FROM authorships", "SELECT id FROM contacts"} {
		if err := site.DB().NewQuery(query).Column(&ids); err != nil {
			t.Fatal(err)
		}
		p["an id"] = append(p["an id"], ids...)
	}
	for _, s := range invented.Stories() {
		if s.Original != nil {
			p["original words"] = append(p["original words"], changedLines(s.Original.Text, s.Text)...)
		}
		if s.Postcode != "" && !servicePostcode(t, site, s.Postcode) {
			p["a postcode"] = append(p["a postcode"], s.Postcode)
		}
		if s.State != "published" {
			p["a story that is "+s.State] = append(p["a story that is "+s.State], s.Title, firstWords(s.Text, 8))
			p["what a moderator wrote to an author"] = append(p["what a moderator wrote to an author"], some(s.ReasonWords, s.Question)...)
		}
		for _, turn := range s.Conversation {
			if turn.State != "published" {
				p["an unpublished response"] = append(p["an unpublished response"], firstWords(turn.Text, 6))
			}
		}
	}
	for what, words := range p {
		for i := range words {
			words[i] = strings.TrimSuffix(words[i], "…")
		}
		if len(words) == 0 {
			t.Errorf("the sample holds no %s to look for", what)
		}
	}
	return p
}

func some(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// changedLines are the sentences of the first text that the second does not hold.
func changedLines(first, second string) []string {
	var out []string
	for _, sentence := range strings.FieldsFunc(first, func(r rune) bool { return r == '.' || r == '\n' }) {
		if s := strings.TrimSpace(sentence); len(s) > 12 && !strings.ContainsAny(s, "'\"&") && !strings.Contains(second, s) {
			out = append(out, s)
		}
	}
	return out
}

func servicePostcode(t *testing.T, site readSite, postcode string) bool {
	t.Helper()
	_, err := site.FindFirstRecordByData("services", "postcode", postcode)
	return err == nil
}

// TestWhereAnAuthorLivesCannotBeReadFromAnyPage tells a story about a hospital in
// one area by somebody who lives in another, has both areas' people open it, and
// looks for the author's area on every page.
func TestWhereAnAuthorLivesCannotBeReadFromAnyPage(t *testing.T) {
	site := siteToChange(t)
	service, err := records.FindServiceByCode(site, "N411H") // Dr Gray's, Elgin
	if err != nil {
		t.Fatal(err)
	}
	sent, err := flow.SubmitStory(site, flow.Sent{Telling: story.Telling{Title: "A quiet hour in the waiting room", Text: someWords, ToldFor: "self", Good: []string{"patience"},
		Services: []string{service.Id}, HappenedMonth: 10, HappenedYear: 2026, ScreenName: "Grey stone", AgeGroup: "adult", Postcode: "AB10 1AB", Edits: "just-publish", Consent: true},
		FormKey: "area test", ConsentVersion: "1", ConsentWords: "yes", IP: "203.0.113.77"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := records.FindStory(site, sent.StoryID)
	if err != nil {
		t.Fatal(err)
	}
	moderator, err := records.FindModeratorByEmail(site, invented.Moderators()[0].Email)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := flow.PublishStory(site, flow.Decision{StoryID: s.Id, Version: s.Version(), Moderator: moderator.Id}); err != nil {
		t.Fatal(err)
	}
	reach, err := records.ReachOfStory(site, s.Id)
	if err != nil {
		t.Fatal(err)
	}
	var area []string
	for _, r := range reach {
		if r.Why == "area" && !slices.Contains(reach, records.Reach{Organisation: r.Organisation, Why: "service"}) {
			o, err := records.FindOrganisation(site, r.Organisation)
			if err != nil {
				t.Fatal(err)
			}
			area = append(area, o.Name())
			if _, err := records.WriteOpening(site, s.Id, o.Id, site.Now()); err != nil {
				t.Fatal(err)
			}
			testkit.NewVisitor(t, site.url).Get("/organisations/"+o.Id).Is(200).HasNowhere(s.Id, s.Title())
			testkit.NewVisitor(t, site.url).Get("/stories?organisation="+o.Id).Is(200).HasNowhere(s.Id, s.Title())
		}
	}
	if len(area) == 0 {
		t.Fatal("no organisation is reached by the author's area alone")
	}
	site.Pass(time.Minute)
	page := testkit.NewVisitor(t, site.url).Get("/stories/" + s.Id).Is(200)
	page.HasNowhere(append(area, "AB10", "203.0.113.77")...)
}
