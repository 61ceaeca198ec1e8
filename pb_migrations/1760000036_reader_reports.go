package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What readers say is wrong with a published story. Nothing is kept of who said it.
func init() {
	m.Register(func(app core.App) error {
		if err := alsoActs(app, "report-read"); err != nil {
			return err
		}
		s := app.Settings()
		s.RateLimits.Rules = append(s.RateLimits.Rules, core.RateLimitRule{Label: "POST /stories/", MaxRequests: 20, Duration: 600})
		if err := app.Save(s); err != nil {
			return fmt.Errorf("limiting what readers send: %w", err)
		}
		return build(app, "reader_reports", []core.Field{
			needOne("reason", "identifies", "untrue", "offensive", "danger", "other"),
			hiddenText("words", 8000), // private: a reader's words, which may name anybody
			date("at"), date("doneAt"),
			one("outcome", "keeps-rules", "seen-before", "unclear", "acted"),
		}, []link{
			ofStory,
			{name: "response", collection: "responses", cascade: true}, // empty: the story itself
			{name: "doneBy", collection: "moderators", hidden: true},
		}, [3]string{"idx_reader_reports_story", "", "story, doneAt"},
			[3]string{"idx_reader_reports_doneAt", "", "doneAt"},
			[3]string{"idx_reader_reports_response", "", "response"})
	}, nil)
}
