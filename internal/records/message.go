package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// Message is a word between a moderator and an author, relayed by the site.
type Message struct{ base }

// ByAuthor and the following read a message's fields.
func (m *Message) ByAuthor() bool { return m.GetString("by") == "author" }
func (m *Message) Text() string   { return m.GetString("text") }

// Moderator is who wrote it, by id; empty when the author did.
func (m *Message) Moderator() string { return m.GetString("moderator") }

// At is when it was written.
func (m *Message) At() time.Time { return m.time("at") }

// DoneAt is when a moderator dealt with what the author wrote; zero until then.
func (m *Message) DoneAt() time.Time { return m.time("doneAt") }

// Story is the number of the story it is about.
func (m *Message) Story() string { return m.GetString("story") }

// NewMessage makes a message about a story. The moderator is empty when the author
// writes. An act that is about it has to stand in the record before it is kept.
func NewMessage(app core.App, storyID, moderator, text string, at time.Time) (*Message, error) {
	m, err := newRecord[Message](app, "messages")
	if err != nil {
		return nil, err
	}
	by := "author"
	if moderator != "" {
		by = "moderator"
	}
	m.Set("id", core.GenerateDefaultRandomId())
	m.Set("story", storyID)
	m.Set("by", by)
	m.Set("moderator", moderator)
	m.Set("text", text)
	m.setTime("at", at)
	return m, nil
}

// KeepMessage stores a message.
func KeepMessage(app core.App, m *Message) error {
	if err := app.Save(m); err != nil {
		return fmt.Errorf("keeping a message: %w", err)
	}
	return nil
}

// MessageAct is how the record of a story says that somebody wrote.
func MessageAct(moderator string) string {
	if moderator == "" {
		return "answered"
	}
	return "asked"
}

// WriteMessage keeps a message about a story that stays as it is, with its act. It returns the
// message's id.
func WriteMessage(app core.App, storyID, moderator, text string, at time.Time) (string, error) {
	m, err := NewMessage(app, storyID, moderator, text, at)
	if err != nil {
		return "", err
	}
	if err := WriteDown(app, Act{Story: storyID, By: moderator, What: MessageAct(moderator), About: m.Id, At: at}); err != nil {
		return "", err
	}
	return m.Id, KeepMessage(app, m)
}

// MessagesOfStory lists the messages about a story, oldest first.
func MessagesOfStory(app core.App, storyID string) ([]*Message, error) {
	return all[Message](app, "messages", dbx.HashExp{"story": storyID}, "at", "rowid") // of one instant: as written
}

// CountOpenMessages counts what an author wrote about a story and nobody has dealt with.
func CountOpenMessages(app core.App, storyID string) (int64, error) {
	n, err := app.CountRecords("messages", dbx.HashExp{"story": storyID, "by": "author", "doneAt": ""})
	return n, wrap(err, "open messages")
}

// MarkMessagesDone notes that a moderator dealt with all that an author wrote
// about a story. It returns how many messages those were.
func MarkMessagesDone(app core.App, storyID string, at time.Time) (int, error) {
	open, err := all[Message](app, "messages", dbx.HashExp{"story": storyID, "by": "author", "doneAt": ""})
	if err != nil {
		return 0, err
	}
	for _, m := range open {
		m.setTime("doneAt", at)
		if err := app.Save(m); err != nil {
			return 0, fmt.Errorf("noting that a message was dealt with: %w", err)
		}
	}
	return len(open), nil
}

// ContactsOf are the e-mail addresses and the postcode that belong to whoever told
// a story, so that no message can carry them. An account that is gone has none.
func ContactsOf(app core.App, s *seal.Sealer, storyID string) ([]string, error) {
	a, err := FindAuthorOf(app, storyID)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	email, err := a.Email(s)
	if err != nil {
		return nil, err
	}
	waiting, err := a.NewEmail(s)
	if err != nil {
		return nil, err
	}
	found := []string{email, waiting}
	c, err := FindContact(app, storyID)
	if errors.Is(err, ErrNotFound) {
		return found, nil
	}
	if err != nil {
		return nil, err
	}
	postcode, err := c.Postcode(s)
	return append(found, postcode), err
}
