package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// keepFirst keeps a story as it was before its first change.
func keepFirst(tx core.App, storyID string, was records.First) error {
	o, err := records.FindOriginal(tx, storyID)
	if errors.Is(err, records.ErrNotFound) {
		return records.KeepOriginal(tx, storyID, was)
	}
	if err != nil {
		return err
	}
	s, err := records.FindStory(tx, storyID) // as it is stored, before this edit
	if err != nil {
		return err
	}
	return records.KeepVersion(tx, o, s.Version(), was.Words)
}

func editWords(s *records.Story, to records.Words) ([]string, error) {
	was := s.Words()
	to = records.Words{Title: story.CleanLine(to.Title), Text: story.Clean(to.Text), ScreenName: story.CleanLine(to.ScreenName)}
	var ps story.Problems
	for _, err := range []error{story.CheckTitle(to.Title), story.CheckText(to.Text), story.CheckScreenName(to.ScreenName, "")} {
		if err := ps.Add(err); err != nil {
			return nil, err
		}
	}
	if ps.Err() != nil {
		return nil, ps
	}
	var changed []string
	if was.Title != to.Title {
		changed = append(changed, "title")
	}
	if was.Text != to.Text {
		changed = append(changed, "text")
	}
	if was.ScreenName != to.ScreenName {
		changed = append(changed, "screenName")
	}
	if len(changed) == 0 {
		return nil, nil
	}
	s.SetWords(to)
	s.SetEdited(true)
	return changed, nil
}
