package flow

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/crypto/bcrypt"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrSignIn says that sign-in failed. It is the same for an unknown address, a
// wrong password, a wrong key and an account that is shut.
var ErrSignIn = errors.New("that e-mail and password don't go together")

// nobodyKey is where the hash stands that a password is compared with when there
// is no account, so that an unknown address takes as long as a known one.
const nobodyKey = "candour.nobody"

func nobodyHash(app core.App) []byte {
	cost := records.PasswordCost(app) // asked outside: it looks into the same store
	return app.Store().GetOrSet(nobodyKey, func() any {
		hash, _ := bcrypt.GenerateFromPassword([]byte("nobody's password"), cost) // only too long a password fails
		return hash
	}).([]byte)
}

// SignIn finds the account of an e-mail and password: an author's or a member's.
// It compares two passwords whatever it finds, so that the time it takes tells
// nothing. After ten failures within a quarter of an hour an address, known or
// not, gets the same failure for a while, even with the right password.
//
// A member whose password is right and who may act for no organisation now is told
// why, by a NotLetIn.
//
// Kept by: accounts cannot be guessed.
func SignIn(app core.App, email, password string) (*core.Record, error) {
	name := strings.ToLower(strings.TrimSpace(email))
	author, errA := records.FindAuthorByEmail(app, deployment.Of(app).Sealer, email)
	if errA != nil && !errors.Is(errA, records.ErrNotFound) {
		return nil, errA
	}
	member, errM := records.FindMemberAccount(app, strings.TrimSpace(email))
	if errM != nil && !errors.Is(errM, records.ErrNotFound) {
		return nil, errM
	}
	shut := tooMany(app, "sign-in", name, mostFailures, failuresTime)
	count(app, "sign-in", name) // before the slow part, so that many at once are many
	var ofAuthor, ofMember *core.Record
	if author != nil {
		ofAuthor = author.ProxyRecord()
	}
	if member != nil {
		ofMember = member.ProxyRecord()
	}
	isAuthor, isMember := matches(app, ofAuthor, password), matches(app, ofMember, password)
	switch {
	case shut:
	case isAuthor && author.PasswordChosen():
		forget(app, "sign-in", name)
		return ofAuthor, nil
	case isMember && member.Active():
		forget(app, "sign-in", name)
		return enterAsMember(app, member.Id)
	}
	return nil, ErrSignIn
}

// compare is bcrypt's comparison; a variable so that a test can count.
var compare = bcrypt.CompareHashAndPassword

// matches compares a password with a person's, exactly once, whether or not
// there is such a person.
func matches(app core.App, person *core.Record, password string) bool {
	hash := nobodyHash(app)
	if person != nil {
		hash = records.PasswordHash(person)
	}
	return compare(hash, []byte(password)) == nil && person != nil
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
// asked again before what cannot be undone. After ten failures within a quarter
// of an hour it says no for a while.
func CheckKnown(app core.App, a *records.Author, typed string) bool {
	if tooMany(app, "known", a.Id, mostFailures, failuresTime) {
		return false
	}
	count(app, "known", a.Id)
	if a.PasswordChosen() && matches(app, a.ProxyRecord(), typed) || isStoryKeyOf(app, a, typed) {
		forget(app, "known", a.Id)
		return true
	}
	return false
}

func isStoryKeyOf(app core.App, a *records.Author, typed string) bool {
	key, ok := story.NormaliseStoryKey(typed)
	if !ok || !a.HasStoryKey() {
		return false
	}
	found, err := records.FindAuthorByStoryKey(app, deployment.Of(app).Sealer, key)
	return err == nil && found.Id == a.Id
}
