package hooks

import (
	"errors"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

var errQuestion = errors.New("a service is asked by a moderator, once, about the place alone, and answers once")

// A service may be asked about the place a story is about, and never about its author.
//
// Only an active moderator asks, about a story that is still to be decided on. The
// question leads to nobody: it holds no address of anybody and not the story's number.
// What is the author's own is never compared with it: a refusal would tell whoever
// guesses that they guessed well. Once it is sent it is never changed, nor the time for it. One answer is kept,
// without e-mail addresses, and none when the time is over or the story is gone.
func questionsNameNoAuthor(app core.App, name string) {
	guard(app, name, "service_questions", func(tx core.App, before, after *core.Record) error {
		is, was := records.FactsOfQuestion(after), factsOf(before, records.FactsOfQuestion)
		gone, err := isDecided(tx, is.Story)
		if err != nil {
			return err
		}
		if err := story.CheckQuestionStep(was, is, deployment.Now(tx), gone); err != nil {
			return errors.Join(errQuestion, err)
		}
		if holdsEmail(is.Answer) {
			return errQuestion
		}
		if was != nil {
			return nil
		}
		m, err := records.FindModerator(tx, is.By)
		if err != nil || !m.Active() || strings.Contains(strings.ToLower(is.Text), is.Story) ||
			hints.Reaches(is.Text, deployment.Of(tx).PublicContacts()) {
			return errQuestion
		}
		return nil
	})
	stays(app, name, "service_questions", errQuestion, nil)
}

// isDecided reports whether a story is not on the desk any more.
func isDecided(tx core.App, storyID string) (bool, error) {
	s, err := records.FindStory(tx, storyID)
	if errors.Is(err, records.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return !s.State().MayBeModerated(), nil
}
