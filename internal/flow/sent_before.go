package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// keyRenewal is how long after telling a form that is sent again may still bring
// a new story key.
const keyRenewal = 30 * time.Minute

// StorySentBy finds the story that a form has already told, or "".
func StorySentBy(app core.App, formKey string) (string, error) {
	id, err := records.FindStoryBySendKey(app, deployment.Of(app).Sealer.Fingerprint("form", formKey))
	if errors.Is(err, records.ErrNotFound) {
		return "", nil
	}
	return id, err
}

// RenewStoryKey makes a new story key for who has just told a story by this form
// and never got to see the first one: a form sent twice by a browser that keeps
// no cookie shows only its second answer. It gives "" when the author can sign
// in another way, or when it is too late.
func RenewStoryKey(app core.App, formKey string) (storyKey string, err error) {
	id, err := StorySentBy(app, formKey)
	if err != nil || id == "" {
		return "", err
	}
	err = inTx(app, "renewing a story key", func(tx core.App) error {
		s, err := records.FindStory(tx, id)
		if err != nil {
			return err
		}
		a, err := records.FindAuthorOf(tx, id)
		if err != nil {
			return err
		}
		if a.HasEmail() || a.PasswordChosen() || !a.JoinedAt().Equal(s.SubmittedAt()) || now(tx).Sub(s.SubmittedAt()) > keyRenewal {
			return nil
		}
		storyKey = story.NewStoryKey()
		a.SetStoryKey(deployment.Of(tx).Sealer, storyKey)
		return tx.Save(a)
	})
	return storyKey, err
}
