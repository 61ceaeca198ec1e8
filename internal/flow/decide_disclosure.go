package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrDecided says that somebody was quicker, or the time is over.
var ErrDecided = errors.New("this was decided meanwhile, or its time is over")

// ErrOwnRequest says that nobody decides what they asked for themselves.
var ErrOwnRequest = errors.New("you asked for this yourself: somebody else has to decide")

// AgreeDisclosure is a senior moderator's yes. From then on the asker has half an
// hour to see the value once. quiet confirms that telling the author would add risk.
//
// Kept by: disclosure needs two.
func AgreeDisclosure(app core.App, id, senior, password string, quiet bool) error {
	if err := checkModerator(app, senior, password); err != nil {
		return err
	}
	return decideDisclosure(app, id, senior, func(f *story.Disclosure, name string) {
		f.AgreedBy, f.AgreedByName, f.AgreedAt = senior, name, now(app)
		f.ExpiresAt = f.AgreedAt.Add(story.DisclosureShowLasts)
		f.QuietAgreed = quiet && f.Quiet != ""
	})
}

// RefuseDisclosure is a senior moderator's no, with a reason for the record.
func RefuseDisclosure(app core.App, id, senior, words string, quiet bool) error {
	words = story.Clean(words)
	if err := story.CheckDisclosureWords(words); err != nil {
		return err
	}
	return decideDisclosure(app, id, senior, func(f *story.Disclosure, name string) {
		f.RefusedBy, f.RefusedByName, f.RefusedAt, f.Refusal = senior, name, now(app), words
		f.QuietAgreed = quiet && f.Quiet != ""
	})
}

func decideDisclosure(app core.App, id, senior string, decide func(f *story.Disclosure, name string)) error {
	return stepDisclosure(app, id, senior, func(name string, f *story.Disclosure) error {
		if f.AskedBy == senior {
			return ErrOwnRequest
		}
		if f.State(now(app)) != story.DisclosureWaiting {
			return ErrDecided
		}
		decide(f, name)
		return nil
	})
}

// ReviewDisclosure is a senior moderator looking again at an author who was not
// told: tell them now, or say why not yet.
func ReviewDisclosure(app core.App, id, senior string, tell bool, words string) error {
	words = story.Clean(words)
	if err := story.CheckDisclosureWords(words); err != nil && !tell {
		return err
	}
	return stepDisclosure(app, id, senior, func(name string, f *story.Disclosure) error {
		if !f.QuietAgreed || !f.ToldAt.IsZero() {
			return ErrDecided
		}
		f.ReviewedBy, f.ReviewedByName, f.ReviewedAt, f.ReviewWords = senior, name, now(app), words
		f.QuietAgreed = !tell
		return nil
	})
}

// stepDisclosure has a senior moderator change a record. step is given their name:
// what they are called today stays under what they did.
func stepDisclosure(app core.App, id, senior string, step func(name string, f *story.Disclosure) error) error {
	return inTx(app, "deciding about a private detail", func(tx core.App) error {
		m, err := records.FindModerator(tx, senior)
		if err != nil {
			return err
		}
		if !m.Senior() || !m.Active() {
			return ErrSenior
		}
		d, err := records.FindDisclosure(tx, id)
		if err != nil {
			return err
		}
		f := d.Facts()
		if err := step(m.Name(), &f); err != nil {
			return err
		}
		d.SetFacts(f)
		if err := tx.Save(d); err != nil {
			return fmt.Errorf("keeping a decision: %w", err)
		}
		return nil
	})
}

// TellDisclosures tells authors, a day after a request for a private detail of
// theirs was over: on their own page and in their copy of everything, and by a
// letter if the detail was shown. It leaves out those whom telling would put at
// more risk, as two moderators wrote down. It returns how many were told.
func TellDisclosures(app core.App) (int, error) {
	untold, err := records.DisclosuresUntold(app)
	if err != nil {
		return 0, err
	}
	return oneByOne(app, "telling of a private detail", untold, func(tx core.App, u *records.Disclosure) (bool, error) {
		if !u.Facts().MayBeTold(now(app)) {
			return false, nil
		}
		d, err := records.FindDisclosure(tx, u.Id)
		if err != nil {
			return false, ignoreGone(err)
		}
		f := d.Facts()
		if !f.MayBeTold(now(tx)) {
			return false, nil
		}
		f.ToldAt = now(tx)
		d.SetFacts(f)
		if err := tx.Save(d); err != nil {
			return false, fmt.Errorf("noting that an author is told: %w", err)
		}
		return true, oweDisclosed(tx, d.Id, f)
	})
}

// oweDisclosed owes the letter, if a detail was shown and letters can reach the
// author. It names no story, so that taking the story back does not stop it.
func oweDisclosed(tx core.App, id string, f story.Disclosure) error {
	if f.ShownAt.IsZero() {
		return nil
	}
	a, err := records.FindAuthorOf(tx, f.Story)
	if errors.Is(err, records.ErrNotFound) || err == nil && !a.HasEmail() {
		return nil
	}
	if err != nil {
		return err
	}
	return records.Owe(tx, records.Owed{Kind: string(mail.Disclosed), About: id, ToCollection: "authors", To: a.Id, At: now(tx)})
}
