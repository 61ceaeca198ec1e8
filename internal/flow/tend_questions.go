package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// TendQuestions keeps the time of all that was asked: it reminds services and authors
// once, and when their time is over the stories go back to the moderators. What an
// author was asked can be answered later too, and nothing is deleted. It returns how
// many stories came back. What fails for one stops no other.
func TendQuestions(app core.App) (back int, err error) {
	due, err := records.QuestionsDue(app, now(app))
	failures := []error{err}
	for _, q := range due {
		n, err := tendQuestion(app, q.Id)
		back, failures = back+n, append(failures, err)
	}
	asked, err := records.AuthorsAskedBefore(app, now(app).Add(-story.AuthorRemindedAfter))
	failures = append(failures, err)
	for _, a := range asked {
		n, err := tendAuthor(app, a.Story)
		back, failures = back+n, append(failures, err)
	}
	return back, errors.Join(failures...)
}

// AuthorAnswersUntil is when the time of an author is over who was asked something: at the
// end of a day, which is what their letter and their page say.
func AuthorAnswersUntil(app core.App, askedAt time.Time) time.Time {
	return deployment.Of(app).Region.EndOfDayAfter(askedAt, story.AuthorAnswersWithin)
}

// AuthorAnswersOn is the last day of that time.
func AuthorAnswersOn(app core.App, askedAt time.Time) time.Time {
	return AuthorAnswersUntil(app, askedAt).Add(-time.Second)
}

func tendQuestion(app core.App, id string) (back int, err error) {
	err = inTx(app, "keeping the time of a question", func(tx core.App) error {
		q, err := records.FindServiceQuestion(tx, id)
		if err != nil {
			return ignoreGone(err)
		}
		s, err := records.FindStory(tx, q.Story())
		if err != nil {
			return err
		}
		at, f := now(tx), q.Facts()
		switch {
		case f.IsOver():
			return nil // somebody was quicker
		case !s.State().MayBeModerated():
			return endQuestions(tx, s.Id)
		case f.IsSilent(at):
			err := endQuestion(tx, s, q, story.QuestionSilence, "", "")
			back = cameBack(err)
			return err
		case f.RemindAt.IsZero() || f.RemindAt.After(at) || !f.RemindedAt.IsZero():
			return nil
		}
		v, err := records.FindService(tx, q.Service())
		if err != nil {
			return err
		}
		to, err := whomToShow(tx, s.Id, v, at)
		if err != nil {
			return err
		}
		q.SetReminded(at)
		if err := records.SaveQuestion(tx, q); err != nil {
			return err
		}
		return oweQuestion(tx, mail.ServiceReminded, q, to, at)
	})
	return back, err
}

func tendAuthor(app core.App, storyID string) (back int, err error) {
	err = inTx(app, "keeping the time of an author", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return ignoreGone(err)
		}
		asked, err := records.AuthorAsked(tx, storyID)
		if err != nil {
			return ignoreGone(err) // answered meanwhile
		}
		if at := now(tx); at.Before(AuthorAnswersUntil(tx, asked.At)) {
			if at.Before(asked.At.Add(story.AuthorRemindedAfter)) {
				return nil
			}
			return oweAuthor(tx, mail.QuestionReminded, storyID, asked.Message, at)
		}
		if err := backToDesk(tx, s); err != nil {
			return err
		}
		err = act(tx, s, "", "author-silence", nil, "")
		back = cameBack(err)
		return err
	})
	return back, err
}

// cameBack counts a story that came back, unless it did not.
func cameBack(err error) int {
	if err != nil {
		return 0
	}
	return 1
}
