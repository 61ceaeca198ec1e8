package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/records"
)

// No backup brings back what was erased, taken back or taken down.
//
// Every story and account that goes is written into the ledger, a file outside the
// database and outside every backup, as soon as the transaction is done; that an
// account is erased is noted in that same transaction, so that a crash in between
// loses nothing. Before anything is served, all that the ledger names goes again.
// So it is with stories that were closed or refused, words that were taken off, and
// whoever may not work here any more.
// PocketBase's own backups, which know no ledger, cannot be switched on.
func erasedStayErased(app core.App, name string) {
	app.OnRecordDelete("authors").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/authors", Func: func(e *core.RecordEvent) error {
		outer := e.App
		defer func() { e.App = outer }()
		return e.App.RunInTransaction(func(tx core.App) error {
			e.App = tx
			if err := records.NoteErasure(tx, e.Record.Id, deployment.Now(tx)); err != nil {
				return err
			}
			return e.Next()
		})
	}})
	write := func(e *core.RecordEvent, kind ledger.Kind, id string, at time.Time) error {
		if err := deployment.Of(e.App).Ledger.Add(ledger.On(kind, id, at)); err != nil {
			// The row is safe in the database, and the next start reads it from there.
			e.App.Logger().Error("writing the ledger of who is gone", "error", err.Error())
		}
		return e.Next()
	}
	account := func(e *core.RecordEvent) error {
		id, at := records.AsErasure(e.Record)
		return write(e, ledger.Account, id, at)
	}
	gone := func(e *core.RecordEvent) error {
		id, kind, at := records.AsWithdrawal(e.Record)
		return write(e, ledger.Kind(kind), id, at)
	}
	app.OnRecordAfterCreateSuccess("erasures").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/erasures", Func: account})
	app.OnRecordAfterCreateSuccess("withdrawals").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/withdrawals", Func: gone})
	app.OnRecordAfterUpdateSuccess("withdrawals").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/withdrawals", Func: gone})
	noteWhatIsShut(app, name)
	guard(app, name, "erasures", func(_ core.App, before, after *core.Record) error {
		if before != nil && changed(before, after, "account") {
			return errNumberUsed
		}
		return nil
	})
	app.OnRecordDelete("erasures").BindFunc(func(*core.RecordEvent) error { return errNumberUsed })
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: name, Priority: -1, Func: func(e *core.ServeEvent) error {
		if _, err := flow.ReplayLedger(e.App); err != nil {
			return err
		}
		return e.Next()
	}})
	app.OnSettingsUpdateRequest().Bind(&hook.Handler[*core.SettingsUpdateRequestEvent]{Id: name,
		Func: func(e *core.SettingsUpdateRequestEvent) error {
			if e.NewSettings.Backups.Cron != "" || e.NewSettings.Backups.S3.Enabled {
				return e.BadRequestError(useOurBackup, nil)
			}
			return e.Next()
		}})
}

// noteWhatIsShut tells the ledger what was closed, refused or taken off, and who is not
// let in any more.
func noteWhatIsShut(app core.App, name string) {
	note := func(deleted bool) func(*core.RecordEvent) error {
		return func(e *core.RecordEvent) error {
			if err := flow.NoteInLedger(e.App, e.Record, deleted); err != nil {
				// It is tried again with the next line. Of what is not deleted, the next start reads it from the data.
				e.App.Logger().Error("writing the ledger of what is shut", "error", err.Error())
			}
			return e.Next()
		}
	}
	for _, c := range flow.InLedger() {
		id := name + "/shut/" + c
		app.OnRecordAfterUpdateSuccess(c).Bind(&hook.Handler[*core.RecordEvent]{Id: id, Func: note(false)})
		app.OnRecordAfterDeleteSuccess(c).Bind(&hook.Handler[*core.RecordEvent]{Id: id, Func: note(true)})
	}
}

// useOurBackup leads whoever looks for backups in the admin panel to Candour's own.
const useOurBackup = "Backups of Candour are made on its machine, with the command candour backup, or every night when CANDOUR_BACKUP_DIR is set. A copy made here could bring erased people back."
