package flow

import (
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

// KeepWorkingCopy keeps what a moderator has typed on a story and not saved, so that
// it is there again after a crash or on another day. It changes nothing of the story.
//
// Kept by: withdrawn stays withdrawn, kept no longer than said.
func KeepWorkingCopy(app core.App, storyID, moderator string, t records.Typed) error {
	w := t.Words
	if utf8.RuneCountInString(w.Text) > mostTyped || utf8.RuneCountInString(w.Title) > 400 || utf8.RuneCountInString(w.ScreenName) > 200 ||
		len(t.Was) > mostWas || len(t.More) > mostMore {
		return story.Problem{Field: "copy", Text: "This is too long to be kept. Make it shorter, or save it."}
	}
	return inTx(app, "keeping a working copy", func(tx core.App) error {
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
		return records.KeepWorkingCopy(tx, storyID, moderator, t, now(tx))
	})
}

// DropWorkingCopy throws away what a moderator has typed on a story.
func DropWorkingCopy(app core.App, storyID, moderator string) error {
	return inTx(app, "throwing a working copy away", func(tx core.App) error {
		return records.DropWorkingCopy(tx, storyID, moderator)
	})
}
