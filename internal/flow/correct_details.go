package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// AskForNewEmail keeps a new address until its owner confirms it by a link that
// goes there. Whether another account has that address is never said: the link
// then simply does not work.
//
// Kept by: accounts cannot be guessed, private details stay sealed.
func AskForNewEmail(app core.App, authorID, address string) error {
	address = story.CleanLine(address)
	if address == "" {
		return story.Problem{Field: "email", Text: "Write your new e-mail address."}
	}
	if err := story.CheckEmail(address); err != nil {
		return err
	}
	defer emptyLog(app)
	return inTx(app, "keeping a new address", func(tx core.App) error {
		a, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		d, at := deployment.Of(tx), now(tx)
		a.SetNewEmail(d.Sealer, address)
		if err := tx.Save(a); err != nil {
			return fmt.Errorf("saving an account: %w", err)
		}
		return records.Owe(tx, records.Owed{Kind: string(mail.ConfirmEmail), About: markOfNew(tx, address),
			ToCollection: "authors", To: a.Id, Once: fmt.Sprint(at.UnixNano()), ExpiresAt: at.Add(confirmEmailTime), At: at})
	})
}

// ConfirmEmail makes a new address the account's, by the link sent to it.
func ConfirmEmail(app core.App, token string) error {
	defer emptyLog(app)
	return inTx(app, "confirming an address", func(tx core.App) error {
		l, err := FindLink(tx, token, mail.ConfirmEmail)
		if err != nil {
			return err
		}
		if l.ToCollection() == "members" {
			return confirmMemberEmail(tx, l)
		}
		sealer := deployment.Of(tx).Sealer
		a, err := records.FindAuthor(tx, l.To())
		if err != nil {
			return ErrLink
		}
		address, err := a.NewEmail(sealer)
		if err != nil {
			return err
		}
		if address == "" || markOfNew(tx, address) != l.About() {
			return ErrLink // a later request replaced this one
		}
		if other, err := records.FindAuthorByEmail(tx, sealer, address); err == nil && other.Id != a.Id {
			return ErrLink
		} else if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		a.SetEmail(sealer, address)
		a.SetNewEmail(sealer, "")
		if err := tx.Save(a); err != nil {
			return fmt.Errorf("saving an account: %w", err)
		}
		if err := endLinks(tx, "authors", a.Id); err != nil {
			return err
		}
		return useLink(tx, l)
	})
}

// ForgetEmail takes the address off an account. The account gets a fresh story
// key, shown once, because without an address nothing else opens it; a key it
// had before stops working, since it may have been lost long ago.
func ForgetEmail(app core.App, authorID string) (storyKey string, err error) {
	defer emptyLog(app)
	err = inTx(app, "forgetting an address", func(tx core.App) error {
		a, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		sealer := deployment.Of(tx).Sealer
		a.SetEmail(sealer, "")
		a.SetNewEmail(sealer, "")
		storyKey = story.NewStoryKey()
		a.SetStoryKey(sealer, storyKey)
		if err := tx.Save(a); err != nil {
			return fmt.Errorf("saving an account: %w", err)
		}
		return endLinks(tx, "authors", a.Id)
	})
	return storyKey, err
}

// CorrectPostcode changes, or with "" forgets, the postcode of one story, and
// finds anew whom the story reaches.
func CorrectPostcode(app core.App, authorID, storyID, postcode string) error {
	postcode = story.CleanLine(postcode)
	if len([]rune(postcode)) > 20 {
		return story.Problem{Field: "postcode", Text: "That is too long for a postcode."}
	}
	defer emptyLog(app)
	return inTx(app, "correcting a postcode", func(tx core.App) error {
		if _, err := records.FindStoryOfAuthor(tx, authorID, storyID); err != nil {
			return err
		}
		c, err := records.FindContact(tx, storyID)
		if err != nil {
			return err
		}
		c.SetPostcode(deployment.Of(tx).Sealer, postcode)
		if err := tx.Save(c); err != nil {
			return fmt.Errorf("saving the private details: %w", err)
		}
		_, err = routeStory(tx, storyID, routeArea)
		return err
	})
}

// CorrectAnswers changes, or forgets, an author's optional answers.
func CorrectAnswers(app core.App, authorID string, a records.Answers) error {
	defer emptyLog(app)
	return inTx(app, "correcting the optional answers", func(tx core.App) error {
		if _, err := records.FindAuthor(tx, authorID); err != nil {
			return err
		}
		return records.SetAnswers(tx, authorID, a)
	})
}

// SetLetters turns the letters we do not owe by duty on or off.
func SetLetters(app core.App, authorID string, wanted bool) error {
	return inTx(app, "turning letters on or off", func(tx core.App) error {
		a, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		a.SetLettersOff(!wanted)
		return tx.Save(a)
	})
}
