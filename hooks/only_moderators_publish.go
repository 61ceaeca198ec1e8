package hooks

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

var (
	errUnread  = errors.New("a story is published only by a named moderator")
	errAuthors = errors.New("what an author asked for, and their time to object, stand as they are")
)

// A person reads every story before anyone else can, and no step on the way into
// public is left out.
//
// The moderator who let a story through is written on it, and an act of that
// moderator stands behind the very version that is published, so the promise
// can be checked from the data alone, years later. An author who wanted to see edits
// has agreed to them, or had their time; every service that looks before publication
// has been shown the story, and its look is over.
//
// What they asked for when they sent it, and their time to object, are not changed by anybody.
func onlyModeratorsPublish(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if err := authorsTimeStands(tx, before, after); err != nil {
			return err
		}
		if story.State(after.GetString("state")) != story.Published {
			return nil
		}
		if before != nil && story.State(before.GetString("state")) == story.Published {
			if changed(before, after, "publishedBy") {
				return errUnread
			}
			return nil
		}
		if before != nil && story.State(before.GetString("state")) == story.Restricted { // it was read before it was closed
			if changed(before, after, "publishedBy") || changed(before, after, "text") || changed(before, after, "title") {
				return errUnread
			}
			return nil
		}
		m, err := records.FindModerator(tx, after.GetString("publishedBy"))
		if err != nil {
			return errUnread
		}
		act, err := records.FindAct(tx, after.Id, "", after.GetInt("version"))
		if err != nil || act.What() != "published" || act.By() != m.Id {
			return errUnread
		}
		return nothingIsLeftOut(tx, after, m)
	})
}

// authorsTimeStands refuses whatever would take from an author what they asked for: to be
// shown edits, to be waited for, and their whole time to object; and what they said of
// themselves. Service review cannot be taken from a story that was given notice.
func authorsTimeStands(tx core.App, before, after *core.Record) error {
	if before == nil {
		return nil
	}
	for _, f := range []string{"edits", "toldFor", "ageGroup", "happenedMonth", "happenedYear"} {
		if changed(before, after, f) {
			return errAuthors
		}
	}
	if before.GetBool("waitAsked") && !after.GetBool("waitAsked") || before.GetBool("notice") && !after.GetBool("notice") {
		return errAuthors
	}
	at, until := after.GetDateTime("approvedAt").Time(), after.GetDateTime("approvedUntil").Time()
	if changed(before, after, "approvedAt") && !at.IsZero() && at.Before(deployment.Now(tx).Add(-time.Minute)) {
		return errAuthors
	}
	if changed(before, after, "approvedUntil") && !until.IsZero() && (at.IsZero() || until.Before(flow.ObjectionEnds(tx, at))) {
		return errAuthors
	}
	return nil
}

// nothingIsLeftOut reports what a story on its way into public still waits for.
func nothingIsLeftOut(tx core.App, s *core.Record, m *records.Moderator) error {
	open, err := flow.StillWaits(tx, s.Id)
	if err != nil {
		return err
	}
	if open != story.NoWait {
		return fmt.Errorf("%w: it still waits for the %s", errUnread, open)
	}
	if m.Active() {
		return nil
	}
	acts, err := records.ActsOnStory(tx, s.Id)
	for _, a := range acts { // whoever let it through may have left while it waited
		if a.What() == "approved" && a.By() == m.Id {
			return nil
		}
	}
	return errors.Join(errUnread, err)
}
