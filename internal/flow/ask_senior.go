package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// AskSenior gives a story to the senior moderators, with a note on what there is to
// decide, after saving the moderator's last edits. A note of a senior moderator on a
// story that waits for one gives it back to the desk. The note stays in the record of
// the story, which is in the author's copy too.
func AskSenior(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckSeniorNote(d.Note); err != nil {
		return err
	}
	if hints.Reaches(d.Note, deployment.Of(app).PublicContacts()) {
		return story.Problem{Field: "note", Text: "Leave out e-mail addresses, phone numbers and postcodes: this note stays in the record of the story."}
	}
	return inTx(app, "asking a senior moderator", func(tx core.App) error {
		s, err := openForModeration(tx, d)
		if err != nil {
			return err
		}
		m, err := records.FindModerator(tx, d.Moderator)
		if err != nil {
			return err
		}
		if _, err := applyEdits(tx, s, d); err != nil {
			return err
		}
		if s.State() == story.Held && s.HeldFor() == heldForSenior && m.Senior() {
			if err := backToDesk(tx, s); err != nil {
				return err
			}
			return actWithNote(tx, s, d.Moderator, "returned", nil, "", d.Note)
		}
		s.SetState(story.Held)
		s.SetHeldFor(heldForSenior)
		return actWithNote(tx, s, d.Moderator, "held", nil, "", d.Note)
	})
}

// heldForSenior is for whom a story waits that a senior moderator has to look at.
const heldForSenior = "senior"
