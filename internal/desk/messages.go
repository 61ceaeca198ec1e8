package desk

import (
	"errors"
	"net/http"

	"candour/internal/flow"
	"candour/internal/story"
)

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
		return d.failOften(err, id)
	}
	if errors.Is(err, story.ErrStep) && !errors.Is(err, story.ErrWithdrawn) {
		err = errTakenDown
	}
	return d.storyAfter(id, err)
}

// failOften is fail where somebody may have written too often.
func (d *desk) failOften(err error, id string) error {
	if errors.Is(err, flow.ErrTooOften) {
		return d.refuse(http.StatusTooManyRequests, "Ten messages about this story within an hour are enough. Wait a while. Nothing you wrote is lost.")
	}
	return d.fail(err, id, storedStory)
}

// markAnswersDone notes that what the author wrote needs no answer.
func markAnswersDone(d *desk) error {
	id := d.Request.PathValue("id")
	return d.storyAfter(id, flow.MarkAnswersDone(d.App, id, d.moderator.Id))
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
