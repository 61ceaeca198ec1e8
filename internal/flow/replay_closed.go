package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// What the record says of a story that an older backup knows as open.
const (
	closedAgain  = "We had closed this story. The data of this site was since restored from an earlier copy, so it is closed again until a senior moderator has looked at it."
	heldAgain    = "Restored from an older backup, from before this story was published. It was published since, and closed. A senior moderator must look."
	refusedAgain = "We had decided not to publish this story. The data of this site was since restored from an earlier copy, and what we decided still stands. Our letter to you said why."
)

// replayClosed closes the stories that were closed since the backup was made, and refuses
// those that were refused. One that the backup knows from before it was published waits
// for a senior moderator.
func replayClosed(app core.App, facts []ledger.Fact, done *Replayed) error {
	states, err := records.StatesOf(app, idsOf(facts))
	if err != nil {
		return err
	}
	for _, f := range facts {
		state := story.State(states[f.ID])
		var do func(core.App, *records.Story) error
		count := &done.Closed
		switch {
		case f.Kind == ledger.Rejected && state.MayBeModerated():
			do, count = rejectAgain, &done.Refused
		case f.Kind == ledger.Restricted && state == story.Published:
			do = restrictAgain
		case f.Kind == ledger.Restricted && state.MayBeModerated():
			do = holdAgain
		default:
			continue
		}
		err := inTx(app, "closing a story again", func(tx core.App) error {
			s, err := records.FindStory(tx, f.ID)
			if err != nil {
				return err
			}
			if s.State() == story.Held && s.HeldFor() == heldForSenior && f.Kind == ledger.Restricted {
				return nil
			}
			*count++
			return do(tx, s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// restrictAgain closes a story whose words everybody could read again. It is to be looked
// at today: so it stands in the desk's list, and the senior moderators are told. Whoever
// else had to be told was told the first time.
func restrictAgain(tx core.App, s *records.Story) error {
	if err := records.DropLettersOf(tx, s.Id, "told before"); err != nil {
		return err
	}
	at := now(tx)
	s.SetState(story.Restricted)
	s.SetReason(story.OtherReason, closedAgain)
	s.SetEnded(at)
	if err := act(tx, s, "", "restricted", nil, story.OtherReason); err != nil {
		return err
	}
	r, err := records.NewRestriction(tx, s.Id, "restricted", story.OtherReason, closedAgain, "", at, at)
	if err != nil {
		return err
	}
	if err := records.SaveRow(tx, "a restriction", r); err != nil {
		return err
	}
	return remindOfClosure(tx, r)
}

// IsClosedAgain reports whether nobody closed a story but a restore, which goes by the
// ledger.
func IsClosedAgain(r *records.Restriction) bool {
	return r.DecidedBy() == "" && r.Words() == closedAgain
}

// holdAgain keeps a story that was published since, and closed, from being published by
// the clock, and tells the senior moderators.
func holdAgain(tx core.App, s *records.Story) error {
	s.SetState(story.Held)
	s.SetHeldFor(heldForSenior)
	if err := actWithNote(tx, s, "", "held", nil, "", heldAgain); err != nil {
		return err
	}
	return oweSeniorsOnce(tx, mail.ClosureDue, s.Id, "", fmt.Sprint(s.Version()))
}

func rejectAgain(tx core.App, s *records.Story) error {
	if err := records.DropLettersOf(tx, s.Id, "told before", string(mail.Password)); err != nil {
		return err
	}
	if _, err := records.MarkMessagesDone(tx, s.Id, now(tx)); err != nil {
		return err
	}
	if err := endQuestions(tx, s.Id); err != nil {
		return err
	}
	s.SetState(story.Rejected)
	s.SetReason(story.OtherReason, refusedAgain)
	s.SetHeldFor("")
	s.SetEnded(now(tx))
	if err := act(tx, s, "", "rejected", nil, story.OtherReason); err != nil {
		return err
	}
	if err := records.DropProposals(tx, s.Id); err != nil {
		return err
	}
	return endReviews(tx, s.Id)
}
