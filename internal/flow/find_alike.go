package flow

import (
	"cmp"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/records"
)

const (
	mostAlike    = 5   // how many are shown
	mostCompared = 100 // how many are compared for each reason
)

// Alike is another story that says the same, or tells of the same.
type Alike struct {
	records.StoryText
	hints.Likeness
}

// FindAlike finds stories that repeat this one, and stories about the same services and
// time that seem to tell of the same episode. It looks at words alone: whether they
// have one author is not asked, and not told.
func FindAlike(app core.App, storyID string) ([]Alike, error) {
	s, err := records.FindStory(app, storyID)
	if err != nil {
		return nil, err
	}
	copies, err := records.StoriesWithABand(app, s.Id, hints.SignatureOf(s.Text()), mostCompared)
	if err != nil {
		return nil, err
	}
	beside, err := records.StoriesBeside(app, s, mostCompared)
	if err != nil {
		return nil, err
	}
	told := hints.NewTelling(s.Text())
	found, seen := []Alike{}, map[string]bool{}
	for _, other := range append(copies, beside...) {
		if seen[other.ID] {
			continue
		}
		seen[other.ID] = true
		if l := told.Compare(hints.NewTelling(other.Text)); l.Copy() || l.SameEpisode() {
			found = append(found, Alike{other, l})
		}
	}
	slices.SortStableFunc(found, func(a, b Alike) int {
		return cmp.Compare(max(b.Copied, b.Episode), max(a.Copied, a.Episode))
	})
	return found[:min(len(found), mostAlike)], nil
}
