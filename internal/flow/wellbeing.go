package flow

import (
	"fmt"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// mostWellbeing is how long a moderator's note on how they are may be, in characters.
const mostWellbeing = 2000

// WriteWellbeing stores a moderator's note on how they are: for themselves, or for the
// senior moderators too. It is no part of any story's record.
//
// Kept by: private details stay sealed, kept no longer than said.
func WriteWellbeing(app core.App, moderator, words string, seniors bool) error {
	words = story.Clean(words)
	if words == "" {
		return story.Problem{Field: "words", Text: "Write how you are. A few words are enough."}
	}
	if n := utf8.RuneCountInString(words); n > mostWellbeing {
		return story.Problem{Field: "words", Text: fmt.Sprintf("Your note has %d characters. Make it %d or fewer.", n, mostWellbeing)}
	}
	return inTx(app, "writing a note", func(tx core.App) error {
		return records.WriteWellbeingNote(tx, deployment.Of(tx).Sealer, moderator, words, seniors, now(tx))
	})
}

// DeleteWellbeing deletes one of a moderator's own notes, from the data file too.
func DeleteWellbeing(app core.App, moderator, id string) error {
	err := inTx(app, "deleting a note", func(tx core.App) error {
		was, err := records.DropWellbeingNote(tx, moderator, id)
		if err == nil && !was {
			return records.ErrNotFound
		}
		return err
	})
	if err == nil {
		emptyLog(app)
	}
	return err
}
