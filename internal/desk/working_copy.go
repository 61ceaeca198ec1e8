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
	Over    string          `json:"over"` // sent: the fingerprint of the copy it takes the place of; answered: its own
}

// readCopy answers with the moderator's own working copy of a story, or with none.
func readCopy(d *desk) error {
	id := d.Request.PathValue("id")
	if _, err := d.storyHere(id); err != nil {
		return d.fail(err, id, nil)
	}
	c, err := d.ownCopy(id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"copy": c})
}

// ownCopy is what the moderator has typed on a story; nil for nothing.
func (d *desk) ownCopy(id string) (*typedView, error) {
	c, err := records.FindWorkingCopy(d.App, id, d.moderator.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t := c.Typed()
	return &typedView{t.Version, words(t.Words), t.Was, t.More, moment(d.App, c.SavedAt()), c.Fingerprint()}, nil
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
	kept, err := flow.KeepWorkingCopy(d.App, id, d.moderator.Id,
		records.Typed{Version: sent.Version, Words: records.Words(sent.Words), Was: sent.Was, More: sent.More}, sent.Over)
	if errors.Is(err, flow.ErrOtherCopy) {
		return d.otherCopy(id)
	}
	if err != nil {
		return d.fail(err, id, storedStory)
	}
	s, err := records.FindStory(d.App, id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.quicker(id, s.Version() == sent.Version, map[string]any{"saved": d.clock(), "over": kept})
}

// otherCopy answers with what the moderator typed elsewhere, so that they can put both
// together. Nothing of it was changed.
func (d *desk) otherCopy(id string) error {
	c, err := d.ownCopy(id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusConflict, map[string]any{"status": http.StatusConflict, "data": map[string]any{}, "copy": c,
		"message": "You typed something else on this story in another tab or on another computer. Both are here, and nothing is lost."})
}

// dropCopy throws the moderator's own working copy away, if it is the one they have seen.
func dropCopy(d *desk) error {
	id := d.Request.PathValue("id")
	var sent typedView
	if err := d.read(&sent); err != nil {
		return err
	}
	err := flow.DropWorkingCopy(d.App, id, d.moderator.Id, sent.Over)
	if errors.Is(err, flow.ErrOtherCopy) {
		return d.otherCopy(id)
	}
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, map[string]any{"copy": nil})
}

// dropSaved throws the working copy away that an act has saved. What was typed elsewhere,
// and not seen here, is still unsaved: it stays.
func (d *desk) dropSaved(id, over string) error {
	if err := flow.DropWorkingCopy(d.App, id, d.moderator.Id, over); err != nil && !errors.Is(err, flow.ErrOtherCopy) {
		return err
	}
	return nil
}
