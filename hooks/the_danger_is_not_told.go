package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
)

var errTellsDanger = errors.New("a service that may be the danger is not shown the story first, not asked about it, and not written to")

// Where somebody at a service may harm the author or others, that service is not shown the
// story before everyone else, is not asked about it, and no letter about it goes there,
// unless a senior moderator has decided that it may.
//
// Whether it stands is read from the case, and who belongs there from the directory as it
// is at this moment, so whatever was merged, moved or added since counts. That a senior
// moderator publishes such a story, or nobody, is kept by danger-is-seen-by-a-senior.
func theDangerIsNotTold(app core.App, name string) {
	refuse := func(kept bool, err error) error {
		if err == nil && kept {
			return errTellsDanger
		}
		return err
	}
	guard(app, name, "letters", func(tx core.App, before, after *core.Record) error {
		if before != nil && !changed(before, after, "story") && !changed(before, after, "kind") && !changed(before, after, "to") &&
			!changed(before, after, "toCollection") && !readied(before, after) {
			return nil // that it was sent, or is not, may always be written down
		}
		return refuse(flow.IsKeptFrom(tx, after.GetString("story"), after.GetString("kind"), after.GetString("toCollection"), after.GetString("to")))
	})
	guard(app, name, "service_reviews", func(tx core.App, before, after *core.Record) error {
		is, was := records.FactsOfReview(after), factsOf(before, records.FactsOfReview)
		if is.SentAt.IsZero() || was != nil && was.Service == is.Service && was.SentAt.Equal(is.SentAt) {
			return nil
		}
		return refuse(flow.IsKeptFromService(tx, is.Story, is.Service))
	})
	guard(app, name, "service_questions", func(tx core.App, before, after *core.Record) error {
		is, was := records.FactsOfQuestion(after), factsOf(before, records.FactsOfQuestion)
		if was != nil && was.RemindedAt.Equal(is.RemindedAt) {
			return nil
		}
		return refuse(flow.IsKeptFromService(tx, is.Story, is.Service))
	})
}

// readied reports whether a letter that was not to be sent is about to be.
func readied(before, after *core.Record) bool {
	return changed(before, after, "state") && after.GetString("state") == "owed"
}
