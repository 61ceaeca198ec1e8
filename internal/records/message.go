package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

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

// openThreads are the stories in which an author wrote something that no
// moderator has dealt with. What is taken back or taken down waits for nobody.
const openThreads = `FROM messages m JOIN stories s ON s.id = m.story
	WHERE m.by = 'author' AND m.doneAt = '' AND s.state NOT IN ('withdrawn', 'removed')`

// Thread is a story in which an author waits for an answer.
type Thread struct {
	Story string    `db:"story"`
	Since time.Time `db:"-"`     // the first message that nobody dealt with
	Asked string    `db:"asked"` // the moderator who wrote last, by id; empty when the author began
}

// OpenThreads lists the stories in which authors wait, urgent words first and then the
// longest waiting.
func OpenThreads(app core.App, limit int) ([]Thread, error) {
	var rows []struct {
		Thread
		At types.DateTime `db:"since"`
	}
	err := app.DB().NewQuery(`SELECT m.story AS story, MIN(m.at) AS since, COALESCE((SELECT q.moderator FROM messages q
			WHERE q.story = m.story AND q.by = 'moderator' ORDER BY q.at DESC, q.rowid DESC LIMIT 1), '') AS asked
		` + openThreads + ` GROUP BY m.story ORDER BY s.urgency DESC, since, m.story LIMIT {:limit}`).Bind(dbx.Params{"limit": limit}).All(&rows)
	threads := make([]Thread, len(rows))
	for i, r := range rows {
		threads[i] = r.Thread
		threads[i].Since = r.At.Time()
	}
	return threads, wrap(err, "open messages")
}

// CountOpenThreads counts the stories in which authors wait.
func CountOpenThreads(app core.App) (int64, error) {
	var n int64
	err := app.DB().NewQuery("SELECT COUNT(DISTINCT m.story) " + openThreads).Row(&n)
	return n, wrap(err, "open messages")
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
