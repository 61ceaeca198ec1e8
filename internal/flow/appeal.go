package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// keepRestriction keeps a decision to close a story or take it down, with the day on
// which a closed one is looked at again.
func keepRestriction(tx core.App, s *records.Story, d Decision, what string, at time.Time) error {
	var on time.Time
	if what == "restricted" {
		var err error
		if on, err = story.ReviewDay(d.ReviewOn, at); err != nil {
			return err
		}
	}
	r, err := records.NewRestriction(tx, s.Id, what, d.Reason, d.Note, d.Moderator, at, on)
	if err != nil {
		return err
	}
	return records.SaveRow(tx, "a restriction", r)
}

// LiftRestriction opens a closed story again: everyone can read it as it was.
func LiftRestriction(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckLift(d.Note); err != nil {
		return err
	}
	return inTx(app, "opening a story again", func(tx core.App) error {
		s, r, err := closedStory(tx, d)
		if err != nil {
			return err
		}
		return lift(tx, s, r, d)
	})
}

func lift(tx core.App, s *records.Story, r *records.Restriction, d Decision) error {
	if err := mayBePublished(tx, s.Id); err != nil {
		return err
	}
	at := now(tx)
	r.SetLifted(d.Moderator, d.Note, at)
	if err := records.SaveRow(tx, "a restriction", r); err != nil {
		return err
	}
	s.SetState(story.Published)
	s.SetReason("", "")
	s.SetEnded(time.Time{})
	if err := act(tx, s, d.Moderator, "lifted", nil, ""); err != nil {
		return err
	}
	if err := tellOpened(tx, s, r, at); err != nil {
		return err
	}
	return oweAuthor(tx, mail.StoryOpened, s.Id, r.Id, at)
}

// KeepClosed is a senior moderator looking at a closed story again and leaving it
// closed until another day. Why is kept with the record. Who did that has decided about
// it, and does not decide an appeal.
func KeepClosed(app core.App, d Decision) error {
	d.Note = story.Clean(d.Note)
	if err := story.CheckKeepClosed(d.Note); err != nil {
		return err
	}
	return inTx(app, "looking at a closed story again", func(tx core.App) error {
		s, r, err := closedStory(tx, d)
		if err != nil {
			return err
		}
		on, err := story.ReviewDay(d.ReviewOn, now(tx))
		if err != nil {
			return err
		}
		if err := actWithNote(tx, s, d.Moderator, "looked-again", nil, r.Reason(), d.Note); err != nil {
			return err
		}
		r.SetReviewOn(on)
		return records.SaveRow(tx, "a restriction", r)
	})
}

func closedStory(tx core.App, d Decision) (*records.Story, *records.Restriction, error) {
	if _, err := seniorModerator(tx, d.Moderator); err != nil {
		return nil, nil, err
	}
	s, err := records.FindStory(tx, d.StoryID)
	if err != nil {
		return nil, nil, err
	}
	if s.Version() != d.Version {
		return nil, nil, story.ErrChanged
	}
	if s.State() != story.Restricted {
		return nil, nil, story.ErrStep
	}
	r, err := records.RestrictionOf(tx, s.Id)
	return s, r, err
}

// AppealAsAuthor asks another senior moderator to decide about an author's own story
// that was closed or taken down. It can be done once.
func AppealAsAuthor(app core.App, authorID, storyID, words string) error {
	return appeal(app, storyID, words, func(tx core.App) (by, organisation string, err error) {
		_, err = records.FindStoryOfAuthor(tx, authorID, storyID)
		return "author", "", err
	})
}

// AppealAsService is the same for an administrator of an organisation whose service
// the story is about: it may think that the story should be read.
func AppealAsService(app core.App, memberID, storyID, words string) error {
	return appeal(app, storyID, words, func(tx core.App) (by, organisation string, err error) {
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return "", "", err
		}
		in, err := records.ReachesByService(tx, storyID, m.Organisation())
		if err == nil && (!in || !m.LetIn(now(tx)) || m.Role() != story.RoleAdministrator) {
			err = records.ErrNotFound
		}
		return "service", m.Organisation(), err
	})
}

func appeal(app core.App, storyID, words string, who func(tx core.App) (by, organisation string, err error)) error {
	words = story.Clean(words)
	if err := story.CheckAppeal(words); err != nil {
		return err
	}
	return inTx(app, "asking for another decision", func(tx core.App) error {
		by, organisation, err := who(tx)
		if err != nil {
			return err
		}
		s, err := records.FindStory(tx, storyID)
		if err != nil {
			return err
		}
		r, err := MayAppeal(tx, s, by)
		if err != nil {
			return err
		}
		a, err := records.NewAppeal(tx, r, by, organisation, words, now(tx))
		if err != nil {
			return err
		}
		if err := records.SaveRow(tx, "an appeal", a); err != nil {
			return err
		}
		if err := noteReview(tx, storyID, "", "appealed", r.Reason()); err != nil {
			return err
		}
		return oweAppeal(tx, r, a)
	})
}

