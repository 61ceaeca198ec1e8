package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Invitation asks somebody to join an organisation. It is gone once they have.
type Invitation struct{ base }

// Organisation and the following read an invitation's fields.
func (i *Invitation) Organisation() string { return i.GetString("organisation") }
func (i *Invitation) Email() string        { return i.GetString("email") }
func (i *Invitation) Name() string         { return i.GetString("name") }
func (i *Invitation) Role() story.Role     { return story.Role(i.GetString("role")) }
func (i *Invitation) JobTitle() string     { return i.GetString("jobTitle") }
func (i *Invitation) Department() string   { return i.GetString("department") }
func (i *Invitation) InvitedBy() string    { return i.GetString("invitedBy") }
func (i *Invitation) SentAt() time.Time    { return i.time("sentAt") }
func (i *Invitation) ExpiresAt() time.Time { return i.time("expiresAt") }

// Until is the first day on which the membership it asks for lets nobody in, and
// LastDay the last on which it does; both are zero when it has no end.
func (i *Invitation) Until() time.Time   { return i.time("until") }
func (i *Invitation) LastDay() time.Time { return dayBefore(i.Until()) }

// SetSent says when the invitation is sent, once more or for the first time, and
// until when it stands.
func (i *Invitation) SetSent(at, until time.Time) {
	i.setTime("sentAt", at)
	i.setTime("expiresAt", until)
}

// NewInvitation makes an invitation, sent by an administrator or, with "", from the
// machine itself.
func NewInvitation(app core.App, organisation, by string, who story.Invitee) (*Invitation, error) {
	i, err := newRecord[Invitation](app, "invitations")
	if err == nil {
		i.Load(map[string]any{"organisation": organisation, "invitedBy": by, "email": who.Email, "name": who.Name,
			"role": string(who.Role), "jobTitle": who.JobTitle, "department": who.Department})
		i.setTime("until", story.EndAfter(who.LastDay))
	}
	return i, err
}

// FindInvitation finds an invitation by its id.
func FindInvitation(app core.App, id string) (*Invitation, error) {
	return first[Invitation](app, "invitations", dbx.HashExp{"id": id})
}

// IsHere reports whether an address belongs to a member of an organisation, or was
// invited to it. It looks at no other organisation.
func IsHere(app core.App, organisation, email string) (bool, error) {
	where := dbx.NewExp("organisation = {:o} AND email = {:e} COLLATE NOCASE", dbx.Params{"o": organisation, "e": email})
	n, err := app.CountRecords("invitations", where)
	if err != nil || n > 0 {
		return n > 0, wrap(err, "invitations")
	}
	n, err = app.CountRecords("memberships", dbx.NewExp(`organisation = {:o} AND member IN
		(SELECT id FROM members WHERE email = {:e} COLLATE NOCASE AND email != '')`, dbx.Params{"o": organisation, "e": email}))
	return n > 0, wrap(err, "memberships")
}

// DropAdministratorsInvitedBy takes back what somebody sent in an organisation to
// people who would look after its members.
func DropAdministratorsInvitedBy(app core.App, organisation, member string) error {
	_, err := deleteAll(app, "invitations", dbx.HashExp{"organisation": organisation, "invitedBy": member, "role": string(story.RoleAdministrator)})
	return err
}
