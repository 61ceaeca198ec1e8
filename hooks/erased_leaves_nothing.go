package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/flow"
)

// When you erase your account, everything goes: your stories, replies, private
// details, the letters we owed you, and every trace in search and in the data
// file itself.
//
// Whoever deletes an author, by whatever door, causes the same erasure in one
// transaction. Afterwards the log of changes is emptied into the data file,
// where secure_delete has overwritten what was there, and the whole store is
// looked through for what was known of the author. A receipt that is kept is one
// that we signed, or is not whole yet.
func erasedLeavesNothing(app core.App, name string) {
	app.OnRecordDelete("authors").Bind(&hook.Handler[*core.RecordEvent]{Id: name, Func: func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			if err := flow.BeginErasure(tx, e.Record); err != nil {
				return err
			}
			if err := flow.EraseStoriesOf(tx, e.Record.Id); err != nil {
				return err
			}
			return e.Next()
		})
	}})
	app.OnRecordAfterDeleteSuccess("authors").Bind(&hook.Handler[*core.RecordEvent]{Id: name, Func: func(e *core.RecordEvent) error {
		flow.FinishErasure(e.App, e.Record)
		return e.Next()
	}})
	app.OnTerminate().Bind(&hook.Handler[*core.TerminateEvent]{Id: name, Func: func(e *core.TerminateEvent) error {
		flow.StopSearches(e.App)
		return e.Next()
	}})
	guard(app, name, "receipts", func(tx core.App, _, after *core.Record) error {
		return flow.CheckReceipt(tx, after)
	})
}
