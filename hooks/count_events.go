package hooks

import (
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/flow"
)

// countEvents raises the public counts of what happens to stories, in the same
// transaction as what happens, whichever door it came through: what was undone is
// not counted, and what is tried again is counted once. It keeps no promise; the
// counts lead to nobody, so an erasure has nothing to take from them.
func countEvents(app core.App) {
	const id = "count-events/" // the same id on two collections would be one handler
	app.OnRecordCreate("stories").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "stories", Func: counted(flow.CountStory)})
	app.OnRecordUpdate("stories").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "stories", Func: counted(flow.CountStory)})
	app.OnRecordUpdate("disclosures").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "disclosures", Func: counted(flow.CountDisclosure)})
	app.OnRecordUpdate("service_reviews").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "service_reviews", Func: counted(flow.CountLook)})
	app.OnRecordUpdate("appeals").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "appeals", Func: counted(flow.CountAppeal)})
	app.OnRecordCreate("reader_reports").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "reader_reports", Func: counted(flow.CountReport)})
	app.OnRecordDelete("authors").Bind(&hook.Handler[*core.RecordEvent]{Id: id + "authors", Func: counted(flow.CountErasure)})
}

// counted does a write and counts it, or does neither.
func counted(count func(tx core.App, before, after *core.Record) error) func(*core.RecordEvent) error {
	return alongside(func(tx core.App, before *core.Record, e *core.RecordEvent) error { return count(tx, before, e.Record) })
}
