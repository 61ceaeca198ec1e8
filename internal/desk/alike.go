package desk

import (
	"net/http"

	"candour/internal/flow"
)

// alikeView is another story that says the same, or seems to tell of the same.
type alikeView struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	State   string `json:"state"`
	Copy    bool   `json:"copy"`    // most of the words are the same
	Percent int    `json:"percent"` // of the words that are compared
}

// storiesAlike looks for stories that repeat one. It is asked for apart from the
// story, so that the story is there at once.
func storiesAlike(d *desk) error {
	view, err := d.storyNow(d.Request.PathValue("id"))
	if err != nil {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	found, err := flow.FindAlike(d.App, view.ID)
	if err != nil {
		return d.fail(err, view.ID, nil)
	}
	alike := make([]alikeView, 0, len(found))
	for _, a := range found {
		v := alikeView{ID: a.ID, Title: a.Title, State: string(a.State), Copy: a.Copy(), Percent: int(100*a.Copied + 0.5)}
		if !v.Copy {
			v.Percent = int(100*a.Episode + 0.5)
		}
		alike = append(alike, v)
	}
	return d.JSON(http.StatusOK, map[string]any{"alike": alike})
}
