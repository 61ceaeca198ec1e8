package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// ScoreStory writes down how critical a moderator finds a story. The last such
// reading is the story's score; it makes no new version, because it changes
// nothing that anybody outside reads.
func ScoreStory(app core.App, storyID, moderator string, score int) error {
	if err := story.CheckScore(score); err != nil {
		return err
	}
	return inTx(app, "scoring a story", func(tx core.App) error {
		s, err := scorable(tx, storyID)
		if err != nil {
			return err
		}
		if err := mayActOn(tx, records.Item{Story: storyID}, moderator); err != nil {
			return err
		}
		at := now(tx)
		reading, err := records.ReadingOf(tx, storyID)
		if errors.Is(err, records.ErrNotFound) {
			reading, err = records.NewScore(tx, storyID, records.ScoreReading, "", at)
		}
		if err != nil {
			return err
		}
		if was, given := s.Criticality(); given && was == score && reading.Moderator() != "" {
			return nil
		}
		reading.Give(moderator, score, "", at)
		if err := tx.Save(reading); err != nil {
			return fmt.Errorf("saving a score: %w", err)
		}
		return setCriticality(tx, s, moderator, score, at)
	})
}

func setCriticality(tx core.App, s *records.Story, moderator string, score int, at time.Time) error {
	s.SetCriticality(score)
	if err := records.WriteDown(tx, records.Act{Story: s.Id, By: moderator, What: "scored", Version: relayed, At: at}); err != nil {
		return err
	}
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("saving a story: %w", err)
	}
	return nil
}

// scorable reads a story that moderators can read.
func scorable(tx core.App, storyID string) (*records.Story, error) {
	s, err := records.FindStory(tx, storyID)
	if err != nil {
		return nil, err
	}
	return s, stillHere(s)
}

// AskSecondOpinion asks colleagues how critical they find a story. Asking twice is
// asking once.
func AskSecondOpinion(app core.App, storyID, moderator string) error {
	return inTx(app, "asking for a second opinion", func(tx core.App) error {
		if _, err := scorable(tx, storyID); err != nil {
			return err
		}
		all, err := records.ScoresOf(tx, storyID)
		if err != nil {
			return err
		}
		for _, s := range all {
			if _, given := s.Value(); s.Kind() == records.ScoreSecond && !given {
				return nil
			}
		}
		s, err := records.NewScore(tx, storyID, records.ScoreSecond, moderator, now(tx))
		if err != nil {
			return err
		}
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("saving a wish for a second opinion: %w", err)
		}
		return nil
	})
}

// GiveScore answers a wish for a second opinion, or one story of a blind sample.
// Whoever scored the story, or asked, cannot. The story keeps its score: who reads
// it decides whether to change that.
func GiveScore(app core.App, scoreID, moderator string, score int, note string) error {
	if err := story.CheckScore(score); err != nil {
		return err
	}
	note = story.Clean(note)
	if len([]rune(note)) > 500 {
		return story.Problem{Field: "note", Text: "Write 500 characters at most."}
	}
	return inTx(app, "giving a second opinion", func(tx core.App) error {
		s, err := records.FindScore(tx, scoreID)
		if err != nil {
			return err
		}
		if _, err := scorable(tx, s.Story()); err != nil {
			return err
		}
		if _, given := s.Value(); given {
			return story.ErrChanged
		}
		reading, err := records.ReadingOf(tx, s.Story())
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		if s.AskedBy() == moderator || err == nil && reading.Moderator() == moderator {
			return story.ErrOwnScore
		}
		s.Give(moderator, score, note, now(tx))
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("saving a score: %w", err)
		}
		return nil
	})
}

// DrawBlindSample picks stories of the last whole month, in the region's time, for
// a second reading without the first score being shown. Once a month; when the
// clock was stopped, at its next turn. It returns how many.
func DrawBlindSample(app core.App) (drawn int, err error) {
	err = inTx(app, "drawing a blind sample", func(tx core.App) error {
		from, to := lastMonth(tx)
		month := from.Format("2006-01")
		months, err := records.SampleMonths(tx, 1)
		if err != nil || len(months) > 0 && months[0] >= month {
			return err
		}
		ids, err := records.ScoredInMonth(tx, from, to)
		if err != nil {
			return err
		}
		for _, id := range ids[:story.BlindSample(len(ids))] {
			s, err := records.NewScore(tx, id, records.ScoreBlind, "", now(tx))
			if err != nil {
				return err
			}
			s.SetMonth(month)
			if err := tx.Save(s); err != nil {
				return fmt.Errorf("saving a blind score: %w", err)
			}
			drawn++
		}
		return nil
	})
	return drawn, err
}

// lastMonth is the last whole month by the region's clock.
func lastMonth(app core.App) (from, to time.Time) {
	here := now(app).In(deployment.Of(app).Region.Zone())
	to = time.Date(here.Year(), here.Month(), 1, 0, 0, 0, 0, here.Location())
	return to.AddDate(0, -1, 0), to
}
