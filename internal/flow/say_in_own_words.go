package flow

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// CheckOwnWords checks what an organisation wants to say, and gives it as it is kept.
// A number that belongs to one patient is never taken: nobody reads these words before
// everyone can.
func CheckOwnWords(words string) (string, error) {
	words, err := story.CheckOwnWords(words)
	if err != nil {
		return words, err
	}
	for _, m := range hints.Find(words, hints.Options{}) {
		if m.Kind == hints.HealthNumber {
			return words, story.Problem{Field: story.FieldOwnWords, Text: "Take out “" + m.Text + "”. It looks like an NHS or CHI number, and that belongs to one person."}
		}
	}
	return words, nil
}

// SayAboutService puts the words of an organisation on the page of a service that
// it runs. Who did it and when goes into the history of the service. Empty words
// take them off the page.
func SayAboutService(app core.App, memberID, serviceID, words string) error {
	words, err := CheckOwnWords(words)
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
		return records.NoteOwnWords(tx, s, m.Organisation(), words, m.Id, now(tx))
	})
}

// SayAboutOrganisation is the same for the organisation's own page.
func SayAboutOrganisation(app core.App, memberID, words string) error {
	words, err := CheckOwnWords(words)
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
		return records.NoteOwnWords(tx, o, o.Id, words, m.Id, now(tx))
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

// ErrSaidAnew says that an organisation has changed its words meanwhile.
var ErrSaidAnew = errors.New("the organisation has changed these words since")

// MostTakeOffReason is how long a reason may be, in characters.
const MostTakeOffReason = 500

// TakeOffOwnWords takes what an organisation says off a page. Its administrators see
// who did not like it: a moderator, and why. They may say something else.
func TakeOffOwnWords(app core.App, moderator, versionID, reason string) error {
	reason = story.CleanLine(reason)
	switch {
	case reason == "":
		return story.Problem{Field: "reason", Text: "Say why, in a sentence. The organisation’s administrators read it."}
	case utf8.RuneCountInString(reason) > MostTakeOffReason:
		return story.Problem{Field: "reason", Text: "Use 500 characters or fewer."}
	}
	if err := leadsNowhere(app, "reason", reason); err != nil {
		return err
	}
	return inTx(app, "taking words off a page", func(tx core.App) error {
		v, err := records.FindOwnWordsVersion(tx, versionID)
		if err != nil {
			return err
		}
		if !v.TakenAt().IsZero() {
			return nil // twice is once
		}
		newest, err := records.OwnWordsOnPage(tx, v.Organisation(), v.Service(), 1)
		if err != nil {
			return err
		}
		if len(newest) == 0 || newest[0].Id != v.Id || v.Words() == "" {
			return ErrSaidAnew
		}
		if err := emptyPage(tx, v, moderator); err != nil {
			return err
		}
		v.SetTaken(moderator, reason, now(tx))
		if err := tx.Save(v); err != nil {
			return fmt.Errorf("keeping why words were taken off: %w", err)
		}
		return tellTakenOff(tx, v)
	})
}

// emptyPage takes the words of a version off their page, and notes in its history that
// the desk did.
func emptyPage(tx core.App, v *records.OwnWordsVersion, moderator string) error {
	var page core.RecordProxy
	if v.Service() != "" {
		s, err := records.FindService(tx, v.Service())
		if err != nil {
			return err
		}
		if s.Organisation() != v.Organisation() || s.OwnWords() != v.Words() {
			return ErrSaidAnew
		}
		s.SetOwnWords("")
		page = s
	} else {
		o, err := records.FindOrganisation(tx, v.Organisation())
		if err != nil {
			return err
		}
		if o.OwnWords() != v.Words() {
			return ErrSaidAnew
		}
		o.SetOwnWords("")
		page = o
	}
	as := records.Origin{Source: records.FromDesk, By: moderator}
	if err := records.SaveAs(tx, page, as); err != nil {
		return err
	}
	return records.WriteHistory(tx, page.ProxyRecord(), records.OwnWordsField, "", "", as, now(tx))
}
