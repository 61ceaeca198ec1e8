package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// HasMarkedSimilar reports whether an author said that a story happened to them too.
func HasMarkedSimilar(app core.App, authorID, storyID string) (bool, error) {
	n, err := app.CountRecords("similars", dbx.HashExp{"author": authorID, "story": storyID})
	return n > 0, wrap(err, "who marked a story")
}

// MarkSimilar notes that a story happened to an author too. Twice is once.
func MarkSimilar(app core.App, authorID, storyID string, at time.Time) error {
	_, err := first[base](app, "similars", dbx.HashExp{"author": authorID, "story": storyID})
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	r, err := newRecord[base](app, "similars")
	if err != nil {
		return err
	}
	r.Set("author", authorID)
	r.Set("story", storyID)
	r.setTime("at", at)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("marking a story: %w", err)
	}
	return nil
}

// CountSimilar counts, for several stories, the authors who said that it
// happened to them too.
func CountSimilar(app core.App, storyIDs []string) (map[string]int, error) {
	var rows []struct {
		Story string `db:"story"`
		Count int    `db:"n"`
	}
	err := app.DB().Select("story", "COUNT(*) AS n").From("similars").Where(dbx.In("story", texts(storyIDs)...)).GroupBy("story").All(&rows)
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Story] = r.Count
	}
	return counts, wrap(err, "how many marked a story")
}
