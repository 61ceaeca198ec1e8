package flow

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/ledger"
	"candour/internal/records"
	"candour/internal/story"
)

// InLedger lists the collections whose rows the ledger may have to know of, beside those
// of who is gone: of stories and words what was closed, refused or taken off, of people
// who is not let in any more.
func InLedger() []string {
	return []string{"stories", "responses", "own_words", "members", "moderators", "memberships", core.CollectionNameSuperusers}
}

// NoteInLedger tells the ledger what became of a row that was saved or deleted. It is
// called when that is done for good.
func NoteInLedger(app core.App, r *core.Record, deleted bool) error {
	l := deployment.Of(app).Ledger
	f := factOf(r, deleted, now(app))
	last := l.Last(r.Id)
	switch {
	case f.Kind == "", f.Kind == ledger.Lifted && last.Kind != ledger.Restricted, f.Kind == ledger.Admitted && last.Kind != ledger.Shut:
		return nil
	case f.Kind == ledger.Shut && last.Kind == ledger.Shut && f.Day != last.Day && r.Collection().Name == "memberships": // it ends on another day than was said
		return l.Add(ledger.On(ledger.Admitted, r.Id, now(app)), f)
	}
	return l.Add(f)
}

// factOf is what a row says of itself; its kind is empty when that is nothing.
func factOf(r *core.Record, deleted bool, at time.Time) ledger.Fact {
	says := func(k ledger.Kind) ledger.Fact { return ledger.On(k, r.Id, at) }
	var kind ledger.Kind
	switch r.Collection().Name {
	case "stories":
		kind = map[story.State]ledger.Kind{story.Restricted: ledger.Restricted, story.Published: ledger.Lifted, story.Rejected: ledger.Rejected}[records.AsStory(r).State()]
	case "responses":
		kind = map[story.ResponseState]ledger.Kind{story.ResponseRejected: ledger.Rejected, story.ResponseWithdrawn: ledger.Withdrawn}[records.AsResponse(r).State()]
	case "own_words":
		if !records.AsOwnWords(r).TakenAt().IsZero() {
			kind = ledger.Removed
		}
	default:
		return factOfPerson(r, deleted, at)
	}
	if deleted { // with its story, or with the page it was on
		return ledger.Fact{}
	}
	return says(kind)
}

// factOfPerson is the same for an account of somebody who works here, or for what they
// are in an organisation.
func factOfPerson(r *core.Record, deleted bool, at time.Time) ledger.Fact {
	switch {
	case deleted, r.Collection().Name != "memberships" && records.IsFormer(r):
		return ledger.On(ledger.Left, r.Id, at)
	case r.Collection().Name == core.CollectionNameSuperusers: // they are there, or they have left
		return ledger.Fact{}
	case r.Collection().Name == "memberships":
		in := records.AsMembership(r)
		if in.Frozen() {
			return ledger.On(ledger.Shut, r.Id, in.FrozenAt())
		}
		if !in.Until().IsZero() {
			return ledger.On(ledger.Shut, r.Id, in.Until())
		}
	case !records.IsActive(r):
		return ledger.On(ledger.Shut, r.Id, at)
	}
	return ledger.On(ledger.Admitted, r.Id, at)
}
