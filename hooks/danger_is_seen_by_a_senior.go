package hooks

import (
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

var errSafety = errors.New("what was done for somebody's safety is written down once, when it is done, by an active moderator, and stays as long as the story")

// When somebody may be in danger because of what a story tells, it waits until that is
// looked after, and a senior moderator has a say in what becomes of it.
//
// While a case is open that bars it, the story does not become public, nor open again. After a
// serious one it is published or refused only when a senior moderator does so, or chose
// the way that was gone, or agreed with it. A case moves by the steps of
// internal/story alone, each dated when it is taken, by an active moderator; none is
// changed or taken away, but for the story's own words when those are taken back. Each
// stands with its fingerprint in the record of acts, which `candour doctor` compares.
// What a restore does again was decided before.
func dangerIsSeenByASenior(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if before == nil || !changed(before, after, "state") {
			return nil
		}
		from, to := story.State(before.GetString("state")), story.State(after.GetString("state"))
		if to == story.Published {
			c, err := records.SafetyCaseOf(tx, after.Id)
			if err != nil {
				return err
			}
			if c.Bars() {
				return story.ErrInDanger
			}
		}
		if to != story.Published && to != story.Rejected || from == story.Restricted || to == story.Rejected && refusedAgain(tx, after.Id) {
			return nil
		}
		by, err := whoDecided(tx, after)
		if err != nil {
			return err
		}
		return flow.CheckSeniorSaw(tx, after.Id, by)
	})
	guard(app, name, "safeguardings", func(tx core.App, before, after *core.Record) error {
		what, is, err := records.IsInRecord(tx, after)
		if err != nil || !is {
			return errors.Join(errSafety, err)
		}
		if before != nil {
			return checkSafetyChange(tx, before, after, what)
		}
		return checkSafetyStep(tx, after.GetString("story"), records.AsSafeguarding(after).Event())
	})
	stays(app, name, "safeguardings", errSafety, nil)
}

// whoDecided is the moderator whose act stands behind this version of a story; "" where
// there is none.
func whoDecided(tx core.App, s *core.Record) (string, error) {
	act, err := records.FindAct(tx, s.Id, "", s.GetInt("version"))
	if err != nil {
		return "", ignoreNotFound(err)
	}
	return act.By(), nil
}

// checkSafetyStep looks at the next step of a case, as flow.KeepSafe does.
func checkSafetyStep(tx core.App, storyID string, e story.SafetyEvent) error {
	events, err := records.SafetyEventsOf(tx, storyID)
	if err != nil {
		return err
	}
	if len(events) > 0 && e.At.Before(events[len(events)-1].At) || e.At.After(deployment.Now(tx)) {
		return errSafety
	}
	m, err := records.FindModerator(tx, e.By)
	if err != nil || !m.Active() {
		return errors.Join(errSafety, err)
	}
	return flow.CheckSafetyStep(tx, storyID, story.SafetyCaseOf(events), e)
}

// checkSafetyChange lets nothing of a step change but this: a step from before steps were
// in the record is taken into it, and the words of a story that is taken back go.
func checkSafetyChange(tx core.App, before, after *core.Record, what string) error {
	was, is := records.AsSafeguarding(before).Event(), records.AsSafeguarding(after).Event()
	w, err := records.FindWithdrawal(tx, before.GetString("story"))
	if ignoreNotFound(err) != nil {
		return err
	}
	gone := err == nil && w.Kind() == string(story.Withdrawn)
	switch {
	case what == records.CarriedOver && records.AsSafeguarding(before).IsFromBefore():
		s, err := records.FindStory(tx, before.GetString("story"))
		if err != nil {
			return err
		}
		was.Quoted = story.QuotedAt(was.Words, s.Title(), s.Text())
	case what != records.QuoteGone || !gone:
		return errSafety
	}
	if gone {
		was = was.WithoutQuotes()
	}
	if was.Words != is.Words || gone && len(is.Quoted) > 0 {
		return errSafety
	}
	for _, f := range before.Collection().Fields.FieldNames() {
		if !slices.Contains([]string{"words", "quoted", "salt"}, f) && changed(before, after, f) {
			return errSafety
		}
	}
	return nil
}
