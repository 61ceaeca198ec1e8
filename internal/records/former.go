package records

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"candour/internal/story"
)

// What stands in the place of a name when somebody has left.
const (
	FormerMember    = "A former member"
	FormerModerator = "A former moderator"
)

// Anonymise takes away what says who a member is, for somebody who left. Saving it
// ends every sign-in. What they did stays recorded, under no name.
func (m *Member) Anonymise() {
	anonymise(m.ProxyRecord(), FormerMember)
	m.ActFor("")
	m.SetNewEmail("")
	m.DropPhoto()
}

// Anonymise takes away what says who a moderator is, for somebody who left.
func (m *Moderator) Anonymise() {
	anonymise(m.ProxyRecord(), FormerModerator)
}

func anonymise(r *core.Record, name string) {
	r.Set("name", name)
	r.Set("active", false)
	BecomeFormer(r)
}

// BecomeFormer gives an account an address that leads to nobody, and a password that
// nobody knows.
func BecomeFormer(r *core.Record) {
	r.SetEmail("former-" + security.RandomString(15) + formerAt)
	r.SetPassword(story.NewStoryKey())
}

// DropMemberships deletes what a person is in every organisation.
func DropMemberships(app core.App, memberID string) error {
	_, err := deleteAll(app, "memberships", dbx.HashExp{"member": memberID})
	return err
}

// HasAnswered reports whether a member ever wrote a response. The record of it
// leads to the account, so that it cannot be deleted.
func HasAnswered(app core.App, memberID string) (bool, error) {
	n, err := app.CountRecords("responses", dbx.HashExp{"member": memberID})
	return n > 0, wrap(err, "responses")
}

// DropSaved deletes what a member has saved for themselves.
func DropSaved(app core.App, memberID string) error {
	_, err := deleteAll(app, "saved", dbx.HashExp{"member": memberID})
	return err
}
