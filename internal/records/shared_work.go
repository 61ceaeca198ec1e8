package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// Offerable is a story to read that may be offered to a moderator.
type Offerable struct {
	ID        string         `db:"id"`
	Urgency   int            `db:"urgency"`
	Heaviness int            `db:"heaviness"`
	Score     string         `db:"criticality"`
	Told      types.DateTime `db:"submittedAt"`
}

// Weight is what it counts for.
func (o Offerable) Weight() int {
	score, scored := scoreOf(o.Score)
	return story.Weight(o.Heaviness, score, scored)
}

// Offerables lists the stories to read that no colleague has open and the moderator did
// not leave for later, urgent words first and then the longest waiting. A story whose case
// of safeguarding is open cannot be decided meanwhile, and waits in a queue of its own.
func Offerables(app core.App, moderator string, at time.Time, limit int) ([]Offerable, error) {
	found := []Offerable{}
	err := app.DB().NewQuery(`SELECT id, urgency, heaviness, criticality, submittedAt FROM stories s WHERE state = 'submitted'
		AND NOT EXISTS (SELECT 1 FROM claims k WHERE k.story = s.id AND k.response = '' AND k.until > {:at} AND k.moderator != {:me} AND ` + worksHere + `)
		AND NOT EXISTS (SELECT 1 FROM not_today n WHERE n.story = s.id AND n.response = '' AND n.until > {:at} AND n.moderator = {:me})
		AND NOT EXISTS (SELECT 1 FROM safeguardings g JOIN (` + lastTurn + `) t ON t.last = g.rowid WHERE g.kind = 'chosen' AND g.story = s.id)
		ORDER BY urgency DESC, submittedAt, id LIMIT {:limit}`).
		Bind(dbx.Params{"me": moderator, "at": stamp(at), "limit": limit}).All(&found)
	return found, wrap(err, "stories to offer")
}

// Burdens is what each moderator has dealt with since a moment: every story once, as it
// weighs now, also one that was given to a senior moderator or looked after because somebody
// may be in danger: else an older story would be the last one. Who did nothing, or does not work here any more, is not in it. (For the plus
// see sinceOnStories.)
func Burdens(app core.App, since time.Time) (map[string]story.Burden, error) {
	var rows []struct {
		By        string `db:"by"`
		Heaviness int    `db:"heaviness"`
		Score     string `db:"criticality"`
	}
	err := app.DB().NewQuery(`SELECT m.by, s.heaviness, s.criticality FROM moderations m JOIN stories s ON s.id = m.story
		WHERE m.at >= {:since} AND m.by != '' AND +m.response = '' AND m.act IN ('edited', 'approved', 'published', 'rejected', 'asked', 'held', 'worried', 'seconded', 'helped', 'calmed')
		AND m.by IN (SELECT id FROM moderators WHERE active = TRUE) GROUP BY m.by, m.story ORDER BY MAX(m.at), MAX(m.rowid)`).Bind(dbx.Params{"since": stamp(since)}).All(&rows)
	burdens := map[string]story.Burden{}
	for _, r := range rows {
		weight := Offerable{Heaviness: r.Heaviness, Score: r.Score}.Weight()
		b := burdens[r.By]
		b.LastHeavy = weight >= story.Heavy
		if b.LastHeavy {
			b.Heavy += weight
		}
		burdens[r.By] = b
	}
	return burdens, wrap(err, "what was dealt with")
}

// SetHeaviness notes how hard a story may be to read.
func (s *Story) SetHeaviness(n int) { s.Set("heaviness", n) }
