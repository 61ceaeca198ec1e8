package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
)

// Letter is one message owed to one person. It holds ids only.
type Letter struct{ base }

// Owed is what a letter is made from.
type Owed struct {
	Kind         string
	Story, About string // the story's number; the id of the response, message or export it is about
	ToCollection string // authors, members or moderators
	To           string
	Once         string    // tells one event from the next of its kind; empty when the kind and what it is about say enough
	ExpiresAt    time.Time // for letters that carry a link
	At           time.Time
}

func (o Owed) event() string {
	return o.Kind + "|" + o.Story + "|" + o.About + "|" + o.ToCollection + "|" + o.To + "|" + o.Once
}

// Owe writes a letter down in the same transaction as what it tells of. The
// same event never owes a second letter to the same person.
func Owe(app core.App, o Owed) error {
	n, err := app.CountRecords("letters", dbx.HashExp{"event": o.event()})
	if err != nil || n > 0 {
		return err
	}
	l, err := newRecord[Letter](app, "letters")
	if err != nil {
		return err
	}
	l.Set("kind", o.Kind)
	l.Set("story", o.Story)
	l.Set("about", o.About)
	l.Set("toCollection", o.ToCollection)
	l.Set("to", o.To)
	l.Set("event", o.event())
	l.Set("state", "owed")
	l.setTime("nextAt", o.At)
	l.setTime("expiresAt", o.ExpiresAt)
	if err := app.Save(l); err != nil {
		return fmt.Errorf("owing a letter: %w", err)
	}
	return nil
}

// Kind and the following read a letter's fields.
func (l *Letter) Kind() string         { return l.GetString("kind") }
func (l *Letter) Story() string        { return l.GetString("story") }
func (l *Letter) About() string        { return l.GetString("about") }
func (l *Letter) ToCollection() string { return l.GetString("toCollection") }
func (l *Letter) To() string           { return l.GetString("to") }
func (l *Letter) State() string        { return l.GetString("state") }
func (l *Letter) Tries() int           { return l.GetInt("tries") }
func (l *Letter) SentAt() time.Time    { return l.time("sentAt") }
func (l *Letter) NextAt() time.Time    { return l.time("nextAt") }
func (l *Letter) UsedAt() time.Time    { return l.time("usedAt") }
func (l *Letter) ExpiresAt() time.Time { return l.time("expiresAt") }
func (l *Letter) LastError() string    { return l.GetString("lastError") }

// IsDue reports whether a letter is to be sent now, as LettersDue asks it.
func (l *Letter) IsDue(at time.Time) bool {
	switch l.State() {
	case "owed":
		return !l.NextAt().After(at)
	case "sending":
		return l.time("leaseUntil").Before(at)
	}
	return false
}

// IsOpen reports whether a letter may still leave.
func (l *Letter) IsOpen() bool { return l.State() == "owed" || l.State() == "sending" }

// SetSending claims a letter until a time, and counts the try.
func (l *Letter) SetSending(until time.Time) {
	l.Set("state", "sending")
	l.Set("tries", l.Tries()+1)
	l.setTime("leaseUntil", until)
}

// SetSent marks a letter as handed over.
func (l *Letter) SetSent(at time.Time) {
	l.Set("state", "sent")
	l.Set("lastError", "")
	l.setTime("sentAt", at)
	l.setTime("endedAt", at)
}

// SetOwedAgain puts a letter back until its next try. The cause is a code and a
// class, never an address.
func (l *Letter) SetOwedAgain(next time.Time, cause string) {
	l.Set("state", "owed")
	l.Set("lastError", cause)
	l.setTime("nextAt", next)
}

// SetFailed gives a letter up.
func (l *Letter) SetFailed(at time.Time, cause string) { l.end("failed", at, cause) }

// SetDropped says that a letter must no longer be sent.
func (l *Letter) SetDropped(at time.Time, cause string) { l.end("dropped", at, cause) }

func (l *Letter) end(how string, at time.Time, cause string) {
	l.Set("state", how)
	l.Set("lastError", cause)
	l.setTime("endedAt", at)
}

// SetUsed marks the link of a letter as used.
func (l *Letter) SetUsed(at time.Time) { l.setTime("usedAt", at) }

// FindLetter finds a letter by id.
func FindLetter(app core.App, id string) (*Letter, error) {
	return first[Letter](app, "letters", dbx.HashExp{"id": id})
}

// LettersDue finds the letters to send now, in the order they were owed: owed
// and due, or claimed by a sender that died.
func LettersDue(app core.App, at time.Time, limit int64) ([]*Letter, error) {
	return some[Letter](app, "letters", dbx.NewExp(
		"(state = 'owed' AND nextAt <= {:at}) OR (state = 'sending' AND leaseUntil < {:at})",
		dbx.Params{"at": stamp(at)}), limit, "nextAt", "rowid")
}

// LettersOfStory lists the letters about a story.
func LettersOfStory(app core.App, storyID string) ([]*Letter, error) {
	return all[Letter](app, "letters", dbx.HashExp{"story": storyID}, "created")
}

// LettersTo lists the letters to one person, oldest first.
func LettersTo(app core.App, collection, id string) ([]*Letter, error) {
	return all[Letter](app, "letters", dbx.HashExp{"toCollection": collection, "to": id}, "created")
}

// DropLettersOf stops every letter about a story that is not yet sent, except
// those of the kinds to keep.
func DropLettersOf(app core.App, storyID, cause string, keep ...string) error {
	letters, err := LettersOfStory(app, storyID)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if l.State() == "sent" || l.State() == "dropped" || has(keep, l.Kind()) {
			continue
		}
		l.SetDropped(deployment.Now(app), cause)
		if err := app.Save(l); err != nil {
			return fmt.Errorf("stopping a letter: %w", err)
		}
	}
	return nil
}

// DeleteLetters deletes every letter to an author and every letter about the
// author's stories.
func DeleteLetters(app core.App, author string, stories []string) error {
	where := dbx.Or(dbx.HashExp{"toCollection": "authors", "to": author}, dbx.In("story", texts(stories)...))
	_, err := deleteAll(app, "letters", where)
	return err
}

func has(list []string, v string) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// MarkAllSent marks every letter still owed as sent, but those of some kinds. Only the demo does so: the
// past it makes up had its letters.
func MarkAllSent(app core.App, at time.Time, but ...string) error {
	owed, err := all[Letter](app, "letters", dbx.And(dbx.HashExp{"state": "owed"}, dbx.NotIn("kind", texts(but)...)))
	if err != nil {
		return err
	}
	for _, l := range owed {
		l.SetSent(at)
		if err := app.Save(l); err != nil {
			return fmt.Errorf("marking a letter: %w", err)
		}
	}
	return nil
}
