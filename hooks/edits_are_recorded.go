package hooks

import (
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

var (
	errUnrecorded = errors.New("a story's words change only with a record of who changed what")
	errRecord     = errors.New("what was recorded is never changed")
)

// If a moderator changes your words, it is recorded who changed which part, when
// and why, and you can see it.
//
// A changed title, text or screen name is refused unless an act stands behind
// this version that names the changed part and a reason for it. Acts themselves are
// written once, each chained to the one before it with the instance's secret: who changes, removes or
// adds one in the data file is found out by `candour doctor`. What was done for
// somebody's safety is written once too.
func editsAreRecorded(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if before == nil {
			return nil
		}
		for _, f := range []string{"title", "text", "screenName"} {
			if !changed(before, after, f) {
				continue
			}
			act, err := records.FindAct(tx, after.Id, "", after.GetInt("version"))
			if err != nil || after.GetInt("version") <= before.GetInt("version") ||
				act.By() == "" || !slices.Contains(act.Changed(), f) || !hasReason(act, f) {
				return errUnrecorded
			}
		}
		return nil
	})
	guard(app, name, "moderations", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			return errRecord
		}
		return records.CheckChained(tx, after)
	})
	guard(app, name, "safeguardings", func(_ core.App, before, _ *core.Record) error {
		if before != nil {
			return errRecord
		}
		return nil
	})
}

// hasReason reports whether an act says why it changed a part.
func hasReason(act *records.Moderation, part string) bool {
	for _, r := range act.Reasons() {
		if _, known := story.FindEditReason(r.Code); known && r.Part == part {
			return true
		}
	}
	return false
}
