package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// AskSenior gives a story to the senior moderators, with a note on what there is to
// decide, after saving the moderator's last edits. A note of a senior moderator on a
// story that waits for one gives it back to the desk. The note stays in the record of
// the story, which is in the author's copy too. The senior moderators are written to when
// it begins to wait for them, but for whoever asked.
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
		waits := s.State() == story.Held && s.HeldFor() == heldForSenior
		s.SetState(story.Held)
		s.SetHeldFor(heldForSenior)
		if err := actWithNote(tx, s, d.Moderator, "held", nil, "", d.Note); err != nil || waits { // they were told when it began to wait
			return err
		}
		o := records.Owed{Kind: string(mail.SeniorAsked), Story: s.Id, Once: fmt.Sprint(s.Version())}
		_, err = oweSeniorsBut(tx, o, func(moderator string) (bool, error) { return moderator == d.Moderator, nil })
		return err
	})
}

// seniorAsked words the letter about it, as long as the story waits for a senior moderator.
func (w wording) seniorAsked() (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	if s.State() != story.Held || s.HeldFor() != heldForSenior {
		return nil, dropped("somebody has looked at it")
	}
	return mail.SeniorAskedLetter{DeskURL: w.url("/_/")}, nil
}

// heldForSenior is for whom a story waits that a senior moderator has to look at.
const heldForSenior = "senior"
