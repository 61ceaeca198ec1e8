package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrSession says that a token belongs to no sign-in that lasts.
var ErrSession = errors.New("this sign-in has ended")

// StartSession writes down that somebody signed in with a browser of this name,
// and returns the token that opens their doors from now on. proved says that they
// showed a second factor.
func StartSession(app core.App, person *core.Record, userAgent string, proved bool) (token string, err error) {
	s, err := records.StartSession(app, person, story.Device(userAgent), proved, now(app))
	if err != nil {
		return "", err
	}
	return records.SessionToken(person, s)
}

// FindSession finds the sign-in of a token that was verified as this person's. It
// is read anew for each request, so whoever was signed out is out with the next
// thing they do.
//
// A token that names no sign-in is a fault, but where the deployment asks for no
// second factor: there the session is nil.
func FindSession(app core.App, person *core.Record, token string) (*records.Session, error) {
	d, id := deployment.Of(app), records.SessionOfToken(token)
	if id == "" {
		if d.SecondFactor {
			return nil, ErrSession
		}
		return nil, nil
	}
	s, err := records.FindSession(app, id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, ErrSession
	}
	if err != nil {
		return nil, err
	}
	if !s.IsOf(person) || !s.Lasts(now(app)) || d.SecondFactor && provesTwice(person) && !s.Proved() {
		return nil, ErrSession
	}
	if err := records.SeeSession(app, s, now(app)); err != nil {
		app.Logger().Warn("the day of a sign-in was not noted", "error", err.Error()) // it opens the door all the same
	}
	return s, nil
}

// provesTwice says who shows a second factor: those who see what is not public.
func provesTwice(person *core.Record) bool {
	return person.Collection().Name == "moderators" || person.IsSuperuser()
}

// RenewSession continues a sign-in: the new token names the same session.
func RenewSession(app core.App, person *core.Record, s *records.Session) (token string, err error) {
	if err := records.RenewSession(app, s, person, now(app)); err != nil {
		return "", err
	}
	return records.SessionToken(person, s)
}

// EndSession signs a person out where this session was started. Another person's
// session is not found.
func EndSession(app core.App, person *core.Record, id string) error {
	return inTx(app, "signing out", func(tx core.App) error {
		s, err := records.FindSession(tx, id)
		if err != nil {
			return err
		}
		if !s.IsOf(person) {
			return records.ErrNotFound
		}
		return records.EndSession(tx, s, now(tx))
	})
}

// EndOtherSessions signs a person out everywhere but where this session was
// started ("" for everywhere), and returns how many sign-ins ended.
func EndOtherSessions(app core.App, person *core.Record, but string) (ended int, err error) {
	err = inTx(app, "signing out elsewhere", func(tx core.App) error {
		ended, err = records.EndSessionsOf(tx, person, but, now(tx))
		return err
	})
	return ended, err
}

// SessionsOf lists where a person is signed in, newest first.
func SessionsOf(app core.App, person *core.Record) ([]*records.Session, error) {
	return records.SessionsOf(app, person, now(app))
}

// ResetSecondFactor forgets the second factor of a moderator or an administrator
// who lost it, and ends their sign-ins. The next sign-in sets up another.
func ResetSecondFactor(app core.App, person *core.Record) error {
	return inTx(app, "resetting a second factor", func(tx core.App) error {
		if _, err := records.DropSecondFactor(tx, person); err != nil {
			return err
		}
		if _, err := records.EndSessionsOf(tx, person, "", now(tx)); err != nil {
			return err
		}
		fresh, err := tx.FindRecordById(person.Collection(), person.Id)
		if err != nil {
			return fmt.Errorf("reading an account: %w", err)
		}
		fresh.RefreshTokenKey()
		return tx.Save(fresh)
	})
}
