package flow

import (
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// promisedDays is within how many working days a story is read, as its author is told.
const promisedDays = 1

// PromisedBy is by when something that has waited since a moment is to be read.
func PromisedBy(app core.App, since time.Time) time.Time {
	return deployment.Of(app).Region.WorkingDaysAfter(since, promisedDays)
}

// IsPast reports whether the day of a moment is over here. Authors are told the day by
// which theirs is read; for the desk it is late from the moment on.
func IsPast(app core.App, by time.Time) bool {
	zone := deployment.Of(app).Region.Zone()
	return now(app).In(zone).Format(time.DateOnly) > by.In(zone).Format(time.DateOnly)
}

// LateSince is the moment since which what still waits has waited longer than promised.
func LateSince(app core.App) time.Time {
	return deployment.Of(app).Region.WorkingDaysBefore(now(app), promisedDays)
}

// LeaveForTomorrow notes that a moderator does not want something today, and lets it go
// if they have it open. No reason is asked for.
func LeaveForTomorrow(app core.App, moderator string, items []records.Item) error {
	return inTx(app, "leaving something for tomorrow", func(tx core.App) error {
		here := now(tx).In(deployment.Of(tx).Region.Zone())
		tomorrow := time.Date(here.Year(), here.Month(), here.Day()+1, 0, 0, 0, 0, here.Location())
		for _, i := range items {
			if err := records.LeaveUntil(tx, i, moderator, here, tomorrow); err != nil {
				return err
			}
			if err := records.Unclaim(tx, i, moderator); err != nil {
				return err
			}
		}
		return nil
	})
}

// Pause notes that a moderator takes a break, or is back. With the break, all they have
// open is free for colleagues.
func Pause(app core.App, moderator string, paused bool) error {
	return inTx(app, "taking a break", func(tx core.App) error {
		if paused {
			if err := records.UnclaimAll(tx, moderator); err != nil {
				return err
			}
		}
		return records.SetPaused(tx, moderator, paused, now(tx))
	})
}

// StoryOffer is a story to read that a moderator is offered next; no story where none is
// free. Turn is where it stands beside what waits in other queues: that of the first
// story that could be offered, so that evening out the hard ones moves nothing up or down.
type StoryOffer struct {
	Story string
	Why   story.OfferReason
	Turn  story.Turn
}

// NextStory chooses the story to read that a moderator is offered next (story.Offer). Who
// takes a break is nobody whom the work is evened with.
func NextStory(app core.App, moderator string) (StoryOffer, error) {
	at := now(app)
	found, err := records.Offerables(app, moderator, at, story.ShareWindow)
	if err != nil || len(found) == 0 {
		return StoryOffer{}, err
	}
	paused, err := records.Pausing(app)
	if err != nil {
		return StoryOffer{}, err
	}
	burdens, err := records.Burdens(app, monday(app, at))
	if err != nil {
		return StoryOffer{}, err
	}
	late, turns := LateSince(app), make([]story.Turn, len(found))
	queue := make([]story.Candidate, len(found))
	for i, f := range found {
		told, urgent := f.Told.Time(), f.Urgency >= records.LeastPressing
		queue[i] = story.Candidate{Weight: f.Weight(), Urgent: urgent, Late: !told.After(late)}
		turns[i] = story.Turn{Danger: urgent, Due: PromisedBy(app, told), Since: told}
	}
	var others []story.Burden
	for id, b := range burdens {
		if id != moderator && !paused[id] {
			others = append(others, b)
		}
	}
	i, why := story.Offer(queue, burdens[moderator], others)
	first := slices.MinFunc(turns, func(a, b story.Turn) int { return story.CompareTurns(a, b, at) })
	return StoryOffer{found[i].ID, why, first}, nil
}

// weighAnew notes how hard a story may be to read now that a moderator changes its words
// or its tags.
func weighAnew(tx core.App, s *records.Story, d Decision) error {
	own, err := HintWords(tx)
	if err != nil {
		return err
	}
	better := 0
	if d.Tags != nil {
		better = len((*d.Tags)["better"])
	} else {
		tags, err := records.TagsOfStory(tx, s.Id)
		if err != nil {
			return fmt.Errorf("reading the tags of a story: %w", err)
		}
		for _, t := range tags {
			if t.Kind == "better" {
				better++
			}
		}
	}
	w := s.Words()
	s.SetHeaviness(hints.Heaviness(w.Title+"\n"+w.Text, better, hints.Options{Own: own}))
	return nil
}

// monday is when the week of a moment began in the region.
func monday(app core.App, at time.Time) time.Time {
	here := at.In(deployment.Of(app).Region.Zone())
	return time.Date(here.Year(), here.Month(), here.Day()-(int(here.Weekday())+6)%7, 0, 0, 0, 0, here.Location())
}
