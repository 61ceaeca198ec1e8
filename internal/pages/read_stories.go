package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/search"
	"candour/internal/story"
)

// showStories is the list of all stories, and the search.
func showStories(e *core.RequestEvent) error {
	a, err := readAsked(e)
	if err != nil {
		return err
	}
	view := storiesView{Heading: "Stories"}
	if a.query.Words != "" {
		view.Heading = "Stories with “" + a.query.Words + "”"
	}
	return showList(e, a, view)
}

// showTag is the list of the stories that carry a tag.
func showTag(e *core.RequestEvent) error {
	t, err := records.FindPublicTag(e.App, e.Request.PathValue("slug"))
	if err != nil {
		return err
	}
	a, err := readAsked(e, slices.DeleteFunc(slices.Clone(askedNames), func(name string) bool { return name == "tag" })...)
	if err != nil {
		return err
	}
	a.query.Tag = t.Id
	return showList(e, a, storiesView{Heading: "Stories tagged “" + t.Name() + "”", Hidden: []Hidden{{"tag", t.Slug()}}})
}

func showList(e *core.RequestEvent, a *asked, view storiesView) error {
	view.Query, view.Filters = a.query.Words, a.filters
	for _, name := range []string{"service", "organisation", "place", "tag", "from", "to"} {
		if v := a.values.Get(name); v != "" {
			view.Hidden = append(view.Hidden, Hidden{name, v})
		}
	}
	orders := orderChoices
	if a.query.Words == "" {
		orders = orderChoices[:2]
	}
	view.Order = a.field("order", "Order", "", orders)
	view.Role = a.field("role", "Told by", "Anybody", roleChoices)
	view.Age = a.field("age", "About", "Anybody", ageChoices)
	view.Reached = a.field("progress", "How far it has come", "Any", progressChoices)
	view.Narrowed = a.values.Get("role")+a.values.Get("age")+a.values.Get("progress")+a.values.Get("order") != ""
	keep := url.Values{}
	for k, v := range a.values {
		keep[k] = v
	}
	for _, h := range view.Hidden { // the tag of its own page too
		keep.Set(h.Name, h.Value)
	}
	view.Feed = storiesFeed(keep)
	found, trouble, err := a.find(e)
	if err != nil {
		return err
	}
	view.found, view.Trouble = found, trouble
	if view.Nearby, err = nearby(e.App, a.query.Words); err != nil {
		return err
	}
	return storiesPage.show(e, http.StatusOK, view)
}

// mostNearby is how many services stand above what a search found.
const mostNearby = 3

// nearby lists the services and the tag that somebody's words may mean: the
// words of stories seldom hold the whole name of a hospital or a town.
func nearby(app core.App, words string) ([]Link, error) {
	if words == "" {
		return nil, nil
	}
	index, err := directory.Cached(app)
	if err != nil {
		return nil, err
	}
	var links []Link
	for _, h := range index.Search(words, mostNearby) {
		name := h.Name
		if h.Town != "" {
			name += ", " + h.Town
		}
		links = append(links, Link{"Stories about " + name, "/services/" + h.ID})
	}
	t, err := records.FindPublicTag(app, story.TagSlug(words))
	if err == nil {
		links = append(links, Link{"Stories tagged “" + t.Name() + "”", "/tags/" + t.Slug()})
	} else if !errors.Is(err, records.ErrNotFound) {
		return nil, err
	}
	return links, nil
}

// found is one page of stories, in a list of its own or on another page.
type found struct {
	Total   int
	More    bool // there are more than Total
	Stories []StoryCard
	Paging  Paging
	Further Link // where the numbered pages end
	Beyond  bool // the page asked for lies beyond the last
}

// find looks for the stories asked for. trouble is what to tell the reader when
// that would take too long.
func (a *asked) find(e *core.RequestEvent) (f found, trouble string, err error) {
	if a.nothing {
		return f, "", nil
	}
	r, err := search.Find(e.App, e.Request.Context(), a.query)
	if errors.Is(err, search.ErrTooMany) {
		return f, "Too many stories match. Add a word or another choice, and search again.", nil
	}
	if err != nil {
		return f, "", err
	}
	if f.Stories, err = cardsOf(e, r.Hits); err != nil {
		return f, "", err
	}
	f.Total, f.More, f.Beyond = r.Total, r.More, len(r.Hits) == 0 && r.Total > 0 || r.Page > 1 && r.Total == 0
	keep := url.Values{}
	for k, v := range a.values {
		keep[k] = v
	}
	f.Paging = NewPaging(a.path, keep, r.Page, r.Pages)
	if f.Beyond {
		f.Paging = Paging{}
	}
	if r.Further > 0 && r.Page >= r.Pages {
		f.Further = Link{a.furtherWords(r), a.with("past", strconv.Itoa(r.Further))}
	}
	return f, "", nil
}

func (a *asked) furtherWords(r search.Result) string {
	direction := "older"
	if a.query.Order == search.Oldest {
		direction = "newer"
	}
	if r.Looked {
		return "We stopped looking here. Look among " + direction + " stories"
	}
	return "Go on with " + direction + " stories"
}
