package hints

import (
	"slices"

	"candour/internal/story"
)

// Heaviness is how hard a text may be to read, from what a program sees of it; better
// is how many things its author said could have been better. What seems long over
// weighs as much: it is no less hard to read.
func Heaviness(text string, better int, opts ...Options) int {
	signs := story.Signs{Better: better}
	for _, m := range Urgent(text, opts...) {
		if band := string(m.Kind); !slices.Contains(signs.Bands, band) {
			signs.Bands = append(signs.Bands, band)
		}
	}
	return story.Heaviness(signs, story.CountWords(text))
}
