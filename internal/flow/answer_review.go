package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// ReviewVisit is what somebody of a service sees who opened the link in a letter.
type ReviewVisit struct {
	Review  *records.ServiceReview
	Service *records.Service
	Story   *records.Story
	IsOpen  bool // the service may answer now
}

// OpenReview opens the link of a letter about a service review. A link that is of
// no such letter is ErrLink; what has become of the review says the visit.
func OpenReview(app core.App, storyID, token string) (v ReviewVisit, err error) {
	l, err := letterOfLink(app, token, mail.ServiceReview, mail.ReviewDecided)
	if err != nil {
		return v, err
	}
	if l.Story() != storyID {
		return v, ErrLink
	}
	if v.Review, err = records.FindServiceReview(app, l.About()); errors.Is(err, records.ErrNotFound) {
		return v, ErrLink
	}
	if err != nil {
		return v, err
	}
	if v.Story, err = records.FindStory(app, storyID); err != nil {
		return v, err
	}
	if v.Service, err = records.FindService(app, v.Review.Service()); err != nil {
		return v, err
	}
	if err := mayHold(app, l, v.Service); err != nil {
		return v, err
	}
	v.IsOpen = v.Story.State() == story.Approved && v.Story.WaitsFor() == story.WaitForService && v.Review.Facts().MayAnswer(now(app))
	return v, nil
}

// GoAhead is a service's word, by the link of a letter, that a story may be
// published as it is.
func GoAhead(app core.App, storyID, token string) error {
	return answerReview(app, storyID, token, func(tx core.App, v ReviewVisit) error {
		return endReview(tx, v.Review, story.ReviewAhead, "", "")
	})
}

// LookAgain is a service asking, by the link of a letter, for a second look by a
// senior moderator. It changes nothing of the story. What would lead to anybody is taken
// out of its words, as out of an answer to a question: the author reads them.
//
// Kept by: service review cannot hold back.
func LookAgain(app core.App, storyID, token, reason, words string) error {
	words = story.Clean(words)
	if err := story.CheckLookAgain(reason, words); err != nil {
		return err
	}
	return answerReview(app, storyID, token, func(tx core.App, v ReviewVisit) error {
		at := now(tx)
		if err := noteAbout(tx, storyID, v.Review.Id, "", ReviewAsked, reason); err != nil {
			return err
		}
		v.Review.SetAsked(at, reason, MaskAnswer(tx, words), SecondLookEnds(tx, at))
		if err := records.SaveReview(tx, v.Review); err != nil {
			return err
		}
		return oweSeniorsAbout(tx, mail.SecondLook, storyID, v.Review.Id)
	})
}

func answerReview(app core.App, storyID, token string, do func(tx core.App, v ReviewVisit) error) error {
	return inTx(app, "answering a service review", func(tx core.App) error {
		v, err := OpenReview(tx, storyID, token)
		if err != nil {
			return err
		}
		if !v.IsOpen {
			return story.ErrReview
		}
		if err := do(tx, v); err != nil {
			return err
		}
		_, err = goOn(tx, v.Story)
		return err
	})
}

// SecondLookDecision is what a senior moderator made of a service's request.
type SecondLookDecision struct {
	ReviewID  string
	Moderator string
	Outcome   story.ReviewOutcome // ReviewPublished or ReviewTakenUp
	Answer    string              // to the service and the author
	Without   []string            // names to take out of what the service wrote, before the author reads it
}

// DecideSecondLook is a senior moderator's decision on a service's request: the
// story goes on as it is, or it goes back to the moderators, who edit or refuse it
// by their own rules. What the service wished for is never done by itself.
//
// Kept by: service review cannot hold back, messages hide addresses.
func DecideSecondLook(app core.App, d SecondLookDecision) error {
	d.Answer = story.Clean(d.Answer)
	if err := story.CheckSecondLook(d.Outcome, d.Answer); err != nil {
		return err
	}
	if err := leadsNowhere(app, "answer", d.Answer); err != nil {
		return err
	}
	return inTx(app, "deciding on a second look", func(tx core.App) error {
		if _, err := seniorModerator(tx, d.Moderator); err != nil {
			return err
		}
		r, err := records.FindServiceReview(tx, d.ReviewID)
		if err != nil {
			return err
		}
		s, err := records.FindStory(tx, r.Story())
		if err != nil {
			return err
		}
		if !s.State().MayBeModerated() || !r.Facts().AwaitsSenior() {
			return story.ErrReview
		}
		if err := mayActOn(tx, records.Item{Story: s.Id}, d.Moderator); err != nil {
			return err
		}
		r.SetWords(hints.WithoutNames(r.Facts().Words, d.Without))
		if err := endReview(tx, r, d.Outcome, d.Moderator, d.Answer); err != nil {
			return err
		}
		if err := tellDecided(tx, r); err != nil || s.State() != story.Approved {
			return err
		}
		if d.Outcome == story.ReviewPublished {
			_, err = goOn(tx, s)
			return err
		}
		s.SetState(story.Submitted)
		return act(tx, s, d.Moderator, "returned", nil, r.Facts().Reason)
	})
}

func tellDecided(tx core.App, r *records.ServiceReview) error {
	v, err := records.FindService(tx, r.Service())
	if err != nil {
		return err
	}
	to, err := whomToShow(tx, r.Story(), v, now(tx))
	if err != nil {
		return err
	}
	return oweService(tx, mail.ReviewDecided, r, to, now(tx))
}
