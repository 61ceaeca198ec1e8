// Package search finds published stories: by words, by where they happened, by
// who told them and by what came of them, and all of these at once.
//
// It stays quick with a million stories by three rules. Every list is walked
// along an index in order of publication and stops when a page is full. Where
// more than one thing is asked for, a bounded number of stories is looked at
// and the caller is told where to go on. Nothing is counted beyond a bound.
package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Order is the order of what is found.
type Order int

// The orders. Relevance counts only with words; without, it is Newest.
const (
	Newest Order = iota
	Oldest
	Relevance
)

// PerPage is how many stories a page holds when Query does not say.
const PerPage = 20

// The bounds of one search.
const (
	mostPages  = 50
	mostLooked = 10_000          // stories looked at when several things are asked for
	mostRanked = 2000            // stories put in order of relevance
	patience   = 2 * time.Second // then ErrTooMany
)

// ErrTooMany says that so many stories match that looking through them would
// take too long.
var ErrTooMany = errors.New("too many stories match")

// Query is what to look for. Empty fields do not matter; all others must hold.
type Query struct {
	Words             string   // as typed
	Services          []string // ids: stories about any of them, such as a hospital and its wards
	Organisation, Tag string   // ids; an organisation is one that runs or partners a service of the story
	Place             string   // the town of a service, in any case
	Role, Age         string   // toldFor, ageGroup
	Progress          []string
	From, Until       time.Time // published at From or later, and before Until
	Order             Order
	Page              int  // from 1
	Past              int  // only stories beyond this publication number, in the order asked for
	Limit             int  // stories on a page; PerPage when 0
	Count             bool // fill Total and Pages
}

// Hit is one story that was found. Title and Text are set when words were
// looked for: the title, and the part of the story where they stand.
type Hit struct {
	ID          string
	No          int // its publication number
	Title, Text []Piece
}

// Result is one page of what was found.
type Result struct {
	Hits  []Hit
	Total int  // how many there are; with More, at least so many
	More  bool // there may be more than Total
	Page  int
	Pages int
	// Further is the publication number to go on past, where the pages end and
	// there may be more; 0 otherwise.
	Further int
	// Looked is set when Further is where looking stopped, and not where the
	// pages ended.
	Looked bool
}

// Find finds published stories. It returns ErrTooMany when that would take
// longer than two seconds.
func Find(app core.App, ctx context.Context, q Query) (Result, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s := newSearch(app, ctx, q)
	r, err := s.run()
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return Result{}, ErrTooMany
	}
	if err != nil {
		return Result{}, fmt.Errorf("searching stories: %w", err)
	}
	return r, nil
}

// finder is one search under way.
type finder struct {
	app   core.App
	ctx   context.Context
	q     Query
	match string // of FTS5; empty without words
}

func newSearch(app core.App, ctx context.Context, q Query) *finder {
	q.Page = max(q.Page, 1)
	if q.Limit <= 0 {
		q.Limit = PerPage
	}
	s := &finder{app: app, ctx: ctx, q: q, match: match(q.Words)}
	if s.match == "" && q.Order == Relevance {
		s.q.Order = Newest
	}
	return s
}

func (s *finder) run() (Result, error) {
	r := Result{Page: s.q.Page}
	if s.q.Words != "" && s.match == "" || s.q.Page > mostPages {
		return r, nil
	}
	found, looked, err := s.numbers(s.want())
	if err != nil {
		return r, err
	}
	most := mostPages * s.q.Limit
	r.Total, r.More = min(len(found), most), len(found) > most || looked > 0
	r.Pages = (r.Total + s.q.Limit - 1) / s.q.Limit
	if len(found) > most {
		r.Further = found[most-1].No
	} else if looked > 0 {
		r.Further, r.Looked = looked, true
	}
	if s.q.Order == Relevance {
		r.Further = 0 // what comes next in that order is not known
		if err := s.rank(found); err != nil {
			return r, err
		}
	}
	from := min((s.q.Page-1)*s.q.Limit, r.Total)
	r.Hits = slices.Clone(found[from:min(from+s.q.Limit, r.Total)])
	if err := s.name(r.Hits); err != nil {
		return r, err
	}
	return r, s.mark(r.Hits)
}

// name finds the ids of the stories of one page.
func (s *finder) name(hits []Hit) error {
	if len(hits) == 0 {
		return nil
	}
	nos := make([]any, len(hits))
	for i, h := range hits {
		nos[i] = h.No
	}
	var rows []struct {
		No int    `db:"publicationNo"`
		ID string `db:"id"`
	}
	err := s.app.DB().Select("publicationNo", "id").From("stories").
		Where(dbx.And(dbx.In("publicationNo", nos...), dbx.NewExp("publicationNo > 0"))).WithContext(s.ctx).All(&rows)
	for _, r := range rows {
		i := slices.IndexFunc(hits, func(h Hit) bool { return h.No == r.No })
		hits[i].ID = r.ID
	}
	return err
}

// want is how many stories must be known to fill the page and say what follows.
func (s *finder) want() int {
	switch {
	case s.q.Order == Relevance:
		return mostRanked
	case s.q.Count:
		return mostPages*s.q.Limit + 1
	}
	return min(s.q.Page, mostPages)*s.q.Limit + 1
}
