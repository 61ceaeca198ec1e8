package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

var (
	errGoneUnnoted = errors.New("a story does not go without a note that it is gone")
	errGoneTold    = errors.New("a story does not go while letters tell of it")
)

// When a story is gone, everyone who had it can know: the public is told so at
// its address, its number stands in the public list by which others delete their
// copies, and no letter tells of it any more.
//
// A story becomes withdrawn or removed, or is deleted, only beside the note of
// its number and with every letter stopped that would still have told of it, all
// in one transaction. The note of a story that others may have read says so.
func withdrawalTravels(app core.App, name string) {
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if before == nil || !story.State(after.GetString("state")).IsGone() {
			return nil
		}
		return checkGone(tx, before, story.State(after.GetString("state")))
	})
	app.OnRecordDelete("stories").Bind(&hook.Handler[*core.RecordEvent]{Id: name, Func: func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			before, err := stored(tx, e.Record)
			if err == nil && before != nil {
				err = checkGone(tx, before, "erased")
			}
			if err != nil {
				return err
			}
			return e.Next()
		})
	}})
}

// checkGone checks what must stand before a story goes: the note of the same
// kind, in the public list if the story was public, and no letter about it.
func checkGone(tx core.App, before *core.Record, kind story.State) error {
	note, err := records.FindWithdrawal(tx, before.Id)
	if err != nil {
		return errors.Join(errGoneUnnoted, err)
	}
	if note.Kind() != string(kind) || !note.WasPublic() && !before.GetDateTime("publishedAt").IsZero() {
		return errGoneUnnoted
	}
	letters, err := records.LettersOfStory(tx, before.Id)
	if err != nil {
		return err
	}
	for _, l := range letters {
		if l.IsOpen() && mail.Kind(l.Kind()).IsPublicOnly() {
			return errGoneTold
		}
	}
	return nil
}
