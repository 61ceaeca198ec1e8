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

// TellLate tells authors, once, that nobody has read their story within the time they
// were told, and moderators, once a working day, that a story waits so long; of one that
// waits for a senior moderator, the senior ones. What was acted on since counts from then:
// it came back from somebody who was asked. It returns how many stories are late.
func TellLate(app core.App) (late int, err error) {
	waiting, err := records.StoriesToldBefore(app, LateSince(app))
	if err != nil {
		return 0, err
	}
	forSeniors := 0
	late, err = oneByOne(app, "telling of a late story", waiting, func(tx core.App, id string) (bool, error) {
		s, err := records.FindStory(tx, id)
		if err != nil {
			return false, ignoreGone(err)
		}
		late, err := isLate(tx, s)
		if err == nil && late && s.State() == story.Held {
			forSeniors++
		}
		return late, err
	})
	here := deployment.Of(app).Region
	if late == 0 || !here.IsOpen(now(app)) { // at night nobody is at work to read it
		return late, err
	}
	today := now(app).In(here.Zone()).Format(time.DateOnly)
	return late, errors.Join(err, inTx(app, "telling moderators of late stories", func(tx core.App) error {
		if forSeniors == late {
			return oweSeniorsOnce(tx, mail.QueueLate, "", "", today)
		}
		return oweModerators(tx, mail.QueueLate, "", today, now(tx))
	}))
}

// isLate says whether a story has waited for us longer than promised. The author of one
// that nobody has acted on is told.
func isLate(tx core.App, s *records.Story) (bool, error) {
	if s.State() != story.Submitted && (s.State() != story.Held || s.HeldFor() != heldForSenior) {
		return false, nil
	}
	acts, err := records.ActsOnStory(tx, s.Id)
	if err != nil {
		return false, err
	}
	if len(acts) == 0 {
		if !IsPast(tx, PromisedBy(tx, s.SubmittedAt())) {
			return true, nil
		}
		return true, oweAuthor(tx, mail.StoryLate, s.Id, "", now(tx))
	}
	return !PromisedBy(tx, acts[len(acts)-1].At()).After(now(tx)), nil
}

// late words the letters about a story that waits too long, as long as one does.
func (w wording) late(kind mail.Kind, mine string) (mail.Letter, error) {
	if kind == mail.QueueLate {
		waiting, err := records.StoriesToldBefore(w.app, LateSince(w.app))
		if err == nil && len(waiting) == 0 {
			err = dropped("nothing is late any more")
		}
		return mail.QueueLateLetter{DeskURL: w.url("/_/")}, err
	}
	s, err := w.story()
	if err == nil && s.State() != story.Submitted {
		err = dropped("the story has moved on")
	}
	return mail.StoryLateLetter{StoryURL: mine}, err
}
