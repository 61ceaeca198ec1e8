package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/ledger"
	"candour/internal/records"
)

var errTotal = errors.New("a table of people is written once and never changed")

// Your gender, year of birth, ethnic group and health condition are seen by
// nobody else but as totals.
//
// What is stored is only the table that may be shown: at least ten people behind
// it, each figure hidden or rounded, for a period that is over. It is written
// once, when its period is closed, and never changed or deleted, so that no later
// answer, withdrawal or erasure can be read from a difference. The answers
// themselves are shut by private-details-stay-sealed.
func shownOnlyAsTotals(app core.App, name string) {
	guard(app, name, "totals", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			return errTotal
		}
		return flow.CheckTotal(tx, records.AsTotal(after))
	})
	guard(app, name, "closed_periods", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			return errTotal
		}
		return flow.CheckClosing(tx, after.GetString("period"))
	})
	// A backup from before the closing must not have the period counted anew.
	app.OnRecordAfterCreateSuccess("closed_periods").Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/ledger", Func: func(e *core.RecordEvent) error {
		fact := ledger.On(ledger.Closed, e.Record.GetString("period"), deployment.Now(e.App))
		if err := deployment.Of(e.App).Ledger.Add(fact); err != nil { // the next start reads it from the database
			e.App.Logger().Error("writing the ledger of what is closed", "error", err.Error())
		}
		return e.Next()
	}})
	for _, collection := range []string{"totals", "closed_periods"} {
		app.OnRecordDelete(collection).Bind(&hook.Handler[*core.RecordEvent]{Id: name + "/" + collection,
			Func: func(*core.RecordEvent) error { return errTotal }})
	}
}
