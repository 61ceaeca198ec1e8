package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrSenior says that only a senior moderator may do this.
var ErrSenior = errors.New("only a senior moderator can do this")

// RestrictStory shuts the words of a published story until a day on which it is
// looked at again. The public still sees that it exists and why it is shut. The
// author is told, and the members who were told of the story.
//
// Kept by: only seniors close.
func RestrictStory(app core.App, d Decision) error {
	return endPublication(app, d, story.Restricted, "restricted", mail.StoryClosed)
}

// RemoveStory takes a published story down, with a public reason, and
// tells its author.
//
// Kept by: only seniors close.
func RemoveStory(app core.App, d Decision) error {
	return endPublication(app, d, story.Removed, "removed", mail.StoryRemoved)
}

func endPublication(app core.App, d Decision, to story.State, what string, kind mail.Kind) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckStoryRefusal(d.Reason, d.Note); err != nil {
		return err
	}
	if err := leadsNowhere(app, "note", d.Note); err != nil {
		return err
	}
	return inTx(app, "ending a publication", func(tx core.App) error {
		if _, err := seniorModerator(tx, d.Moderator); err != nil {
			return err
		}
		s, err := records.FindStory(tx, d.StoryID)
		if err != nil {
			return err
		}
		if s.Version() != d.Version {
			return story.ErrChanged
		}
		if err := story.CheckStep(s.State(), to); err != nil || s.State() == to {
			return story.ErrStep
		}
		at := now(tx)
		told, err := membersTold(tx, s)
		if err != nil {
			return err
		}
		before, err := records.RestrictionsOf(tx, s.Id)
		if err != nil {
			return err
		}
		if to == story.Removed {
			if err := noteGone(tx, s.Id, "removed", d.Reason, at); err != nil {
				return err
			}
		}
		s.SetState(to)
		s.SetReason(d.Reason, d.Note)
		s.SetEnded(at)
		if err := act(tx, s, d.Moderator, what, nil, d.Reason); err != nil {
			return err
		}
		if err := keepRestriction(tx, s, d, what, at); err != nil {
			return err
		}
		if to == story.Removed {
			err = errors.Join(tellGone(tx, s.Id, told, at), overtakeAppeals(tx, before))
		} else {
			err = errors.Join(records.DropLettersOf(tx, s.Id, what), tellClosed(tx, s, told, at))
		}
		if err != nil {
			return err
		}
		return oweAuthor(tx, kind, s.Id, fmt.Sprint(s.Version()), at)
	})
}
