package records

import (
	"errors"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Escalation is whom moderators call at an organisation when somebody may be in
// danger. Nobody but moderators and the organisation's administrators sees it.
type Escalation struct{ base }

// Whom is who is called, and how.
func (e *Escalation) Whom() story.Escalation {
	return story.Escalation{Who: e.GetString("who"), Phone: e.GetString("phone"), Email: e.GetString("email"), Hours: e.GetString("hours")}
}

// Organisation and the following say whose it is, and who wrote it down when.
func (e *Escalation) Organisation() string { return e.GetString("organisation") }
func (e *Escalation) ByMember() bool       { return e.GetString("member") != "" }
func (e *Escalation) At() time.Time        { return e.time("at") }

// SetWhom changes who is called. Of moderator and member one is empty.
func (e *Escalation) SetWhom(w story.Escalation, moderator, member string, at time.Time) {
	e.Load(map[string]any{"who": w.Who, "phone": w.Phone, "email": w.Email, "hours": w.Hours, "moderator": moderator, "member": member})
	e.setTime("at", at)
}

// FindEscalation finds whom to call at an organisation.
func FindEscalation(app core.App, organisationID string) (*Escalation, error) {
	return first[Escalation](app, "escalations", dbx.HashExp{"organisation": organisationID})
}

// EscalationFor finds the row of an organisation, or makes an empty one.
func EscalationFor(app core.App, organisationID string) (*Escalation, error) {
	e, err := FindEscalation(app, organisationID)
	if !errors.Is(err, ErrNotFound) {
		return e, err
	}
	if e, err = newRecord[Escalation](app, "escalations"); err == nil {
		e.Set("organisation", organisationID)
	}
	return e, err
}
