package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the desk asks often, or on a busy site of many years, without reading a whole
// table: the messages that wait, by story, every half minute; the month's hardest stories,
// for the supervisor's page; and the first stories of a queue, in its own order.
func init() {
	m.Register(func(app core.App) error {
		messages, err := app.FindCollectionByNameOrId("messages")
		if err != nil {
			return fmt.Errorf("finding messages: %w", err)
		}
		messages.RemoveIndex("idx_messages_open")
		messages.AddIndex("idx_messages_open", false, "story, at", "by = 'author' AND doneAt = ''")
		if err := app.Save(messages); err != nil {
			return fmt.Errorf("adding to messages: %w", err)
		}
		stories, err := app.FindCollectionByNameOrId("stories")
		if err != nil {
			return fmt.Errorf("finding stories: %w", err)
		}
		stories.RemoveIndex("idx_stories_queue")
		stories.AddIndex("idx_stories_queue", false, "state, urgency DESC, submittedAt, id", "")
		stories.AddIndex("idx_stories_critical", false, "submittedAt, criticality", "criticality >= '1'")
		if err := app.Save(stories); err != nil {
			return fmt.Errorf("adding to stories: %w", err)
		}
		return nil
	}, nil)
}
