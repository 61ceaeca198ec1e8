package hooks

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

var (
	errUnrecorded = errors.New("a story's words change only with a record of who changed what")
	errRecord     = errors.New("what was recorded is never changed")
)

// If a moderator changes your words, your tags or what your story is about, it is
// recorded who changed which part, when and why, and you can see it.
//
// A changed title, text or screen name, and a tag or a service that comes or goes are
// refused unless an act stands behind this version that names the part and a reason for it.
// "Spelling", of which nobody is asked, is one for a tag only where the same tag, misspelled,
// goes. What the directory does to a service (a merger, a move) is no edit of a story. An act that says it edited a part says why. Acts themselves are written once,
// each chained to the one before it with the instance's secret: who changes, removes or
// adds one in the data file is found out by `candour doctor`. So are scores, once they are
// given, and what an author proposes instead of an edit is written by them alone.
func editsAreRecorded(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if before == nil {
			return nil
		}
		if err := decidedOnRecord(tx, before, after); err != nil {
			return err
		}
		for _, f := range []string{"title", "text", "screenName"} {
			if !changed(before, after, f) {
				continue
			}
			if after.GetInt("version") <= before.GetInt("version") {
				return errUnrecorded
			}
			if err := hasReason(tx, after.Id, after.GetInt("version"), f); err != nil {
				return err
			}
		}
		return nil
	})
	guard(app, name, "moderations", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			return errRecord
		}
		if act := records.AsModeration(after); act.What() == "edited" && act.Response() == "" && !story.HasReasons(act.Changed(), act.Reasons()) {
			return errUnrecorded
		}
		return records.CheckChained(tx, after)
	})
	guard(app, name, "story_tags", func(tx core.App, before, after *core.Record) error {
		for _, f := range []string{"story", "tag", "kind"} {
			if before != nil && changed(before, after, f) { // another comes, and this one goes
				return errUnrecorded
			}
		}
		if err := rowHasReason(tx, after, "tags"); err != nil {
			return err
		}
		return respelled(tx, after, true)
	})
	guard(app, name, "story_services", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			return becameService(tx, before, after)
		}
		return rowHasReason(tx, after, "services")
	})
	stays(app, name, "story_tags", errUnrecorded, tagMayGo)
	stays(app, name, "story_services", errUnrecorded, serviceMayGo)
	stays(app, name, "moderations", errRecord, nil)
	guard(app, name, "scores", checkScore)
	stays(app, name, "scores", errRecord, nil)
	guard(app, name, "proposals", checkProposal)
	stays(app, name, "proposals", errRecord, proposalMayGo)
}

// hasReason refuses a changed part of a story unless the act behind this version says
// who changed it and why.
func hasReason(tx core.App, storyID string, version int, part string) error {
	act, err := records.FindAct(tx, storyID, "", version)
	if errors.Is(err, records.ErrNotFound) {
		return errUnrecorded
	}
	if err != nil {
		return fmt.Errorf("finding an act: %w", err)
	}
	if act.By() == "" || !slices.Contains(act.Changed(), part) || !story.HasReasons([]string{part}, act.Reasons()) {
		return errUnrecorded
	}
	return nil
}

// rowHasReason is hasReason for a row that ties a story to a tag or a service. While a
// story is sent nobody has acted on it; one that is gone takes its rows along.
func rowHasReason(tx core.App, row *core.Record, part string) error {
	s, err := records.FindStory(tx, row.GetString("story"))
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("finding a story: %w", err)
	}
	if s.Version() <= 1 || s.State() == story.Withdrawn {
		return nil
	}
	return hasReason(tx, s.Id, s.Version(), part)
}
