package records

import (
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Kinds of scores: a moderator's own reading, a colleague's that was asked for,
// and one of the monthly sample, given without seeing the first.
const (
	ScoreReading = "reading"
	ScoreSecond  = "second"
	ScoreBlind   = "blind"
)

// Score is one moderator's reading of how critical a story is. Until it is given
// it has none.
type Score struct{ base }

// AsScore reads a record of the collection as the score that it is, for the promise that
// guards it.
func AsScore(r *core.Record) *Score {
	s := &Score{}
	s.SetProxyRecord(r)
	return s
}

// Story and the following read a score's fields.
func (s *Score) Story() string      { return s.GetString("story") }
func (s *Score) Kind() string       { return s.GetString("kind") }
func (s *Score) Moderator() string  { return s.GetString("moderator") }
func (s *Score) AskedBy() string    { return s.GetString("askedBy") }
func (s *Score) Note() string       { return s.GetString("note") }
func (s *Score) AskedAt() time.Time { return s.time("askedAt") }
func (s *Score) At() time.Time      { return s.time("at") }

// Value is the score, and whether it was given.
func (s *Score) Value() (int, bool) { return scoreOf(s.GetString("score")) }

func scoreOf(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// Give writes down what a moderator read out of a story.
func (s *Score) Give(moderator string, value int, note string, at time.Time) {
	s.Set("moderator", moderator)
	s.Set("score", strconv.Itoa(value))
	s.Set("note", note)
	s.setTime("at", at)
}

// NewScore makes a score that nobody has given yet. askedBy may be empty.
func NewScore(app core.App, storyID, kind, askedBy string, at time.Time) (*Score, error) {
	s, err := newRecord[Score](app, "scores")
	if err == nil {
		s.Load(map[string]any{"story": storyID, "kind": kind, "askedBy": askedBy})
		s.setTime("askedAt", at)
	}
	return s, err
}

// SetMonth says of which month's sample a blind score is: 2026-11.
func (s *Score) SetMonth(month string) { s.Set("month", month) }

// FindScore finds a score by its id.
func FindScore(app core.App, id string) (*Score, error) {
	return first[Score](app, "scores", dbx.HashExp{"id": id})
}

// ReadingOf finds what a story was scored by the moderator who read it.
func ReadingOf(app core.App, storyID string) (*Score, error) {
	return first[Score](app, "scores", dbx.HashExp{"story": storyID, "kind": ScoreReading})
}

// ScoresOf lists the scores of a story that are no part of a blind sample, the
// oldest first.
func ScoresOf(app core.App, storyID string) ([]*Score, error) {
	return all[Score](app, "scores", dbx.And(dbx.HashExp{"story": storyID}, dbx.NewExp("kind != {:blind}", dbx.Params{"blind": ScoreBlind})), "askedAt", "rowid")
}

// ScoresGiven counts the scores that a moderator has given, up to a number.
func ScoresGiven(app core.App, moderator string, most int) (given int, err error) {
	err = app.DB().NewQuery(`SELECT COUNT(*) FROM (SELECT 1 FROM scores WHERE moderator = {:me} AND score != '' LIMIT {:most})`).
		Bind(dbx.Params{"me": moderator, "most": most}).Row(&given)
	return given, wrap(err, "scores of a moderator")
}

// ScoresWanted lists the scores of a kind that nobody has given yet and that a
// moderator may give: not of a story they scored themselves, nor one they asked for.
func ScoresWanted(app core.App, kind, moderator string, limit int64) ([]*Score, error) {
	return some[Score](app, "scores", dbx.And(dbx.HashExp{"kind": kind, "score": ""}, dbx.NewExp(
		`askedBy != {:me} AND NOT EXISTS (SELECT 1 FROM scores r WHERE r.story = scores.story AND r.moderator = {:me} AND r.score != '')
		AND EXISTS (SELECT 1 FROM stories s WHERE s.id = scores.story AND s.state IN ('submitted', 'held', 'approved', 'published'))`,
		dbx.Params{"me": moderator})), limit, "askedAt", "rowid")
}

// BlindPairs lists, for the sample of a month, the first reading beside the blind
// one, and how many are still to be given.
func BlindPairs(app core.App, month string) (pairs [][2]int, open int, err error) {
	var rows []struct {
		First string `db:"first"`
		Blind string `db:"blind"`
	}
	err = app.DB().NewQuery(`SELECT r.score AS first, b.score AS blind FROM scores b
		JOIN scores r ON r.story = b.story AND r.kind = 'reading' AND r.score != '' WHERE b.kind = 'blind' AND b.month = {:month}`).
		Bind(dbx.Params{"month": month}).All(&rows)
	for _, r := range rows {
		a, okA := scoreOf(r.First)
		b, okB := scoreOf(r.Blind)
		if okA && okB {
			pairs = append(pairs, [2]int{a, b})
		} else {
			open++
		}
	}
	return pairs, open, wrap(err, "blind scores")
}

// SampleMonths lists the months that have a blind sample, the newest first.
func SampleMonths(app core.App, limit int64) ([]string, error) {
	months := []string{}
	err := app.DB().Select("month").Distinct(true).From("scores").Where(dbx.HashExp{"kind": ScoreBlind}).OrderBy("month DESC").Limit(limit).Column(&months)
	return months, wrap(err, "months of blind scores")
}

// ScoredInMonth lists the stories that were published in a time, are still public
// and were scored, in an order that tells nothing.
func ScoredInMonth(app core.App, from, to time.Time) ([]string, error) {
	ids := []string{}
	err := app.DB().NewQuery(`SELECT s.id FROM stories s WHERE s.state = 'published' AND s.publishedAt >= {:from} AND s.publishedAt < {:to}
		AND EXISTS (SELECT 1 FROM scores r WHERE r.story = s.id AND r.kind = 'reading' AND r.score != '') ORDER BY random()`).
		Bind(dbx.Params{"from": stamp(from), "to": stamp(to)}).Column(&ids)
	return ids, wrap(err, "scored stories")
}

// Criticality is the score of a story as it stands, and whether it has one.
func (s *Story) Criticality() (int, bool) { return scoreOf(s.GetString("criticality")) }

// SetCriticality gives a story its score.
func (s *Story) SetCriticality(score int) { s.Set("criticality", fmt.Sprint(score)) }
