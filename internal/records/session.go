package records

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"
)

// Session is one sign-in of one person on one device.
type Session struct{ base }

// Device and the following read a session's fields. Times are coarse: the hour
// it began and ended, the day it was last used.
func (s *Session) Device() string       { return s.GetString("device") }
func (s *Session) StartedAt() time.Time { return s.time("startedAt") }
func (s *Session) SeenOn() time.Time    { return s.time("seenOn") }
func (s *Session) Proved() bool         { return s.GetBool("proved") }

// Lasts reports whether the session is neither ended nor out of time.
func (s *Session) Lasts(at time.Time) bool {
	return s.time("endedAt").IsZero() && at.Before(s.time("expiresAt"))
}

// IsOf reports whether the session belongs to this person.
func (s *Session) IsOf(person *core.Record) bool {
	field, ok := personField(person)
	return ok && s.GetString(field) == person.Id
}

// personField is the link of a session, or of a second factor, to whoever it
// belongs to.
func personField(person *core.Record) (string, bool) {
	field, ok := map[string]string{"authors": "author", "members": "member", "moderators": "moderator",
		core.CollectionNameSuperusers: "administrator"}[person.Collection().Name]
	return field, ok
}

func ofPerson(person *core.Record) dbx.Expression {
	field, ok := personField(person)
	if !ok {
		return dbx.NewExp("1 = 0")
	}
	return dbx.HashExp{field: person.Id}
}

// StartSession writes down a sign-in. proved says that a second factor was shown.
func StartSession(app core.App, person *core.Record, device string, proved bool, at time.Time) (*Session, error) {
	s, err := newRecord[Session](app, "sessions")
	if err != nil {
		return nil, err
	}
	field, ok := personField(person)
	if !ok {
		return nil, fmt.Errorf("keeping a sign-in: %s don't sign in", person.Collection().Name)
	}
	s.Set(field, person.Id)
	s.Set("device", device)
	s.Set("proved", proved)
	s.setTime("startedAt", at.UTC().Truncate(time.Hour))
	s.setTime("seenOn", dayOf(at))
	s.extend(person, at)
	if err := app.Save(s); err != nil {
		return nil, fmt.Errorf("keeping a sign-in: %w", err)
	}
	return s, nil
}

// extend lets a session last as long as a token made now, to the full hour.
func (s *Session) extend(person *core.Record, at time.Time) {
	ends := at.UTC().Add(person.Collection().AuthToken.DurationTime())
	s.setTime("expiresAt", ends.Truncate(time.Hour).Add(time.Hour))
}

// RenewSession lets a session last on from now.
func RenewSession(app core.App, s *Session, person *core.Record, at time.Time) error {
	s.extend(person, at)
	if err := app.Save(s); err != nil {
		return fmt.Errorf("renewing a sign-in: %w", err)
	}
	return nil
}

// FindSession finds a session by its id.
func FindSession(app core.App, id string) (*Session, error) {
	return first[Session](app, "sessions", dbx.HashExp{"id": id})
}

// SeeSession notes the day on which a session was used; most often it is noted
// already and nothing is written.
func SeeSession(app core.App, s *Session, at time.Time) error {
	if s.SeenOn().Equal(dayOf(at)) {
		return nil
	}
	s.setTime("seenOn", dayOf(at))
	if err := app.Save(s); err != nil {
		return fmt.Errorf("noting a sign-in: %w", err)
	}
	return nil
}

// SessionsOf lists the sessions of a person that last, newest first.
func SessionsOf(app core.App, person *core.Record, at time.Time) ([]*Session, error) {
	return all[Session](app, "sessions", dbx.And(ofPerson(person), lasting(at)), "startedAt DESC", "rowid DESC")
}

func lasting(at time.Time) dbx.Expression {
	return dbx.And(dbx.HashExp{"endedAt": ""}, dbx.NewExp("expiresAt > {:now}", dbx.Params{"now": stamp(at)}))
}

