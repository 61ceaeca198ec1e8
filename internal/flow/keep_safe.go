package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// safetyActs are what the record of a story says for what happens in a case: that
// something was done for somebody's safety, and nothing of what.
var safetyActs = map[string]string{story.SafetyChosen: "worried", story.SafetyAgreed: "seconded", story.SafetyDoubted: "doubted",
	story.SafetyDone: "helped", story.SafetyClosed: "calmed", story.SafetySuspected: "helped", story.SafetyLifted: "helped"}

// KeepSafe takes the next step in the safeguarding of a story, in whatever state
// the story is: who takes their words back may still be in danger. What happened
// is written down for moderators, and that something happened, in the story's record.
// Each step is an act there. Where one quotes the story it says so; of a story that was taken
// back it quotes nothing.
//
// Kept by: danger is seen by a senior, the danger is not told, withdrawn stays withdrawn.
func KeepSafe(app core.App, storyID string, steps ...story.SafetyEvent) error {
	return inTx(app, "keeping somebody safe", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		for _, e := range steps {
			e.At = now(tx)
			if err := stepForSafety(tx, s, e.Cleaned()); err != nil {
				return err
			}
		}
		return nil
	})
}

func stepForSafety(tx core.App, s *records.Story, e story.SafetyEvent) (err error) {
	if e.Quoted, err = quotedFrom(tx, s, e.Words); err != nil {
		return err
	}
	if s.State() == story.Withdrawn { // somebody's page was still open
		e = e.WithoutQuotes()
	}
	c, err := records.SafetyCaseOf(tx, s.Id)
	if err != nil {
		return err
	}
	if err := CheckSafetyStep(tx, s.Id, c, e); err != nil {
		return err
	}
	if err := records.WriteSafety(tx, s.Id, safetyActs[e.Kind], e); err != nil {
		return err
	}
	switch e.Kind {
	case story.SafetyChosen:
		return tellOfDanger(tx, s.Id, c, e)
	case story.SafetySuspected:
		return keepFrom(tx, s, e.By)
	}
	return nil
}

// CheckSafetyStep looks at the next step of a case: whether it follows from those before
// it, and, where it says which service may be the danger, that the story is about that
// one, and that a senior moderator lifts it.
func CheckSafetyStep(tx core.App, storyID string, c story.SafetyCase, e story.SafetyEvent) error {
	alone, err := IsAlone(tx, e.By)
	if err != nil {
		return err
	}
	if err := c.CheckNext(e, alone); err != nil {
		return err
	}
	switch {
	case e.Kind == story.SafetyLifted:
		_, err = seniorModerator(tx, e.By)
	case e.Service == "":
	case e.Kind != story.SafetySuspected:
		err = story.ErrStep
	default:
		linked, failed := records.StoryServiceIDs(tx, storyID)
		if err = failed; err == nil && !has(linked, e.Service) {
			err = story.ErrChanged
		}
	}
	return err
}

// IsAlone reports whether a moderator has no colleague who is let in.
func IsAlone(app core.App, moderator string) (bool, error) {
	all, err := records.Moderators(app)
	for _, m := range all {
		if m.Active() && m.Id != moderator {
			return false, err
		}
	}
	return err == nil, err
}

// SetEscalation writes down whom to call at an organisation. One of moderator and
// member says who did; a moderator has to be a senior one.
func SetEscalation(app core.App, organisationID string, w story.Escalation, moderator, member string) error {
	w = w.Cleaned()
	if err := w.Check(); err != nil {
		return err
	}
	return inTx(app, "noting whom to call", func(tx core.App) error {
		if err := maySetEscalation(tx, organisationID, moderator, member); err != nil {
			return err
		}
		row, err := records.EscalationFor(tx, organisationID)
		if err != nil {
			return err
		}
		row.SetWhom(w, moderator, member, now(tx))
		if err := tx.Save(row); err != nil {
			return fmt.Errorf("saving whom to call: %w", err)
		}
		return nil
	})
}

func maySetEscalation(tx core.App, organisationID, moderator, member string) error {
	if _, err := records.FindOrganisation(tx, organisationID); err != nil {
		return err
	}
	if moderator != "" {
		m, err := records.FindModerator(tx, moderator)
		if err != nil {
			return err
		}
		if !m.Active() || !m.Senior() {
			return ErrSenior
		}
		return nil
	}
	m, err := administrator(tx, member)
	if err != nil {
		return err
	}
	if m.Organisation() != organisationID {
		return records.ErrNotFound
	}
	return nil
}

// ConfirmChapter notes that a moderator has read a version of a chapter of the handbook.
func ConfirmChapter(app core.App, moderator, chapter, version string) error {
	return inTx(app, "noting what was read", func(tx core.App) error {
		r, err := records.ReadChapter(tx, moderator, chapter, version, now(tx))
		if err != nil {
			return err
		}
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("noting what was read: %w", err)
		}
		return nil
	})
}
