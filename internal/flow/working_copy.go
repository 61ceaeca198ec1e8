package flow

import (
	"errors"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// The largest working copy that is kept, in characters and bytes: much more than may
// be saved, because whoever shortens a text begins with one that is too long.
const (
	mostTyped = 40000
	mostWas   = 256 << 10
	mostMore  = 128 << 10
)

// ErrOtherCopy says that the same moderator typed something else on a story, in another
// tab or on another computer.
var ErrOtherCopy = errors.New("you typed something else on this story elsewhere")

// KeepWorkingCopy keeps what a moderator has typed on a story and not saved, so that
// it is there again after a crash or on another day. It changes nothing of the story.
// over is the fingerprint of the copy that it takes the place of, "" for none: nothing
// takes the place of what its moderator has not seen. It returns its own fingerprint.
//
// Kept by: withdrawn stays withdrawn, kept no longer than said.
func KeepWorkingCopy(app core.App, storyID, moderator string, t records.Typed, over string) (fingerprint string, err error) {
	w := t.Words
	if utf8.RuneCountInString(w.Text) > mostTyped || utf8.RuneCountInString(w.Title) > 400 || utf8.RuneCountInString(w.ScreenName) > 200 ||
		len(t.Was) > mostWas || len(t.More) > mostMore {
		return "", story.Problem{Field: "copy", Text: "This is too long to be kept. Make it shorter, or save it."}
	}
	err = inTx(app, "keeping a working copy", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		switch {
		case s.State() == story.Withdrawn:
			return story.ErrWithdrawn
		case !s.State().MayBeModerated():
			return story.ErrStep
		}
		if err := seenCopy(tx, storyID, moderator, over); err != nil {
			return err
		}
		c, err := records.KeepWorkingCopy(tx, storyID, moderator, t, now(tx))
		if err != nil {
			return err
		}
		fingerprint = c.Fingerprint()
		return nil
	})
	return fingerprint, err
}

// DropWorkingCopy throws away what a moderator has typed on a story, if it is what they
// have seen: over is its fingerprint.
func DropWorkingCopy(app core.App, storyID, moderator, over string) error {
	return inTx(app, "throwing a working copy away", func(tx core.App) error {
		if err := seenCopy(tx, storyID, moderator, over); err != nil {
			return err
		}
		return records.DropWorkingCopy(tx, storyID, moderator)
	})
}

func seenCopy(tx core.App, storyID, moderator, over string) error {
	c, err := records.FindWorkingCopy(tx, storyID, moderator)
	switch {
	case errors.Is(err, records.ErrNotFound):
		return nil
	case err != nil:
		return err
	case c.Fingerprint() != over:
		return ErrOtherCopy
	}
	return nil
}
