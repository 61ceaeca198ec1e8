package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Draft is a half-told story, encrypted with a key that only the author's
// cookie holds.
type Draft struct{ base }

// Sealed is what was typed so far, encrypted.
func (d *Draft) Sealed() string { return d.GetString("sealed") }

// FindDraft finds the draft of a cookie's fingerprint, unless its time is over.
func FindDraft(app core.App, cookieKey string, at time.Time) (*Draft, error) {
	return first[Draft](app, "drafts", dbx.And(dbx.HashExp{"cookieKey": cookieKey},
		dbx.NewExp("expiresAt > {:at}", dbx.Params{"at": stamp(at)})))
}

// SaveDraft keeps a draft until a time.
func SaveDraft(app core.App, cookieKey, sealed string, until time.Time) error {
	d, err := first[Draft](app, "drafts", dbx.HashExp{"cookieKey": cookieKey})
	if errors.Is(err, ErrNotFound) {
		d, err = newRecord[Draft](app, "drafts")
	}
	if err != nil {
		return err
	}
	d.Set("cookieKey", cookieKey)
	d.Set("sealed", sealed)
	d.setTime("expiresAt", until)
	if err := app.Save(d); err != nil {
		return fmt.Errorf("keeping a draft: %w", err)
	}
	return nil
}

// DeleteDraft deletes the draft of a cookie's fingerprint.
func DeleteDraft(app core.App, cookieKey string) error {
	_, err := deleteAll(app, "drafts", dbx.HashExp{"cookieKey": cookieKey})
	return err
}

// Message is a word between a moderator and an author, relayed by the site.
type Message struct{ base }

// ByAuthor and the following read a message's fields.
func (m *Message) ByAuthor() bool { return m.GetString("by") == "author" }
func (m *Message) Text() string   { return m.GetString("text") }

// Moderator is who wrote it, by id; empty when the author did.
func (m *Message) Moderator() string { return m.GetString("moderator") }

// At is when it was written.
func (m *Message) At() time.Time { return m.time("at") }

// WriteMessage keeps a message about a story. The moderator is empty when the
// author writes. It returns the message's id.
func WriteMessage(app core.App, storyID, moderator, text string, at time.Time) (string, error) {
	m, err := newRecord[Message](app, "messages")
	if err != nil {
		return "", err
	}
	by := "author"
	if moderator != "" {
		by = "moderator"
	}
	m.Set("story", storyID)
	m.Set("by", by)
	m.Set("moderator", moderator)
	m.Set("text", text)
	m.setTime("at", at)
	if err := app.Save(m); err != nil {
		return "", fmt.Errorf("keeping a message: %w", err)
	}
	return m.Id, nil
}

// MessagesOfStory lists the messages about a story, oldest first.
func MessagesOfStory(app core.App, storyID string) ([]*Message, error) {
	return all[Message](app, "messages", dbx.HashExp{"story": storyID}, "at", "rowid") // of one instant: as written
}

// Export is an author's request for a copy of everything. The file is made when
// it is fetched and kept nowhere.
type Export struct{ base }

// Author is whose export this is; ExpiresAt is when its link stops working.
func (x *Export) Author() string { return x.GetString("author") }

// ExpiresAt is when the link stops working.
func (x *Export) ExpiresAt() time.Time { return x.time("expiresAt") }

// AskForExport keeps a request with the list of fields it will hold, and
// returns its id.
func AskForExport(app core.App, authorID string, manifest []string, at, expires time.Time) (string, error) {
	x, err := newRecord[Export](app, "exports")
	if err != nil {
		return "", err
	}
	x.Set("author", authorID)
	x.Set("manifest", manifest)
	x.setTime("askedAt", at)
	x.setTime("expiresAt", expires)
	if err := app.Save(x); err != nil {
		return "", fmt.Errorf("keeping a request for a copy: %w", err)
	}
	return x.Id, nil
}

// FindExport finds a request of this author that has not expired.
func FindExport(app core.App, authorID, id string, at time.Time) (*Export, error) {
	return first[Export](app, "exports", dbx.And(dbx.HashExp{"id": id, "author": authorID},
		dbx.NewExp("expiresAt > {:at}", dbx.Params{"at": stamp(at)})))
}
