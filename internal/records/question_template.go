package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// QuestionTemplate is words of this site to begin a question with, in one language.
type QuestionTemplate struct{ base }

// Asks and the following read its fields.
func (t *QuestionTemplate) Asks() string     { return t.GetString("asks") } // author or service
func (t *QuestionTemplate) Language() string { return t.GetString("language") }
func (t *QuestionTemplate) Label() string    { return t.GetString("label") }
func (t *QuestionTemplate) Text() string     { return t.GetString("text") }
func (t *QuestionTemplate) By() string       { return t.GetString("by") }
func (t *QuestionTemplate) At() time.Time    { return t.time("at") }

// QuestionTemplates lists them, in the order of the list.
func QuestionTemplates(app core.App) ([]*QuestionTemplate, error) {
	return all[QuestionTemplate](app, "question_templates", nil, "asks DESC", "language", "label")
}

// CountQuestionTemplates counts them.
func CountQuestionTemplates(app core.App) (int64, error) {
	n, err := app.CountRecords("question_templates")
	return n, wrap(err, "how many templates there are")
}

// KeepQuestionTemplate keeps words, once for each label: what has the same label in the
// same language takes their place.
func KeepQuestionTemplate(tx core.App, asks, language, label, text, moderator string, at time.Time) error {
	t, err := first[QuestionTemplate](tx, "question_templates", dbx.HashExp{"asks": asks, "language": language, "label": label})
	if errors.Is(err, ErrNotFound) {
		t, err = newRecord[QuestionTemplate](tx, "question_templates")
	}
	if err != nil {
		return err
	}
	t.Set("asks", asks)
	t.Set("language", language)
	t.Set("label", label)
	t.Set("text", text)
	t.Set("by", moderator)
	t.setTime("at", at)
	if err := tx.Save(t); err != nil {
		return fmt.Errorf("keeping words to begin a question with: %w", err)
	}
	return nil
}

// DropQuestionTemplate takes words off the list.
func DropQuestionTemplate(tx core.App, id string) error {
	n, err := deleteAll(tx, "question_templates", dbx.HashExp{"id": id})
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}
