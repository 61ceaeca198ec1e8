package flow

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
	"golang.org/x/crypto/bcrypt"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrSignIn says that sign-in failed. It is the same for an unknown address, a
// wrong password, a wrong key and an account that is shut.
var ErrSignIn = errors.New("that e-mail and password don't go together")

// nobody is what a password is compared with when there is no account, so that
// an unknown address takes as long as a known one.
var nobody = mustHash("nobody's password")

func mustHash(p string) []byte {
	h, err := bcrypt.GenerateFromPassword([]byte(p), bcrypt.DefaultCost)
	if err != nil {
		panic(err)
	}
	return h
}

// SignIn finds the account of an e-mail and password: an author's or a member's.
// It compares two passwords whatever it finds, so that the time it takes tells
// nothing.
//
// Kept by: accounts cannot be guessed.
func SignIn(app core.App, email, password string) (*core.Record, error) {
	author, errA := records.FindAuthorByEmail(app, deployment.Of(app).Sealer, email)
	if errA != nil && !errors.Is(errA, records.ErrNotFound) {
		return nil, errA
	}
	member, errM := records.FindMemberByEmail(app, strings.TrimSpace(email))
	if errM != nil && !errors.Is(errM, records.ErrNotFound) {
		return nil, errM
	}
	isAuthor, isMember := false, false
	if author != nil {
		isAuthor = author.ProxyRecord().ValidatePassword(password)
	} else {
		_ = bcrypt.CompareHashAndPassword(nobody, []byte(password))
	}
	if member != nil {
		isMember = member.ProxyRecord().ValidatePassword(password)
	} else {
		_ = bcrypt.CompareHashAndPassword(nobody, []byte(password))
	}
	switch {
	case isAuthor && author.PasswordChosen():
		return author.ProxyRecord(), nil
	case isMember && member.Active():
		return member.ProxyRecord(), nil
	}
	return nil, ErrSignIn
}

// SignInWithKey finds the account of a secret story key.
func SignInWithKey(app core.App, typed string) (*core.Record, error) {
	key, ok := story.NormaliseStoryKey(typed)
	if !ok {
		return nil, ErrSignIn
	}
	a, err := records.FindAuthorByStoryKey(app, deployment.Of(app).Sealer, key)
	if errors.Is(err, records.ErrNotFound) {
		return nil, ErrSignIn
	}
	if err != nil {
		return nil, err
	}
	return a.ProxyRecord(), nil
}

// SignOut ends every sign-in of a person, on every device.
func SignOut(app core.App, person *core.Record) error {
	fresh, err := app.FindRecordById(person.Collection().Name, person.Id)
	if err != nil {
		return fmt.Errorf("signing out: %w", err)
	}
	fresh.RefreshTokenKey()
	if err := app.Save(fresh); err != nil {
		return fmt.Errorf("signing out: %w", err)
	}
	return nil
}

// CheckKnown reports whether a password, or a story key, belongs to an author:
// asked again before what cannot be undone.
func CheckKnown(app core.App, a *records.Author, typed string) bool {
	if a.PasswordChosen() && a.ProxyRecord().ValidatePassword(typed) {
		return true
	}
	key, ok := story.NormaliseStoryKey(typed)
	if !ok || !a.HasStoryKey() {
		return false
	}
	found, err := records.FindAuthorByStoryKey(app, deployment.Of(app).Sealer, key)
	return err == nil && found.Id == a.Id
}

// AskForPassword owes a letter with a link to choose a new password, if there
// is such an account. An unknown address writes a row as well, owed to nobody,
// so that neither the answer nor its time tells the two apart.
//
// Kept by: accounts cannot be guessed.
func AskForPassword(app core.App, email string) error {
	return inTx(app, "owing a new password", func(tx core.App) error {
		at := now(tx)
		author, err := records.FindAuthorByEmail(tx, deployment.Of(tx).Sealer, email)
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		member, err := records.FindMemberByEmail(tx, strings.TrimSpace(email))
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		owed := records.Owed{Kind: string(mail.Password), ToCollection: "authors", To: "nobody",
			Once: security.RandomString(15), ExpiresAt: at.Add(newPasswordTime), At: at}
		switch {
		case author != nil:
			owed.To = author.Id
		case member != nil && member.Active():
			owed.ToCollection, owed.To = "members", member.Id
		}
		return records.Owe(tx, owed)
	})
}

// The bounds of a password. PocketBase hashes 71 bytes at most.
const (
	minPassword = 10
	maxPassword = 71
)

// CheckPassword checks a new password.
func CheckPassword(p string) error {
	switch {
	case utf8.RuneCountInString(p) < minPassword:
		return story.Problem{Field: "password", Text: fmt.Sprintf("Use %d characters or more. Three words that mean something only to you work well.", minPassword)}
	case len(p) > maxPassword:
		return story.Problem{Field: "password", Text: fmt.Sprintf("Use %d characters or fewer.", maxPassword)}
	}
	return nil
}

// ChoosePassword sets a password by the link of a letter and returns whose it
// is. Every earlier sign-in of that person ends.
func ChoosePassword(app core.App, token, password string) (person *core.Record, err error) {
	if err := CheckPassword(password); err != nil {
		return nil, err
	}
	err = inTx(app, "choosing a password", func(tx core.App) error {
		l, err := FindLink(tx, token, mail.Password, mail.Received, mail.Invitation)
		if err != nil {
			return err
		}
		if l.ToCollection() == "members" {
			m, err := records.FindMember(tx, l.To())
			if err != nil || !m.Active() {
				return ErrLink
			}
			m.SetPassword(password)
			person = m.ProxyRecord()
		} else {
			a, err := records.FindAuthor(tx, l.To())
			if err != nil || (l.Kind() == string(mail.Received) && a.PasswordChosen()) {
				return ErrLink
			}
			a.SetPassword(password)
			a.SetPasswordChosen()
			person = a.ProxyRecord()
		}
		if err := tx.Save(person); err != nil {
			return fmt.Errorf("saving a password: %w", err)
		}
		return useLink(tx, l)
	})
	return person, err
}

// spendPasswordTime takes as long as making an account does.
func spendPasswordTime() { _, _ = bcrypt.GenerateFromPassword([]byte("nobody"), bcrypt.DefaultCost) }