// EndSession ends a session. One that has ended stays as it is.
func EndSession(app core.App, s *Session, at time.Time) error {
	if !s.time("endedAt").IsZero() {
		return nil
	}
	s.setTime("endedAt", at.UTC().Truncate(time.Hour))
	if err := app.Save(s); err != nil {
		return fmt.Errorf("ending a sign-in: %w", err)
	}
	return nil
}

// EndSessionsOf ends the sessions of a person but one ("" ends all of them) and
// returns how many.
func EndSessionsOf(app core.App, person *core.Record, but string, at time.Time) (int, error) {
	found, err := all[Session](app, "sessions", dbx.And(ofPerson(person), dbx.HashExp{"endedAt": ""}, dbx.Not(dbx.HashExp{"id": but})))
	if err != nil {
		return 0, err
	}
	for _, s := range found {
		if err := EndSession(app, s, at); err != nil {
			return 0, err
		}
	}
	return len(found), nil
}

// SignOutEverybody ends every sign-in there is, and renews what the tokens and links
// of every account are signed with, so that none of before opens anything.
func SignOutEverybody(tx core.App, at time.Time) error {
	open, err := all[Session](tx, "sessions", dbx.HashExp{"endedAt": ""})
	if err != nil {
		return err
	}
	for _, s := range open {
		if err := EndSession(tx, s, at); err != nil {
			return err
		}
	}
	for _, collection := range []string{"authors", "members", "moderators", core.CollectionNameSuperusers} {
		people := []*core.Record{}
		if err := tx.RecordQuery(collection).All(&people); err != nil {
			return fmt.Errorf("reading %s: %w", collection, err)
		}
		for _, r := range people {
			r.RefreshTokenKey()
			if err := tx.Save(r); err != nil {
				return fmt.Errorf("ending the sign-ins of %s: %w", collection, err)
			}
		}
	}
	return nil
}

// DropSessions deletes every sign-in of a person, ended or not.
func DropSessions(tx core.App, person *core.Record) error {
	_, err := deleteAll(tx, "sessions", ofPerson(person))
	return err
}

// SignInsDue counts the sign-ins that ended, or ran out, at or before a time.
func SignInsDue(app core.App, at time.Time) (int, error) {
	n, err := app.CountRecords("sessions", endedBefore(at))
	if err != nil {
		return 0, fmt.Errorf("counting sign-ins: %w", err)
	}
	return int(n), nil
}

// DeleteSignInsBefore deletes the sign-ins that ended, or ran out, at or before a
// time.
func DeleteSignInsBefore(tx core.App, at time.Time) (int, error) {
	return deleteAll(tx, "sessions", endedBefore(at))
}

func endedBefore(at time.Time) dbx.Expression {
	return dbx.NewExp("(endedAt != '' AND endedAt <= {:at}) OR expiresAt <= {:at}", dbx.Params{"at": stamp(at)})
}

// sessionClaim is what a token of ours holds beside PocketBase's own claims.
const sessionClaim = "session"

// SessionToken is a token for a session, as PocketBase makes and checks them,
// with the session's id in it.
func SessionToken(person *core.Record, s *Session) (string, error) {
	kind := person.Collection().AuthToken
	key := person.TokenKey() + kind.Secret
	if person.TokenKey() == "" || kind.Secret == "" {
		return "", core.ErrMissingSigningKey
	}
	return security.NewJWT(map[string]any{core.TokenClaimType: core.TokenTypeAuth, core.TokenClaimId: person.Id,
		core.TokenClaimCollectionId: person.Collection().Id, core.TokenClaimRefreshable: true, sessionClaim: s.Id}, key, kind.DurationTime())
}

// Bearer is the token that a request carries, with or without the word before it,
// or "". PocketBase takes both.
func Bearer(r *http.Request) string {
	token := r.Header.Get("Authorization")
	if len(token) > 7 && strings.EqualFold(token[:7], "Bearer ") {
		return token[7:]
	}
	return token
}

// SessionOfToken is the id of the session in a token that somebody has verified,
// or "".
func SessionOfToken(token string) string {
	claims, err := security.ParseUnverifiedJWT(token)
	if err != nil {
		return ""
	}
	id, _ := claims[sessionClaim].(string)
	return id
}

func dayOf(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }
