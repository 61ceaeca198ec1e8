package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// replaceTags gives a story other tags. It reports whether they are others.
func replaceTags(tx core.App, storyID string, tags map[string][]string) (bool, error) {
	var ps story.Problems
	for _, kind := range []string{"good", "better", "feelings"} {
		_ = ps.Add(story.CheckTags(kind, tags[kind])) // only ever problems
	}
	if ps.Err() != nil {
		return false, ps
	}
	before, err := records.TagsOfStory(tx, storyID)
	if err != nil {
		return false, err
	}
	ids, err := records.TagsOnStories(tx, []string{storyID})
	if err != nil {
		return false, err
	}
	if err := setTags(tx, storyID, tags); err != nil {
		return false, err
	}
	if err := records.DropUnusedTags(tx, ids); err != nil { // a word only this author used
		return false, err
	}
	after, err := records.TagsOfStory(tx, storyID)
	if err != nil {
		return false, err
	}
	return fmt.Sprint(before) != fmt.Sprint(after), nil
}
