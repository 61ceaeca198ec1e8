package flow

import (
	"errors"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// AppealEnds is until when another senior moderator decides about an appeal that was made
// at a moment, as precise as the database keeps it.
func AppealEnds(app core.App, at time.Time) time.Time {
	return appealDay(app, at, story.AppealDays)
}

func appealDay(app core.App, at time.Time, days int) time.Time {
	return deployment.Of(app).Region.WorkingDaysAfter(at, days).UTC().Truncate(time.Millisecond)
}

// AppealAsAuthor asks another senior moderator to decide about an author's own story
// that was closed or taken down. It can be done once.
func AppealAsAuthor(app core.App, authorID, storyID, words string) error {
	return appeal(app, words, func(tx core.App, words string) (*records.Appeal, error) {
		if _, err := records.FindStoryOfAuthor(tx, authorID, storyID); err != nil {
			return nil, err
		}
		masked, _, err := MaskMessage(tx, storyID, words)
		if err != nil {
			return nil, err
		}
		return appealAgainst(tx, storyID, "author", "", masked)
	})
}

// AppealAsService is the same for an administrator of an organisation whose service
// the story is about: it may think that the story should be read.
func AppealAsService(app core.App, memberID, storyID, words string) error {
	return appeal(app, words, func(tx core.App, words string) (*records.Appeal, error) {
		m, err := administrator(tx, memberID)
		if err != nil {
			return nil, err
		}
		in, err := records.ReachesByService(tx, storyID, m.Organisation())
		if err == nil && !in {
			err = records.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		return appealAgainst(tx, storyID, "service", m.Organisation(), MaskAnswer(tx, words))
	})
}

// AppealForResponse asks, for an administrator's organisation, another senior moderator
// to decide about a response of its own that was refused. It can be done once.
func AppealForResponse(app core.App, memberID, responseID, words string) error {
	return appeal(app, words, func(tx core.App, words string) (*records.Appeal, error) {
		r, err := RefusedResponse(tx, memberID, responseID)
		if err != nil {
			return nil, err
		}
		if err := notAppealed(tx, "response", r.Id); err != nil {
			return nil, err
		}
		return records.NewAppealForResponse(tx, r, MaskAnswer(tx, words))
	})
}

// AppealForOwnWords is the same for what an organisation said on a page and a moderator
// took off.
func AppealForOwnWords(app core.App, memberID, versionID, words string) error {
	return appeal(app, words, func(tx core.App, words string) (*records.Appeal, error) {
		v, err := TakenOffWords(tx, memberID, versionID)
		if err != nil {
			return nil, err
		}
		if err := notAppealed(tx, "ownWords", v.Id); err != nil {
			return nil, err
		}
		return records.NewAppealForOwnWords(tx, v, MaskAnswer(tx, words))
	})
}

// RefusedResponse finds a refused response of an administrator's organisation, whose story
// still reaches it. Any other is not there.
func RefusedResponse(app core.App, memberID, responseID string) (*records.Response, error) {
	m, err := administrator(app, memberID)
	if err != nil {
		return nil, err
	}
	r, err := records.FindResponse(app, responseID)
	if err != nil {
		return nil, err
	}
	if r.ByAuthor() || r.Organisation() != m.Organisation() || r.State() != story.ResponseRejected {
		return nil, records.ErrNotFound
	}
	s, err := records.FindStory(app, r.Story())
	if err != nil {
		return nil, err
	}
	in, err := records.Reaches(app, s.Id, m.Organisation())
	if err == nil && (!in || !s.State().MayBeRead() && s.State() != story.Restricted) {
		err = records.ErrNotFound
	}
	return r, err
}

// TakenOffWords finds what a moderator took off a page of an administrator's organisation.
func TakenOffWords(app core.App, memberID, versionID string) (*records.OwnWordsVersion, error) {
	m, err := administrator(app, memberID)
	if err != nil {
		return nil, err
	}
	v, err := records.FindOwnWordsVersion(app, versionID)
	if err == nil && (v.Organisation() != m.Organisation() || v.TakenAt().IsZero()) {
		return nil, records.ErrNotFound
	}
	return v, err
}

func notAppealed(tx core.App, field, id string) error {
	_, err := records.AppealAbout(tx, field, id)
	switch {
	case err == nil:
		return story.ErrAppeal
	case errors.Is(err, records.ErrNotFound):
		return nil
	}
	return err
}

func appealAgainst(tx core.App, storyID, by, organisation, words string) (*records.Appeal, error) {
	s, err := records.FindStory(tx, storyID)
	if err != nil {
		return nil, err
	}
	r, err := MayAppeal(tx, s, by)
	if err != nil {
		return nil, err
	}
	return records.NewAppeal(tx, r, by, organisation, words)
}

// appeal keeps an appeal that make finds to be in order, and tells those who may decide.
// What would lead to anybody is taken out of its words, as out of an answer.
func appeal(app core.App, words string, make func(tx core.App, words string) (*records.Appeal, error)) error {
	words = story.Clean(words)
	if err := story.CheckAppeal(words); err != nil {
		return err
	}
	return inTx(app, "asking for another decision", func(tx core.App) error {
		a, err := make(tx, words)
		if err != nil {
			return err
		}
		at := now(tx)
		a.SetAsked(at, AppealEnds(tx, at))
		if err := records.SaveRow(tx, "an appeal", a); err != nil {
			return err
		}
		if err := noteAppeal(tx, a, "", "appealed"); err != nil {
			return err
		}
		return oweAppealAsked(tx, a)
	})
}

// noteAppeal writes a step of an appeal into the record of its story. Own words have none:
// what is known of it stands with the appeal.
func noteAppeal(tx core.App, a *records.Appeal, by, what string) error {
	if a.Story() == "" {
		return nil
	}
	reason := string(a.Outcome())
	if what == "appealed" && a.Restriction() != "" {
		r, err := records.FindRestriction(tx, a.Restriction())
		if err != nil {
			return err
		}
		reason = r.Reason()
	}
	return records.WriteDown(tx, records.Act{Story: a.Story(), Response: a.Response(), By: by, What: what, Reason: reason, Version: relayed, At: now(tx)})
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
