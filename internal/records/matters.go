package records

import (
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// MatterKind is something about a story that waits for a moderator, besides the story
// itself and its responses.
type MatterKind struct {
	rows   string // SQL: story, about, since, due, n, reasons, danger
	states string // SQL: stories in which it waits for nobody
	loose  bool   // some are about no story
}

// The kinds.
var (
	// Messages are what authors wrote and no moderator has dealt with.
	Messages = MatterKind{`SELECT story, '' AS about, MIN(at) AS since, '' AS due, COUNT(*) AS n, '' AS reasons, 0 AS danger
		FROM messages WHERE by = 'author' AND doneAt = '' GROUP BY story`, taken, false}
	// Reports are what readers said is wrong.
	Reports = MatterKind{`SELECT story, '' AS about, MIN(at) AS since, '' AS due, COUNT(*) AS n, GROUP_CONCAT(DISTINCT reason) AS reasons,
		MAX(reason = '` + story.ReportDanger + `') * 9 AS danger FROM reader_reports WHERE doneAt = '' GROUP BY story`, "", false}
	// Dangers are open cases of safeguarding. One goes on when the story is gone.
	Dangers = MatterKind{`SELECT g.story AS story, '' AS about, g.at AS since, '' AS due, 1 AS n, '' AS reasons, 9 AS danger
		FROM safeguardings g JOIN (` + lastTurn + `) t ON t.last = g.rowid WHERE g.kind = 'chosen'`, "", false}
	// Looks are what services asked to be looked at once more; a senior moderator decides.
	Looks = MatterKind{`SELECT story, id AS about, askedAt AS since, decideBy AS due, 1 AS n, reason AS reasons, 0 AS danger
		FROM service_reviews WHERE outcome = '' AND askedAt != ''`, "", false}
	// Answered are questions to services that ended and that no moderator has read.
	Answered = MatterKind{`SELECT story, id AS about, endedAt AS since, '' AS due, 1 AS n, outcome AS reasons, 0 AS danger
		FROM service_questions WHERE doneAt = '' AND outcome IN ('answered', 'silence')`, "'published', 'rejected', 'restricted', " + taken, false}
	// Appeals are what somebody asks another senior moderator to decide.
	Appeals = MatterKind{`SELECT a.story AS story, a.id AS about, a.at AS since, a.decideBy AS due, 1 AS n, '' AS reasons, 0 AS danger
		FROM appeals a WHERE ` + openAppeal, "", true}
)

// pressing is SQL for how urgent something is: as its story is, or by itself.
const pressing = "MAX(COALESCE(s.urgency, 0), g.danger)"

// lateness is SQL that is narrowed by when something began to wait. What has a day of its
// own is late when that is over: then it stands before every moment, and until then after.
const lateness = "CASE WHEN g.due = '' THEN g.since WHEN g.due <= {:now} THEN '' ELSE '9' END"

// taken are the states of what is taken back or taken down.
const taken = "'withdrawn', 'removed'"

// Matter is one of them.
type Matter struct {
	Story   string         `db:"story"`
	About   string         `db:"about"` // the number of the look or the question
	Since   types.DateTime `db:"since"`
	Due     types.DateTime `db:"due"`
	Count   int            `db:"n"`
	Reasons string         `db:"reasons"`
}

// Why lists the reasons that were given, in the order in which they are offered.
func (m Matter) Why() []string {
	var why []string
	for _, c := range story.ReportReasons() {
		if strings.Contains(","+m.Reasons+",", ","+c.Code+",") {
			why = append(why, c.Code)
		}
	}
	return why
}

func (w Waiting) matters(k MatterKind) string {
	all := w.where(columns{"''", lateness, pressing})
	if k.states != "" {
		all = append(all, "s.state NOT IN ("+k.states+")")
	}
	join := ") g JOIN stories s"
	if k.loose {
		join = ") g LEFT JOIN stories s"
	}
	return " FROM (" + k.rows + join + " ON s.id = g.story WHERE " + strings.Join(append(all, "TRUE"), " AND ")
}

// MattersWaiting lists those of a kind in the order of the desk, from one place of the
// list on: urgent ones first, then what is due soonest, then the longest waiting.
func MattersWaiting(app core.App, k MatterKind, w Waiting, from, limit int64) ([]Matter, error) {
	found := []Matter{}
	params := w.params()
	params["from"], params["limit"] = from, limit
	err := app.DB().NewQuery("SELECT g.story, g.about, g.since, g.due, g.n, g.reasons" + w.matters(k) +
		" ORDER BY " + pressing + " DESC, CASE g.due WHEN '' THEN g.since ELSE g.due END, g.story LIMIT {:limit} OFFSET {:from}").Bind(params).All(&found)
	return found, wrap(err, "what waits about stories")
}

// CountMatters counts what MattersWaiting lists.
func CountMatters(app core.App, k MatterKind, w Waiting) (int64, error) {
	var n int64
	err := app.DB().NewQuery("SELECT COUNT(*)" + w.matters(k)).Bind(w.params()).Row(&n)
	return n, wrap(err, "what waits about stories")
}

// HasMatter reports whether something about a story waits, whatever the story itself does.
func HasMatter(app core.App, storyID string) (bool, error) {
	var all []string
	for _, k := range []MatterKind{Messages, Reports, Dangers, Looks} {
		all = append(all, "EXISTS (SELECT 1"+Waiting{}.matters(k)+" AND g.story = {:story})")
	}
	var has bool
	err := app.DB().NewQuery("SELECT " + strings.Join(all, " OR ")).Bind(dbx.Params{"story": storyID}).Row(&has)
	return has, wrap(err, "what waits about a story")
}

// AskedLast is the moderator who wrote last to the author of a story; "" when nobody did.
func AskedLast(app core.App, storyID string) (string, error) {
	var who []string
	err := app.DB().Select("moderator").From("messages").Where(dbx.HashExp{"story": storyID, "by": "moderator"}).
		OrderBy("at DESC", "rowid DESC").Limit(1).Column(&who)
	if err != nil || len(who) == 0 {
		return "", wrap(err, "who asked")
	}
	return who[0], nil
}
