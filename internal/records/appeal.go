package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Appeal is somebody asking another senior moderator to decide: about a story that was
// closed or taken down, a response that was refused, or an organisation's own words that
// were taken off a page.
type Appeal struct{ base }

// NewAppeal makes the row of an appeal against closing a story or taking it down: by
// "author", or by "service" for an organisation.
func NewAppeal(app core.App, r *Restriction, by, organisation, words string) (*Appeal, error) {
	return newAppeal(app, words, map[string]any{"story": r.Story(), "restriction": r.Id, "by": by, "organisation": organisation})
}

// NewAppealForResponse makes the row of an organisation's appeal against refusing a
// response of its own.
func NewAppealForResponse(app core.App, r *Response, words string) (*Appeal, error) {
	return newAppeal(app, words, map[string]any{"story": r.Story(), "response": r.Id, "by": "service", "organisation": r.Organisation()})
}

// NewAppealForOwnWords makes the row of an organisation's appeal against taking what it
// says off a page.
func NewAppealForOwnWords(app core.App, v *OwnWordsVersion, words string) (*Appeal, error) {
	return newAppeal(app, words, map[string]any{"ownWords": v.Id, "by": "service", "organisation": v.Organisation()})
}

func newAppeal(app core.App, words string, of map[string]any) (*Appeal, error) {
	a, err := newRecord[Appeal](app, "appeals")
	if err == nil {
		a.Load(of)
		a.Set("words", words)
	}
	return a, err
}

// Story and the following read an appeal's fields. One of Restriction, Response and
// OwnWords is what it is against; of own words there is no story.
func (a *Appeal) Story() string        { return a.GetString("story") }
func (a *Appeal) Restriction() string  { return a.GetString("restriction") }
func (a *Appeal) Response() string     { return a.GetString("response") }
func (a *Appeal) OwnWords() string     { return a.GetString("ownWords") }
func (a *Appeal) ByAuthor() bool       { return a.GetString("by") == "author" }
func (a *Appeal) Organisation() string { return a.GetString("organisation") }
func (a *Appeal) Words() string        { return a.GetString("words") }
func (a *Appeal) At() time.Time        { return a.time("at").UTC().Truncate(time.Millisecond) }
func (a *Appeal) DecideBy() time.Time  { return a.time("decideBy").UTC().Truncate(time.Millisecond) }
func (a *Appeal) Answer() string       { return a.GetString("answer") }
func (a *Appeal) DecidedBy() string    { return a.GetString("decidedBy") }
func (a *Appeal) DecidedAt() time.Time { return a.time("decidedAt") }
func (a *Appeal) Outcome() story.AppealOutcome {
	return story.AppealOutcome(a.GetString("outcome"))
}

// IsLate reports whether somebody should have decided by now and has not, or did so late.
func (a *Appeal) IsLate(now time.Time) bool {
	if a.Outcome() != "" {
		now = a.DecidedAt()
	}
	return now.After(a.DecideBy())
}

// SetAsked writes down when it was asked for, and by when it is decided.
func (a *Appeal) SetAsked(at, decideBy time.Time) {
	a.setTime("at", at)
	a.setTime("decideBy", decideBy)
}

// SetDecided writes down what another senior moderator decided.
func (a *Appeal) SetDecided(o story.AppealOutcome, by, answer string, at time.Time) {
	a.Set("outcome", string(o))
	a.Set("decidedBy", by)
	a.Set("answer", answer)
	a.setTime("decidedAt", at)
}

// SetWords is what is left of the words when names are taken out.
func (a *Appeal) SetWords(words string) { a.Set("words", words) }

// FindAppeal finds an appeal by its id.
func FindAppeal(app core.App, id string) (*Appeal, error) {
	return first[Appeal](app, "appeals", dbx.HashExp{"id": id})
}

// AppealsAgainst lists the appeals against one decision about a story, oldest first.
func AppealsAgainst(app core.App, restriction string) ([]*Appeal, error) {
	return all[Appeal](app, "appeals", dbx.HashExp{"restriction": restriction}, "at", "id")
}

// AppealsForResponses lists the appeals against refusing responses to a story, oldest first.
func AppealsForResponses(app core.App, storyID string) ([]*Appeal, error) {
	return all[Appeal](app, "appeals", dbx.And(dbx.HashExp{"story": storyID}, dbx.NewExp("response != ''")), "at", "id")
}

// AppealAbout finds the appeal against refusing a response, or taking own words off a
// page: field is "response" or "ownWords".
func AppealAbout(app core.App, field, id string) (*Appeal, error) {
	return first[Appeal](app, "appeals", dbx.HashExp{field: id})
}

// openAppeal is SQL for an appeal, in a table a, that is still to be decided. Of a story
// that its author has taken back since there is nothing to decide.
const openAppeal = `a.outcome = '' AND (a.ownWords != ''
	OR a.restriction != '' AND a.story IN (SELECT id FROM stories WHERE state IN ('restricted', 'removed'))
	OR a.response != '' AND a.story IN (SELECT id FROM stories WHERE state IN ('published', 'restricted')))`

// OpenAppeals lists the appeals that nobody has decided, what is due soonest first.
func OpenAppeals(app core.App) ([]*Appeal, error) {
	return all[Appeal](app, "appeals", dbx.NewExp("id IN (SELECT a.id FROM appeals a WHERE "+openAppeal+")"), "decideBy", "at", "id")
}

// IsAppealOpen reports whether an appeal is still to be decided.
func IsAppealOpen(app core.App, id string) (bool, error) {
	var n int
	err := app.DB().NewQuery("SELECT COUNT(*) FROM appeals a WHERE a.id = {:id} AND " + openAppeal).Bind(dbx.Params{"id": id}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("looking whether an appeal is open: %w", err)
	}
	return n > 0, nil
}

// HadPartInAppealed reports whether a moderator had a part in what an appeal is against,
// and so does not decide about it.
func HadPartInAppealed(app core.App, a *Appeal, moderator string) (bool, error) {
	switch {
	case a.Response() != "":
		n, err := app.CountRecords("moderations", dbx.HashExp{"response": a.Response(), "by": moderator, "act": "rejected"})
		return n > 0, wrap(err, "who refused a response")
	case a.OwnWords() != "":
		v, err := FindOwnWordsVersion(app, a.OwnWords())
		if err != nil {
			return false, err
		}
		return v.TakenBy() == moderator, nil
	}
	r, err := FindRestriction(app, a.Restriction())
	if err != nil {
		return false, err
	}
	return HadPartIn(app, r, moderator)
}

// FactsOfAppeal is the typed face of a record of the collection, for the promise that
// guards it.
func FactsOfAppeal(r *core.Record) *Appeal { return as[Appeal](r) }
