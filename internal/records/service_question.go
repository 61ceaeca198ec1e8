package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// ServiceQuestion is one question that a moderator asked a service about a story.
type ServiceQuestion struct{ base }

// AskedOfService is what a ServiceQuestion is made from.
type AskedOfService struct {
	Story, Service, By  string
	Text                string
	At, DueAt, RemindAt time.Time
	Reached             int // how many letters went out
}

// NewServiceQuestion makes the row of a question that is asked now.
func NewServiceQuestion(app core.App, a AskedOfService) (*ServiceQuestion, error) {
	q, err := newRecord[ServiceQuestion](app, "service_questions")
	if err != nil {
		return nil, err
	}
	q.Set("story", a.Story)
	q.Set("service", a.Service)
	q.Set("by", a.By)
	q.Set("text", a.Text)
	q.Set("reached", a.Reached)
	q.setTime("askedAt", a.At)
	q.setTime("dueAt", a.DueAt)
	q.setTime("remindAt", a.RemindAt)
	return q, nil
}

// FactsOfQuestion are the facts of a record of the collection, for the promise that
// guards it.
func FactsOfQuestion(r *core.Record) story.ServiceQuestion {
	q := &ServiceQuestion{}
	q.SetProxyRecord(r)
	return q.Facts()
}

// Facts are what the row says. Times are as precise as the database keeps them.
func (q *ServiceQuestion) Facts() story.ServiceQuestion {
	at := func(field string) time.Time { return q.time(field).UTC().Truncate(time.Millisecond) }
	return story.ServiceQuestion{Story: q.Story(), Service: q.Service(), By: q.By(), Text: q.Text(),
		AskedAt: at("askedAt"), DueAt: at("dueAt"), RemindAt: at("remindAt"), RemindedAt: at("remindedAt"),
		Outcome: story.QuestionOutcome(q.GetString("outcome")), Answer: q.GetString("answer"), EndedAt: at("endedAt"), DoneAt: at("doneAt")}
}

// Story and the following read a question's fields.
func (q *ServiceQuestion) Story() string   { return q.GetString("story") }
func (q *ServiceQuestion) Service() string { return q.GetString("service") }
func (q *ServiceQuestion) By() string      { return q.GetString("by") }
func (q *ServiceQuestion) Text() string    { return q.GetString("text") }

// SetText changes the words of a question, which no promise lets pass.
func (q *ServiceQuestion) SetText(v string) { q.Set("text", v) }

// SetDue gives a question another end, which no promise lets pass.
func (q *ServiceQuestion) SetDue(at time.Time) { q.setTime("dueAt", at) }

// SetReminded writes down that the service was reminded.
func (q *ServiceQuestion) SetReminded(at time.Time) { q.setTime("remindedAt", at) }

// SetOutcome ends a question, with the answer if one came.
func (q *ServiceQuestion) SetOutcome(o story.QuestionOutcome, at time.Time, answer string) {
	q.Set("outcome", string(o))
	q.setTime("endedAt", at)
	q.Set("answer", answer)
}

// SetDone writes down that a moderator dealt with how it ended.
func (q *ServiceQuestion) SetDone(at time.Time) { q.setTime("doneAt", at) }

// SaveQuestion saves a question; the promises decide whether it may be so.
func SaveQuestion(tx core.App, q *ServiceQuestion) error {
	if err := tx.Save(q); err != nil {
		return fmt.Errorf("saving a question to a service: %w", err)
	}
	return nil
}

// FindServiceQuestion finds a question by its id.
func FindServiceQuestion(app core.App, id string) (*ServiceQuestion, error) {
	return first[ServiceQuestion](app, "service_questions", dbx.HashExp{"id": id})
}

// QuestionsOfStory lists the questions about a story, in the order they were asked.
func QuestionsOfStory(app core.App, storyID string) ([]*ServiceQuestion, error) {
	return all[ServiceQuestion](app, "service_questions", dbx.HashExp{"story": storyID}, "askedAt", "rowid")
}

