package hints

import (
	"unicode"

	"candour/internal/story"
)

// findLength marks the word at which a text gets longer than a story may be.
func findLength(p *page) {
	if len(p.text) < story.MaxStoryWords {
		return
	}
	n, start := 0, 0
	counts := false
	for at, r := range p.text + " " {
		switch {
		case !unicode.IsSpace(r):
			counts = counts || unicode.IsLetter(r) || unicode.IsNumber(r)
			continue
		case counts:
			if n++; n > story.MaxStoryWords {
				p.spans = append(p.spans, span{start: start, end: at, kind: Length, why: "here the story gets longer than it may be"})
				return
			}
		}
		start, counts = at+1, false
	}
}
