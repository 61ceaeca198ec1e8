package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Reading is that an author, signed in, read a story. Only that author ever
// sees it.
type Reading struct{ base }

// Story and At say what was read, and when last.
func (r *Reading) Story() string { return r.GetString("story") }

// At is when the story was last read.
func (r *Reading) At() time.Time { return r.time("at") }

// NoteReading notes that an author read a story. A story read again within a
// time of its last reading is not written again.
func NoteReading(app core.App, authorID, storyID string, at time.Time, again time.Duration) error {
	r, err := first[Reading](app, "readings", dbx.HashExp{"author": authorID, "story": storyID})
	if errors.Is(err, ErrNotFound) {
		r, err = newRecord[Reading](app, "readings")
	}
	if err != nil || (!r.At().IsZero() && at.Sub(r.At()) < again) {
		return err
	}
	r.Set("author", authorID)
	r.Set("story", storyID)
	r.setTime("at", at)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("noting a reading: %w", err)
	}
	return nil
}

// ReadingsOfAuthor lists what an author read, the latest first.
func ReadingsOfAuthor(app core.App, authorID string, limit int64) ([]*Reading, error) {
	return some[Reading](app, "readings", dbx.HashExp{"author": authorID}, limit, "at DESC", "id")
}

// ForgetReadings deletes all that is noted of what an author read, and returns
// how many notes went.
func ForgetReadings(app core.App, authorID string) (int, error) {
	return deleteAll(app, "readings", dbx.HashExp{"author": authorID})
}
