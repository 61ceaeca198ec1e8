package pages

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/story"
)

// doReply takes the author's public reply.
func doReply(e *core.RequestEvent) error {
	return sayAboutStory(e, story.FieldResponse, flow.ReplyToStory, story.ErrStep, "replied")
}

// sayAboutStory takes what an author typed into a field of their story's page. Where
// the story has moved on meanwhile, the page says so by itself.
func sayAboutStory(e *core.RequestEvent, field string, say func(app core.App, authorID, storyID, text string) error, moved error, done string) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = say(e.App, signedIn(e).Author.Id, s.Id, form.Get(field))
	if problems, ok := problemsOf(err); ok {
		view, err := readOwnStory(e, s, form.Get(story.FieldResponse), problems)
		if err != nil {
			return err
		}
		return ownStoryPage.show(e, http.StatusUnprocessableEntity, view)
	}
	if errors.Is(err, story.ErrAppeal) {
		return tooLateAsAuthor(e, s, form.Get(field))
	}
	if errors.Is(err, moved) {
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	}
	if err != nil {
		return err
	}
	return leadTo(e, ownPath(s), done)
}

// doAgree takes the author's yes to the edits they were shown: to no others.
func doAgree(e *core.RequestEvent) error {
	s, err := ownStory(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	if form.Get("version") != strconv.Itoa(s.Version()) {
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	}
	err = flow.AgreeToEdits(e.App, signedIn(e).Author.Id, s.Id, s.Version())
	if errors.Is(err, story.ErrStep) {
		return e.Redirect(http.StatusSeeOther, ownPath(s)+"?moved")
	}
	if err != nil {
		return err
	}
	return leadTo(e, ownPath(s), "agreed")
}
