package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"

	"candour/internal/story"
)

// Moderators ask services, and begin a question with words that are kept for it. Each
// question has a number of its own, so that a service cannot find the story by it.
func init() {
	m.Register(func(app core.App) error {
		err := extend(app, "moderations", func(c *core.Collection) {
			addValues(c, "act", "question-sent", "question-answered", "question-silence", "question-taken-back", "question-ended", "author-silence")
		})
		if err != nil {
			return err
		}
		if err := buildServiceQuestions(app); err != nil {
			return err
		}
		return build(app, "question_templates", []core.Field{
			needOne("asks", "author", "service"), needText("language", 20), needText("label", 100), needText("text", story.MaxMessageCharacters), date("at"),
		}, []link{{name: "by", collection: "moderators"}},
			[3]string{"idx_question_templates_label", "unique", "asks, language, label"})
	}, nil)
}

// buildServiceQuestions holds one row for each question. The link in the letter is made
// from the letter's own number: no secret is in it.
func buildServiceQuestions(app core.App) error {
	return build(app, "service_questions", []core.Field{
		needText("text", story.MaxMessageCharacters), date("askedAt"), date("dueAt"), date("remindAt"), date("remindedAt"),
		whole("reached"), // how many letters went out
		one("outcome", "answered", "silence", "taken-back", "ended"),
		text("answer", 5*story.MaxAnswerCharacters), // what stands for an address may be longer than it
		date("endedAt"), date("doneAt"),
	}, []link{
		{name: "story", collection: "stories", required: true, cascade: true, hidden: true},
		{name: "service", collection: "services", required: true},
		{name: "by", collection: "moderators", required: true, hidden: true},
	},
		[3]string{"idx_service_questions_story", "", "story, askedAt"},
		[3]string{"idx_service_questions_service", "", "service, askedAt"},
		[3]string{"idx_service_questions_open", "", "outcome, dueAt"},
		[3]string{"idx_service_questions_done", "", "doneAt, endedAt"})
}
