package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// WellbeingNote is what a moderator wrote about how they are.
type WellbeingNote struct{ base }

const wellbeingField = "wellbeing_notes.sealedWords"

// Moderator and the following read a note's fields.
func (n *WellbeingNote) Moderator() string { return n.GetString("moderator") }
func (n *WellbeingNote) ForSeniors() bool  { return n.GetBool("seniors") }
func (n *WellbeingNote) At() time.Time     { return n.time("at") }

// Words opens what it says.
func (n *WellbeingNote) Words(s *seal.Sealer) (string, error) {
	words, err := s.Open(wellbeingField, n.GetString("sealedWords"))
	if err != nil {
		return "", fmt.Errorf("opening a note: %w", err)
	}
	return words, nil
}

// WriteWellbeingNote stores a note, sealed.
func WriteWellbeingNote(app core.App, s *seal.Sealer, moderator, words string, seniors bool, at time.Time) error {
	n, err := newRecord[WellbeingNote](app, "wellbeing_notes")
	if err != nil {
		return err
	}
	n.Load(map[string]any{"moderator": moderator, "sealedWords": s.Seal(wellbeingField, words), "seniors": seniors})
	n.setTime("at", at)
	if err := app.Save(n); err != nil {
		return fmt.Errorf("saving a note: %w", err)
	}
	return nil
}

// WellbeingNotesOf lists a moderator's own notes, the newest first.
func WellbeingNotesOf(app core.App, moderator string) ([]*WellbeingNote, error) {
	return all[WellbeingNote](app, "wellbeing_notes", dbx.HashExp{"moderator": moderator}, "at DESC", "rowid DESC")
}

// WellbeingNotesForSeniors lists the notes that moderators wrote for the seniors, the
// newest first.
func WellbeingNotesForSeniors(app core.App, limit int64) ([]*WellbeingNote, error) {
	return some[WellbeingNote](app, "wellbeing_notes", dbx.HashExp{"seniors": true}, limit, "at DESC", "rowid DESC")
}

// DropWellbeingNote deletes one of a moderator's own notes. It reports whether there was one.
func DropWellbeingNote(app core.App, moderator, id string) (bool, error) {
	n, err := deleteAll(app, "wellbeing_notes", dbx.HashExp{"moderator": moderator, "id": id})
	return n > 0, err
}

// DropWellbeingNotes deletes all notes of a moderator.
func DropWellbeingNotes(app core.App, moderator string) error {
	_, err := deleteAll(app, "wellbeing_notes", dbx.HashExp{"moderator": moderator})
	return err
}
