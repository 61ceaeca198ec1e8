package pages

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/search"
	"candour/internal/story"
)

// A feed tells what was published: the title and the first words of each story,
// never all of it. Whoever wants to read on comes here, where an author can
// still take it back. See RFC 4287.

type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Published  string         `xml:"published"`
		Updated    string         `xml:"updated"`
		Author     string         `xml:"author>name"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Summary    string         `xml:"summary"`
	}
	atomCategory struct {
		Term  string `xml:"term,attr"`
		Label string `xml:"label,attr"`
	}
)

const atomType = "application/atom+xml"

// feedOf is a list of stories as a feed: what it is called, its own address and
// that of the page it follows.
type feedOf struct{ title, self, page string }

// orFeed leads an address that ends in .atom to a feed, and any other to a page.
// The router takes no pattern like {id}.atom.
func orFeed(page func(*core.RequestEvent) error, feed func(e *core.RequestEvent, id string) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		if id, ok := strings.CutSuffix(pathID(e), ".atom"); ok {
			return feed(e, id)
		}
		return page(e)
	}
}

func feedOfService(e *core.RequestEvent, id string) error {
	s, err := findPublicService(e.App, id)
	if err != nil {
		return err
	}
	name, err := placeName(e.App, s)
	if err != nil {
		return err
	}
	now, err := becameAtLast(e.App, s)
	if err != nil {
		return err
	}
	// Whoever follows what has become another goes on reading about that, and
	// whoever follows that finds what was told about the one before it.
	ids, err := records.ServiceAndPast(e.App, now.Id)
	if err != nil {
		return err
	}
	f := feedOf{"Stories about " + name, "/services/" + s.Id + ".atom", "/services/" + s.Id}
	if now.Id != s.Id {
		f.title += ", which is now " + now.Name()
	}
	return answerFeed(e, f, search.Query{Services: ids})
}

// becameAtLast is what a service became by one step or several, as far as everyone
// may see it; the service itself when it is still there.
func becameAtLast(app core.App, s *records.Service) (*records.Service, error) {
	for range story.DeepestTree {
		if s.Successor() == "" {
			break
		}
		next, err := findPublicService(app, s.Successor())
		if err != nil {
			return s, unlessMissing(err)
		}
		s = next
	}
	return s, nil
}

func feedOfOrganisation(e *core.RequestEvent, id string) error {
	o, err := records.FindOrganisation(e.App, id)
	if err != nil {
		return err
	}
	return answerFeed(e, feedOf{"Stories for " + o.Name(), "/organisations/" + o.Id + ".atom", "/organisations/" + o.Id}, search.Query{Organisation: o.Id})
}

// unordered are what an address of a list may ask for, but for its order and its
// pages: a feed is always the newest.
var unordered = slices.DeleteFunc(slices.Clone(askedNames), func(name string) bool {
	return name == "order" || name == "page" || name == "past"
})

// feedOfStories is the feed of any list of stories, asked for as the list is.
func feedOfStories(e *core.RequestEvent) error {
	a, err := readAsked(e, unordered...)
	if err != nil {
		return err
	}
	f := feedOf{"Stories", storiesFeed(a.values), "/stories"}
	if q := a.values.Encode(); q != "" {
		f.page += "?" + q
	}
	var about []string
	if a.query.Words != "" {
		about = append(about, "with “"+a.query.Words+"”")
	}
	for _, on := range a.filters {
		about = append(about, on.Words)
	}
	if len(about) > 0 {
		f.title += ": " + strings.Join(about, "; ")
	}
	if a.nothing {
		return writeFeed(e, f, nil)
	}
	a.query.Count = false
	return answerFeed(e, f, a.query)
}

// storiesFeed is the address of the feed of a list.
func storiesFeed(values url.Values) string {
	q := url.Values{}
	for _, name := range unordered {
		if v := values.Get(name); v != "" {
			q.Set(name, v)
		}
	}
	if len(q) == 0 {
		return "/feeds/stories.atom"
	}
	return "/feeds/stories.atom?" + q.Encode()
}

func answerFeed(e *core.RequestEvent, f feedOf, q search.Query) error {
	r, err := search.Find(e.App, e.Request.Context(), q)
	if errors.Is(err, search.ErrTooMany) {
		return TooMany{Wait: time.Hour} // an empty feed would look as if all had been taken back
	}
	if err != nil {
		return err
	}
	cards, err := cardsOf(e, r.Hits)
	if err != nil {
		return err
	}
	entries, err := entriesOf(e, cards)
	if err != nil {
		return err
	}
	return writeFeed(e, f, entries)
}

// entriesOf are stories as entries of a feed. An entry is new again when
// something was said under its story.
func entriesOf(e *core.RequestEvent, cards []StoryCard) ([]atomEntry, error) {
	ids := make([]string, len(cards))
	for i, c := range cards {
		ids[i] = c.ID
	}
	said, err := records.LastSaid(e.App, ids)
	if err != nil {
		return nil, err
	}
	site := deployment.Of(e.App).URL
	entries := make([]atomEntry, len(cards))
	for i, c := range cards {
		updated := c.Published
		if at := said[c.ID]; at.After(updated) {
			updated = at
		}
		entries[i] = atomEntry{ID: tagOf(site, "/stories/"+c.ID), Title: c.Title, Published: stampOf(c.Published), Updated: stampOf(updated),
			Author: c.ScreenName, Summary: c.Opening, Links: []atomLink{{"alternate", "text/html", site + "/stories/" + c.ID}}}
		for _, t := range c.Tags {
			entries[i].Categories = append(entries[i].Categories, atomCategory{t.Slug, t.Name})
		}
	}
	return entries, nil
}

// writeFeed answers with a feed, or with 304 when the reader holds the same one.
// Only the ETag decides: a story that was taken back makes a feed older, not
// newer, and a reader who asks by date alone must lose it too.
func writeFeed(e *core.RequestEvent, f feedOf, entries []atomEntry) error {
	site := deployment.Of(e.App)
	updated := stampOf(deployment.Now(e.App).Truncate(24 * time.Hour)) // an empty feed is as of today
	for i, x := range entries {
		if i == 0 || x.Updated > updated {
			updated = x.Updated
		}
	}
	feed := atomFeed{Lang: "en-GB", ID: tagOf(site.URL, f.self), Title: f.title + " – " + site.Name, Updated: updated, Entries: entries,
		Links: []atomLink{{"self", atomType, site.URL + f.self}, {"alternate", "text/html", site.URL + f.page}}}
	body, err := xml.Marshal(feed)
	if err != nil {
		return fmt.Errorf("writing a feed: %w", err)
	}
	body = append([]byte(xml.Header), body...)
	sum := sha256.Sum256(body)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	header := e.Response.Header()
	header.Set("Cache-Control", "public, max-age=60")
	header.Set("ETag", tag)
	if at, err := time.Parse(time.RFC3339, updated); err == nil {
		header.Set("Last-Modified", at.UTC().Format(http.TimeFormat))
	}
	if holds(e.Request.Header.Get("If-None-Match"), tag) {
		e.Response.WriteHeader(http.StatusNotModified)
		return nil
	}
	return e.Blob(http.StatusOK, atomType+"; charset=utf-8", body)
}

func stampOf(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// tagOf is the name of a page for ever, whatever its address becomes (RFC 4151).
// The year is one in which whoever runs the site already held its address.
func tagOf(site, path string) string {
	host := "candour.invalid"
	if u, err := url.Parse(site); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return "tag:" + host + ",2026:" + path
}
