package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// look is one service that looks at a story before it is published.
type look struct {
	service *records.Service
	row     *records.ServiceReview // nil: it was never shown this story
	toBegin bool                   // it has to be shown the story as it is now
}

// looksAt lists the services that look at a story: those that have service review,
// and every one where a senior moderator gives notice; not one that may be the danger. A look that had begun when the
// story went back to the moderators begins anew; one in which the service has spoken
// does not: each has one say.
func looksAt(tx core.App, s *records.Story) ([]look, error) {
	services, err := records.ServicesOfStory(tx, s.Id)
	if err != nil {
		return nil, err
	}
	rows, err := records.ReviewsOfStory(tx, s.Id)
	if err != nil {
		return nil, err
	}
	kept, err := keptFromOf(tx, s.Id)
	if err != nil {
		return nil, err
	}
	var looks []look
	for _, v := range services {
		if !v.HasReview() && !s.Notice() || kept.service(v) {
			continue
		}
		l := look{service: v, toBegin: true}
		for _, r := range rows {
			if r.Service() == v.Id {
				f := r.Facts()
				l.row = r
				l.toBegin = !f.IsOver() && f.AskedAt.IsZero() &&
					(s.State() != story.Approved || f.SentAt.Before(s.ApprovedAt().Truncate(time.Millisecond)))
			}
		}
		looks = append(looks, l)
	}
	return looks, nil
}

// reviewEnds is when a look that begins at a moment is over.
func reviewEnds(app core.App) story.ReviewClock {
	here := deployment.Of(app).Region
	return func(sentAt time.Time, notice bool) time.Time {
		if notice {
			return here.WorkingDaysAfter(sentAt, story.NoticeDays).UTC()
		}
		return here.HoursEnd(sentAt, story.ReviewHours).UTC()
	}
}

// ReviewEnds is the clock of service reviews, for the promise that guards it.
func ReviewEnds(app core.App) story.ReviewClock { return reviewEnds(app) }

// SecondLookEnds is until when a senior moderator decides about a second look that was
// asked for at a moment, as precise as the database keeps it.
func SecondLookEnds(app core.App, askedAt time.Time) time.Time {
	return deployment.Of(app).Region.WorkingDaysAfter(askedAt, story.SecondLookDays).UTC().Truncate(time.Millisecond)
}

// beginReviews shows a story to the services that have to look at it, each by its
// own clock. Where nobody can be reached the clock runs all the same.
func beginReviews(tx core.App, s *records.Story, looks []look, at time.Time) error {
	at = at.UTC().Truncate(time.Millisecond)
	due := reviewEnds(tx)(at, s.Notice())
	for _, l := range looks {
		if !l.toBegin {
			continue
		}
		r := l.row
		if r == nil {
			var err error
			if r, err = records.NewServiceReview(tx, s.Id, l.service.Id); err != nil {
				return err
			}
		}
		to, err := whomToShow(tx, s.Id, l.service, at)
		if err != nil {
			return err
		}
		r.SetBegun(at, due, s.Notice(), len(to))
		if err := records.SaveReview(tx, r); err != nil {
			return err
		}
		if err := noteAbout(tx, s.Id, r.Id, "", "review-begun", ""); err != nil {
			return err
		}
		if err := oweService(tx, mail.ServiceReview, r, to, at); err != nil {
			return err
		}
	}
	return nil
}

// oweService owes one letter to each address: whoever has another since is written to
// there as well, because the link that went to the one before is dead.
func oweService(tx core.App, kind mail.Kind, r *records.ServiceReview, to []recipient, at time.Time) error {
	for _, who := range to {
		address, err := who.address(tx)
		if err != nil {
			return err
		}
		err = records.Owe(tx, records.Owed{Kind: string(kind), Story: r.Story(), About: r.Id, ToCollection: who.collection, To: who.id,
			Once: r.Facts().SentAt.Format(time.RFC3339Nano) + " " + deployment.Of(tx).Sealer.Fingerprint("letter to a service", address)[:16],
			At:   at, ExpiresAt: r.Facts().DueAt})
		if err != nil {
			return err
		}
	}
	return nil
}

// noteAbout writes a step of a service's look, or of a question, into the record of the
// story: first, because the promises read it when the row is saved.
func noteAbout(tx core.App, storyID, about, by, what, reason string) error {
	return records.WriteDown(tx, records.Act{Story: storyID, About: about, By: by, What: what, Reason: reason, Version: relayed, At: now(tx)})
}

// closeSilent ends the looks of services whose time is over without a word, and of
// those that the story is not about any more.
func closeSilent(tx core.App, s *records.Story) error {
	rows, err := records.ReviewsOfStory(tx, s.Id)
	if err != nil || len(rows) == 0 {
		return err
	}
	linked, err := records.StoryServiceIDs(tx, s.Id)
	if err != nil {
		return err
	}
	at := now(tx)
	for _, r := range rows {
		f := r.Facts()
		outcome := story.ReviewSilence
		switch {
		case f.IsOver():
			continue
		case !has(linked, f.Service):
			outcome = story.ReviewEnded
		case !f.IsSilent(at) || f.SentAt.Before(s.ApprovedAt().Truncate(time.Millisecond)):
			continue
		}
		if err := endReview(tx, r, outcome, "", ""); err != nil {
			return err
		}
	}
	return nil
}

func endReview(tx core.App, r *records.ServiceReview, o story.ReviewOutcome, by, answer string) error {
	what, reason := ReviewAct(o)
	if err := noteAbout(tx, r.Story(), r.Id, by, what, reason); err != nil {
		return err
	}
	r.SetOutcome(o, now(tx), by, answer)
	return records.SaveReview(tx, r)
}

// ReviewAct is how the record of a story says that a service's look ended, for the promise
// that guards it as well.
func ReviewAct(o story.ReviewOutcome) (what, reason string) {
	what = map[story.ReviewOutcome]string{story.ReviewAhead: "review-ahead", story.ReviewSilence: "review-silence", story.ReviewEnded: "review-ended"}[o]
	if what == "" {
		return "review-decided", string(o)
	}
	return what, ""
}

// ReviewAsked is how it says that a service asked for a second look.
const ReviewAsked = "review-asked"

// endReviews ends every look at a story that is not going to be published.
func endReviews(tx core.App, storyID string) error {
	rows, err := records.ReviewsOfStory(tx, storyID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Facts().IsOver() {
			continue
		}
		if err := endReview(tx, r, story.ReviewEnded, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// awaitsSenior reports whether a service has asked for a second look at a story on
// which nobody has decided.
func awaitsSenior(tx core.App, storyID string) (bool, error) {
	rows, err := records.ReviewsOfStory(tx, storyID)
	for _, r := range rows {
		if r.Facts().AwaitsSenior() {
			return true, nil
		}
	}
	return false, err
}

func has[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// seniorModerator finds an active senior moderator, and refuses anybody else.
func seniorModerator(tx core.App, id string) (*records.Moderator, error) {
	m, err := records.FindModerator(tx, id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, ErrSenior
	}
	if err != nil {
		return nil, fmt.Errorf("finding a moderator: %w", err)
	}
	if !m.Senior() || !m.Active() {
		return nil, ErrSenior
	}
	return m, nil
}
