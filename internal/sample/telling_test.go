package sample_test

import (
	"testing"
	"time"

	"candour/internal/sample"
	"candour/internal/story"
)

func TestEveryStoryWouldPassTheForm(t *testing.T) {
	authors := authorsByKey()
	now := time.Date(2026, time.June, 15, 12, 0, 0, 0, time.UTC)
	for _, s := range sample.Stories() {
		told := sample.Words{Title: s.Title, Text: s.Text, ScreenName: s.ScreenName}
		if s.Original != nil {
			told = *s.Original
		}
		happened := months(now) - 1 - s.HappenedMonthsAgo
		telling := story.Telling{
			Title: told.Title, Text: told.Text, ScreenName: told.ScreenName,
			ToldFor: s.ToldFor, AgeGroup: s.AgeGroup, Edits: s.Edits,
			Good: s.Good, Better: s.Better, Feelings: s.Feelings,
			Services: s.Services, ServiceText: s.ServiceText,
			HappenedMonth: happened%12 + 1, HappenedYear: happened / 12,
			Postcode: s.Postcode, Email: authors[s.Author].Email, Consent: true,
		}.Cleaned()
		for _, problem := range telling.Check(now) {
			t.Errorf("%s: %v", s.Key, problem)
		}
		if story.LooksLikeRealName(s.ScreenName) {
			t.Errorf("%s: screen name %q looks like somebody's own", s.Key, s.ScreenName)
		}
		for _, turn := range s.Conversation {
			if err := story.CheckResponse(turn.Text); err != nil {
				t.Errorf("%s: a turn by %s: %v", s.Key, turn.By, err)
			}
		}
	}
}