// MayAppeal finds the decision that an author or a service may appeal against, or
// says that there is none, or that they have.
func MayAppeal(app core.App, s *records.Story, by string) (*records.Restriction, error) {
	if s.State() != story.Restricted && s.State() != story.Removed {
		return nil, story.ErrAppeal
	}
	r, err := records.RestrictionOf(app, s.Id)
	if errors.Is(err, records.ErrNotFound) {
		return nil, story.ErrAppeal
	}
	if err != nil {
		return nil, err
	}
	made, err := records.AppealsAgainst(app, r.Id)
	for _, a := range made {
		if a.ByAuthor() == (by == "author") {
			return nil, story.ErrAppeal
		}
	}
	return r, err
}

// AppealDecision is what another senior moderator made of an appeal.
type AppealDecision struct {
	AppealID  string
	Moderator string
	Outcome   story.AppealOutcome
	Answer    string
}

// ErrOwnDecision says that somebody decided on an appeal against themselves.
var ErrOwnDecision = errors.New("another senior moderator has to decide this")

// DecideAppeal is the decision of a senior moderator who had no part in it: who neither
// closed the story or took it down, nor has kept it closed since.
//
// Kept by: only seniors close.
func DecideAppeal(app core.App, d AppealDecision) error {
	d.Answer = story.Clean(d.Answer)
	return inTx(app, "deciding on an appeal", func(tx core.App) error {
		if _, err := seniorModerator(tx, d.Moderator); err != nil {
			return err
		}
		a, err := records.FindAppeal(tx, d.AppealID)
		if err != nil {
			return err
		}
		r, err := records.FindRestriction(tx, a.Restriction())
		if err != nil {
			return err
		}
		s, err := records.FindStory(tx, a.Story())
		if err != nil {
			return err
		}
		had, err := records.HadPartIn(tx, r, d.Moderator)
		if err != nil {
			return err
		}
		switch {
		case a.Outcome() != "" || s.State() == story.Withdrawn || !r.LiftedAt().IsZero():
			return story.ErrAppeal
		case had:
			return ErrOwnDecision
		}
		if err := story.CheckAppealDecision(r.Removed(), d.Outcome, d.Answer); err != nil {
			return err
		}
		a.SetDecided(d.Outcome, d.Moderator, d.Answer, now(tx))
		if err := records.SaveRow(tx, "an appeal", a); err != nil {
			return err
		}
		if err := noteReview(tx, s.Id, d.Moderator, "appeal-decided", string(d.Outcome)); err != nil {
			return err
		}
		if err := tellAppealDecided(tx, a); err != nil || d.Outcome != story.AppealLifted {
			return err
		}
		return lift(tx, s, r, Decision{Moderator: d.Moderator, Note: d.Answer})
	})
}

func tellAppealDecided(tx core.App, a *records.Appeal) error {
	if a.ByAuthor() {
		return oweAuthor(tx, mail.AppealDecided, a.Story(), a.Id, now(tx))
	}
	members, err := records.AdministratorsOf(tx, a.Organisation())
	if err != nil {
		return err
	}
	for _, m := range members {
		err := records.Owe(tx, records.Owed{Kind: string(mail.AppealDecided), Story: a.Story(), About: a.Id, ToCollection: "members", To: m.Id, At: now(tx)})
		if err != nil {
			return err
		}
	}
	return nil
}

// appeal words what is about an appeal, as long as there is something to tell.
func (w wording) appeal(kind mail.Kind, mine, staff string) (mail.Letter, error) {
	a, err := records.FindAppeal(w.app, w.l.About())
	if err != nil {
		return nil, err
	}
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	switch {
	case s.State() == story.Withdrawn:
		return nil, dropped("the story is gone")
	case kind == mail.AppealAsked && a.Outcome() == "":
		return mail.AppealAskedLetter{DeskURL: w.url("/_/")}, nil
	case kind == mail.AppealDecided && a.Outcome() != "":
		if w.l.ToCollection() == "members" {
			return mail.AppealDecidedLetter{StoryURL: staff}, w.inScope()
		}
		return mail.AppealDecidedLetter{StoryURL: mine}, nil
	}
	return nil, dropped("it is decided")
}
