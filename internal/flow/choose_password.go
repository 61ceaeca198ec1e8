package flow

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
	"golang.org/x/crypto/bcrypt"

	"candour/internal/breached"
	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// AskForPassword owes a letter with a link to choose a new password, if there
// is such an account. An unknown address writes a row as well, owed to nobody,
// so that neither the answer nor its time tells the two apart. After three
// letters within an hour, further ones to that address are owed to nobody.
//
// Kept by: accounts cannot be guessed.
func AskForPassword(app core.App, email string) error {
	name := strings.ToLower(strings.TrimSpace(email))
	enough := tooMany(app, "password", name, mostAsked, askedTime)
	count(app, "password", name)
	return inTx(app, "owing a new password", func(tx core.App) error {
		at := now(tx)
		author, err := records.FindAuthorByEmail(tx, deployment.Of(tx).Sealer, email)
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		member, err := records.FindMemberAccount(tx, strings.TrimSpace(email))
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		memberID := "nobody"
		if member != nil && member.Active() {
			memberID = member.Id
		}
		open, err := records.OpenMemberships(tx, memberID, at) // asked for every address
		if err != nil {
			return err
		}
		owed := records.Owed{Kind: string(mail.Password), ToCollection: "authors", To: "nobody",
			Once: security.RandomString(15), ExpiresAt: at.Add(newPasswordTime), At: at}
		switch {
		case enough:
		case author != nil:
			owed.To = author.Id
		case len(open) > 0:
			owed.ToCollection, owed.To = "members", memberID
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
	case breached.Common(p):
		return story.Problem{Field: "password", Text: breached.Words}
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
		l, whose, err := passwordLink(tx, token)
		if err != nil {
			return err
		}
		if whose.Collection().Name == "members" { // the organisation they acted for may have shut since
			if whose, err = enterAsMember(tx, whose.Id); err != nil {
				return err
			}
		}
		whose.SetPassword(password)
		if a, ok := records.AsAuthor(whose); ok {
			a.SetPasswordChosen()
		} else {
			records.ForgetNewEmail(whose)
		}
		if err := tx.Save(whose); err != nil {
			return fmt.Errorf("saving a password: %w", err)
		}
		person = whose
		if err := useLink(tx, l); err != nil {
			return err
		}
		return endLinks(tx, whose.Collection().Name, whose.Id)
	})
	if err == nil {
		forgetFailures(app, person)
	}
	return person, err
}

// CheckPasswordLink reports by ErrLink that a link to choose a password does not
// work.
func CheckPasswordLink(app core.App, token string) error {
	_, _, err := passwordLink(app, token)
	return err
}

// passwordLink finds the letter of a link to choose a password, and whose it is.
// The link that came with a story's receipt works until a password is chosen.
func passwordLink(app core.App, token string) (*records.Letter, *core.Record, error) {
	l, err := FindLink(app, token, mail.Password, mail.Received)
	if err != nil {
		return nil, nil, err
	}
	if l.ToCollection() == "members" {
		m, err := records.FindMember(app, l.To())
		if err != nil {
			return nil, nil, ErrLink
		}
		if open, err := mayEnter(app, m); err != nil || !open {
			return nil, nil, errors.Join(ErrLink, err)
		}
		return l, m.ProxyRecord(), nil
	}
	a, err := records.FindAuthor(app, l.To())
	if err != nil || (l.Kind() == string(mail.Received) && a.PasswordChosen()) {
		return nil, nil, ErrLink
	}
	return l, a.ProxyRecord(), nil
}

// forgetFailures lets a person who has just shown that an address is theirs
// sign in with it, whatever somebody else tried before.
func forgetFailures(app core.App, person *core.Record) {
	address := person.Email()
	if a, ok := records.AsAuthor(person); ok {
		address, _ = a.Email(deployment.Of(app).Sealer) // what does not open was never counted
	}
	forget(app, "sign-in", strings.ToLower(address))
}

// ChangePassword gives an author who knows their password, or their story key, a
// new password. Every earlier sign-in ends; the record returned starts the next.
func ChangePassword(app core.App, authorID, current, password string) (person *core.Record, err error) {
	a, err := records.FindAuthor(app, authorID)
	if err != nil {
		return nil, err
	}
	var ps story.Problems
	if !CheckKnown(app, a, current) {
		ps = append(ps, story.Problem{Field: "current", Text: "That is not the one we know. Check it and type it again."})
	}
	if err := ps.Add(CheckPassword(password)); err != nil {
		return nil, err
	}
	if ps.Err() != nil {
		return nil, ps
	}
	err = inTx(app, "changing a password", func(tx core.App) error {
		fresh, err := records.FindAuthor(tx, authorID)
		if err != nil {
			return err
		}
		fresh.SetPassword(password)
		fresh.SetPasswordChosen()
		if err := tx.Save(fresh); err != nil {
			return fmt.Errorf("saving a password: %w", err)
		}
		person = fresh.ProxyRecord()
		return nil
	})
	return person, err
}

// spendPasswordTime takes as long as making an account does.
func spendPasswordTime(app core.App) {
	_, _ = bcrypt.GenerateFromPassword([]byte("nobody"), records.PasswordCost(app))
}
