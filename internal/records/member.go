package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Member is a person of an organisation who signs in.
type Member struct{ base }

// NewMember makes an active member with this password.
func NewMember(app core.App, email, name, password, organisation string, role story.Role) (*Member, error) {
	m, err := newRecord[Member](app, "members")
	if err != nil {
		return nil, err
	}
	m.ProxyRecord().SetEmail(email)
	m.SetPassword(password)
	m.ProxyRecord().SetVerified(true)
	m.Set("name", name)
	m.Set("organisation", organisation)
	m.Set("role", string(role))
	m.Set("active", true)
	return m, nil
}

// Name and the following read a member's fields.
func (m *Member) Name() string         { return m.GetString("name") }
func (m *Member) JobTitle() string     { return m.GetString("jobTitle") }
func (m *Member) Organisation() string { return m.GetString("organisation") }
func (m *Member) Role() story.Role     { return story.Role(m.GetString("role")) }
func (m *Member) Active() bool         { return m.GetBool("active") }
func (m *Member) LettersOff() bool     { return m.GetBool("lettersOff") }
func (m *Member) Email() string        { return m.ProxyRecord().Email() }

// SetJobTitle says what a member does.
func (m *Member) SetJobTitle(v string) { m.Set("jobTitle", v) }

// SetPassword gives a member a new password; every sign-in ends.
func (m *Member) SetPassword(p string) { m.ProxyRecord().SetPassword(p) }

// SetLettersOff turns alerts off or on.
func (m *Member) SetLettersOff(v bool) { m.Set("lettersOff", v) }

// FindMember finds a member by id.
func FindMember(app core.App, id string) (*Member, error) {
	return first[Member](app, "members", dbx.HashExp{"id": id})
}

// FindMemberByEmail finds a member by work e-mail, in any case.
func FindMemberByEmail(app core.App, email string) (*Member, error) {
	if email == "" {
		return nil, ErrNotFound
	}
	return first[Member](app, "members", dbx.NewExp("email = {:email} COLLATE NOCASE", dbx.Params{"email": email}))
}

// WriteOpening notes that somebody of an organisation opened a story. It
// reports whether this was the organisation's first time.
func WriteOpening(app core.App, storyID, organisation string, at time.Time) (bool, error) {
	n, err := app.CountRecords("openings", dbx.HashExp{"story": storyID, "organisation": organisation})
	if err != nil || n > 0 {
		return false, err
	}
	o, err := newRecord[base](app, "openings")
	if err != nil {
		return false, err
	}
	o.Set("story", storyID)
	o.Set("organisation", organisation)
	o.setTime("at", at)
	if err := app.Save(o); err != nil {
		return false, fmt.Errorf("recording an opening: %w", err)
	}
	return true, nil
}

// OpenedBy lists the names of the organisations that have opened a story.
func OpenedBy(app core.App, storyID string) ([]string, error) {
	names := []string{}
	err := app.DB().NewQuery(`SELECT o.name FROM openings x JOIN organisations o ON o.id = x.organisation
		WHERE x.story = {:story} ORDER BY x.at`).Bind(dbx.Params{"story": storyID}).Column(&names)
	return names, err
}

// AsMember is the typed face of a record that signed in, if it is a member.
func AsMember(r *core.Record) (*Member, bool) {
	if r == nil || r.Collection().Name != "members" {
		return nil, false
	}
	m := &Member{}
	m.SetProxyRecord(r)
	return m, true
}
