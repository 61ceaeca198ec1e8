package flow

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

const stopField = "letters.stop"

// UnsubscribeToken is the secret part of the link that turns letters off for
// whoever a letter goes to. It is sealed and says nothing to anyone, and it works
// for as long as the account is there, whatever becomes of the instance's key: old
// letters must keep their word too.
func UnsubscribeToken(app core.App, l *records.Letter) string {
	own, err := deployment.Of(app).Sealer.For(stopField)
	if err != nil {
		return "" // never, with a secret of the right size; the link then stops nothing
	}
	return own.Seal(stopField, l.ToCollection()+"/"+l.To())
}

// StopLetters turns off the letters that are no duty, for whoever the link was
// made for. An account that is gone gets no letters anyway, and is no error.
func StopLetters(app core.App, token string) error {
	own, err := deployment.Of(app).Sealer.For(stopField)
	if err != nil {
		return err
	}
	whose, err := own.Open(stopField, token)
	if err != nil || whose == "" {
		return ErrLink
	}
	collection, id, _ := strings.Cut(whose, "/")
	return inTx(app, "turning letters off", func(tx core.App) error {
		switch collection {
		case "authors":
			a, err := records.FindAuthor(tx, id)
			if err != nil {
				return ignoreGone(err)
			}
			a.SetLettersOff(true)
			return tx.Save(a)
		case "members":
			m, err := records.FindMember(tx, id)
			if err != nil {
				return ignoreGone(err)
			}
			m.SetLettersOff(true)
			return tx.Save(m)
		}
		return fmt.Errorf("%w: %w", ErrLink, errors.New("it stops nothing"))
	})
}
