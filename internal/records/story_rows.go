package records

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// The rows that tie a story to services, tags and organisations. Their
// publicationNo is kept by triggers (pb_migrations/1760000007_search.go).

// StoryTag is one tag of a story: the question it answers and its words.
type StoryTag struct {
	Kind string `db:"kind"` // good, better or feelings
	Slug string `db:"slug"`
	Name string `db:"name"`
}

// StoryServiceIDs lists the ids of a story's services.
func StoryServiceIDs(app core.App, storyID string) ([]string, error) {
	ids := []string{}
	err := app.DB().Select("service").From("story_services").Where(dbx.HashExp{"story": storyID}).OrderBy("id").Column(&ids)
	return ids, err
}

// ServicesOfStory lists a story's services by name.
func ServicesOfStory(app core.App, storyID string) ([]*Service, error) {
	return all[Service](app, "services", dbx.NewExp(
		"id IN (SELECT service FROM story_services WHERE story = {:story})", dbx.Params{"story": storyID}), "name")
}

// ServiceNames lists the services of several stories, each as name and town, by
// the story's number.
func ServiceNames(app core.App, storyIDs []string) (map[string][]string, error) {
	var rows []struct {
		Story string `db:"story"`
		Name  string `db:"name"`
		Town  string `db:"town"`
	}
	err := app.DB().Select("x.story", "v.name", "v.town").From("story_services x").
		InnerJoin("services v", dbx.NewExp("v.id = x.service")).
		Where(dbx.In("x.story", texts(storyIDs)...)).OrderBy("v.name").All(&rows)
	names := map[string][]string{}
	for _, r := range rows {
		if r.Town != "" {
			r.Name += ", " + r.Town
		}
		names[r.Story] = append(names[r.Story], r.Name)
	}
	return names, err
}

// SetStoryServices makes these the story's services. It reports whether that
// changed anything.
func SetStoryServices(app core.App, storyID string, serviceIDs []string) (bool, error) {
	want := make([]row, 0, len(serviceIDs))
	for _, id := range serviceIDs {
		want = append(want, row{"service": id})
	}
	return setRows(app, "story_services", storyID, want, "service")
}

// TagsOfStory lists a story's tags in the order of the questions.
func TagsOfStory(app core.App, storyID string) ([]StoryTag, error) {
	tags := []StoryTag{}
	err := app.DB().NewQuery(`SELECT x.kind, t.slug, t.name FROM story_tags x JOIN tags t ON t.id = x.tag
		WHERE x.story = {:story} ORDER BY CASE x.kind WHEN 'good' THEN 0 WHEN 'better' THEN 1 ELSE 2 END, x.rowid`).
		Bind(dbx.Params{"story": storyID}).All(&tags)
	return tags, err
}

// IsTagOfOthers tells whether another story has a tag. In doubt it has.
func IsTagOfOthers(app core.App, slug, storyID string) bool {
	n := 0
	err := app.DB().NewQuery(`SELECT COUNT(*) FROM (SELECT 1 FROM tags t JOIN story_tags x ON x.tag = t.id
		WHERE t.slug = {:slug} AND x.story <> {:story} LIMIT 1)`).Bind(dbx.Params{"slug": slug, "story": storyID}).Row(&n)
	return err != nil || n > 0
}

// SetStoryTags makes these the story's tags, by kind and tag id. It reports
// whether that changed anything.
func SetStoryTags(app core.App, storyID string, byKind map[string][]string) (bool, error) {
	var want []row
	for _, kind := range story.TagKinds {
		for _, id := range byKind[kind] {
			want = append(want, row{"kind": kind, "tag": id})
		}
	}
	return setRows(app, "story_tags", storyID, want, "kind", "tag")
}

// Reach is one organisation a story reaches, and by what: "service" or "area".
type Reach struct {
	Organisation string `db:"organisation"`
	Why          string `db:"why"`
}

// ReachOfStory lists the organisations a story reaches.
func ReachOfStory(app core.App, storyID string) ([]Reach, error) {
	reach := []Reach{}
	err := app.DB().Select("organisation", "why").From("story_scopes").
		Where(dbx.HashExp{"story": storyID}).OrderBy("why DESC", "organisation").All(&reach)
	return reach, err
}

// SetReach makes these the organisations a story reaches.
func SetReach(app core.App, storyID string, reach []Reach) (bool, error) {
	want := make([]row, 0, len(reach))
	for _, r := range reach {
		want = append(want, row{"why": r.Why, "organisation": r.Organisation})
	}
	return setRows(app, "story_scopes", storyID, want, "why", "organisation")
}

// row is the fields of one row besides its story.
type row map[string]string

func (r row) key(fields []string) string {
	k := ""
	for _, f := range fields {
		k += "/" + r[f]
	}
	return k
}

// setRows makes the rows of one story in one collection be exactly those
// wanted, told apart by the named fields. It reports whether anything changed.
func setRows(app core.App, collection, storyID string, want []row, fields ...string) (bool, error) {
	have := []*core.Record{}
	if err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"story": storyID}).All(&have); err != nil {
		return false, fmt.Errorf("reading %s: %w", collection, err)
	}
	wanted := map[string]bool{}
	for _, w := range want {
		wanted[w.key(fields)] = true
	}
	var gone []*core.Record
	there := map[string]bool{}
	for _, r := range have {
		was := row{}
		for _, f := range fields {
			was[f] = r.GetString(f)
		}
		there[was.key(fields)] = true
		if !wanted[was.key(fields)] {
			gone = append(gone, r)
		}
	}
	changed := len(gone) > 0
	for _, w := range want { // first what comes: what goes may go because of it
		if there[w.key(fields)] {
			continue
		}
		there[w.key(fields)], changed = true, true
		if err := addRow(app, collection, storyID, w); err != nil {
			return false, err
		}
	}
	for _, r := range gone {
		if err := app.Delete(r); err != nil {
			return false, fmt.Errorf("deleting from %s: %w", collection, err)
		}
	}
	return changed, nil
}

func addRow(app core.App, collection, storyID string, w row) error {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return fmt.Errorf("finding %s: %w", collection, err)
	}
	r := core.NewRecord(c)
	r.Set("story", storyID)
	for f, v := range w {
		r.Set(f, v)
	}
	if err := app.Save(r); err != nil {
		return fmt.Errorf("saving to %s: %w", collection, err)
	}
	return nil
}
