package desk

import (
	"flag"
	"testing"

	"candour/internal/flow"
	"candour/internal/sample"
	"candour/internal/story"
)

// alikeStories is how many other stories there are: `go test -bench Alike -alike.stories 1000000`.
var alikeStories = flag.Int("alike.stories", 20000, "how many stories to compare one with")

func BenchmarkAlikeStoriesAreFoundAmongMany(b *testing.B) {
	s := newScene(b)
	s.ok(sample.Load(s.App, *alikeStories, 1, func(int) {}))
	first := s.told(func(v *story.Telling) { v.Text = once })
	s.told(func(v *story.Telling) { v.Text = once + " I thank them all." })
	b.ResetTimer()
	for b.Loop() {
		found, err := flow.FindAlike(s.App, first)
		if err != nil || len(found) != 1 {
			b.Fatalf("%d are alike: %v", len(found), err)
		}
	}
}
