package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/story"
)

// Membership is what one person is in one organisation.
type Membership struct{ base }

// Member and the following read a membership's fields.
func (m *Membership) Member() string       { return m.GetString("member") }
func (m *Membership) Organisation() string { return m.GetString("organisation") }
func (m *Membership) Role() story.Role     { return story.Role(m.GetString("role")) }
func (m *Membership) JobTitle() string     { return m.GetString("jobTitle") }
func (m *Membership) Department() string   { return m.GetString("department") }
func (m *Membership) Description() string  { return m.GetString("description") }
func (m *Membership) Since() time.Time     { return m.time("since") }
func (m *Membership) Until() time.Time     { return m.time("until") }
func (m *Membership) FrozenAt() time.Time  { return m.time("frozenAt") }
func (m *Membership) InvitedBy() string    { return m.GetString("invitedBy") }

// Frozen reports whether it lets nobody in for now.
func (m *Membership) Frozen() bool { return !m.FrozenAt().IsZero() }

// Ended reports whether its last day is over. Until is the first day on which it lets
// nobody in; at the zero time it has no end.
func (m *Membership) Ended(at time.Time) bool {
	until := m.Until()
	return !until.IsZero() && !at.Before(until)
}

// LastDay is the last day on which it lets its member in; zero when it has no end.
func (m *Membership) LastDay() time.Time { return dayBefore(m.Until()) }

func dayBefore(end time.Time) time.Time {
	if end.IsZero() {
		return end
	}
	return end.AddDate(0, 0, -1)
}

// SetRole and the following change it. Frozen at the zero time, it lets its member in.
func (m *Membership) SetRole(r story.Role)     { m.Set("role", string(r)) }
func (m *Membership) SetFrozen(at time.Time)   { m.setTime("frozenAt", at) }
func (m *Membership) SetUntil(day time.Time)   { m.setTime("until", day) }
func (m *Membership) SetDescription(v string)  { m.Set("description", v) }
func (m *Membership) SetJob(title, dep string) { m.Set("jobTitle", title); m.Set("department", dep) }

// NewMembership makes a membership that lets its member in.
func NewMembership(app core.App, member, organisation string, role story.Role, at time.Time) (*Membership, error) {
	m, err := newRecord[Membership](app, "memberships")
	if err != nil {
		return nil, err
	}
	m.Load(map[string]any{"member": member, "organisation": organisation, "role": string(role)})
	m.setTime("since", at)
	return m, nil
}

// SetInvitedBy says which administrator asked the member in.
func (m *Membership) SetInvitedBy(id string) { m.Set("invitedBy", id) }

// FindMembership finds a membership by its id.
func FindMembership(app core.App, id string) (*Membership, error) {
	return first[Membership](app, "memberships", dbx.HashExp{"id": id})
}

// FindMembershipIn finds what a person is in an organisation.
func FindMembershipIn(app core.App, member, organisation string) (*Membership, error) {
	return first[Membership](app, "memberships", dbx.HashExp{"member": member, "organisation": organisation})
}

// MembershipsOf lists what a person is, in every organisation of theirs.
func MembershipsOf(app core.App, member string) ([]*Membership, error) {
	return all[Membership](app, "memberships", dbx.HashExp{"member": member}, "since", "id")
}

// OpenMemberships lists the memberships of a person that let them in at a time:
// not frozen, not ended, of an organisation that takes part.
func OpenMemberships(app core.App, member string, at time.Time) ([]*Membership, error) {
	return all[Membership](app, "memberships", dbx.And(dbx.HashExp{"member": member}, open(at)), "since", "id")
}

// open picks the memberships that let somebody in at a time.
func open(at time.Time) dbx.Expression {
	return dbx.NewExp(`frozenAt = '' AND (until = '' OR until > {:at}) AND organisation IN (SELECT id FROM organisations WHERE
		(termFrom = '' OR termFrom <= {:at}) AND (termUntil = '' OR termUntil > {:at}))`, dbx.Params{"at": stamp(at)})
}

// OtherAdministrators counts the administrators of an organisation who are let in
// with no end, without one membership.
func OtherAdministrators(app core.App, organisation, but string) (int, error) {
	n, err := app.CountRecords("memberships", dbx.And(
		dbx.HashExp{"organisation": organisation, "role": string(story.RoleAdministrator), "frozenAt": "", "until": ""},
		dbx.Not(dbx.HashExp{"id": but}), dbx.NewExp("member IN (SELECT id FROM members WHERE active = TRUE)")))
	return int(n), wrap(err, "administrators")
}

// AdministratorsOf lists the administrators of an organisation who are let in, by name.
func AdministratorsOf(app core.App, organisation string) ([]*Member, error) {
	found, err := all[Member](app, "members", dbx.NewExp(`active = TRUE AND id IN (SELECT member FROM memberships
		WHERE organisation = {:o} AND role = 'administrator' AND frozenAt = '' AND (until = '' OR until > {:at}))`,
		dbx.Params{"o": organisation, "at": stamp(deployment.Now(app))}), "name", "id")
	if err != nil {
		return nil, err
	}
	return found, attach(app, found...)
}

// attach reads, for each account, what it is in the organisation it acts for.
func attach(app core.App, members ...*Member) error {
	for _, m := range members {
		m.in, m.of = nil, nil
		if m.Organisation() == "" {
			continue
		}
		in, err := FindMembershipIn(app, m.Id, m.Organisation())
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		of, err := FindOrganisation(app, m.Organisation())
		if err != nil {
			return fmt.Errorf("reading the organisation of a member: %w", err)
		}
		m.in, m.of = in, of
	}
	return nil
}
