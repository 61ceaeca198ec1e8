package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// How many reports on one story are taken in an hour: more than anybody reads.
const (
	mostReports = 30
	reportsTime = time.Hour
)

// sameReport is for how long the same report on the same story is one, while nobody has
// dealt with it: somebody went back and sent it again.
const sameReport = 24 * time.Hour

// ReportProblem takes what a reader says is wrong with a published story, or with an
// answer to it. Nothing is kept of who says it, and ways to reach anybody are taken out
// of the words. It changes nothing that is public: a moderator reads it. A story that is
// not public is not found.
//
// Kept by: messages hide addresses.
func ReportProblem(app core.App, storyID string, said story.Report) error {
	said, err := said.Cleaned()
	if err != nil {
		return err
	}
	said.Words, _ = hints.MaskContacts(said.Words, hints.Contacts(said.Words, deployment.Of(app).PublicContacts()))
	if tooMany(app, "report on", storyID, mostReports, reportsTime) {
		return ErrTooOften
	}
	err = inTx(app, "taking a reader's report", func(tx core.App) error {
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		if s.State() != story.Published {
			return records.ErrNotFound
		}
		if said.Response != "" {
			if err := isPublicAnswer(tx, storyID, said.Response); err != nil {
				return err
			}
		}
		if again, err := records.HasOpenReport(tx, storyID, said, now(tx).Add(-sameReport)); again || err != nil {
			return err // it waits to be read already
		}
		if err := heedWords(tx, s, said.Words); err != nil {
			return err
		}
		return records.WriteReaderReport(tx, storyID, said, now(tx))
	})
	if err == nil {
		count(app, "report on", storyID)
	}
	return err
}

func isPublicAnswer(tx core.App, storyID, responseID string) error {
	public, err := records.PublishedResponses(tx, storyID)
	if err != nil {
		return err
	}
	for _, r := range public {
		if r.Id == responseID {
			return nil
		}
	}
	return story.Problem{Field: story.FieldReportAbout, Text: "Choose what it is about. That answer is not on the page any more."}
}

// DealWithReports notes what came of reports on one story, each in the story's record. A
// colleague who was quicker with all of them is an error: story.ErrStep.
func DealWithReports(app core.App, storyID, moderator string, ids []string, outcome string) error {
	var found story.Problems
	if len(ids) == 0 {
		found = append(found, story.Problem{Field: "reports", Text: "Choose at least one report."})
	}
	if story.LabelOf(story.ReportOutcomes(), outcome) == "" {
		found = append(found, story.Problem{Field: "outcome", Text: "Choose what came of it."})
	}
	if err := found.Err(); err != nil {
		return err
	}
	return inTx(app, "dealing with reports", func(tx core.App) error {
		if _, err := records.FindStory(tx, storyID); err != nil {
			return err
		}
		if err := mayActOn(tx, records.Item{Story: storyID}, moderator); err != nil {
			return err
		}
		dealt := 0
		for _, id := range ids {
			done, err := dealWith(tx, storyID, moderator, id, outcome)
			if err != nil {
				return err
			}
			if done {
				dealt++
			}
		}
		if dealt == 0 {
			return story.ErrStep
		}
		return nil
	})
}

// dealWith deals with one report. It reports whether it was still open.
func dealWith(tx core.App, storyID, moderator, id, outcome string) (bool, error) {
	r, err := records.FindReaderReport(tx, storyID, id)
	if errors.Is(err, records.ErrNotFound) || err == nil && !r.DoneAt().IsZero() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	at := now(tx)
	r.SetDone(moderator, outcome, at)
	if err := tx.Save(r); err != nil {
		return false, err
	}
	return true, records.WriteDown(tx, records.Act{Story: storyID, Response: r.Response(), By: moderator, What: "report-read", Reason: outcome, Version: relayed, At: at})
}
