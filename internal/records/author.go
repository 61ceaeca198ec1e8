package records

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
	"golang.org/x/crypto/bcrypt"

	"candour/internal/seal"
)

// Author is the account of somebody who told a story. Its e-mail is sealed and
// found by a keyed fingerprint; PocketBase's own e-mail column stays empty.
type Author struct{ base }

const emailField = "authors.sealedEmail"

// NewAuthor makes an account with a password nobody knows.
func NewAuthor(app core.App, at time.Time) (*Author, error) {
	a, err := newRecord[Author](app, "authors")
	if err != nil {
		return nil, err
	}
	a.SetPassword(security.RandomString(40))
	a.setTime("joinedAt", at)
	return a, nil
}

// SetPassword sets a password that nobody has chosen yet, or, with
// SetPasswordChosen, the author's own.
func (a *Author) SetPassword(p string) { a.ProxyRecord().SetPassword(p) }

// PasswordChosen reports whether the author has set a password.
func (a *Author) PasswordChosen() bool { return a.GetBool("passwordChosen") }

// SetPasswordChosen notes that the author has set a password.
func (a *Author) SetPasswordChosen() { a.Set("passwordChosen", true) }

// LettersOff reports whether the author wants only the letters we owe by duty.
func (a *Author) LettersOff() bool { return a.GetBool("lettersOff") }

// SetLettersOff turns other letters off or on.
func (a *Author) SetLettersOff(v bool) { a.Set("lettersOff", v) }

// JoinedAt is when the first story was told.
func (a *Author) JoinedAt() time.Time { return a.time("joinedAt") }

// HasEmail reports whether letters can reach the author.
func (a *Author) HasEmail() bool { return a.GetString("sealedEmail") != "" }

// HasStoryKey reports whether the author signs in with a story key.
func (a *Author) HasStoryKey() bool { return a.GetString("storyKeyHash") != "" }

// Email opens the sealed address.
func (a *Author) Email(s *seal.Sealer) (string, error) {
	v, err := s.Open(emailField, a.GetString("sealedEmail"))
	if err != nil {
		return "", fmt.Errorf("opening an author's address: %w", err)
	}
	return v, nil
}

// SetEmail seals an address. An empty one forgets it.
func (a *Author) SetEmail(s *seal.Sealer, address string) {
	a.Set("sealedEmail", s.Seal(emailField, address))
	a.Set("emailKey", emailKey(s, address))
}

// SetStoryKey keeps the fingerprint of a story key; the key itself is nowhere.
func (a *Author) SetStoryKey(s *seal.Sealer, key string) {
	a.Set("storyKeyHash", s.Fingerprint("story key", key))
}

// emailKey is equal for two spellings of one address: case does not count.
func emailKey(s *seal.Sealer, address string) string {
	return s.Fingerprint("e-mail", strings.ToLower(strings.TrimSpace(address)))
}

// FindAuthor finds an account by its id.
func FindAuthor(app core.App, id string) (*Author, error) {
	return first[Author](app, "authors", dbx.HashExp{"id": id})
}

// FindAuthorByEmail finds the account with an address, in any case.
func FindAuthorByEmail(app core.App, s *seal.Sealer, address string) (*Author, error) {
	return findAuthorBy(app, "emailKey", emailKey(s, address))
}

// FindAuthorByStoryKey finds the account that a story key belongs to.
func FindAuthorByStoryKey(app core.App, s *seal.Sealer, key string) (*Author, error) {
	return findAuthorBy(app, "storyKeyHash", s.Fingerprint("story key", key))
}

func findAuthorBy(app core.App, field, fingerprint string) (*Author, error) {
	if fingerprint == "" {
		return nil, ErrNotFound
	}
	return first[Author](app, "authors", dbx.HashExp{field: fingerprint})
}

// FindAuthorOf finds who told a story.
func FindAuthorOf(app core.App, storyID string) (*Author, error) {
	return first[Author](app, "authors", dbx.NewExp(
		"id = (SELECT author FROM authorships WHERE story = {:story})", dbx.Params{"story": storyID}))
}

// StoriesOfAuthor lists an author's stories, newest first.
func StoriesOfAuthor(app core.App, authorID string) ([]*Story, error) {
	return all[Story](app, "stories", dbx.NewExp(
		"id IN (SELECT story FROM authorships WHERE author = {:author})", dbx.Params{"author": authorID}),
		"submittedAt DESC", "id")
}

// FindStoryOfAuthor finds one story, if this author told it. Not there and not
// theirs are one answer: ErrNotFound.
func FindStoryOfAuthor(app core.App, authorID, storyID string) (*Story, error) {
	n, err := app.CountRecords("authorships", dbx.HashExp{"author": authorID, "story": storyID})
	if err != nil {
		return nil, fmt.Errorf("reading authorships: %w", err)
	}
	if n == 0 {
		return nil, ErrNotFound
	}
	return FindStory(app, storyID)
}

// AddAuthorship writes down who told a story.
func AddAuthorship(app core.App, storyID, authorID string) error {
	r, err := newRecord[base](app, "authorships")
	if err != nil {
		return err
	}
	r.Set("story", storyID)
	r.Set("author", authorID)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("saving an authorship: %w", err)
	}
	return nil
}

const newEmailField = "authors.sealedNewEmail"

// NewEmail opens the address that waits to be confirmed, or "".
func (a *Author) NewEmail(s *seal.Sealer) (string, error) {
	v, err := s.Open(newEmailField, a.GetString("sealedNewEmail"))
	if err != nil {
		return "", fmt.Errorf("opening a new address: %w", err)
	}
	return v, nil
}

// SetNewEmail seals an address until its owner confirms it. Empty forgets it.
func (a *Author) SetNewEmail(s *seal.Sealer, address string) {
	a.Set("sealedNewEmail", s.Seal(newEmailField, address))
}

// AsAuthor is the typed face of a record that signed in, if it is an author.
func AsAuthor(r *core.Record) (*Author, bool) {
	if r == nil || r.Collection().Name != "authors" {
		return nil, false
	}
	a := &Author{}
	a.SetProxyRecord(r)
	return a, true
}

// PasswordCost is how much work one guess at a password takes (bcrypt's cost).
func PasswordCost(app core.App) int {
	if c, err := app.FindCachedCollectionByNameOrId("authors"); err == nil {
		if f, ok := c.Fields.GetByName(core.FieldNamePassword).(*core.PasswordField); ok && f.Cost > 0 {
			return f.Cost
		}
	}
	return bcrypt.DefaultCost
}
