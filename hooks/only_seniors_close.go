package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/ledger"
	"candour/internal/records"
	"candour/internal/story"
)

var errNotSenior = errors.New("only a senior moderator closes a story, takes one down or opens it again, and another one decides an appeal")

// Only a senior moderator can close a published story or take it down, with a reason
// that everyone can read. Another one decides when it is appealed against.
//
// The act of a senior moderator stands behind the very version in which a story is
// closed, taken down or opened again. An appeal, also of an organisation against refusing
// its response or taking off its own words, is decided once, by somebody who did
// not decide the first time and has not kept it closed since; or settled by what was done
// with the story meanwhile. By when it is to be decided follows from when it was made.
func onlySeniorsClose(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		to := story.State(after.GetString("state"))
		if before == nil || before.GetString("state") == after.GetString("state") {
			return nil
		}
		opens := story.State(before.GetString("state")) == story.Restricted && to == story.Published
		if to != story.Restricted && to != story.Removed && !opens {
			return nil
		}
		act, err := records.FindAct(tx, after.Id, "", after.GetInt("version"))
		if err != nil {
			return errors.Join(errNotSenior, err)
		}
		if act.By() == "" && to == story.Removed { // a restore takes down again what was taken down
			if w, err := records.FindWithdrawal(tx, after.Id); err == nil && w.Kind() == "removed" {
				return nil
			}
		}
		if act.By() == "" && to == story.Restricted && wasBefore(tx, after.Id, ledger.Restricted) { // and closes again what was closed
			return nil
		}
		want := map[story.State]string{story.Restricted: "restricted", story.Removed: "removed", story.Published: "lifted"}[to]
		if act.What() != want || !isSenior(tx, act.By()) || !opens && act.Reason() == "" {
			return errNotSenior
		}
		return nil
	})
	guard(app, name, "restrictions", checkRestriction)
	stays(app, name, "restrictions", errNotSenior, nil)
	guard(app, name, "appeals", checkAppeal)
	stays(app, name, "appeals", errNotSenior, ownWordsAreGone)
}

// checkRestriction lets a decision to close a story, or to take it down, be written beside
// the senior moderator's act alone. Of it, only the day on which it is looked at again
// changes, until the story is open again; who opened it and why is written once.
func checkRestriction(tx core.App, before, after *core.Record) error {
	is := records.AsRestriction(after)
	s, err := records.FindStory(tx, is.Story())
	if err != nil {
		return err
	}
	act, err := records.FindAct(tx, s.Id, "", s.Version())
	if err != nil {
		return errors.Join(errNotSenior, ignoreNotFound(err))
	}
	if before == nil {
		if last, err := records.RestrictionOf(tx, s.Id); err == nil && last.Kind() == is.Kind() || ignoreNotFound(err) != nil {
			return errors.Join(errNotSenior, ignoreNotFound(err)) // it is closed, or taken down, already
		}
		if act.What() != is.Kind() || act.By() != is.DecidedBy() || s.State() != story.State(is.Kind()) || !is.LiftedAt().IsZero() {
			return errNotSenior
		}
		return nil
	}
	was := records.AsRestriction(before)
	for _, f := range []string{"story", "kind", "reason", "words", "decidedBy", "decidedAt"} {
		if changed(before, after, f) {
			return errNotSenior
		}
	}
	lifts := was.LiftedAt().IsZero() && !is.LiftedAt().IsZero()
	if lifts {
		if !isSenior(tx, is.LiftedBy()) || s.State() != story.Restricted || !was.ReviewOn().Equal(is.ReviewOn()) {
			return errNotSenior
		}
		return nil
	}
	if changed(before, after, "liftedAt") || changed(before, after, "liftedBy") || changed(before, after, "liftWords") ||
		changed(before, after, "reviewOn") && (!was.LiftedAt().IsZero() || is.ReviewOn().IsZero() || act.What() != "looked-again" || !isSenior(tx, act.By())) {
		return errNotSenior
	}
	return nil
}

// wasBefore reports whether the ledger knows a story as closed, or as refused. Of what is
// done in this moment it does not know yet.
func wasBefore(tx core.App, storyID string, as ledger.Kind) bool {
	return deployment.Of(tx).Ledger.Last(storyID).Kind == as
}

func isSenior(tx core.App, moderator string) bool {
	m, err := records.FindModerator(tx, moderator)
	return err == nil && m.Senior() && m.Active()
}
