package pages

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// readFeed asks for a feed and checks it by the rules of RFC 4287.
func readFeed(t testing.TB, address string) (atomFeed, *http.Response) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %d: %v", address, res.StatusCode, err)
	}
	var f atomFeed
	d := xml.NewDecoder(strings.NewReader(string(body)))
	d.Strict = true
	if err := d.Decode(&f); err != nil {
		t.Fatalf("%s is no Atom: %v", address, err)
	}
	checkFeed(t, f)
	return f, res
}

func checkFeed(t testing.TB, f atomFeed) {
	t.Helper()
	rels := map[string]string{}
	for _, l := range f.Links {
		rels[l.Rel] = l.Href
	}
	if f.ID == "" || f.Title == "" || rels["self"] == "" || rels["alternate"] == "" {
		t.Errorf("the feed lacks something: %+v", f)
	}
	ids := map[string]bool{f.ID: true}
	stamps := []string{f.Updated}
	for _, x := range f.Entries {
		if ids[x.ID] || !strings.HasPrefix(x.ID, "tag:") || x.Title == "" || x.Author == "" || len(x.Links) != 1 || x.Summary == "" {
			t.Errorf("the entry is twice there, or lacks something: %+v", x)
		}
		ids[x.ID] = true
		stamps = append(stamps, x.Published, x.Updated)
		if x.Updated > f.Updated || x.Published > x.Updated {
			t.Errorf("published %s, updated %s, the feed %s", x.Published, x.Updated, f.Updated)
		}
	}
	for _, s := range stamps {
		if _, err := time.Parse(time.RFC3339, s); err != nil {
			t.Errorf("%q is no time", s)
		}
	}
}

func TestFeedsHoldWhatTheirPagesHold(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	hospital := site.withCode(t, "N101H")
	tag := v.Get("/tags/kind-staff").Is(200)
	for page, feed := range map[string]string{"/services/" + hospital.Id: "/services/" + hospital.Id + ".atom", "/organisations/" + hospital.Organisation(): "/organisations/" + hospital.Organisation() + ".atom",
		"/stories": "/feeds/stories.atom", "/stories?q=trolley&role=relative": "/feeds/stories.atom?q=trolley&role=relative", "/stories?place=Elgin&page=1": "/feeds/stories.atom?place=Elgin",
		"/tags/kind-staff": strings.TrimPrefix(tag.Attr("link[rel=alternate]", "href"), site.url)} {
		p := v.Get(page).Is(200)
		if got := strings.TrimPrefix(p.Attr("link[type='application/atom+xml']", "href"), site.url); got != feed {
			t.Errorf("%s names the feed %q", page, got)
		}
		f, res := readFeed(t, site.url+feed)
		if got := res.Header.Get("Content-Type"); got != "application/atom+xml; charset=utf-8" {
			t.Errorf("%s is %s", feed, got)
		}
		if got := res.Header.Get("Cache-Control"); got != "public, max-age=60" {
			t.Errorf("%s: Cache-Control %s", feed, got)
		}
		links := p.Links("#stories-title ~ .cards .story-card__title, .found ~ .cards .story-card__title")
		if len(links) == 0 || len(f.Entries) != len(links) {
			t.Errorf("%s has %d stories, its feed %d", page, len(links), len(f.Entries))
			continue
		}
		for i, x := range f.Entries {
			at, err := url.Parse(x.Links[0].Href)
			if err != nil || !strings.HasSuffix(links[i], at.Path) {
				t.Errorf("%s: entry %d is %s, not %s", feed, i, x.Links[0].Href, links[i])
			}
		}
	}
}

func TestAFeedOfNothingIsAFeed(t *testing.T) {
	site := fullSite(t)
	for _, query := range []string{"?service=nothing", "?q=xyzzyplugh", "?role=king", "?from=2999"} {
		if f, _ := readFeed(t, site.url+"/feeds/stories.atom"+query); len(f.Entries) != 0 {
			t.Errorf("%s finds %d", query, len(f.Entries))
		}
	}
	v := testkit.NewVisitor(t, site.url)
	for _, path := range []string{"/services/nothing.atom", "/services/.atom", "/organisations/nothing.atom", "/feeds/other.atom"} {
		v.Get(path).Is(404)
	}
}

