package flow

import (
	"maps"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// otherTagsAndServices says which of the two a decision would change. Nothing is written
// yet: the record of it comes first.
func otherTagsAndServices(tx core.App, d Decision) (changed []string, err error) {
	if d.Services != nil {
		was, err := records.StoryServiceIDs(tx, d.StoryID)
		if err != nil {
			return nil, err
		}
		if !maps.Equal(setOf(was), setOf(*d.Services)) {
			changed = append(changed, "services")
		}
	}
	if d.Tags == nil {
		return changed, nil
	}
	var ps story.Problems
	is := map[string]bool{}
	for _, kind := range story.TagKinds {
		_ = ps.Add(story.CheckTags(kind, (*d.Tags)[kind])) // only ever problems
		for _, name := range (*d.Tags)[kind] {
			if slug := story.TagSlug(name); slug != "" {
				is[kind+"/"+slug] = true
			}
		}
	}
	if ps.Err() != nil {
		return nil, ps
	}
	tags, err := records.TagsOfStory(tx, d.StoryID)
	if err != nil {
		return nil, err
	}
	was := map[string]bool{}
	for _, t := range tags {
		was[t.Kind+"/"+t.Slug] = true
	}
	if !maps.Equal(was, is) {
		changed = append(changed, "tags")
	}
	return changed, nil
}

func setOf(list []string) map[string]bool {
	set := map[string]bool{}
	for _, v := range list {
		set[v] = true
	}
	return set
}

// putTagsAndServices gives a story the services and tags that were found to be others, and
// brings it to whom it reaches then.
func putTagsAndServices(tx core.App, d Decision, changed []string) error {
	if len(changed) == 0 {
		return nil
	}
	if slices.Contains(changed, "services") {
		if _, err := records.SetStoryServices(tx, d.StoryID, *d.Services); err != nil {
			return err
		}
	}
	if slices.Contains(changed, "tags") {
		if err := replaceTags(tx, d.StoryID, *d.Tags); err != nil {
			return err
		}
	}
	_, err := routeStory(tx, d.StoryID, routeAnew)
	return err
}

// replaceTags gives a story other tags.
func replaceTags(tx core.App, storyID string, tags map[string][]string) error {
	ids, err := records.TagsOnStories(tx, []string{storyID})
	if err != nil {
		return err
	}
	if err := setTags(tx, storyID, tags); err != nil {
		return err
	}
	return records.DropUnusedTags(tx, ids) // a word only this author used
}
