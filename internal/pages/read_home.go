package pages

import (
	"net/http"

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
	if view.Latest, err = fewCards(e, search.Query{Limit: latestOnHome}); err != nil {
		return err
	}
	return homePage.show(e, http.StatusOK, view)
}

func fewCards(e *core.RequestEvent, q search.Query) ([]StoryCard, error) {
	r, err := search.Find(e.App, e.Request.Context(), q)
	if err != nil {
		return nil, err
	}
	return cardsOf(e, r.Hits)
}
