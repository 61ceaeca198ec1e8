package records

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/totals"
)

// Total is one table of people: one organisation, one closed period, one
// question. It holds what is shown, never what was counted.
type Total struct{ base }

// TotalCell is one answer of a table and what is shown of it.
type TotalCell struct {
	Answer string `json:"answer"`
	Shown  int    `json:"shown"`
}

// Organisation and the following read a table's fields.
func (t *Total) Organisation() string { return t.GetString("organisation") }
func (t *Total) Period() string       { return t.GetString("period") }
func (t *Total) Question() string     { return t.GetString("question") }

// Cells are the answers, in their order.
func (t *Total) Cells() []TotalCell {
	var cells []TotalCell
	_ = t.UnmarshalJSONField("cells", &cells)
	return cells
}

// WriteTotal keeps a table of a period that is being closed.
func WriteTotal(app core.App, organisation, period, question string, cells []TotalCell) error {
	t, err := newRecord[Total](app, "totals")
	if err != nil {
		return err
	}
	t.Set("organisation", organisation)
	t.Set("period", period)
	t.Set("question", question)
	t.Set("cells", cells)
	if err := app.Save(t); err != nil {
		return fmt.Errorf("keeping a table: %w", err)
	}
	return nil
}

// AsTotal is the typed face of a stored table.
func AsTotal(r *core.Record) *Total {
	t := &Total{}
	t.SetProxyRecord(r)
	return t
}

// TotalsOf lists the tables of an organisation, the newest period first.
func TotalsOf(app core.App, organisation string) ([]*Total, error) {
	return all[Total](app, "totals", dbx.HashExp{"organisation": organisation}, "period DESC", "rowid")
}

// WriteClosed notes that a period is closed: nothing is counted for it any more.
func WriteClosed(app core.App, period string, at time.Time) error {
	r, err := newRecord[base](app, "closed_periods")
	if err != nil {
		return err
	}
	r.Set("period", period)
	r.setTime("at", at)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("closing a period: %w", err)
	}
	return nil
}

// ClosedPeriods lists the periods that are closed, the newest first.
func ClosedPeriods(app core.App) ([]string, error) {
	periods := []string{}
	err := app.DB().Select("period").From("closed_periods").OrderBy("period DESC").Column(&periods)
	return periods, wrap(err, "closed periods")
}

// FirstPublication is when the oldest story that is public was published; zero
// when there is none.
func FirstPublication(app core.App) (time.Time, error) {
	found := []types.DateTime{}
	err := app.DB().Select("publishedAt").From("stories").Where(dbx.HashExp{"state": "published"}).
		AndWhere(dbx.NewExp("publishedAt != ''")).OrderBy("publishedAt").Limit(1).Column(&found)
	if err != nil || len(found) == 0 {
		return time.Time{}, wrap(err, "the first publication")
	}
	return found[0].Time(), nil
}

// TellingsBetween lists the public stories of a period by the organisations that
// run the services they are about, in the order of publication.
func TellingsBetween(app core.App, from, to time.Time) ([]totals.Telling, error) {
	var rows []struct {
		Story        string `db:"story"`
		Author       string `db:"author"`
		Organisation string `db:"organisation"`
		Counted      bool   `db:"counted"`
	}
	err := app.DB().NewQuery(`SELECT s.id AS story, a.author, v.organisation, w.counted FROM stories s
		CROSS JOIN authorships a ON a.story = s.id CROSS JOIN authors w ON w.id = a.author
		CROSS JOIN story_services x ON x.story = s.id CROSS JOIN services v ON v.id = x.service
		WHERE s.state = 'published' AND s.publishedAt >= {:from} AND s.publishedAt < {:to} AND v.organisation != ''
		ORDER BY s.publishedAt, s.publicationNo, x.rowid`).Bind(dbx.Params{"from": stamp(from), "to": stamp(to)}).All(&rows)
	list := make([]totals.Telling, len(rows))
	for i, r := range rows {
		list[i] = totals.Telling{Story: r.Story, Person: r.Author, Organisation: r.Organisation, Counted: r.Counted}
	}
	return list, wrap(err, "the stories of a period")
}

// answerFields are the questions about an author and the fields that hold them.
var answerFields = map[string]string{"gender": "gender", "birth-year": "birthYear", "ethnic-group": "ethnicGroup", "limited": "limited"}

// AnswersBetween reads what those who told a story in a period answered, by
// person and question. It is for counting, inside the transaction that closes the
// period, and leaves the program in no other form.
func AnswersBetween(app core.App, from, to time.Time) (map[string]map[string]string, error) {
	found := []*core.Record{}
	err := app.RecordQuery("demographics").AndWhere(dbx.NewExp(`author IN (SELECT a.author FROM stories s
		CROSS JOIN authorships a ON a.story = s.id WHERE s.state = 'published' AND s.publishedAt >= {:from} AND s.publishedAt < {:to})`,
		dbx.Params{"from": stamp(from), "to": stamp(to)})).All(&found)
	answers := make(map[string]map[string]string, len(found))
	for _, r := range found {
		given := map[string]string{}
		for question, field := range answerFields {
			given[question] = r.GetString(field)
		}
		answers[r.GetString("author")] = given
	}
	return answers, wrap(err, "answers about people")
}

// PeopleToCount says how many people, and at most as many as most, told a story
// about an organisation in a period, answered a question and were not counted yet.
func PeopleToCount(app core.App, organisation, question string, from, to time.Time, most int) (n int, err error) {
	field, known := answerFields[question]
	if !known {
		return 0, nil
	}
	// The numbers of the period's publications only keep the walk short; the days decide.
	const published = `publicationNo) FROM stories WHERE state = 'published' AND publishedAt >= {:from} AND publishedAt < {:to})`
	err = app.DB().NewQuery(`SELECT COUNT(*) FROM (SELECT DISTINCT a.author FROM services v
		CROSS JOIN story_services x ON x.service = v.id AND x.publicationNo BETWEEN (SELECT MIN(` + published + ` AND (SELECT MAX(` + published + `
		CROSS JOIN stories s ON s.id = x.story
		CROSS JOIN authorships a ON a.story = s.id CROSS JOIN authors w ON w.id = a.author CROSS JOIN demographics d ON d.author = a.author
		WHERE v.organisation = {:organisation} AND s.state = 'published' AND s.publishedAt >= {:from} AND s.publishedAt < {:to}
		AND NOT w.counted AND d.[[` + field + `]] != '' LIMIT {:most})`).
		Bind(dbx.Params{"organisation": organisation, "from": stamp(from), "to": stamp(to), "most": most}).Row(&n)
	return n, wrap(err, "people who answered")
}

// MarkCounted notes that the time of these people to be counted is over. It is
// one statement for many and goes past the hooks: a hundred thousand rows saved
// one by one would keep everyone else from writing for a minute, and the mark is
// no business of any promise but the one that reads it in this transaction.
func MarkCounted(app core.App, authorIDs []string) error {
	for part := range slices.Chunk(authorIDs, 500) {
		if _, err := app.DB().Update("authors", dbx.Params{"counted": true}, dbx.In("id", texts(part)...)).Execute(); err != nil {
			return fmt.Errorf("marking who was counted: %w", err)
		}
	}
	return nil
}
