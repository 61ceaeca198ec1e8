package flow

import (
	"maps"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
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
	was, is, err := tagsOfDecision(tx, d)
	if err != nil {
		return nil, err
	}
	if !maps.Equal(setOf(flat(was)), setOf(flat(is))) {
		changed = append(changed, "tags")
	}
	return changed, nil
}

// tagsOfDecision are the slugs of the tags that a story has and those that a decision gives
// it, by kind.
func tagsOfDecision(tx core.App, d Decision) (was, is map[string][]string, err error) {
	var ps story.Problems
	was, is = map[string][]string{}, map[string][]string{}
	for _, kind := range story.TagKinds {
		_ = ps.Add(story.CheckTags(kind, (*d.Tags)[kind])) // only ever problems
		for _, name := range (*d.Tags)[kind] {
			if slug := story.TagSlug(name); slug != "" && !slices.Contains(is[kind], slug) {
				is[kind] = append(is[kind], slug)
			}
		}
	}
	if ps.Err() != nil {
		return nil, nil, ps
	}
	tags, err := records.TagsOfStory(tx, d.StoryID)
	for _, t := range tags {
		was[t.Kind] = append(was[t.Kind], t.Slug)
	}
	return was, is, err
}

// flat is tags of all kinds, each with its kind.
func flat(tags map[string][]string) (all []string) {
	for kind, slugs := range tags {
		for _, slug := range slugs {
			all = append(all, kind+"/"+slug)
		}
	}
	return all
}

// checkRespelled refuses "spelling" as the reason for tags that say something else.
//
// Kept by: edits are recorded.
func checkRespelled(tx core.App, d Decision, reasons []story.EditReason) error {
	was, is, err := tagsOfDecision(tx, d)
	if err != nil {
		return err
	}
	return story.CheckRespelled(was, is, reasons, WordsKnown(tx, d.StoryID))
}

// WordsKnown tells which words are known beside a story: those of the dictionary, and the
// tags that other stories have.
func WordsKnown(app core.App, storyID string) story.Knowing {
	return story.Knowing{Name: hints.IsName, Word: func(word string) bool {
		return hints.IsWord(word) || records.IsTagOfOthers(app, word, storyID)
	}}
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
