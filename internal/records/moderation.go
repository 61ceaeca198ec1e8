package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Moderation is one act on a story or a response: who, when, what and why. It
// names the fields that changed and holds none of the words.
type Moderation struct{ base }

// Act is what a Moderation is made from.
type Act struct {
	Story, Response string
	By              string // the moderator's id; empty when the author or the clock acted
	What            string // one of the acts that the migration lists: edited, approved, published …
	Changed         []string
	Reasons         []story.EditReason // of each part whose words were changed
	Reason, Note    string
	Version         int    // the version that this act made
	About           string // the row that is written beside it, where there is one
	Digest          string // of a step of a case of safeguarding: its fingerprint
	At              time.Time
}

// WriteDown records an act, at the end of the record of its story. Call it in the
// transaction of what was done.
func WriteDown(app core.App, a Act) error {
	m, err := newRecord[Moderation](app, "moderations")
	if err != nil {
		return err
	}
	m.Set("story", a.Story)
	m.Set("response", a.Response)
	m.Set("by", a.By)
	m.Set("act", a.What)
	m.Set("changed", a.Changed)
	reasons := make([]string, len(a.Reasons))
	for i, r := range a.Reasons {
		reasons[i] = r.String()
	}
	m.Set("reasons", reasons)
	m.Set("reason", a.Reason)
	m.Set("note", a.Note)
	m.Set("version", a.Version)
	m.Set("about", a.About)
	m.Set("digest", a.Digest)
	m.setTime("at", a.At)
	if err := m.chainTo(app); err != nil {
		return fmt.Errorf("chaining an act: %w", err)
	}
	if err := app.Save(m); err != nil {
		return fmt.Errorf("recording an act: %w", err)
	}
	return nil
}

// What and the following read an act's fields.
func (m *Moderation) What() string     { return m.GetString("act") }
func (m *Moderation) By() string       { return m.GetString("by") }
func (m *Moderation) Story() string    { return m.GetString("story") }
func (m *Moderation) Response() string { return m.GetString("response") }
func (m *Moderation) Reason() string   { return m.GetString("reason") }
func (m *Moderation) Note() string     { return m.GetString("note") }
func (m *Moderation) Version() int     { return m.GetInt("version") }
func (m *Moderation) About() string    { return m.GetString("about") }
func (m *Moderation) digest() string   { return m.GetString("digest") }
func (m *Moderation) At() time.Time    { return m.time("at") }
func (m *Moderation) Changed() []string {
	var fields []string
	_ = m.UnmarshalJSONField("changed", &fields)
	return fields
}

// Reasons are why each part was changed.
func (m *Moderation) Reasons() []story.EditReason {
	var stored []string
	_ = m.UnmarshalJSONField("reasons", &stored)
	reasons := make([]story.EditReason, len(stored))
	for i, s := range stored {
		reasons[i] = story.ReadEditReason(s)
	}
	return reasons
}

// ActsOnStory lists everything done about a story, oldest first. What was done in one
// moment stays in the order in which it was written: a decision, and then what it led to.
func ActsOnStory(app core.App, storyID string) ([]*Moderation, error) {
	return all[Moderation](app, "moderations", dbx.HashExp{"story": storyID}, "at", "rowid")
}

// ActsOnResponse lists everything done about one response, oldest first.
func ActsOnResponse(app core.App, responseID string) ([]*Moderation, error) {
	return all[Moderation](app, "moderations", dbx.HashExp{"response": responseID}, "at", "version")
}

// FindAct finds the act that made one version of a story (or of a response).
func FindAct(app core.App, storyID, responseID string, version int) (*Moderation, error) {
	return first[Moderation](app, "moderations", dbx.HashExp{"story": storyID, "response": responseID, "version": version})
}

// LastActAbout finds the newest act that is about a row.
func LastActAbout(app core.App, rowID string) (*Moderation, error) {
	return first[Moderation](app, "moderations", dbx.HashExp{"about": rowID}, "place DESC")
}

