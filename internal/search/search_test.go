package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// some rows of the full app to look for.
type known struct {
	ID          string `db:"id"`
	Service     string `db:"service"`
	Town        string `db:"town"`
	Tag         string `db:"tag"`
	Organised   string `db:"organisation"`
	Progress    string `db:"progress"`
	PublishedAt string `db:"publishedAt"`
	No          int    `db:"publicationNo"`
}

func oneKnown(t testing.TB, app core.App, no int) known {
	t.Helper()
	var k known
	err := app.DB().NewQuery(`SELECT s.id, s.progress, s.publishedAt, s.publicationNo, x.service, v.town, y.tag, o.organisation FROM stories s
		JOIN story_services x ON x.story = s.id JOIN services v ON v.id = x.service JOIN story_tags y ON y.story = s.id
		JOIN story_scopes o ON o.story = s.id WHERE s.publicationNo = {:no} LIMIT 1`).Bind(dbx.Params{"no": no}).One(&k)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// truth asks the plain tables, slowly, what a search should find.
func truth(t testing.TB, app core.App, q Query) []int {
	t.Helper()
	where, p := []string{"s.state = 'published'"}, dbx.Params{"tag": q.Tag, "org": q.Organisation, "place": q.Place, "role": q.Role, "age": q.Age}
	add := func(use bool, sql string) {
		if use {
			where = append(where, sql)
		}
	}
	add(len(q.Services) > 0, "s.id IN (SELECT story FROM story_services WHERE service IN ('"+strings.Join(q.Services, "','")+"'))")
	add(q.Tag != "", "s.id IN (SELECT story FROM story_tags WHERE tag = {:tag})")
	add(q.Organisation != "", "s.id IN (SELECT story FROM story_scopes WHERE organisation = {:org} AND why = 'service')")
	add(q.Place != "", "s.id IN (SELECT story FROM story_services x JOIN services v ON v.id = x.service WHERE lower(v.town) = lower({:place}))")
	add(q.Role != "", "s.toldFor = {:role}")
	add(q.Age != "", "s.ageGroup = {:age}")
	add(len(q.Progress) > 0, "s.progress IN ('"+strings.Join(q.Progress, "','")+"')")
	add(!q.From.IsZero(), "s.publishedAt >= '"+q.From.UTC().Format(types.DefaultDateLayout)+"'")
	add(!q.Until.IsZero(), "s.publishedAt < '"+q.Until.UTC().Format(types.DefaultDateLayout)+"'")
	for i, w := range strings.Fields(q.Words) {
		p[fmt.Sprint("w", i)] = w
		add(true, fmt.Sprintf("s.publicationNo IN (SELECT rowid FROM stories_search WHERE stories_search MATCH {:w%d})", i))
	}
	order := " ORDER BY publicationNo DESC"
	if q.Order == Oldest {
		order = " ORDER BY publicationNo"
	}
	var nos []int
	if err := app.DB().NewQuery("SELECT publicationNo FROM stories s WHERE " + strings.Join(where, " AND ") + order).Bind(p).Column(&nos); err != nil {
		t.Fatal(err)
	}
	return nos
}

func find(t testing.TB, app core.App, q Query) Result {
	t.Helper()
	r, err := Find(app, context.Background(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return r
}

func day(k known) time.Time {
	d, _ := types.ParseDateTime(k.PublishedAt)
	return d.Time()
}

func TestEveryChoiceAndEveryTwoTogetherFindWhatTheTablesHold(t *testing.T) {
	app := fullApp(t)
	k := oneKnown(t, app, 2000)
	var title string
	if err := app.DB().Select("title").From("stories").Where(dbx.HashExp{"id": k.ID}).Row(&title); err != nil {
		t.Fatal(err)
	}
	word := strings.Fields(match(title))[0]
	var several, manyMore []string // the first four hold stories that are about two of them
	if err := app.DB().NewQuery("SELECT service FROM story_services GROUP BY service ORDER BY COUNT(*) DESC LIMIT 4").Column(&several); err != nil {
		t.Fatal(err)
	}
	bothAt(t, app, several)
	for i := range mostMerged {
		manyMore = append(manyMore, fmt.Sprintf("none%011d", i))
	}
	choices := []struct {
		name string
		set  func(*Query)
	}{
		{"words", func(q *Query) { q.Words = strings.Trim(word, `"`) }},
		{"service", func(q *Query) { q.Services = []string{k.Service} }},
		{"services", func(q *Query) { q.Services = several }},
		{"many services", func(q *Query) { q.Services = slices.Concat(several, manyMore) }},
		{"tag", func(q *Query) { q.Tag = k.Tag }},
		{"organisation", func(q *Query) { q.Organisation = k.Organised }},
		{"place", func(q *Query) { q.Place = strings.ToUpper(k.Town) }},
		{"role", func(q *Query) { q.Role = "self" }},
		{"age", func(q *Query) { q.Age = "adult" }},
		{"progress", func(q *Query) { q.Progress = []string{k.Progress, "made"} }},
		{"from", func(q *Query) { q.From = day(k).AddDate(0, -3, 0) }},
		{"until", func(q *Query) { q.Until = day(k).AddDate(0, 0, 1) }},
		{"oldest", func(q *Query) { q.Order = Oldest }},
		{"nothing", func(*Query) {}},
	}
	for _, a := range choices {
		for _, b := range choices {
			q := Query{Count: true}
			a.set(&q)
			b.set(&q)
			want := truth(t, app, q)
			r := find(t, app, q)
			if r.Total != min(len(want), mostPages*PerPage) || r.More != (len(want) > mostPages*PerPage) {
				t.Errorf("%s and %s: %d stories (more: %v), not %d", a.name, b.name, r.Total, r.More, len(want))
			}
			if got := numbersOf(r.Hits); !slices.Equal(got, want[:min(len(want), PerPage)]) {
				t.Errorf("%s and %s: %v, not %v", a.name, b.name, got, want[:min(len(want), PerPage)])
			}
			if (a.name == "nothing" || b.name == a.name) && len(want) == 0 {
				t.Errorf("%s alone finds nothing, so the test says nothing", a.name)
			}
		}
	}
}

// bothAt makes a story about one of these services a story about another as well.
func bothAt(t *testing.T, app core.App, services []string) {
	t.Helper()
	for i, id := range services {
		_, err := app.DB().NewQuery("INSERT OR IGNORE INTO story_services (id, story, service) SELECT {:id}, story, {:other} FROM story_services WHERE service = {:service} AND publicationNo > 0 LIMIT 1").
			Bind(dbx.Params{"id": fmt.Sprintf("both%011d", i), "service": id, "other": services[(i+1)%len(services)]}).Execute()
		if err != nil {
			t.Fatal(err)
		}
	}
}

func numbersOf(hits []Hit) []int {
	var nos []int
	for _, h := range hits {
		nos = append(nos, h.No)
	}
	return nos
}

func TestPagesFollowOneAnotherAndGoOnPastTheLast(t *testing.T) {
	app := fullApp(t)
	for _, order := range []Order{Newest, Oldest} {
		want := truth(t, app, Query{Order: order})
		var got []int
		past := 0
		for range 10 {
			r := find(t, app, Query{Order: order, Count: true, Past: past})
			for p := 1; p <= r.Pages; p++ {
				got = append(got, numbersOf(find(t, app, Query{Order: order, Page: p, Past: past}).Hits)...)
			}
			if past = r.Further; past == 0 {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("the pages hold %d stories, not %d, or in another order", len(got), len(want))
		}
	}
	if r := find(t, app, Query{Page: 1 << 40}); len(r.Hits) != 0 {
		t.Error("a page far beyond the end holds something")
	}
}

func TestRelevancePutsTheTitleBeforeTheTextAndMarksTheWords(t *testing.T) {
	app := fullApp(t)
	k := oneKnown(t, app, 3000)
	var title string
	_ = app.DB().Select("title").From("stories").Where(dbx.HashExp{"id": k.ID}).Row(&title)
	r := find(t, app, Query{Words: `"` + title + `"`, Order: Relevance, Count: true})
	if len(r.Hits) == 0 || r.Hits[0].ID != k.ID {
		t.Fatalf("the story with that very title is not first: %v", numbersOf(r.Hits))
	}
	marked := ""
	for _, p := range r.Hits[0].Title {
		if p.Hit {
			marked += p.Text + " "
		}
	}
	if marked == "" || len(r.Hits[0].Text) == 0 {
		t.Errorf("nothing is marked: %+v", r.Hits[0])
	}
}

func TestASearchThatTakesTooLongSaysSo(t *testing.T) {
	app := fullApp(t)
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	if _, err := Find(app, ctx, Query{Words: "ward"}); !errors.Is(err, ErrTooMany) {
		t.Errorf("got %v", err)
	}
}

// TestNoListScansTheStories reads SQLite's own plan of every kind of search. A
// list may SEARCH by an index, or walk an index from one end until a page is full.
func TestNoListScansTheStories(t *testing.T) {
	app := fullApp(t)
	for name, q := range map[string]Query{
		"all": {}, "oldest": {Order: Oldest}, "words": {Words: "ward"}, "service": {Services: []string{"s"}}, "services": {Services: []string{"s", "t", "u"}}, "tag": {Tag: "t"}, "organisation": {Organisation: "o"},
		"place": {Place: "Elgin"}, "role": {Role: "friend"}, "age": {Age: "child"}, "progress": {Progress: []string{"made"}},
		"several kinds of progress": {Progress: []string{"planned", "made"}}, "everything": {Words: "ward", Services: []string{"s", "t"}, Tag: "t", Organisation: "o", Place: "Elgin",
			Role: "friend", Age: "child", Progress: []string{"planned", "made"}, From: time.Now(), Until: time.Now()},
	} {
		s := newSearch(app, context.Background(), q)
		l, c, err := s.plan()
		if err != nil {
			t.Fatal(err)
		}
		c.params["low"], c.params["high"] = 0, 1<<53
		for _, step := range explain(t, app, s.statement(s.walk(l, 1001), c, 1001), c.params) {
			bad := strings.HasPrefix(step, "SCAN s") && !strings.Contains(step, "VIRTUAL TABLE") || // "SCAN stories", "SCAN s"
				strings.HasPrefix(step, "SEARCH s ") && !strings.Contains(step, "publicationNo=?") || strings.Contains(step, "AUTOMATIC") || strings.Contains(step, "TEMP B-TREE") && q.Place == ""
			if bad {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

func explain(t testing.TB, app core.App, sql string, p dbx.Params) []string {
	t.Helper()
	var rows []struct {
		Detail string `db:"detail"`
	}
	if err := app.DB().NewQuery("EXPLAIN QUERY PLAN " + sql).Bind(p).All(&rows); err != nil {
		t.Fatalf("%v in %s", err, sql)
	}
	var steps []string
	for _, r := range rows {
		steps = append(steps, r.Detail)
	}
	return steps
}
