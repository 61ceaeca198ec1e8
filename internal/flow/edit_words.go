package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	comparing "candour/internal/compare"
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
	return records.KeepVersion(tx, o, s.Version(), was)
}

func cleaned(w records.Words) records.Words {
	return records.Words{Title: story.CleanLine(w.Title), Text: story.Clean(w.Text), ScreenName: story.CleanLine(w.ScreenName)}
}

func checkWords(w records.Words) error {
	var ps story.Problems
	for _, err := range []error{story.CheckTitle(w.Title), story.CheckText(w.Text), story.CheckScreenName(w.ScreenName, "")} {
		if err := ps.Add(err); err != nil {
			return err
		}
	}
	return ps.Err()
}

func editWords(s *records.Story, to records.Words) ([]string, error) {
	was := s.Words()
	to = cleaned(to)
	if err := checkWords(to); err != nil {
		return nil, err
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

// passages counts the changed passages of each part.
func passages(was, is records.Words) map[string]int {
	count := map[string]int{}
	for part, w := range map[string][2]string{"title": {was.Title, is.Title}, "text": {was.Text, is.Text}, "screenName": {was.ScreenName, is.ScreenName}} {
		_, count[part] = comparing.Passages(comparing.Words(w[0], w[1]))
	}
	return count
}
