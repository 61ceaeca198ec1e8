package flow

import (
	"slices"
	"testing"

	"candour/internal/story"
)

// TestEveryClockHasOneSweeper compares the list of clocks that people are told of
// with the list of what is swept.
func TestEveryClockHasOneSweeper(t *testing.T) {
	var said, swept []string
	for _, c := range story.Clocks() {
		said = append(said, c.Name)
	}
	for _, s := range sweepers {
		swept = append(swept, s.clock)
	}
	if !slices.Equal(said, swept) {
		t.Errorf("people are told of\n%v\nand swept are\n%v", said, swept)
	}
}
