package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/story"
)

// Member is the account of a person who signs in for an organisation, together
// with what they are in the one they act for now.
type Member struct {
	base
	in *Membership   // nil when they act for none
	of *Organisation // the one they act for
}

// AddMember makes an account with this password, and lets it into an organisation.
// An account without a membership is nobody, so both are stored at once.
func AddMember(app core.App, email, name, password, organisation string, role story.Role) (*Member, error) {
	m, err := newRecord[Member](app, "members")
	if err != nil {
		return nil, err
	}
	m.ProxyRecord().SetEmail(email)
	m.SetPassword(password)
	m.ProxyRecord().SetVerified(true)
	m.Set("name", name)
	m.Set("active", true)
	m.ActFor(organisation)
	err = app.RunInTransaction(func(tx core.App) error {
		if err := tx.Save(m); err != nil {
			return fmt.Errorf("saving a member: %w", err)
		}
		in, err := NewMembership(tx, m.Id, organisation, role, deployment.Now(tx))
		if err != nil {
			return err
		}
		if err := tx.Save(in); err != nil {
			return fmt.Errorf("saving a membership: %w", err)
		}
		return attach(tx, m)
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

// Name and the following read what belongs to the account.
func (m *Member) Name() string     { return m.GetString("name") }
func (m *Member) Active() bool     { return m.GetBool("active") }
func (m *Member) LettersOff() bool { return m.GetBool("lettersOff") }
func (m *Member) NewEmail() string { return m.GetString("newEmail") }
func (m *Member) Email() string    { return m.ProxyRecord().Email() }

// Organisation is the one the member acts for now.
func (m *Member) Organisation() string { return m.GetString("organisation") }

// Membership is what the member is in the organisation they act for; nil when they
// act for none.
func (m *Member) Membership() *Membership { return m.in }

// OrganisationName is the name of the organisation they act for.
func (m *Member) OrganisationName() string {
	if m.of == nil {
		return ""
	}
	return m.of.Name()
}

// Role and JobTitle are what the member is in the organisation they act for.
func (m *Member) Role() story.Role {
	if m.in == nil {
		return ""
	}
	return m.in.Role()
}

// JobTitle is empty when the member acts for no organisation.
func (m *Member) JobTitle() string {
	if m.in == nil {
		return ""
	}
	return m.in.JobTitle()
}

// LetIn reports whether the member may act for their organisation at a time: the
// account is open, the membership is neither frozen nor ended, and the organisation takes part.
func (m *Member) LetIn(at time.Time) bool {
	return m.Active() && m.in != nil && !m.in.Frozen() && !m.in.Ended(at) && m.of.TakesPart(at)
}

// SetName and the following change an account. With a new password every sign-in ends.
func (m *Member) SetName(v string)           { m.Set("name", v) }
func (m *Member) SetPassword(p string)       { m.ProxyRecord().SetPassword(p) }
func (m *Member) SetLettersOff(v bool)       { m.Set("lettersOff", v) }
func (m *Member) SetActive(v bool)           { m.Set("active", v) }
func (m *Member) SetNewEmail(address string) { m.Set("newEmail", address) }
func (m *Member) ActFor(organisation string) { m.Set("organisation", organisation) }

// ForgetNewEmail forgets an address that a member has not confirmed: with a new
// password, whoever knew the old one and asked for it has no further say.
func ForgetNewEmail(r *core.Record) { r.Set("newEmail", "") }

// FindMember finds a member by id.
func FindMember(app core.App, id string) (*Member, error) {
	return attached(app, dbx.HashExp{"id": id})
}

// FindMemberByEmail finds a member by work e-mail, in any case.
func FindMemberByEmail(app core.App, email string) (*Member, error) {
	if email == "" {
		return nil, ErrNotFound
	}
	return attached(app, dbx.NewExp("email = {:email} COLLATE NOCASE", dbx.Params{"email": email}))
}

// FindMemberAccount finds the account of a work e-mail, in any case, and nothing of
// what its owner is in any organisation: that takes as long for an address that is
// known as for one that is not.
func FindMemberAccount(app core.App, email string) (*Member, error) {
	return first[Member](app, "members", dbx.NewExp("email = {:email} COLLATE NOCASE AND email != ''", dbx.Params{"email": email}))
}

func attached(app core.App, where dbx.Expression) (*Member, error) {
	m, err := first[Member](app, "members", where)
	if err != nil {
		return nil, err
	}
	return m, attach(app, m)
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
func AsMember(app core.App, r *core.Record) (*Member, bool) {
	if r == nil || r.Collection().Name != "members" {
		return nil, false
	}
	m := &Member{}
	m.SetProxyRecord(r)
	if err := attach(app, m); err != nil {
		app.Logger().Error("a member could not be read", "error", err.Error())
		return nil, false
	}
	return m, true
}
