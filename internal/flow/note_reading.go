package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// readAgain is how long one reading counts: within it, opening the same story
// again writes nothing.
const readAgain = time.Hour

// NoteReading notes for an author who is signed in that they read a story, so
// that they find it again. Nobody else ever sees it. Their own stories, and
// stories that are not public, are not noted.
func NoteReading(app core.App, authorID, storyID string) error {
	return inTx(app, "noting a reading", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		if s.State() != story.Published {
			return nil
		}
		_, err = records.FindStoryOfAuthor(tx, authorID, storyID)
		if !errors.Is(err, records.ErrNotFound) {
			return err
		}
		return records.NoteReading(tx, authorID, storyID, now(tx), readAgain)
	})
}

// ForgetReadings deletes the list of what an author read.
func ForgetReadings(app core.App, authorID string) error {
	return inTx(app, "forgetting what was read", func(tx core.App) error {
		_, err := records.ForgetReadings(tx, authorID)
		return err
	})
}
