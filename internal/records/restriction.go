package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Restriction is one decision of a senior moderator to close a published story, or to
// take it down.
type Restriction struct{ base }

// NewRestriction makes the row of a decision. A story that is taken down is not
// looked at again: reviewOn is zero.
func NewRestriction(app core.App, storyID, kind, reason, words, by string, at, reviewOn time.Time) (*Restriction, error) {
	r, err := newRecord[Restriction](app, "restrictions")
	if err != nil {
		return nil, err
	}
	r.Load(map[string]any{"story": storyID, "kind": kind, "reason": reason, "words": words, "decidedBy": by})
	r.setTime("decidedAt", at)
	r.setTime("reviewOn", reviewOn)
	return r, nil
}

// AsRestriction reads a record of the collection as the decision that it is, for the
// promise that guards it.
func AsRestriction(r *core.Record) *Restriction {
	d := &Restriction{}
	d.SetProxyRecord(r)
	return d
}

// Story and the following read a restriction's fields.
func (r *Restriction) Story() string        { return r.GetString("story") }
func (r *Restriction) Kind() string         { return r.GetString("kind") }
func (r *Restriction) Removed() bool        { return r.Kind() == "removed" }
func (r *Restriction) Reason() string       { return r.GetString("reason") }
func (r *Restriction) Words() string        { return r.GetString("words") }
func (r *Restriction) DecidedBy() string    { return r.GetString("decidedBy") }
func (r *Restriction) DecidedAt() time.Time { return r.time("decidedAt") }
func (r *Restriction) ReviewOn() time.Time  { return r.time("reviewOn") }
func (r *Restriction) LiftedAt() time.Time  { return r.time("liftedAt") }
func (r *Restriction) LiftedBy() string     { return r.GetString("liftedBy") }
func (r *Restriction) LiftWords() string    { return r.GetString("liftWords") }

// SetReviewOn moves the day on which it is looked at again.
func (r *Restriction) SetReviewOn(on time.Time) { r.setTime("reviewOn", on) }

// SetLifted writes down who opened the story again, and why.
func (r *Restriction) SetLifted(by, words string, at time.Time) {
	r.Set("liftedBy", by)
	r.Set("liftWords", words)
	r.setTime("liftedAt", at)
}

// FindRestriction finds a restriction by its id.
func FindRestriction(app core.App, id string) (*Restriction, error) {
	return first[Restriction](app, "restrictions", dbx.HashExp{"id": id})
}

// RestrictionOf finds the newest decision to close a story or take it down, if it
// has not been lifted.
func RestrictionOf(app core.App, storyID string) (*Restriction, error) {
	return first[Restriction](app, "restrictions", dbx.HashExp{"story": storyID, "liftedAt": ""}, "decidedAt DESC")
}

// HadPartIn reports whether a moderator made a decision to close a story or take it down,
// or has kept the story closed since.
func HadPartIn(app core.App, r *Restriction, moderator string) (bool, error) {
	if r.DecidedBy() == moderator {
		return true, nil
	}
	n, err := app.CountRecords("moderations", dbx.HashExp{"story": r.Story(), "by": moderator, "act": "looked-again"},
		dbx.NewExp("at >= {:at}", dbx.Params{"at": stamp(r.DecidedAt())}))
	return n > 0, wrap(err, "who kept a story closed")
}

// ClosedStories lists the stories that are closed now, the soonest to be looked at first.
func ClosedStories(app core.App) ([]*Restriction, error) {
	return all[Restriction](app, "restrictions", dbx.NewExp(
		"kind = 'restricted' AND liftedAt = '' AND story IN (SELECT id FROM stories WHERE state = 'restricted')"), "reviewOn", "id")
}

// ClosuresDue lists the closed stories whose day to be looked at again has come.
func ClosuresDue(app core.App, at time.Time) ([]*Restriction, error) {
	return all[Restriction](app, "restrictions", dbx.NewExp(
		"kind = 'restricted' AND liftedAt = '' AND reviewOn != '' AND reviewOn <= {:at} AND story IN (SELECT id FROM stories WHERE state = 'restricted')",
		dbx.Params{"at": stamp(at)}), "reviewOn", "id")
}

// SaveRow saves a restriction or an appeal; the promises decide whether it may be so.
func SaveRow(tx core.App, what string, m core.Model) error {
	if err := tx.Save(m); err != nil {
		return fmt.Errorf("saving %s: %w", what, err)
	}
	return nil
}
