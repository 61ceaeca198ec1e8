package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// MarkSimilar is an author who is signed in saying "this happened to me too"
// about a published story of somebody else. Only the number is ever shown, and
// nobody sees who said it. A story that is not public is not found.
func MarkSimilar(app core.App, authorID, storyID string) error {
	return inTx(app, "marking a story", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		if s.State() != story.Published {
			return records.ErrNotFound
		}
		_, err = records.FindStoryOfAuthor(tx, authorID, storyID)
		if err == nil {
			return story.ErrStep // their own
		}
		if !errors.Is(err, records.ErrNotFound) {
			return err
		}
		return records.MarkSimilar(tx, authorID, storyID, now(tx))
	})
}
