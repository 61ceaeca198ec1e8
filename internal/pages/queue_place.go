package pages

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// addQueuePlace says to an author whose story waits to be read how many that
// came before it are still to be read, and by when we expect to. When that day has passed
// it says so. If the story waits for an answer, it says until when.
func addQueuePlace(app core.App, st *standing, s *records.Story) error {
	if s.State() == story.Held {
		return addAsked(app, st, s)
	}
	if s.State() != story.Submitted {
		return nil
	}
	ahead, err := records.CountAhead(app, s)
	if err != nil {
		return fmt.Errorf("counting the stories before one: %w", err)
	}
	st.Next = "A moderator reads it before anyone else can. " + queueWords(ahead) + " " + expectedWords(app, s)
	return nil
}

// queueWords is a place in the queue.
func queueWords(ahead int) string {
	if ahead == 0 {
		return "No story that was sent before it is still to be read."
	}
	return plural(ahead, "story that was sent before it is", "stories that were sent before it are") + " still to be read."
}

// expectedWords is by when a story is expected to be read: by the end of a day, so it
// takes longer only when that day is over.
func expectedWords(app core.App, s *records.Story) string {
	by := flow.PromisedBy(app, s.SubmittedAt())
	if flow.IsPast(app, by) {
		return "It takes longer than we said, and we are sorry. You don’t need to do anything."
	}
	return "Most likely that is by " + by.In(deployment.Of(app).Region.Zone()).Format("Monday 2 January") + "."
}