// Moderator reads stories before publication.
type Moderator struct{ base }

// Name and the following read a moderator's fields.
func (m *Moderator) Name() string  { return m.GetString("name") }
func (m *Moderator) Email() string { return m.ProxyRecord().Email() }
func (m *Moderator) Senior() bool  { return m.GetBool("senior") }
func (m *Moderator) Active() bool  { return m.GetBool("active") }

// FindModerator finds a moderator by id.
func FindModerator(app core.App, id string) (*Moderator, error) {
	return first[Moderator](app, "moderators", dbx.HashExp{"id": id})
}

// FindModeratorByEmail finds a moderator by e-mail, in any case.
func FindModeratorByEmail(app core.App, email string) (*Moderator, error) {
	return first[Moderator](app, "moderators", dbx.NewExp("email = {:email} COLLATE NOCASE", dbx.Params{"email": email}))
}

// Moderators lists the moderators by name.
func Moderators(app core.App) ([]*Moderator, error) {
	return all[Moderator](app, "moderators", nil, "name")
}

// NewModerator makes a moderator who may sign in with this password.
func NewModerator(app core.App, email, name, password string, senior bool) (*Moderator, error) {
	m, err := newRecord[Moderator](app, "moderators")
	if err != nil {
		return nil, err
	}
	m.ProxyRecord().SetEmail(email)
	m.SetPassword(password)
	m.ProxyRecord().SetVerified(true)
	m.Set("name", name)
	m.Set("senior", senior)
	m.Set("active", true)
	return m, nil
}

// SetPassword gives a moderator a new password; every sign-in ends.
func (m *Moderator) SetPassword(p string) { m.ProxyRecord().SetPassword(p) }

// SetActive lets a moderator in or out.
func (m *Moderator) SetActive(v bool) { m.Set("active", v) }

// SetSenior makes a moderator senior, or not.
func (m *Moderator) SetSenior(v bool) { m.Set("senior", v) }

// Withdrawal says that the public must be told 410 for a story number: only the
// number, a kind and a day.
type Withdrawal struct{ base }

// Kind is "withdrawn", "removed" or "erased"; Reason is public, for a removal.
func (w *Withdrawal) Kind() string { return w.GetString("kind") }

// Reason is the public reason of a removal.
func (w *Withdrawal) Reason() string { return w.GetString("reason") }

// WasPublic reports whether others may hold a copy of the story.
func (w *Withdrawal) WasPublic() bool { return w.GetBool("wasPublic") }

// FindWithdrawal finds what the public is told about a story that is gone.
func FindWithdrawal(app core.App, storyID string) (*Withdrawal, error) {
	return first[Withdrawal](app, "withdrawals", dbx.HashExp{"story": storyID})
}

// WriteWithdrawal notes that a story number is gone, or changes how. The day
// stays the first one: if it moved, the stories of an account that is erased
// would be seen to move together. Call it while the story is still as it was.
func WriteWithdrawal(app core.App, storyID, kind, reason string, at time.Time) error {
	w, err := FindWithdrawal(app, storyID)
	if errors.Is(err, ErrNotFound) {
		if w, err = newRecord[Withdrawal](app, "withdrawals"); err == nil {
			w.Set("story", storyID)
			w.setTime("at", at.Truncate(24*time.Hour))
			err = w.noteIfPublic(app)
		}
	}
	if err != nil {
		return err
	}
	w.Set("kind", kind)
	w.Set("reason", reason)
	if err := app.Save(w); err != nil {
		return fmt.Errorf("recording a withdrawal: %w", err)
	}
	return nil
}

// noteIfPublic notes whether others may hold a copy of the story. Of one that is
// not here any more nobody knows: then they may.
func (w *Withdrawal) noteIfPublic(app core.App) error {
	s, err := FindStory(app, w.GetString("story"))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	w.Set("wasPublic", err != nil || !s.PublishedAt().IsZero())
	return nil
}
