package desk

import (
	"net/http"

	"candour/internal/directory"
	"candour/internal/records"
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
		"edits": reasonViews(story.EditReasonsFor("text")), "tags": reasonViews(story.EditReasonsFor("tags")),
		"services": reasonViews(story.EditReasonsFor("services"))})
}

func reasonViews(list []story.Reason) []reasonView {
	out := make([]reasonView, len(list))
	for i, r := range list {
		out[i] = reasonView(r)
	}
	return out
}

// mostFound is how many services, or organisations, a search shows.
const mostFound = 8

// services searches the directory for what a moderator types.
func services(d *desk) error {
	found, err := d.found(d.Request.URL.Query().Get("q"), mostFound)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"services": found})
}

// found searches the directory, in the order of the search.
func (d *desk) found(words string, most int) ([]serviceView, error) {
	index, err := directory.Cached(d.App)
	if err != nil {
		return nil, err
	}
	hits := index.SearchAll(words, most)
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return d.servicesByID(ids)
}

// organisations looks for an organisation by its name.
func organisations(d *desk) error {
	found, err := records.OrganisationsNamed(d.App, d.Request.URL.Query().Get("q"), mostFound)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views := make([]placeName, 0, len(found))
	for _, o := range found {
		views = append(views, placeName{o.Id, o.Name(), o.Town()})
	}
	return d.JSON(http.StatusOK, map[string]any{"organisations": views})
}
