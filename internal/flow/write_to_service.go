package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// recipient is one that a letter to a service goes to.
type recipient struct{ collection, id string }

// address is where letters to them go now.
func (r recipient) address(tx core.App) (string, error) {
	if r.collection == "services" {
		v, err := records.FindService(tx, r.id)
		if err != nil {
			return "", err
		}
		return v.ReviewAddress(), nil
	}
	m, err := records.FindMember(tx, r.id)
	if err != nil {
		return "", err
	}
	return m.Email(), nil
}

// whomToShow lists who is written to about a service: the administrators of the
// organisation that runs it, and the service's own mailbox if it has named one; nobody
// from whom the story is kept.
func whomToShow(tx core.App, storyID string, v *records.Service, at time.Time) ([]recipient, error) {
	takesPart, err := runnerTakesPart(tx, v, at)
	if err != nil || !takesPart {
		return nil, err
	}
	kept, err := keptFromOf(tx, storyID)
	if err != nil || kept.service(v) {
		return nil, err
	}
	var to []recipient
	if v.ReviewAddress() != "" {
		to = append(to, recipient{"services", v.Id})
	}
	members, err := records.AdministratorsOf(tx, v.Organisation())
	if err != nil {
		return nil, err
	}
	members, err = notKept(tx, storyID, members)
	for _, m := range members {
		to = append(to, recipient{"members", m.Id})
	}
	return to, err
}

// runnerTakesPart reports whether an organisation that takes part here runs a service:
// it has named the service's mailbox, and answers for who reads it.
func runnerTakesPart(tx core.App, v *records.Service, at time.Time) (bool, error) {
	if v.Organisation() == "" {
		return false, nil
	}
	o, err := records.FindOrganisation(tx, v.Organisation())
	if err != nil {
		return false, err
	}
	return o.TakesPart(at), nil
}

// oweAll owes one letter to each of them.
func oweAll(tx core.App, to []recipient, letter records.Owed) error {
	for _, who := range to {
		letter.ToCollection, letter.To = who.collection, who.id
		if err := records.Owe(tx, letter); err != nil {
			return err
		}
	}
	return nil
}

// mayHold makes sure that whoever a letter went to still looks after the service, and
// that the organisation which runs it takes part, and that the story is not kept from it: whoever has left, or was never let in again, has an old letter in their hands.
func mayHold(app core.App, l *records.Letter, v *records.Service) error {
	if takesPart, err := runnerTakesPart(app, v, now(app)); err != nil || !takesPart {
		return errors.Join(ErrLink, err)
	}
	if kept, err := keptFromOf(app, l.Story()); err != nil || kept.service(v) {
		return errors.Join(ErrLink, err)
	}
	if l.ToCollection() != "members" {
		return nil
	}
	if runs, err := looksAfter(app, l.To(), v); err != nil || !runs {
		return errors.Join(ErrLink, err)
	}
	return nil
}
