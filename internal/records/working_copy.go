package records

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// WorkingCopy is what one moderator has typed on a story and not saved. It is no act:
// the record of the story says nothing of it, and no colleague sees it.
type WorkingCopy struct{ base }

// Typed is what a working copy holds.
type Typed struct {
	Version int // of the story that it was begun on
	Words   Words
	Was     json.RawMessage // the story as it was then
	More    json.RawMessage // tags, services, reasons, letters begun
}

// SavedAt is when it was last kept.
func (c *WorkingCopy) SavedAt() time.Time { return c.time("savedAt") }

// Typed is what it holds.
func (c *WorkingCopy) Typed() Typed {
	raw := func(field string) json.RawMessage {
		v, _ := c.GetRaw(field).(types.JSONRaw)
		return json.RawMessage(v)
	}
	return Typed{c.GetInt("version"), Words{c.GetString("title"), c.GetString("text"), c.GetString("screenName")}, raw("was"), raw("more")}
}

// Fingerprint tells one state of a working copy from another.
func (c *WorkingCopy) Fingerprint() string {
	written, err := json.Marshal(c.Typed())
	if err != nil {
		return "" // no JSON was kept: like no copy
	}
	sum := sha256.Sum256(written)
	return hex.EncodeToString(sum[:])
}

// FindWorkingCopy finds what a moderator has typed on a story.
func FindWorkingCopy(app core.App, storyID, moderator string) (*WorkingCopy, error) {
	return first[WorkingCopy](app, "working_copies", dbx.HashExp{"story": storyID, "moderator": moderator})
}

// KeepWorkingCopy keeps what a moderator has typed, in place of what they had typed before.
func KeepWorkingCopy(app core.App, storyID, moderator string, t Typed, at time.Time) (*WorkingCopy, error) {
	c, err := FindWorkingCopy(app, storyID, moderator)
	if errors.Is(err, ErrNotFound) {
		c, err = newRecord[WorkingCopy](app, "working_copies")
	}
	if err != nil {
		return nil, err
	}
	c.Load(map[string]any{"story": storyID, "moderator": moderator, "version": t.Version, "title": t.Words.Title, "text": t.Words.Text,
		"screenName": t.Words.ScreenName, "was": types.JSONRaw(t.Was), "more": types.JSONRaw(t.More)})
	c.setTime("savedAt", at)
	if err := app.Save(c); err != nil {
		return nil, fmt.Errorf("keeping a working copy: %w", err)
	}
	return c, nil
}

// DropWorkingCopy deletes what one moderator has typed on a story.
func DropWorkingCopy(app core.App, storyID, moderator string) error {
	_, err := deleteAll(app, "working_copies", dbx.HashExp{"story": storyID, "moderator": moderator})
	return err
}

// DropWorkingCopies deletes what everybody has typed on a story.
func DropWorkingCopies(app core.App, storyID string) error {
	_, err := deleteAll(app, "working_copies", dbx.HashExp{"story": storyID})
	return err
}

// DropWorkOf deletes what a moderator has typed on any story.
func DropWorkOf(app core.App, moderator string) error {
	_, err := deleteAll(app, "working_copies", dbx.HashExp{"moderator": moderator})
	return err
}
