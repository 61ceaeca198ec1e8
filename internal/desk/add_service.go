package desk

import (
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
)

// addService adds a service that no list has, and links the story to it, with
// whatever else the moderator changed.
func addService(d *desk) error {
	id := d.Request.PathValue("id")
	var sent struct {
		decision
		Service struct {
			details
			Organisation string `json:"organisation"`
			Parent       string `json:"parent"`
		} `json:"service"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	linked := sent.Services
	if linked == nil {
		now, err := records.StoryServiceIDs(d.App, id)
		if err != nil {
			return d.InternalServerError("", err)
		}
		linked = &now
	}
	if err := d.checkServicesAnd(linked, 1); err != nil {
		return d.fail(err, id, nil)
	}
	f := sent.by(d.moderator.Id, id)
	u := flow.Unlisted{Details: sent.Service.records(), Organisation: sent.Service.Organisation, Parent: sent.Service.Parent}
	added, err := flow.AddService(d.App, f, u)
	if err != nil {
		return d.fail(err, id, storedStory)
	}
	if err := d.dropSaved(id, sent.Over); err != nil {
		return d.fail(err, id, nil)
	}
	view, err := d.storyNow(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, map[string]any{"state": view.State, "story": view, "service": added})
}