// OpenQuestionsOf lists those that wait for an answer.
func OpenQuestionsOf(app core.App, storyID string) ([]*ServiceQuestion, error) {
	return all[ServiceQuestion](app, "service_questions", dbx.HashExp{"story": storyID, "outcome": ""}, "askedAt", "rowid")
}

// QuestionsToOrganisation lists the newest questions to services that an organisation
// runs.
func QuestionsToOrganisation(app core.App, organisation string, limit int64) ([]*ServiceQuestion, error) {
	return some[ServiceQuestion](app, "service_questions", dbx.NewExp(
		"service IN (SELECT id FROM services WHERE organisation = {:org})", dbx.Params{"org": organisation}), limit, "askedAt DESC", "rowid DESC")
}

// toNote are the questions that ended and that no moderator has dealt with, of stories
// that are still on the desk.
const toNote = `doneAt = '' AND outcome IN ('answered', 'silence') AND story IN (SELECT id FROM stories WHERE state IN ('submitted', 'held', 'approved'))`

// QuestionsToNote lists them, the first that ended first.
func QuestionsToNote(app core.App, limit int64) ([]*ServiceQuestion, error) {
	return some[ServiceQuestion](app, "service_questions", dbx.NewExp(toNote), limit, "endedAt", "rowid")
}

// CountQuestionsToNote counts them.
func CountQuestionsToNote(app core.App) (int64, error) {
	n, err := app.CountRecords("service_questions", dbx.NewExp(toNote))
	return n, wrap(err, "questions that ended")
}

// QuestionsWaiting lists the questions that wait for an answer, the first that is due first.
func QuestionsWaiting(app core.App, limit int64) ([]*ServiceQuestion, error) {
	return some[ServiceQuestion](app, "service_questions", dbx.HashExp{"outcome": ""}, limit, "dueAt", "rowid")
}

// QuestionsDue lists the questions of which the clock has to do something now.
func QuestionsDue(app core.App, at time.Time) ([]*ServiceQuestion, error) {
	return all[ServiceQuestion](app, "service_questions", dbx.NewExp(
		"outcome = '' AND (dueAt <= {:at} OR remindAt != '' AND remindedAt = '' AND remindAt <= {:at})", dbx.Params{"at": stamp(at)}), "dueAt", "rowid")
}

// AskedAuthor is the last thing that a moderator wrote about a story which waits for
// its author.
type AskedAuthor struct {
	Story   string    `db:"story"`
	Message string    `db:"message"`
	At      time.Time `db:"-"`
}

// asksAuthor reads them; of one instant, the one written last counts.
const asksAuthor = `SELECT m.story AS story, m.id AS message, m.at AS at FROM stories s JOIN messages m ON m.id = (
		SELECT q.id FROM messages q WHERE q.story = s.id AND q.by = 'moderator' ORDER BY q.at DESC, q.rowid DESC LIMIT 1)
	WHERE s.state = 'held' AND s.heldFor = 'author'`

// AuthorsAskedBefore lists the stories that have waited for their authors since a time.
func AuthorsAskedBefore(app core.App, at time.Time) ([]AskedAuthor, error) {
	return askedAuthors(app, asksAuthor+" AND m.at <= {:at} ORDER BY m.at", dbx.Params{"at": stamp(at)})
}

// AuthorAsked is what the author of a held story was asked last.
func AuthorAsked(app core.App, storyID string) (AskedAuthor, error) {
	found, err := askedAuthors(app, asksAuthor+" AND s.id = {:id}", dbx.Params{"id": storyID})
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return AskedAuthor{}, err
	}
	return found[0], nil
}

func askedAuthors(app core.App, query string, params dbx.Params) ([]AskedAuthor, error) {
	var rows []struct {
		AskedAuthor
		When types.DateTime `db:"at"`
	}
	err := app.DB().NewQuery(query).Bind(params).All(&rows)
	found := make([]AskedAuthor, len(rows))
	for i, r := range rows {
		found[i] = r.AskedAuthor
		found[i].At = r.When.Time()
	}
	return found, wrap(err, "what authors were asked")
}
