package records

import (
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Whose says which waiting things to list by who has them open.
type Whose string

// The choices; the empty one is everybody's.
const (
	WhoseMine Whose = "mine" // the moderator who asks has it open
	WhoseFree Whose = "free" // nobody has it open
	WhoseTurn Whose = "turn" // no colleague has it open, and the moderator did not leave it for another day
)

// Waiting narrows a list of what waits. Empty fields narrow nothing.
type Waiting struct {
	Urgency   int       // about stories that are as urgent, or more
	Critical  string    // about stories that somebody scored so, or higher: "0" to "5"
	Place     string    // a part of the name of a service or an organisation
	Before    time.Time // waiting since then or longer
	Whose     Whose
	Moderator string // who asks
	At        time.Time
}

// LeastPressing is from which urgency on a story has words about danger, self-harm or
// somebody at risk. A crime or a death is hard to read and less pressing.
const LeastPressing = 2

func (w Waiting) params() dbx.Params {
	like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(w.Place) + "%"
	return dbx.Params{"before": stamp(w.Before), "me": w.Moderator, "now": stamp(w.At), "place": like,
		"urgency": w.Urgency, "critical": w.Critical}
}

// columns are SQL of what a list is narrowed by. Its story is s.
type columns struct{ response, since, urgency string }

func (w Waiting) where(c columns) []string {
	var all []string
	claimed := "EXISTS (SELECT 1 FROM claims k WHERE k.story = s.id AND k.response = " + c.response + " AND k.until > {:now} AND " + worksHere
	switch w.Whose {
	case WhoseMine:
		all = append(all, claimed+" AND k.moderator = {:me})")
	case WhoseFree:
		all = append(all, "NOT "+claimed+")")
	case WhoseTurn:
		all = append(all, "NOT "+claimed+" AND k.moderator != {:me})",
			"NOT EXISTS (SELECT 1 FROM not_today n WHERE n.story = s.id AND n.response = "+c.response+" AND n.until > {:now} AND n.moderator = {:me})")
	}
	if !w.Before.IsZero() {
		all = append(all, c.since+" <= {:before}")
	}
	if w.Urgency > 0 {
		all = append(all, c.urgency+" >= {:urgency}")
	}
	if w.Critical != "" {
		all = append(all, "s.criticality >= {:critical}") // not scored is empty, and less than any
	}
	if w.Place != "" {
		all = append(all, `EXISTS (SELECT 1 FROM story_services x JOIN services v ON v.id = x.service LEFT JOIN organisations o ON o.id = v.organisation
			WHERE x.story = s.id AND (v.name LIKE {:place} ESCAPE '\' OR v.town LIKE {:place} ESCAPE '\' OR o.name LIKE {:place} ESCAPE '\'))`)
	}
	return all
}

// StoryKind is what a story waits for.
type StoryKind string

// The kinds: to be read; for somebody who was asked; for a senior moderator; and, let
// through, for the author, for a service that looks first, or for the next opening and
// for ourselves.
const (
	StoryToRead      StoryKind = "state = 'submitted'"
	StoryAsked       StoryKind = "state = 'held' AND heldFor != 'senior'"
	StoryForSenior   StoryKind = "state = 'held' AND heldFor = 'senior'"
	StoryWithAuthor  StoryKind = "state = 'approved' AND waitsFor = 'author'"
	StoryWithService StoryKind = "state = 'approved' AND waitsFor = 'service'"
	StoryLetThrough  StoryKind = "state = 'approved' AND waitsFor NOT IN ('author', 'service')"
)

func (w Waiting) stories(kind StoryKind) dbx.Expression {
	all := append([]string{string(kind)}, w.where(columns{"''", "s.submittedAt", "s.urgency"})...)
	return dbx.NewExp(strings.Join(all, " AND "), w.params())
}

// StoriesWaiting lists stories of a kind, urgent words first and then the longest
// waiting, from one place of the list on.
func StoriesWaiting(app core.App, kind StoryKind, w Waiting, from, limit int64) ([]*Story, error) {
	ids := []string{} // first: so that no words are read but those of the page
	err := app.DB().Select("s.id").From("stories s").Where(w.stories(kind)).OrderBy("urgency DESC", "submittedAt ASC", "id ASC").
		Offset(from).Limit(limit).Column(&ids)
	if err != nil {
		return nil, wrap(err, "waiting stories")
	}
	found, err := all[Story](app, "stories", dbx.In("id", texts(ids)...))
	slices.SortFunc(found, func(a, b *Story) int { return slices.Index(ids, a.Id) - slices.Index(ids, b.Id) })
	return found, err
}

// CountStoriesWaiting counts what StoriesWaiting lists.
func CountStoriesWaiting(app core.App, kind StoryKind, w Waiting) (int64, error) {
	var n int64
	err := app.DB().Select("COUNT(*)").From("stories s").Where(w.stories(kind)).Row(&n)
	return n, wrap(err, "how many stories wait")
}

// ResponseKind is what a response is to whoever reads it.
type ResponseKind string

// The kinds: an author's reply; a response that claims a change; any other response.
const (
	ResponseReply  ResponseKind = "r.by = 'author'"
	ResponseChange ResponseKind = "r.by != 'author' AND EXISTS (SELECT 1 FROM changes c WHERE c.response = r.id)"
	ResponsePlain  ResponseKind = "r.by != 'author' AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.response = r.id)"
)

const responsesToRead = ` FROM responses r JOIN stories s ON s.id = r.story WHERE r.state = 'submitted' AND s.state = 'published' AND `

func (w Waiting) responses(kind ResponseKind) string {
	return responsesToRead + strings.Join(append([]string{string(kind)}, w.where(columns{"r.id", "r.saidAt", "s.urgency"})...), " AND ")
}

// WaitingResponse is a response to read, under a story that everyone may read.
type WaitingResponse struct {
	ID           string         `db:"id"`
	Story        string         `db:"story"`
	Title        string         `db:"title"` // of the story
	By           string         `db:"by"`
	Organisation string         `db:"organisation"`
	SaidAt       types.DateTime `db:"saidAt"`
	Change       string         `db:"change"` // planned, made or ""
	Urgency      int            `db:"urgency"`
}

// ResponsesWaiting lists the responses of a kind to read, the longest waiting first,
// from one place of the list on. Replies of authors with urgent words stand before.
func ResponsesWaiting(app core.App, kind ResponseKind, w Waiting, from, limit int64) ([]WaitingResponse, error) {
	rows := []WaitingResponse{}
	params := w.params()
	params["from"], params["limit"] = from, limit
	err := app.DB().NewQuery(`SELECT r.id, r.story, s.title, s.urgency, r.by, r.organisationName AS organisation, r.saidAt,
		COALESCE((SELECT c.state FROM changes c WHERE c.response = r.id LIMIT 1), '') AS change` + w.responses(kind) +
		" ORDER BY CASE r.by WHEN 'author' THEN s.urgency ELSE 0 END DESC, r.saidAt, r.id LIMIT {:limit} OFFSET {:from}").Bind(params).All(&rows)
	return rows, wrap(err, "waiting responses")
}

// CountResponsesWaiting counts what ResponsesWaiting lists.
func CountResponsesWaiting(app core.App, kind ResponseKind, w Waiting) (int64, error) {
	var n int64
	err := app.DB().NewQuery("SELECT COUNT(*)" + w.responses(kind)).Bind(w.params()).Row(&n)
	return n, wrap(err, "how many responses wait")
}