func TestAStoryTakenBackIsGoneFromTheFeedAtOnce(t *testing.T) {
	site := newOwnSite(t)
	first, second := site.published(t), site.published(t)
	address := site.url + "/services/" + site.services["N101H"] + ".atom"
	f, res := readFeed(t, address)
	if len(f.Entries) != 2 {
		t.Fatalf("%d entries", len(f.Entries))
	}
	for _, private := range []string{benEmail, "AB10", "192.0.2.77"} {
		if body, _ := xml.Marshal(f); strings.Contains(string(body), private) {
			t.Errorf("the feed holds %s", private)
		}
	}
	asked := func(name, value string) int {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(name, value)
		again, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = again.Body.Close()
		return again.StatusCode
	}
	tag, since := res.Header.Get("ETag"), res.Header.Get("Last-Modified")
	if got := asked("If-None-Match", tag); got != http.StatusNotModified {
		t.Errorf("the same feed answers %d", got)
	}
	if err := flow.WithdrawStory(site, site.author(t, benEmail).Id, second); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"If-None-Match": tag, "If-Modified-Since": since} {
		if got := asked(name, value); got != http.StatusOK {
			t.Errorf("%s is answered with %d", name, got)
		}
	}
	f, _ = readFeed(t, address)
	if len(f.Entries) != 1 || !strings.HasSuffix(f.Entries[0].ID, first) {
		t.Errorf("left: %+v", f.Entries)
	}
	if got := tagOf("https://stories.example:8443", "/stories/k7m2xq9a"); got != "tag:stories.example,2026:/stories/k7m2xq9a" {
		t.Errorf("the name of a story is %s", got)
	}
}

func TestAnAnswerMakesAnEntryNewAgain(t *testing.T) {
	site := fullSite(t)
	answered := site.titled(t, "Eleven hours on a trolley")
	services, err := records.ServicesOfStory(site, answered.Id)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := readFeed(t, site.url+"/services/"+services[0].Id+".atom")
	for _, x := range f.Entries {
		if strings.HasSuffix(x.ID, answered.Id) && x.Updated <= x.Published {
			t.Errorf("published %s, and still as of %s", x.Published, x.Updated)
		}
	}
}

func TestTheFeedOfWhatHasBecomeAnotherGoesOnAndTheOthersBeginsBefore(t *testing.T) {
	site := newOwnSite(t)
	about := site.published(t)
	was, err := records.FindService(site, site.services["N101H"])
	if err != nil {
		t.Fatal(err)
	}
	now, err := records.NewService(site, "phs", "NEW-1", "The new infirmary", "Aberdeen", was.Organisation())
	if err != nil {
		t.Fatal(err)
	}
	empty, err := records.NewService(site, "phs", "NEW-2", "A twin of it", "Aberdeen", was.Organisation())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*records.Service{now, empty} {
		if err := site.Save(s); err != nil {
			t.Fatal(err)
		}
	}
	was.SetClosed(site.Now(), now.Id) // as a file says it: its stories stay with it
	if err := site.Save(was); err != nil {
		t.Fatal(err)
	}
	if err := flow.MergeServices(site, empty.Id, now.Id, "", records.FromDesk); err != nil {
		t.Fatal(err)
	}
	for id, title := range map[string]string{now.Id: "Stories about The new infirmary", was.Id: ", which is now The new infirmary", empty.Id: ", which is now The new infirmary"} {
		f, _ := readFeed(t, site.url+"/services/"+id+".atom")
		if len(f.Entries) != 1 || !strings.HasSuffix(f.Entries[0].ID, about) || !strings.Contains(f.Title, title) {
			t.Errorf("%s: %d entries", f.Title, len(f.Entries))
		}
	}
}
