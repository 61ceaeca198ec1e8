package flow

import (
	"errors"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// appeal words what is about an appeal, as long as there is something to tell.
func (w wording) appeal(kind mail.Kind, mine string) (mail.Letter, error) {
	a, err := records.FindAppeal(w.app, w.l.About())
	if errors.Is(err, records.ErrNotFound) {
		return nil, dropped("the appeal is gone")
	}
	if err != nil {
		return nil, err
	}
	if a.Story() != "" {
		s, err := w.story()
		if err != nil {
			return nil, err
		}
		if s.State() == story.Withdrawn {
			return nil, dropped("the story is gone")
		}
	}
	switch decided := a.Outcome() != ""; {
	case kind == mail.AppealDecided && decided && w.l.ToCollection() == "members":
		return mail.AppealDecidedLetter{PageURL: w.url(AppealPath(a)), TakenDown: a.DecidedBy() == ""}, w.letInto(a.Organisation())
	case kind == mail.AppealDecided && decided:
		return mail.AppealDecidedLetter{PageURL: mine, TakenDown: a.DecidedBy() == ""}, nil
	case kind != mail.AppealDecided && !decided:
		return w.appealAsked(kind, a)
	}
	return nil, dropped("it is decided")
}

// AppealPath is the page of an organisation on which its appeal stands.
func AppealPath(a *records.Appeal) string {
	switch {
	case a.Response() != "":
		return "/staff/appeals/responses/" + a.Response()
	case a.OwnWords() != "":
		return "/staff/appeals/words/" + a.OwnWords()
	}
	return "/staff/appeals/stories/" + a.Story()
}

// appealAsked says by when, and whether there is anybody who may decide, as things stand now.
func (w wording) appealAsked(kind mail.Kind, a *records.Appeal) (mail.Letter, error) {
	ids, err := SeniorsFor(w.app, a)
	if err != nil {
		return nil, err
	}
	isLate := a.IsLate(now(w.app)) && kind == mail.AppealWaits
	if len(ids) > 0 && !has(ids, w.l.To()) && !(isLate && w.l.ToCollection() != "moderators") {
		return nil, dropped("another senior moderator decides")
	}
	desk, until, nobody := w.url("/_/"), w.when(a.DecideBy()), len(ids) == 0
	if kind == mail.AppealWaits {
		return mail.AppealWaitsLetter{DeskURL: desk, Until: until, Nobody: nobody, Late: isLate}, nil
	}
	return mail.AppealAskedLetter{DeskURL: desk, Until: until, Nobody: nobody}, nil
}

func (w wording) letInto(organisation string) error {
	in, err := isLetInto(w.app, w.l.To(), organisation)
	if err == nil && !in {
		return dropped("not a member of this organisation any more")
	}
	return err
}
