package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

var errDisclosureStays = errors.New("what was recorded of a private detail is kept for ever")

// One private detail is shown to one moderator, once, only when a second, senior
// moderator agreed that somebody is in immediate danger; and that is recorded for
// ever, without the detail.
//
// A request is born as asked and nothing more. Each step changes its own fields,
// is dated when it happens, and is read against the stored row: nobody decides
// what they asked for, nothing is shown twice or late, and what was asked for
// cannot become something else. It names those who acted as they were called then:
// who gets another name later has not got another past. Only an erasure takes words out of a record.
func disclosureNeedsTwo(app core.App, name string) {
	shut(app, name, "disclosures")
	guard(app, name, "disclosures", func(tx core.App, before, after *core.Record) error {
		staff := story.Staff{
			Active: func(id string) bool { m, err := records.FindModerator(tx, id); return err == nil && m.Active() },
			Senior: func(id string) bool { m, err := records.FindModerator(tx, id); return err == nil && m.Senior() },
			Name: func(id string) string {
				m, err := records.FindModerator(tx, id)
				if err != nil {
					return ""
				}
				return m.Name()
			},
		}
		is, at := records.FactsOfDisclosure(after), deployment.Now(tx)
		if before == nil {
			return story.CheckDisclosureStart(is, at, staff)
		}
		was := records.FactsOfDisclosure(before)
		gone, err := records.FindWithdrawal(tx, was.Story)
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		return story.CheckDisclosureStep(was, is, at, staff, gone != nil && gone.Kind() == "erased")
	})
	app.OnRecordDelete("disclosures").Bind(&hook.Handler[*core.RecordEvent]{Id: name,
		Func: func(*core.RecordEvent) error { return errDisclosureStays }})
}
