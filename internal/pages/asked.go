package pages

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// addAsked says to an author whose story waits for an answer, theirs or a service's,
// until when it does and what happens then.
func addAsked(app core.App, st *standing, s *records.Story) error {
	zone := deployment.Of(app).Region.Zone()
	switch s.HeldFor() {
	case "author":
		asked, err := records.AuthorAsked(app, s.Id)
		if errors.Is(err, records.ErrNotFound) {
			return nil
		}
		st.Next = "A moderator has asked you something. Your story waits for your answer until " + day(local(flow.AuthorAnswersOn(app, asked.At), zone)) +
			". There is no hurry. If we hear nothing, a moderator goes on without it. Nothing is deleted."
		return err
	case "service":
		open, err := records.OpenQuestionsOf(app, s.Id)
		if err != nil || len(open) == 0 {
			return err
		}
		last := open[0].Facts().DueAt
		for _, q := range open {
			if due := q.Facts().DueAt; due.After(last) {
				last = due
			}
		}
		st.Badge = "A question to a service"
		st.Next = "We asked a service a question about the place (not about you). It can answer until " + until(last, zone) +
			". Then your story is back with the moderators, with or without an answer. You don’t need to do anything."
	}
	return nil
}
