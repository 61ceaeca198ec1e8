package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// publishApproved publishes in the name of the moderator who let the story through.
func publishApproved(tx core.App, s *records.Story) error {
	moderator, err := letThroughBy(tx, s.Id)
	if err != nil {
		return err
	}
	return publish(tx, s, moderator)
}

// WithdrawStory takes a story back for its author: at once, from any state, for
// good. Members who were told of it are told that it is gone.
//
// Kept by: withdrawn stays withdrawn.
func WithdrawStory(app core.App, authorID, storyID string) error {
	return inTx(app, "taking a story back", func(tx core.App) error {
		s, err := records.FindStoryOfAuthor(tx, authorID, storyID)
		if err != nil {
			return err
		}
		if s.State() == story.Withdrawn {
			return nil
		}
		at := now(tx)
		told, err := membersTold(tx, s)
		if err != nil {
			return err
		}
		if err := noteGone(tx, s.Id, "withdrawn", "", at); err != nil {
			return err
		}
		if err := letQuotesGo(tx, s.Id, at); err != nil {
			return err
		}
		s.SetState(story.Withdrawn)
		s.SetEnded(at)
		s.ClearWithdrawn()
		s.NextVersion()
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("saving a story: %w", err)
		}
		return clearAfterWithdrawal(tx, s.Id, told, at)
	})
}

// noteGone notes that a story is gone and stops the letters about it, before it
// goes. Who was to be told that it is gone is still told.
//
// Kept by: withdrawal travels.
func noteGone(tx core.App, storyID, kind, reason string, at time.Time) error {
	if err := records.WriteWithdrawal(tx, storyID, kind, reason, at); err != nil {
		return err
	}
	if err := records.DropLikeness(tx, storyID); err != nil {
		return err
	}
	if err := records.DropWorkingCopies(tx, storyID); err != nil {
		return err
	}
	if err := records.DropReaderReports(tx, storyID); err != nil {
		return err
	}
	return records.DropLettersOf(tx, storyID, kind, string(mail.Password), string(mail.WithdrawnTold))
}

func clearAfterWithdrawal(tx core.App, storyID string, told []string, at time.Time) error {
	if err := records.DropOriginal(tx, storyID); err != nil {
		return err
	}
	if err := forgetWhere(tx, storyID); err != nil {
		return err
	}
	if err := endReviews(tx, storyID); err != nil {
		return err
	}
	if err := endQuestions(tx, storyID); err != nil {
		return err
	}
	if err := records.DropProposals(tx, storyID); err != nil {
		return err
	}
	if err := tellGone(tx, storyID, told, at); err != nil {
		return err
	}
	if _, err := records.SetReach(tx, storyID, nil); err != nil {
		return err
	}
	return oweAuthor(tx, mail.Withdrawn, storyID, "", at)
}

// forgetWhere forgets where a story's author lives and where it was sent from:
// a story that is gone needs neither. The consent stays with the story.
func forgetWhere(tx core.App, storyID string) error {
	c, err := records.FindContact(tx, storyID)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	sealer := deployment.Of(tx).Sealer
	c.SetPostcode(sealer, "")
	c.SetIP(sealer, "")
	if err := tx.Save(c); err != nil {
		return fmt.Errorf("forgetting where a story came from: %w", err)
	}
	return nil
}

// membersTold lists the members who must hear that a story is gone: a letter
// about it left for them, or may have. Old letters are swept, so for a story that
// was published long ago it is every member it reaches. Of a story that was taken
// back or taken down before, it is those who have not been told that yet.
func membersTold(tx core.App, s *records.Story) ([]string, error) {
	letters, err := records.LettersOfStory(tx, s.Id)
	if err != nil {
		return nil, err
	}
	gone := s.State().IsGone()
	var told []string
	for _, l := range letters {
		kind, sent := mail.Kind(l.Kind()), l.State() == "sent"
		if gone && kind == mail.WithdrawnTold && l.IsOpen() || !gone && kind == mail.StoryAlert && (sent || l.Tries() > 0) {
			told = append(told, l.To())
		}
	}
	if gone || s.PublishedAt().IsZero() || story.FindClock("letters").Ends(s.PublishedAt()).After(now(tx)) {
		return told, nil
	}
	members, err := records.MembersInScope(tx, s.Id)
	if err != nil {
		return nil, err
	}
	members, err = notKept(tx, s.Id, members) // they were not told: that it is gone would tell them
	for _, m := range members {
		if !slices.Contains(told, m.Id) {
			told = append(told, m.Id)
		}
	}
	return told, err
}

func tellGone(tx core.App, storyID string, members []string, at time.Time) error {
	for _, m := range members {
		err := records.Owe(tx, records.Owed{Kind: string(mail.WithdrawnTold), Story: storyID, ToCollection: "members", To: m, At: at})
		if err != nil {
			return err
		}
	}
	return nil
}

// EraseStoriesOf deletes all that an author told and all that hangs on it. It
// runs inside the transaction that deletes the account.
func EraseStoriesOf(tx core.App, authorID string) error {
	stories, err := records.StoriesOfAuthor(tx, authorID)
	if err != nil {
		return err
	}
	taught, err := taughtFrom(tx, authorID)
	if err != nil {
		return err
	}
	at := now(tx)
	told := map[string][]string{}
	ids := make([]string, 0, len(stories))
	for _, s := range stories {
		if told[s.Id], err = membersTold(tx, s); err != nil {
			return err
		}
		ids = append(ids, s.Id)
	}
	if err := records.DeleteLetters(tx, authorID, ids); err != nil {
		return err
	}
	tags, err := records.TagsOnStories(tx, ids)
	if err != nil {
		return fmt.Errorf("reading the tags of stories: %w", err)
	}
	for _, s := range stories {
		if err := deleteStory(tx, s, at); err != nil {
			return err
		}
		if err := tellGone(tx, s.Id, told[s.Id], at); err != nil {
			return err
		}
	}
	if err := records.DropUnusedTags(tx, tags); err != nil { // a tag that only these stories carried is the author's words
		return err
	}
	return forgetLeftovers(tx, taught)
}

// deleteStory deletes one story and keeps its number, so that its address can say that
// it is gone.
func deleteStory(tx core.App, s *records.Story, at time.Time) error {
	if err := records.WriteWithdrawal(tx, s.Id, "erased", "", at); err != nil {
		return err
	}
	if err := records.ForgetDisclosures(tx, s.Id, dayOf(tx)); err != nil {
		return err
	}
	if err := tx.Delete(s); err != nil {
		return fmt.Errorf("deleting a story: %w", err)
	}
	return nil
}
