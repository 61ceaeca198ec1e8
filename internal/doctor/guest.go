package doctor

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/canary"
	"candour/internal/records"
)

// mostLinks is how many linked pages the doctor opens on a real site.
const mostLinks = 400

// walkAsGuest asks the public site everything, as somebody who is not signed in.
func (c *checkup) walkAsGuest() error {
	c.walk = NewWalk(client(), c.url, c.search)
	c.walk.Wait = true
	typed, err := c.typed()
	if err != nil {
		return err
	}
	values, err := RouteValues(c.app, 2)
	if err != nil {
		return err
	}
	values["token"] = append(c.person.Links, "nothing-here")
	routes, err := Routes(c.app)
	if err != nil {
		return err
	}
	if err := c.walk.Doors(c.ctx, routes, values, typed); err != nil {
		return err
	}
	if err := c.walk.Crawl(c.ctx, mostLinks); err != nil {
		return err
	}
	guessable, err := c.walk.Questions(c.ctx, c.app)
	if err != nil {
		return err
	}
	for _, g := range guessable {
		c.report(Finding{Check: "guessing", Level: Broken, Promise: "private-details-stay-sealed", Found: "anybody can find out a private value by asking for " + g,
			Do: "take this version off the site and report it: the collection's rules are open"})
	}
	agreed, err := c.walk.Streams(c.ctx, c.app)
	if err != nil {
		return err
	}
	if agreed {
		c.report(Finding{Check: "live streams", Level: Broken, Promise: "doors-stay-shut", Found: "the site tells anybody live what changes in it", Do: "take this version off the site and report it"})
	}
	return c.leaks("public surfaces", c.walk.Found, promiseOf, "take the page off the site (stop Candour or shut the path at the proxy) and report it")
}

// typed are the words that the walk itself writes: into forms, and into headers
// that a log might keep.
func (c *checkup) typed() (url.Values, error) {
	word := func() string { return strings.ToLower(rand.Text()[:16]) }
	agent, from, email, title := "agent."+word(), "http://referrer."+word()+".invalid/", word()+"@typed.invalid", "title "+word()
	c.walk.Header = http.Header{"User-Agent": {agent}, "Referer": {from}, markHeader: {c.watch.mark}}
	var err error
	c.sent, err = canary.New(canary.Canary{Name: "which browser asked", Value: agent}, canary.Canary{Name: "where a visitor came from", Value: from},
		canary.Canary{Name: "an address typed into a form", Value: email}, canary.Canary{Name: "words typed into a form", Value: title})
	return url.Values{"email": {email}, "identity": {email}, "title": {title}, "story": {title}, "q": {title}, "password": {word()}, "story_key": {word()}, "id": {"zzzzzzzz"}}, err
}

// RouteValues are values for the parameters of routes, from the stored data: n of
// each kind. A route with a parameter of another name is asked with a word that
// fits nothing, until its values are added here.
func RouteValues(app core.App, n int64) (Values, error) {
	stories, err := records.StoriesInEachState(app, n)
	if err != nil {
		return nil, err
	}
	gone, err := records.GoneNumbers(app, n)
	if err != nil {
		return nil, err
	}
	v := Values{"id": append(stories, gone...), "page": {"privacy", "moderation", "nothing-here"}, "part": {"pages.xml", "0.xml", "nothing.xml"},
		"token": {"nothing-here"}, "path": {"", "index.html", "../data.db"}, "filename": {"nothing.txt"}, "key": {"nothing.zip"}}
	all, err := app.FindAllCollections()
	if err != nil {
		return nil, fmt.Errorf("listing the collections: %w", err)
	}
	for _, c := range all {
		v["collection"] = append(v["collection"], c.Name)
		if strings.HasPrefix(c.Name, "_") || c.IsView() {
			continue
		}
		ids, err := records.SomeIDs(app, c.Name, n)
		if err != nil {
			return nil, err
		}
		if c.Name == "responses" {
			v["response"] = ids
		}
		v["id"] = append(v["id"], ids[:min(1, len(ids))]...)
	}
	if v["slug"], err = records.PublicSlugs(app, n+1); err != nil {
		return nil, err
	}
	v["recordId"], v["recordID"] = v["id"], v["id"]
	return v, nil
}

// promiseOf is the promise that a value in a public answer breaks.
func promiseOf(s canary.Sighting) string {
	switch {
	case strings.Contains(s.Canary, "first") || strings.Contains(s.Canary, "took out"):
		return "original-words-stay-private"
	case strings.Contains(s.Canary, "address") || strings.Contains(s.Canary, "postcode"):
		return "private-details-stay-sealed"
	case strings.Contains(s.Canary, "response"):
		return "nothing-is-shown-before-it-is-read"
	case strings.Contains(s.Canary, "gender") || strings.Contains(s.Canary, "ethnic"):
		return "private-details-stay-sealed"
	}
	return "only-moderators-publish"
}
