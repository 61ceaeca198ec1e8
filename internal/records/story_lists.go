package records

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/story"
)

// What public lists of stories show, read for a whole page of them at once.

// PublishedStories reads stories that everyone may read, in the order of their
// numbers here. One that is not public any more is left out.
func PublishedStories(app core.App, ids []string) ([]*Story, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	// The plus keeps SQLite from walking all published stories: without statistics
	// it takes the index over the state for the narrower one.
	found, err := all[Story](app, "stories", dbx.And(dbx.In("id", texts(ids)...), dbx.NewExp("+state = 'published'")))
	slices.SortFunc(found, func(a, b *Story) int { return slices.Index(ids, a.Id) - slices.Index(ids, b.Id) })
	return found, err
}

// NamedService is a service as a list of stories names it.
type NamedService struct {
	Story string `db:"story"`
	ID    string `db:"id"`
	Name  string `db:"name"`
	Town  string `db:"town"`
	Whole string `db:"whole"` // the name of what it is a part of
}

// Where is where a reader finds it: what it is a part of, and the town.
func (v NamedService) Where() string {
	switch {
	case v.Whole == "":
		return v.Town
	case v.Town == "":
		return v.Whole
	}
	return v.Whole + ", " + v.Town
}

// ServicesOfStories lists the services of several stories by name, by the
// story's number.
func ServicesOfStories(app core.App, storyIDs []string) (map[string][]NamedService, error) {
	rows := []NamedService{}
	err := app.DB().Select("x.story", "v.id", "v.name", "v.town", "COALESCE(p.name, '') AS whole").From("story_services x").
		InnerJoin("services v", dbx.NewExp("v.id = x.service")).LeftJoin("services p", dbx.NewExp("p.id = v.parent")).
		Where(dbx.In("x.story", texts(storyIDs)...)).OrderBy("v.name").All(&rows)
	byStory := map[string][]NamedService{}
	for _, r := range rows {
		byStory[r.Story] = append(byStory[r.Story], r)
	}
	return byStory, wrap(err, "services of stories")
}

// TagsOfStories lists the tags of several stories in the order of the questions,
// by the story's number.
func TagsOfStories(app core.App, storyIDs []string) (map[string][]StoryTag, error) {
	var rows []struct {
		Story string `db:"story"`
		StoryTag
	}
	err := app.DB().Select("x.story", "x.kind", "t.slug", "t.name").From("story_tags x").
		InnerJoin("tags t", dbx.NewExp("t.id = x.tag")).Where(dbx.In("x.story", texts(storyIDs)...)).OrderBy("x.rowid").All(&rows)
	byStory := map[string][]StoryTag{}
	for _, kind := range story.TagKinds {
		for _, r := range rows {
			if r.Kind == kind {
				byStory[r.Story] = append(byStory[r.Story], r.StoryTag)
			}
		}
	}
	return byStory, wrap(err, "tags of stories")
}

// FindPublicTag finds a tag that a published story carries. A tag that only
// stories nobody has read carry is not there: its words are somebody's own.
func FindPublicTag(app core.App, slug string) (*Tag, error) {
	return first[Tag](app, "tags", dbx.And(dbx.HashExp{"slug": slug},
		dbx.NewExp("EXISTS (SELECT 1 FROM story_tags x WHERE x.tag = tags.id AND x.publicationNo > 0)")))
}

// AlikeStories finds published stories that share tags or services with one:
// those that share most, then the newest. Of each tag and service only the
// newest stories are looked at, so that it stays quick for ever.
func AlikeStories(app core.App, storyID string, limit int) ([]string, error) {
	const each = 30
	var shared []struct {
		Kind string `db:"kind"`
		ID   string `db:"id"`
	}
	err := app.DB().NewQuery(`SELECT kind, tag AS id FROM story_tags WHERE story = {:story}
		UNION ALL SELECT 'service', service FROM story_services WHERE story = {:story} LIMIT 16`).Bind(dbx.Params{"story": storyID}).All(&shared)
	if err != nil {
		return nil, wrap(err, "what a story shares")
	}
	weights, newest := map[string]int{}, map[string]int{}
	for _, x := range shared {
		table, field, weight := "story_tags", "tag", 3
		switch x.Kind {
		case "service":
			table, field, weight = "story_services", "service", 2
		case "feelings":
			weight = 1
		}
		var rows []struct {
			Story string `db:"story"`
			No    int    `db:"publicationNo"`
		}
		err := app.DB().Select("story", "publicationNo").From(table).Where(dbx.And(dbx.HashExp{field: x.ID}, dbx.NewExp("publicationNo > 0"))).
			OrderBy("publicationNo DESC").Limit(each).All(&rows)
		if err != nil {
			return nil, wrap(err, "similar stories")
		}
		for _, r := range rows {
			weights[r.Story] += weight
			newest[r.Story] = r.No
		}
	}
	delete(weights, storyID)
	return mostAlike(weights, newest, limit), nil
}

// enoughAlike is how much two stories must share to be called similar: what was
// good or could be better, or the service and a feeling.
const enoughAlike = 3

func mostAlike(weights, newest map[string]int, limit int) []string {
	var ids []string
	for id, w := range weights {
		if w >= enoughAlike {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		if weights[a] != weights[b] {
			return weights[b] - weights[a]
		}
		return newest[b] - newest[a]
	})
	return ids[:min(len(ids), limit)]
}

// wrap says what was being read when something went wrong.
func wrap(err error, what string) error {
	if err != nil {
		return fmt.Errorf("reading %s: %w", what, err)
	}
	return nil
}

// LastPublicationNo is the highest number a published story has; 0 without any.
func LastPublicationNo(app core.App) (int, error) {
	var no int
	err := app.DB().NewQuery("SELECT COALESCE(MAX(publicationNo), 0) FROM stories WHERE state = 'published'").Row(&no)
	return no, wrap(err, "the last number")
}

// PublishedStory is the number of a published story and its day.
type PublishedStory struct {
	ID string         `db:"id"`
	At types.DateTime `db:"publishedAt"`
}

// PublishedBetween lists the stories published as the number after low up to high.
func PublishedBetween(app core.App, low, high int) ([]PublishedStory, error) {
	found := []PublishedStory{}
	err := app.DB().NewQuery(`SELECT id, publishedAt FROM stories WHERE state = 'published'
		AND publicationNo > {:low} AND publicationNo <= {:high} ORDER BY publicationNo`).
		Bind(dbx.Params{"low": low, "high": high}).All(&found)
	return found, wrap(err, "published stories")
}
