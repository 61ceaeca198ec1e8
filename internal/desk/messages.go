package desk

import (
	"errors"
	"net/http"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/region"
	"candour/internal/story"
)

// messageTemplates lists the words to begin a message with, from the region's profile.
func messageTemplates(d *desk) error {
	return d.JSON(http.StatusOK, map[string]any{"messages": append([]region.Message{}, deployment.Of(d.App).Region.Messages...)})
}

// writeToAuthor carries a message to the author. The story stays where it is.
func writeToAuthor(d *desk) error {
	var sent struct {
		Note string `json:"note"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	err := flow.WriteToAuthor(d.App, id, d.moderator.Id, sent.Note)
	if errors.Is(err, flow.ErrTooOften) {
		return d.refuse(http.StatusTooManyRequests, "Ten messages about this story within an hour are enough. Wait a while. Nothing you wrote is lost.")
	}
	if errors.Is(err, story.ErrStep) && !errors.Is(err, story.ErrWithdrawn) {
		err = errTakenDown
	}
	return d.storyAfter(id, err)
}

// markAnswersDone notes that what the author wrote needs no answer.
func markAnswersDone(d *desk) error {
	id := d.Request.PathValue("id")
	return d.storyAfter(id, flow.MarkAnswersDone(d.App, id))
}

// storyAfter answers with the story as it is after something was done about it.
func (d *desk) storyAfter(id string, err error) error {
	if err != nil {
		return d.fail(err, id, storedStory)
	}
	view, err := d.storyNow(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, decided{view.State, view})
}
