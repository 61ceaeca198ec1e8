package desk

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// found is one problem of one field, in the shape that the panel shows by itself.
type found struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// refusal is any answer but the one hoped for.
type refusal struct {
	Status  int              `json:"status"`
	Message string           `json:"message"`
	Data    map[string]found `json:"data"`
	Stored  any              `json:"stored,omitempty"` // what is stored now, after a clash
}

// fieldNames turns the names of the public form's fields into the desk's own.
var fieldNames = map[string]string{
	story.FieldStory: "text", story.FieldScreenName: "screenName", story.FieldResponse: "text", "service": "services",
}

func (d *desk) refuse(status int, message string) error {
	return d.JSON(status, refusal{Status: status, Message: message, Data: map[string]found{}})
}

// fail answers what went wrong. stored reads what is stored now; after a clash it
// is sent along, so that nobody has to look for it.
func (d *desk) fail(err error, id string, stored func(*desk, string) (any, string, error)) error {
	var problems story.Problems
	problem, one := story.AsProblem(err)
	var claimed flow.ClaimedError
	switch {
	case errors.As(err, &claimed):
		return d.failClaimed(claimed.Claim)
	case errors.As(err, &problems):
		return d.invalid(problems)
	case one:
		return d.invalid(story.Problems{problem})
	case errors.Is(err, flow.ErrSeniorAfterDanger):
		return d.refuse(http.StatusForbidden, "Somebody may have been in danger here. A senior moderator decides on this story, or has to have agreed with the way that was chosen.")
	case errors.Is(err, flow.ErrSenior):
		return d.refuse(http.StatusForbidden, "Only a senior moderator decides about this.")
	case errors.Is(err, story.ErrWithdrawn), errors.Is(err, errTakenDown):
		return d.gone(err)
	case errors.Is(err, records.ErrNotFound):
		return d.missing(id)
	case errors.Is(err, story.ErrChanged), errors.Is(err, story.ErrStep):
		now, who, err := stored(d, id)
		if err != nil {
			return d.fail(err, id, nil)
		}
		return d.JSON(http.StatusConflict, refusal{http.StatusConflict, who, map[string]found{}, now})
	}
	return d.InternalServerError("That did not work. Nothing was changed. Try again.", err)
}

// errTakenDown says that the site itself took a story down.
var errTakenDown = errors.New("this story was taken down")

// gone tells that a story is not coming back, and nothing of what it said.
func (d *desk) gone(err error) error {
	if errors.Is(err, errTakenDown) {
		return d.refuse(http.StatusGone, "This story was taken down.")
	}
	return d.refuse(http.StatusGone, "The author has taken this story back. It is gone for good.")
}

// missing tells a story that was erased from one that never was.
func (d *desk) missing(id string) error {
	if _, err := records.FindWithdrawal(d.App, id); err == nil {
		return d.gone(story.ErrWithdrawn)
	}
	return d.refuse(http.StatusNotFound, "There is nothing here with that number.")
}

func (d *desk) invalid(problems story.Problems) error {
	fields := map[string]found{}
	for _, p := range problems {
		name := p.Field
		if own, ok := fieldNames[name]; ok {
			name = own
		}
		if _, already := fields[name]; !already {
			fields[name] = found{"invalid", p.Text}
		}
	}
	return d.JSON(http.StatusUnprocessableEntity, refusal{http.StatusUnprocessableEntity, problems[0].Text, fields, nil})
}

// read fills what the panel sent. A body that is too large or no JSON is refused
// as a whole; the form in the panel still holds every word.
func (d *desk) read(into any) error {
	err := d.BindBody(into)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, apis.ErrRequestEntityTooLarge):
		return apis.NewApiError(http.StatusRequestEntityTooLarge, "That is too long to send. Nothing was changed.", nil)
	}
	return apis.NewBadRequestError("That could not be read. Nothing was changed.", nil)
}
