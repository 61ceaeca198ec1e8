package search

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/tools/types"
)

// dates keeps to stories published in a span of time.
func (s *finder) dates(c *conditions) {
	if !s.q.From.IsZero() {
		c.sql = append(c.sql, "s.publishedAt >= {:from}")
		c.params["from"] = s.q.From.UTC().Format(types.DefaultDateLayout)
	}
	if !s.q.Until.IsZero() {
		c.sql = append(c.sql, "s.publishedAt < {:until}")
		c.params["until"] = s.q.Until.UTC().Format(types.DefaultDateLayout)
	}
}

// bounds are the publication numbers to look between, both outside. Stories are
// numbered as they are published, so a span of time is a span of numbers.
func (s *finder) bounds() (low, high int, err error) {
	const last = 1 << 53
	low, high = 0, last
	if s.q.Past > 0 && s.q.Order == Oldest {
		low = s.q.Past
	} else if s.q.Past > 0 {
		high = s.q.Past
	}
	edge := func(condition, order string, at any) (int, error) {
		var no int
		err := s.app.DB().NewQuery("SELECT publicationNo FROM stories INDEXED BY idx_stories_publishedAt WHERE state = 'published' AND publishedAt " + condition + " {:at} ORDER BY publishedAt " + order + " LIMIT 1").
			WithContext(s.ctx).Bind(dbx.Params{"at": at}).Row(&no)
		if errors.Is(err, sql.ErrNoRows) {
			return 0, nil
		}
		return no, err
	}
	var c conditions
	c.params = dbx.Params{}
	s.dates(&c)
	if at, ok := c.params["from"]; ok {
		no, err := edge(">=", "ASC", at)
		if err != nil || no == 0 {
			return 0, 0, err // nothing was published since
		}
		low = max(low, no-1)
	}
	if at, ok := c.params["until"]; ok {
		no, err := edge("<", "DESC", at)
		if err != nil || no == 0 {
			return 0, 0, err
		}
		high = min(high, no+1)
	}
	return low, high, nil
}

// numbers finds the first `want` stories in order of publication. looked is the
// number where looking stopped before the list ended, or 0.
func (s *finder) numbers(want int) (found []Hit, looked int, err error) {
	low, high, err := s.bounds()
	if err != nil || high == 0 {
		return nil, 0, err
	}
	l, c, err := s.plan()
	if err != nil {
		return nil, 0, err
	}
	c.params["low"], c.params["high"] = low, high
	walk := s.walk(l, want)
	if len(c.sql) > 0 {
		walk = s.walk(l, mostLooked)
	}
	var numbers []int
	if err := s.app.DB().NewQuery(s.statement(walk, c, want)).WithContext(s.ctx).Bind(c.params).Column(&numbers); err != nil {
		return nil, 0, err
	}
	for _, no := range numbers {
		found = append(found, Hit{No: no})
	}
	if len(c.sql) == 0 || len(found) >= want {
		return found, 0, nil
	}
	looked, err = s.stopped(walk, c.params)
	return found, looked, err
}

// statement checks each story of a list for the rest of what was asked for.
// CROSS JOIN keeps the order of the tables, and so that of the list; the index is
// named because without statistics SQLite may choose a worse one.
func (s *finder) statement(walk string, c conditions, want int) string {
	if len(c.sql) == 0 {
		return walk
	}
	all := append([]string{"s.publicationNo = c.no AND s.publicationNo > 0 AND s.state = 'published'"}, c.sql...)
	return fmt.Sprintf("SELECT c.no AS no FROM (%s) c CROSS JOIN stories s INDEXED BY idx_stories_publicationNo ON %s LIMIT %d", walk, strings.Join(all, " AND "), want)
}

// walk is the SQL that walks along a list in order.
func (s *finder) walk(l list, most int) string {
	direction := "DESC"
	if s.q.Order == Oldest {
		direction = "ASC"
	}
	return merged(l, l.number+" > {:low} AND "+l.number+" < {:high}") + fmt.Sprintf(" ORDER BY no %s LIMIT %d", direction, most)
}

// merged is the SQL of all parts of a list as one. Each part is in order, so
// SQLite merges them and stops where the page is full; UNION drops, on the way,
// a story that stands in several.
func merged(l list, bounds string) string {
	var parts []string
	for _, p := range l.parts {
		p = fmt.Sprintf(p, bounds)
		if l.group {
			p += " GROUP BY publicationNo"
		}
		parts = append(parts, p)
	}
	if l.once {
		return strings.Join(parts, " UNION ")
	}
	return strings.Join(parts, " UNION ALL ")
}

// stopped is the last number that was looked at, or 0 when that was the whole list.
func (s *finder) stopped(walk string, params dbx.Params) (int, error) {
	var end struct {
		Count  int `db:"count"`
		Lowest int `db:"lowest"`
		Most   int `db:"most"`
	}
	err := s.app.DB().NewQuery("SELECT COUNT(*) AS count, COALESCE(MIN(no), 0) AS lowest, COALESCE(MAX(no), 0) AS most FROM (" + walk + ")").
		WithContext(s.ctx).Bind(params).One(&end)
	switch {
	case err != nil || end.Count < mostLooked:
		return 0, err
	case s.q.Order == Oldest:
		return end.Most, nil
	}
	return end.Lowest, nil
}
