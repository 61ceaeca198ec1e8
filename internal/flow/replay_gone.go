package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func replayAccounts(app core.App, facts []ledger.Fact, done *Replayed) error {
	there, err := records.AuthorsAmong(app, idsOf(facts))
	if err != nil {
		return err
	}
	noted, err := records.NotedErasures(app, idsOf(facts))
	if err != nil {
		return err
	}
	for _, f := range facts {
		if there[f.ID] != "" {
			done.Accounts++
			err = eraseAgain(app, f.ID)
		} else if noted[f.ID] == "" {
			err = records.NoteErasure(app, f.ID, factDay(f))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// eraseAgain erases an account that a backup brought back. Whoever had to be told
// was told the first time.
func eraseAgain(app core.App, authorID string) error {
	return inTx(app, "erasing an account again", func(tx core.App) error {
		stories, err := records.StoriesOfAuthor(tx, authorID)
		if err != nil {
			return err
		}
		if err := EraseAuthor(tx, authorID); err != nil {
			return err
		}
		for _, s := range stories {
			if err := records.DropLettersOf(tx, s.Id, "told before"); err != nil {
				return err
			}
		}
		return nil
	})
}

func replayStories(app core.App, facts []ledger.Fact, done *Replayed) error {
	states, err := records.StatesOf(app, idsOf(facts))
	if err != nil {
		return err
	}
	kinds, err := records.KindsOfGone(app, idsOf(facts))
	if err != nil {
		return err
	}
	for _, f := range facts {
		state, there := states[f.ID]
		if there && mustGo(story.State(state), f.Kind) {
			done.Stories++
			err = endAgain(app, f)
		} else if kinds[f.ID] == "" || (f.Kind == ledger.Erased && kinds[f.ID] != string(f.Kind)) {
			// The number is not used again, and its page still says that it is gone.
			err = records.WriteWithdrawal(app, f.ID, string(f.Kind), "", factDay(f))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mustGo reports whether a story in this state is still there in spite of what the
// ledger says.
func mustGo(s story.State, k ledger.Kind) bool {
	switch k {
	case ledger.Erased:
		return true
	case ledger.Withdrawn:
		return s != story.Withdrawn
	case ledger.Removed:
		return s == story.Published || s == story.Restricted || s.MayBeModerated()
	default: // an account is no story
		return false
	}
}

// endAgain ends a story that a backup brought back, as it had ended.
func endAgain(app core.App, f ledger.Fact) error {
	return inTx(app, "ending a story again", func(tx core.App) error {
		s, err := records.FindStory(tx, f.ID)
		if err != nil {
			return err
		}
		if err := records.DropLettersOf(tx, f.ID, "told before"); err != nil {
			return err
		}
		switch f.Kind {
		case ledger.Erased:
			return eraseStory(tx, s, factDay(f))
		case ledger.Withdrawn:
			return withdrawAgain(tx, f.ID)
		default:
			return removeAgain(tx, s, factDay(f))
		}
	})
}

// eraseStory erases one story whose account the ledger does not name.
func eraseStory(tx core.App, s *records.Story, at time.Time) error {
	tags, err := records.TagsOnStories(tx, []string{s.Id})
	if err != nil {
		return fmt.Errorf("reading the tags of a story: %w", err)
	}
	if err := records.DeleteLetters(tx, "", []string{s.Id}); err != nil {
		return err
	}
	if err := deleteStory(tx, s, at); err != nil {
		return err
	}
	return records.DropUnusedTags(tx, tags)
}

func withdrawAgain(tx core.App, storyID string) error {
	a, err := records.FindAuthorOf(tx, storyID)
	if err != nil {
		return fmt.Errorf("finding who told a story: %w", err)
	}
	if err := WithdrawStory(tx, a.Id, storyID); err != nil {
		return err
	}
	return records.DropLettersOf(tx, storyID, "told before", string(mail.Password))
}

// takenDown is what an author reads under a story of theirs that was taken down
// after the backup was made.
const takenDown = "We had taken this story down. The data of this site was since restored from an earlier copy, and the story was taken down again."

// removeAgain takes a story down. One that the backup knows from before it was
// published goes the only way it may, and is refused.
func removeAgain(tx core.App, s *records.Story, at time.Time) error {
	to, what := story.Removed, "removed"
	if s.State().MayBeModerated() {
		to, what = story.Rejected, "rejected"
	}
	reason := story.OtherReason
	if w, err := records.FindWithdrawal(tx, s.Id); err == nil {
		reason = w.Reason()
	} else if !errors.Is(err, records.ErrNotFound) {
		return err
	}
	if err := records.WriteWithdrawal(tx, s.Id, "removed", reason, at); err != nil {
		return err
	}
	s.SetState(to)
	s.SetReason(reason, takenDown)
	s.SetHeldFor("")
	s.SetEnded(now(tx))
	if err := act(tx, s, "", what, nil, reason); err != nil {
		return err
	}
	if err := records.DropProposals(tx, s.Id); err != nil {
		return err
	}
	if err := records.DropReaderReports(tx, s.Id); err != nil {
		return err
	}
	return endReviews(tx, s.Id)
}

// factDay is the day on which something went.
func factDay(f ledger.Fact) time.Time {
	at, err := time.Parse(time.DateOnly, f.Day)
	if err != nil {
		return time.Time{}
	}
	return at
}
