package hooks

import (
	"errors"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/ledger"
	"candour/internal/records"
	"candour/internal/story"
)

var errHeldBack = errors.New("a service can't hold a story back: it has its time and one say, and a senior moderator decides")

// A service may look at a story before it is published. It cannot stop it: when its
// time is over the story goes on, and only a senior moderator decides on a second look.
//
// How long a look lasts follows from when it began, and each beginning is in the
// record. It ends by the service's own word, by its silence, or by a senior
// moderator, each beside its act in the record of the story. What it says of it leads to
// nobody, and of it only names can be taken out by who decides. And while a service waits
// for a second look, nobody else refuses the story.
func serviceReviewCannotHoldBack(app core.App, name string) {
	guard(app, name, "service_reviews", func(tx core.App, before, after *core.Record) error {
		is, was := records.FactsOfReview(after), factsOf(before, records.FactsOfReview)
		if was == nil || was.DecidedBy != is.DecidedBy {
			is.DecidedBySenior = isSenior(tx, is.DecidedBy)
		}
		if (was == nil || was.Words != is.Words) && len(hints.Contacts(is.Words, deployment.Of(tx).PublicContacts())) > 0 {
			return errHeldBack
		}
		if was != nil && !was.AskedAt.IsZero() && was.Words != is.Words && !(is.DecidedBySenior && hints.OnlyNamesOut(was.Words, is.Words)) {
			return errHeldBack // who decides may take names out of what it says, and nothing else
		}
		gone, err := notAboutToAppear(tx, is)
		if err != nil {
			return err
		}
		if err := story.CheckReviewStep(was, is, flow.ReviewEnds(tx), deployment.Now(tx), gone); err != nil {
			return errors.Join(errHeldBack, err)
		}
		if err := saidBesideAct(tx, after.Id, was, is); err != nil {
			return err
		}
		if asks := was != nil && was.AskedAt.IsZero() && !is.AskedAt.IsZero(); asks && !is.DecideBy.Equal(flow.SecondLookEnds(tx, is.AskedAt)) {
			return errHeldBack
		}
		return nil
	})
	stays(app, name, "service_reviews", errHeldBack, nil)
	guard(app, name, "stories", func(tx core.App, before, after *core.Record) error {
		if before == nil || story.State(after.GetString("state")) != story.Rejected || before.GetString("state") == after.GetString("state") {
			return nil
		}
		if refusedAgain(tx, after.Id) {
			return nil
		}
		reviews, err := records.ReviewsOfStory(tx, after.Id)
		if err != nil {
			return err
		}
		for _, r := range reviews {
			if r.Facts().AwaitsSenior() && !refusedBySenior(tx, after) {
				return errHeldBack
			}
		}
		return nil
	})
}

// saidBesideAct refuses a word of a service, or the end of its look, without the act of it
// in the record of the story: whoever writes a row past every verb has opened no door.
func saidBesideAct(tx core.App, id string, was *story.ServiceReview, is story.ServiceReview) error {
	var what, reason, by string
	var at time.Time
	switch {
	case was == nil:
		return nil
	case was.Outcome != is.Outcome:
		what, reason = flow.ReviewAct(is.Outcome)
		by, at = is.DecidedBy, is.EndedAt
	case !was.AskedAt.Equal(is.AskedAt):
		what, reason, at = flow.ReviewAsked, is.Reason, is.AskedAt
	default:
		return nil
	}
	act, err := records.LastActAbout(tx, id)
	if err != nil || act.Story() != is.Story || act.What() != what || act.Reason() != reason || act.By() != by || !act.At().Equal(at) {
		return errors.Join(errHeldBack, ignoreNotFound(err))
	}
	return nil
}

// refusedAgain reports whether a restore refuses what was refused before, or taken down.
func refusedAgain(tx core.App, storyID string) bool {
	if w, err := records.FindWithdrawal(tx, storyID); err == nil && w.Kind() == "removed" {
		return true
	}
	return wasBefore(tx, storyID, ledger.Rejected)
}

// notAboutToAppear reports whether the story of a review is not going to be
// published, is not about the service any more, or is kept from it.
func notAboutToAppear(tx core.App, r story.ServiceReview) (bool, error) {
	s, err := records.FindStory(tx, r.Story)
	if errors.Is(err, records.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	if !s.State().MayBeModerated() {
		return true, nil
	}
	if kept, err := flow.IsKeptFromService(tx, s.Id, r.Service); err != nil || kept {
		return kept, err
	}
	linked, err := records.StoryServiceIDs(tx, s.Id)
	return !slices.Contains(linked, r.Service), err
}

// refusedBySenior reports whether a senior moderator stands behind the refusal of
// this version.
func refusedBySenior(tx core.App, s *core.Record) bool {
	act, err := records.FindAct(tx, s.Id, "", s.GetInt("version"))
	if err != nil || act.What() != "rejected" {
		return false
	}
	return isSenior(tx, act.By())
}
