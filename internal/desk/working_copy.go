package desk

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"candour/internal/flow"
	"candour/internal/records"
)

// typedView is what a moderator has typed on a story and not saved. The panel sends
// and gets it in the same shape.
type typedView struct {
	Version int             `json:"version"` // of the story that it was begun on
	Words   words           `json:"words"`
	Was     json.RawMessage `json:"was"`  // the story as it was then
	More    json.RawMessage `json:"more"` // tags, services, reasons, letters begun
	Saved   string          `json:"saved"`
}

// readCopy answers with the moderator's own working copy of a story, or with none.
func readCopy(d *desk) error {
	id := d.Request.PathValue("id")
	if _, err := d.storyHere(id); err != nil {
		return d.fail(err, id, nil)
	}
	c, err := records.FindWorkingCopy(d.App, id, d.moderator.Id)
	if errors.Is(err, records.ErrNotFound) {
		return d.JSON(http.StatusOK, map[string]any{"copy": nil})
	}
	if err != nil {
		return d.InternalServerError("", err)
	}
	t := c.Typed()
	return d.JSON(http.StatusOK, map[string]any{"copy": typedView{t.Version, words(t.Words), t.Was, t.More, moment(d.App, c.SavedAt())}})
}

// whoWasQuicker tells whether a story is another than the version that a moderator has
// before them; then it answers with the story as it is and with who acted.
func whoWasQuicker(d *desk) error {
	id := d.Request.PathValue("id")
	s, err := d.storyHere(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	opened, _ := strconv.Atoi(d.Request.URL.Query().Get("version"))
	return d.quicker(id, s.Version() == opened, map[string]any{})
}

// quicker adds to an answer what a colleague or the author did meanwhile.
func (d *desk) quicker(id string, same bool, answer map[string]any) error {
	if !same {
		now, who, err := storedStory(d, id)
		if err != nil {
			return d.fail(err, id, nil)
		}
		answer["stored"], answer["message"] = now, who
	}
	return d.JSON(http.StatusOK, answer)
}

// keepCopy keeps what a moderator has typed, and tells at once when a colleague or the
// author has changed the story since it was opened.
func keepCopy(d *desk) error {
	id := d.Request.PathValue("id")
	var sent typedView
	if err := d.read(&sent); err != nil {
		return err
	}
	err := flow.KeepWorkingCopy(d.App, id, d.moderator.Id, records.Typed{Version: sent.Version, Words: records.Words(sent.Words), Was: sent.Was, More: sent.More})
	if err != nil {
		return d.fail(err, id, storedStory)
	}
	s, err := records.FindStory(d.App, id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.quicker(id, s.Version() == sent.Version, map[string]any{"saved": d.clock()})
}

// dropCopy throws the moderator's own working copy away.
func dropCopy(d *desk) error {
	id := d.Request.PathValue("id")
	if err := flow.DropWorkingCopy(d.App, id, d.moderator.Id); err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, map[string]any{"copy": nil})
}
