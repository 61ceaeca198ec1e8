package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

var (
	errNumberUsed = errors.New("the number of a story that is gone is never used again")
	errGone       = errors.New("nobody works on a story that is gone")
	errQuoted     = errors.New("nobody keeps words of a story that was taken back")
)

// When you take your story back, it is gone for good, at once, whatever anyone
// else is doing with it.
//
// A story moves only along the steps that internal/story allows, read from the
// stored row inside the write's own transaction, and no step leads away from
// withdrawn. Nothing that a moderator types is kept of a story that is gone, and no word of
// it where they noted what is done for somebody's safety. No story can be born with the number of one that is gone, and the
// note that it is gone cannot be deleted.
func withdrawnStaysWithdrawn(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		to := story.State(after.GetString("state"))
		if before == nil {
			if _, err := records.FindWithdrawal(tx, after.Id); !errors.Is(err, records.ErrNotFound) {
				return errors.Join(errNumberUsed, err)
			}
			return story.CheckStart(to)
		}
		if to == story.Withdrawn && changed(before, after, "state") {
			if quoting, err := records.Quoting(tx, after.Id); err != nil || len(quoting) > 0 {
				return errors.Join(errQuoted, err)
			}
		}
		return story.CheckStep(story.State(before.GetString("state")), to)
	})
	guard(app, name, "safeguardings", func(tx core.App, _, after *core.Record) error {
		s, err := records.FindStory(tx, after.GetString("story"))
		if err != nil {
			return err
		}
		e := records.AsSafeguarding(after).Event()
		if s.State() == story.Withdrawn && len(e.Quoted)+len(story.QuotedAt(e.Words, s.Title(), s.Text())) > 0 {
			return errQuoted
		}
		return nil
	})
	guard(app, name, "working_copies", func(tx core.App, _, after *core.Record) error {
		s, err := records.FindStory(tx, after.GetString("story"))
		if err != nil {
			return err
		}
		if s.State().IsGone() {
			return errGone
		}
		return nil
	})
	guard(app, name, "withdrawals", func(_ core.App, before, after *core.Record) error {
		if before != nil && (changed(before, after, "story") || before.GetString("kind") == "erased") {
			return errNumberUsed
		}
		return nil
	})
	app.OnRecordDelete("withdrawals").BindFunc(func(*core.RecordEvent) error { return errNumberUsed })
}
