package search

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
)

// list is an index to walk along in order of publication, and the same thing
// asked of one story. It gives each number once.
type list struct {
	parts  []string // each `SELECT … AS no FROM …` with its conditions; %s is where the bounds of the number go
	once   bool     // a story may stand in several parts, and counts once
	number string   // the column of the number
	group  bool     // a number may come more than once
	check  string   // SQL about the story s, or about its number c.no
	params dbx.Params
}

// conditions are what a story must also be.
type conditions struct {
	sql    []string
	params dbx.Params
}

// fewStories is the length up to which a list is walked before the words are
// looked for. Looking for words in one story takes about a tenth of a millisecond.
const fewStories = 500

// plan chooses the list to walk along, and what is left to check of each story
// on it.
func (s *finder) plan() (list, conditions, error) {
	lists := s.lists()
	if len(lists) > 1 && s.match != "" {
		few, err := s.hasFew(lists[1])
		if err != nil {
			return list{}, conditions{}, err
		}
		if few {
			lists[0], lists[1] = lists[1], lists[0]
		}
	}
	c := conditions{params: dbx.Params{}}
	for i, l := range lists {
		if i > 0 {
			c.sql = append(c.sql, l.check)
		}
		for k, v := range l.params {
			c.params[k] = v
		}
	}
	s.dates(&c)
	return lists[0], c, nil
}

// lists are all that was asked for, the narrower first; without anything it is
// the list of all published stories.
func (s *finder) lists() []list {
	q := s.q
	var lists []list
	add := func(use bool, l list) {
		if l.number = cmp.Or(l.number, "publicationNo"); use {
			lists = append(lists, l)
		}
	}
	add(s.match != "", list{number: "rowid", params: dbx.Params{"match": s.match},
		parts: []string{"SELECT rowid AS no FROM stories_search WHERE stories_search MATCH {:match} AND %s"},
		check: "EXISTS (SELECT 1 FROM stories_search WHERE stories_search MATCH {:match} AND rowid = c.no)"})
	add(len(q.Services) > 0, ofServices(q.Services))
	add(q.Tag != "", list{group: true, params: dbx.Params{"tag": q.Tag},
		parts: []string{"SELECT publicationNo AS no FROM story_tags WHERE tag = {:tag} AND %s"},
		check: "EXISTS (SELECT 1 FROM story_tags x WHERE x.story = s.id AND x.tag = {:tag})"})
	add(q.Organisation != "", list{params: dbx.Params{"organisation": q.Organisation},
		parts: []string{"SELECT publicationNo AS no FROM story_scopes WHERE organisation = {:organisation} AND why = 'service' AND %s"},
		check: "EXISTS (SELECT 1 FROM story_scopes x WHERE x.story = s.id AND x.organisation = {:organisation} AND x.why = 'service')"})
	add(q.Place != "", list{group: true, params: dbx.Params{"place": q.Place},
		parts: []string{"SELECT publicationNo AS no FROM story_services WHERE service IN (SELECT id FROM services WHERE town = {:place} COLLATE NOCASE) AND %s"},
		check: "EXISTS (SELECT 1 FROM story_services x CROSS JOIN services v ON v.id = x.service WHERE x.story = s.id AND v.town = {:place} COLLATE NOCASE)"})
	add(len(q.Progress) > 0, s.progress())
	add(q.Age != "", list{params: dbx.Params{"age": q.Age}, check: "s.ageGroup = {:age}",
		parts: []string{"SELECT publicationNo AS no FROM stories WHERE state = 'published' AND ageGroup = {:age} AND %s"}})
	add(q.Role != "", list{params: dbx.Params{"role": q.Role}, check: "s.toldFor = {:role}",
		parts: []string{"SELECT publicationNo AS no FROM stories WHERE state = 'published' AND toldFor = {:role} AND %s"}})
	add(len(lists) == 0, list{parts: []string{"SELECT publicationNo AS no FROM stories WHERE state = 'published' AND %s"}})
	return lists
}

// hasFew reports whether a list is short.
func (s *finder) hasFew(l list) (bool, error) {
	inner := fmt.Sprintf(l.parts[0], "publicationNo > 0")
	if len(l.parts) > 1 && !l.once {
		return false, nil
	}
	if l.once {
		inner = merged(l, "publicationNo > 0") + " ORDER BY no"
	}
	var n int
	err := s.app.DB().NewQuery(fmt.Sprintf("SELECT COUNT(*) FROM (%s LIMIT %d)", inner, fewStories+1)).WithContext(s.ctx).Bind(l.params).Row(&n)
	return n <= fewStories, err
}

// progress is a list of its own for each of the values, which SQLite merges in order.
func (s *finder) progress() list {
	l := list{params: dbx.Params{}}
	var values []string
	for i, p := range s.q.Progress {
		name := fmt.Sprintf("progress%d", i)
		values = append(values, "{:"+name+"}")
		l.params[name] = p
		l.parts = append(l.parts, "SELECT publicationNo AS no FROM stories WHERE state = 'published' AND progress = {:"+name+"} AND %s")
	}
	l.check = "s.progress IN (" + strings.Join(values, ", ") + ")"
	return l
}
