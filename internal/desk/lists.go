package desk

import (
	"net/http"

	"candour/internal/directory"
	"candour/internal/story"
)

// reasonView is one reason for refusing something.
type reasonView struct {
	Code       string `json:"code"`
	Label      string `json:"label"`
	Meaning    string `json:"meaning"`
	Suggestion string `json:"suggestion"`
}

// reasons lists why a story, or a response, may be refused, with what each means
// and words to begin with.
func reasons(d *desk) error {
	return d.JSON(http.StatusOK, map[string][]reasonView{
		"stories": reasonViews(story.StoryReasons()), "responses": reasonViews(story.ResponseReasons()),
		"edits": reasonViews(story.EditReasons())})
}

func reasonViews(list []story.Reason) []reasonView {
	out := make([]reasonView, len(list))
	for i, r := range list {
		out[i] = reasonView(r)
	}
	return out
}

// mostFound is how many services a search shows.
const mostFound = 8

// services searches the directory for what a moderator types.
func services(d *desk) error {
	index, err := directory.Cached(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	found := []serviceView{}
	for _, h := range index.Search(d.Request.URL.Query().Get("q"), mostFound) {
		found = append(found, serviceView{ID: h.ID, Name: h.Name, Town: h.Town, Organisation: h.Organisation})
	}
	return d.JSON(http.StatusOK, map[string]any{"services": found})
}
