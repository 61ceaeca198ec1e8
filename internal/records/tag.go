package records

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Tag is one word or phrase that stories are found by.
type Tag struct{ base }

// Slug is the tag's name in addresses; Name is how people see it.
func (t *Tag) Slug() string { return t.GetString("slug") }

// Name is how people see the tag.
func (t *Tag) Name() string { return t.GetString("name") }

// FindTag finds a tag by its name in addresses.
func FindTag(app core.App, slug string) (*Tag, error) {
	return first[Tag](app, "tags", dbx.HashExp{"slug": slug})
}

// FindOrMakeTag finds the tag with this slug, or makes it with this name.
func FindOrMakeTag(app core.App, slug, name string) (*Tag, error) {
	t, err := FindTag(app, slug)
	if !errors.Is(err, ErrNotFound) {
		return t, err
	}
	if t, err = newRecord[Tag](app, "tags"); err != nil {
		return nil, err
	}
	t.Set("slug", slug)
	t.Set("name", name)
	if err := app.Save(t); err != nil {
		return nil, fmt.Errorf("saving a tag: %w", err)
	}
	return t, nil
}

// TagUse is a tag with the number of published stories that carry it.
type TagUse struct {
	Slug  string `db:"slug"`
	Name  string `db:"name"`
	Kind  string `db:"kind"`
	Count int    `db:"n"`
}

// MostUsedTags lists the tags on the latest published stories, most used first.
// Only the newest 5,000 rows are counted, so that it stays quick for ever.
func MostUsedTags(app core.App, kind string, limit int) ([]TagUse, error) {
	uses := []TagUse{}
	err := app.DB().NewQuery(`SELECT t.slug, t.name, x.kind, COUNT(*) AS n FROM
		(SELECT tag, kind FROM story_tags WHERE publicationNo > 0 AND ({:kind} = '' OR kind = {:kind}) ORDER BY rowid DESC LIMIT 5000) x
		JOIN tags t ON t.id = x.tag GROUP BY t.slug, x.kind ORDER BY n DESC, t.name LIMIT {:limit}`).
		Bind(dbx.Params{"kind": kind, "limit": limit}).All(&uses)
	return uses, err
}

// TagsOnStories lists the ids of the tags that some stories carry.
func TagsOnStories(app core.App, stories []string) ([]string, error) {
	ids := []string{}
	err := app.DB().Select("tag").Distinct(true).From("story_tags").Where(dbx.In("story", texts(stories)...)).Column(&ids)
	return ids, err
}

// DropUnusedTags deletes those of the tags that no story carries any more: their
// words were somebody's own.
func DropUnusedTags(app core.App, ids []string) error {
	const unused = "NOT EXISTS (SELECT 1 FROM story_tags x WHERE x.tag = "
	if _, err := deleteAll(app, "links", dbx.And(dbx.NewExp("tag != ''"), dbx.In("tag", texts(ids)...), dbx.NewExp(unused+"links.tag)"))); err != nil {
		return err
	}
	_, err := deleteAll(app, "tags", dbx.And(dbx.In("id", texts(ids)...), dbx.NewExp(unused+"tags.id)")))
	return err
}
