package flow

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// MustAskAuthor reports whether the author asked to see edits first and has not
// agreed to those there are. Of capitals and spelling nobody is asked; words that the
// author proposed themselves need no second yes, nor do the tags and services that they
// had before them when they proposed them.
func MustAskAuthor(tx core.App, s *records.Story) (bool, error) {
	if !s.ShowEditsFirst() {
		return false, nil
	}
	acts, err := records.ActsOnStory(tx, s.Id)
	if err != nil {
		return false, err
	}
	agreed, edited, linked := 0, 0, 0 // the newest version of each; linked: other tags or services
	for _, a := range acts {
		switch {
		case a.What() == "agreed":
			agreed = a.Version()
		case a.What() == "edited" && story.IsMoreThanSpelling(a.Changed(), a.Reasons()):
			edited = a.Version()
			if slices.ContainsFunc(a.Changed(), func(part string) bool { return !story.IsWords(part) }) {
				linked = a.Version()
			}
		}
	}
	if agreed >= edited {
		return false, nil
	}
	p, err := records.FindProposal(tx, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return p.Words() != s.Words() || linked > p.Version(), nil
}

// OpenEdits finds the author and the story that a link in a letter about edits is
// of. It opens nothing else of the account, and only while the story waits for its
// author's word: then the story is told apart from one that has moved on.
func OpenEdits(app core.App, storyID, token string) (authorID string, s *records.Story, err error) {
	l, err := letterOfLink(app, token, mail.Edits)
	if err != nil {
		return "", nil, err
	}
	if l.Story() != storyID {
		return "", nil, ErrLink
	}
	s, err = records.FindStoryOfAuthor(app, l.To(), storyID)
	if errors.Is(err, records.ErrNotFound) {
		return "", nil, ErrLink
	}
	if err != nil {
		return "", nil, err
	}
	if !waitsForWord(s) {
		return l.To(), s, story.ErrStep
	}
	return l.To(), s, nil
}

func waitsForWord(s *records.Story) bool {
	return s.State() == story.Approved && s.WaitsFor() == story.WaitForAuthor
}

// openForAuthor finds an author's own story while it waits for their word, as they
// have it before them.
func openForAuthor(tx core.App, authorID, storyID string, version int) (*records.Story, error) {
	s, err := records.FindStoryOfAuthor(tx, authorID, storyID)
	if err != nil {
		return nil, err
	}
	if !waitsForWord(s) || s.Version() != version {
		return nil, story.ErrStep
	}
	return s, nil
}

// AgreeToEdits is the author's word that a story may be published as they saw it. It
// goes on to the services that look at it, or into public at once. The moderator who
// approved it is the one who publishes it.
func AgreeToEdits(app core.App, authorID, storyID string, version int) error {
	return inTx(app, "agreeing to edits", func(tx core.App) error {
		s, err := openForAuthor(tx, authorID, storyID, version)
		if err != nil {
			return err
		}
		if err := act(tx, s, "", "agreed", nil, ""); err != nil {
			return err
		}
		_, err = goOn(tx, s)
		return err
	})
}

// AskToWait is the author asking that their silence publishes nothing. Nothing else
// changes: the version they saw is the one that waits.
func AskToWait(app core.App, authorID, storyID string, version int) error {
	return inTx(app, "waiting for an author", func(tx core.App) error {
		s, err := openForAuthor(tx, authorID, storyID, version)
		if err != nil || s.WaitAsked() {
			return err
		}
		s.SetWaitAsked(true)
		s.SetWait(story.WaitForAuthor, time.Time{})
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("saving a story: %w", err)
		}
		return records.WriteDown(tx, records.Act{Story: s.Id, What: "waits", Version: relayed, At: now(tx)})
	})
}

// ProposeWords carries an author's other words to the moderators, with the story.
// Nothing of the story changes by itself.
//
// Kept by: edits are recorded.
func ProposeWords(app core.App, authorID, storyID string, version int, w records.Words) error {
	return inTx(app, "proposing other words", func(tx core.App) error {
		s, err := openForAuthor(tx, authorID, storyID, version)
		if err != nil {
			return err
		}
		w = cleaned(w)
		if err := checkWords(w); err != nil {
			return err
		}
		if w == s.Words() {
			return story.Problem{Field: story.FieldStory, Text: "Nothing is other than in the moderator’s words. Change what you want to change, or agree."}
		}
		if err := heedWords(tx, s, w.Title+"\n"+w.Text); err != nil {
			return err
		}
		s.SetState(story.Submitted)
		s.SetHeldFor("")
		s.SetApproved(time.Time{}, time.Time{})
		if err := act(tx, s, "", Proposed, nil, ""); err != nil {
			return err
		}
		return records.KeepProposal(tx, s.Id, w, version, now(tx))
	})
}

// Proposed is the act of an author who would say something else.
const Proposed = "proposed"
