package pages

import (
	"errors"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

const (
	fieldMessage = "message" // the moderators' box where there is another for the public
	fieldMasked  = "masked"  // the author has seen what is left out
	leaveOut     = "Leave out e-mail addresses, phone numbers and postcodes: we take them out before anybody reads it."
)

// maskedMessage is what the moderators would read of a message, and what is left
// out of it.
type maskedMessage struct{ Text, Left string }

// addWrite offers a message to the moderators, where no answer is waited for.
func (v *ownStoryView) addWrite(s *records.Story, typed string, problems []Problem) {
	if s.State().IsGone() {
		return
	}
	f := Field{Name: fieldMessage, Label: "Write to the moderators", Value: typed, Rows: 4, Hint: "Only the moderators read this. " + leaveOut}.With(problems)
	v.Write = &f
}

// doAnswer takes the author's words to the moderators. Where something in them
// leads to somebody, the author is first shown what would be left out, with their
// own words still in the box.
func doAnswer(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	name := story.FieldResponse
	if form.Has(fieldMessage) {
		name = fieldMessage
	}
	typed := form.Get(name)
	masked, kinds, err := flow.MaskMessage(e.App, s.Id, typed)
	if err != nil {
		return err
	}
	left := leftOut(kinds)
	if left != "" && form.Get(fieldMasked) == "" {
		return showAnswer(e, s, http.StatusUnprocessableEntity, name, typed, []Problem{{name, "We would leave out " + left + ". Look at how it reads, then send it, or say it in another way."}},
			&maskedMessage{masked, left})
	}
	err = flow.AnswerModerator(e.App, signedIn(e).Author.Id, s.Id, typed)
	if errors.Is(err, flow.ErrTooOften) {
		e.Response.Header().Set("Retry-After", "3600")
		return showAnswer(e, s, http.StatusTooManyRequests, name, typed, []Problem{{name, "You have written ten times within an hour. The moderators read all of it. Send this in an hour; it is still here."}}, nil)
	}
	if problems, ok := problemsOf(err); ok {
		for i := range problems {
			problems[i].Field = name
		}
		return showAnswer(e, s, http.StatusUnprocessableEntity, name, typed, problems, nil)
	}
	switch {
	case errors.Is(err, story.ErrStep):
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	case err != nil:
		return err
	case left != "":
		return leadTo(e, ownPath(s), "answered-masked")
	case name == fieldMessage:
		return leadTo(e, ownPath(s), "wrote")
	}
	return leadTo(e, ownPath(s), "answered")
}

func showAnswer(e *core.RequestEvent, s *records.Story, status int, name, typed string, problems []Problem, masked *maskedMessage) error {
	answer := typed
	if name == fieldMessage {
		answer = ""
	}
	view, err := readOwnStory(e, s, answer, problems)
	if err != nil {
		return err
	}
	if name == fieldMessage {
		view.addWrite(s, typed, problems)
	}
	view.Masked = masked
	return ownStoryPage.show(e, status, view)
}

var leftWords = map[hints.Kind]string{
	hints.Email: "an e-mail address", hints.Phone: "a phone number", hints.Postcode: "a postcode", hints.HealthNumber: "a health number",
}

// leftOut says what is left out: "an e-mail address and a postcode".
func leftOut(kinds []hints.Kind) string {
	words := make([]string, 0, len(kinds))
	for _, k := range kinds {
		words = append(words, leftWords[k])
	}
	return strings.TrimSpace(inSentence(words))
}
