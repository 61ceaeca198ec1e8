package pages

import (
	"net/http"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/search"
	"candour/internal/story"
)

// How many stories the front page shows.
const (
	latestOnHome  = 6
	changedOnHome = 2
)

// showHome is the front page.
func showHome(e *core.RequestEvent) error {
	var view homeView
	var err error
	if view.Numbers, err = siteNumbers(e.App); err != nil {
		return err
	}
	if view.Changed, err = fewCards(e, search.Query{Progress: []string{string(story.Made)}, Limit: changedOnHome}); err != nil {
		return err
	}
	if view.Latest, err = fewCards(e, search.Query{Limit: latestOnHome + changedOnHome}); err != nil {
		return err
	}
	view.Latest = without(view.Latest, view.Changed, latestOnHome)
	return homePage.show(e, http.StatusOK, view)
}

// without are the first stories of a list that are not in another.
func without(list, other []StoryCard, most int) []StoryCard {
	list = slices.DeleteFunc(list, func(c StoryCard) bool {
		return slices.ContainsFunc(other, func(o StoryCard) bool { return o.ID == c.ID })
	})
	return list[:min(len(list), most)]
}

func fewCards(e *core.RequestEvent, q search.Query) ([]StoryCard, error) {
	r, err := search.Find(e.App, e.Request.Context(), q)
	if err != nil {
		return nil, err
	}
	return cardsOf(e, r.Hits)
}
