package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// review words what is about a service's look at a story, as long as it is of use.
func (w wording) review(kind mail.Kind) (mail.Letter, error) {
	s, err := w.story()
	if err != nil {
		return nil, err
	}
	if !s.State().MayBeModerated() && s.State() != story.Published {
		return nil, dropped("the story has moved on")
	}
	r, err := records.FindServiceReview(w.app, w.l.About())
	if err != nil {
		return nil, err
	}
	f := r.Facts()
	if kind == mail.SecondLook || kind == mail.SecondLookLate {
		if !f.AwaitsSenior() {
			return nil, dropped("it is decided")
		}
		if kind == mail.SecondLookLate {
			return mail.SecondLookLateLetter{DeskURL: w.url("/_/"), Until: w.when(f.DecideBy)}, nil
		}
		return mail.SecondLookLetter{DeskURL: w.url("/_/"), Until: w.when(f.DecideBy)}, nil
	}
	v, err := records.FindService(w.app, r.Service())
	if err != nil {
		return nil, err
	}
	if err := w.stillRuns(v); err != nil {
		return nil, err
	}
	name := v.Name()
	if v.Town() != "" {
		name += ", " + v.Town()
	}
	name, link := story.CleanLine(name), w.url("/review/"+w.l.Story()+"/"+LinkToken(w.app, w.l))
	switch {
	case kind == mail.ReviewDecided && f.DecidedBy != "":
		return mail.ReviewDecidedLetter{Service: name, ReviewURL: link}, nil
	case kind == mail.ServiceReview && s.State() == story.Approved && f.MayAnswer(now(w.app)) && f.DueAt.Equal(w.l.ExpiresAt().UTC()):
		return mail.ServiceReviewLetter{Service: name, ReviewURL: link, Until: w.when(f.DueAt)}, nil
	}
	return nil, dropped("the story has moved on")
}

// stillRuns makes sure that whoever is written to still looks after the service: the
// organisation that runs it takes part, and a member is an administrator there.
func (w wording) stillRuns(v *records.Service) error {
	runs, err := runnerTakesPart(w.app, v, now(w.app))
	if err == nil && runs && w.l.ToCollection() == "members" {
		runs, err = looksAfter(w.app, w.l.To(), v)
	}
	if err == nil && !runs {
		return dropped("another looks after this service now")
	}
	return err
}

// looksAfter reports whether a member is let in as an administrator of the organisation
// that runs a service, whichever of their organisations they act for now.
func looksAfter(app core.App, member string, v *records.Service) (bool, error) {
	in, err := records.FindMembershipIn(app, member, v.Organisation())
	if errors.Is(err, records.ErrNotFound) {
		return false, nil
	}
	if err != nil || in.Role() != story.RoleAdministrator {
		return false, err
	}
	return isLetInto(app, member, v.Organisation())
}
