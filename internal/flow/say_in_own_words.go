package flow

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// SayAboutService puts the words of an organisation on the page of a service that
// it runs. Who did it and when goes into the history of the service. Empty words
// take them off the page.
func SayAboutService(app core.App, memberID, serviceID, words string) error {
	words, err := story.CheckOwnWords(words)
	if err != nil {
		return err
	}
	return inTx(app, "changing the words on a page", func(tx core.App) error {
		m, err := administrator(tx, memberID)
		if err != nil {
			return err
		}
		s, err := FindOwnService(tx, m, serviceID)
		if err != nil || s.OwnWords() == words {
			return err
		}
		s.SetOwnWords(words)
		if err := tx.Save(s); err != nil {
			return err
		}
		return records.NoteOwnWords(tx, s, m.Id, now(tx))
	})
}

// SayAboutOrganisation is the same for the organisation's own page.
func SayAboutOrganisation(app core.App, memberID, words string) error {
	words, err := story.CheckOwnWords(words)
	if err != nil {
		return err
	}
	return inTx(app, "changing the words on a page", func(tx core.App) error {
		m, err := administrator(tx, memberID)
		if err != nil {
			return err
		}
		o, err := records.FindOrganisation(tx, m.Organisation())
		if err != nil || o.OwnWords() == words {
			return err
		}
		o.SetOwnWords(words)
		if err := tx.Save(o); err != nil {
			return err
		}
		return records.NoteOwnWords(tx, o, m.Id, now(tx))
	})
}

// FindOwnService finds a service that a member's organisation runs. Any other is
// not there, and neither is one that nobody has confirmed.
func FindOwnService(app core.App, m *records.Member, serviceID string) (*records.Service, error) {
	s, err := records.FindService(app, serviceID)
	if err != nil {
		return nil, err
	}
	if s.Organisation() == "" || s.Organisation() != m.Organisation() || s.Unconfirmed() {
		return nil, records.ErrNotFound
	}
	return s, nil
}
