package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What may be said about people without saying anything of a person: tables of
// closed periods, already hidden and rounded, and counts by month. No row leads
// to anybody, so erasure takes nothing from them.
func init() {
	m.Register(func(app core.App) error {
		// One row is one table; the true counts are kept nowhere. The organisation is
		// no relation, so that it may go without the tables being touched.
		err := build(app, "totals", []core.Field{
			needText("organisation", 40), needText("period", 10), needText("question", 60), list("cells"),
		}, nil, [3]string{"idx_totals_table", "unique", "organisation, period, question"})
		if err != nil {
			return err
		}
		if err := build(app, "closed_periods", []core.Field{needText("period", 10), date("at")}, nil,
			[3]string{"idx_closed_periods_period", "unique", "period"}); err != nil {
			return err
		}
		if err := build(app, "tallies", []core.Field{
			needText("month", 7), needText("what", 20), text("reason", 60), whole("count"),
		}, nil, [3]string{"idx_tallies_line", "unique", "month, what, reason"}); err != nil {
			return err
		}
		authors, err := app.FindCollectionByNameOrId("authors")
		if err != nil {
			return fmt.Errorf("finding authors: %w", err)
		}
		authors.Fields.Add(yes("counted")) // private: whether their time to be counted has passed, not what they answered
		if err := app.Save(authors); err != nil {
			return fmt.Errorf("adding to authors: %w", err)
		}
		return nil
	}, nil)
}
