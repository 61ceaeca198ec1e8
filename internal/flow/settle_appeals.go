package flow

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// settleAppeals gives every appeal against a decision that nobody has decided the outcome
// that came about without it: the other side's lifted the closure, or a senior moderator
// opened the story, or took it down. Whoever asked is told. What is said about it was
// written for the author: a service is told what was decided, and not in those words.
func settleAppeals(tx core.App, r *records.Restriction, o story.AppealOutcome, by, words string) error {
	open, err := undecided(tx, r)
	if err != nil {
		return err
	}
	for _, a := range open {
		answer := ""
		if a.ByAuthor() {
			answer = words
		}
		a.SetDecided(o, by, answer, now(tx))
		if err := records.SaveRow(tx, "an appeal", a); err != nil {
			return err
		}
		if err := tellAppealDecided(tx, a); err != nil {
			return err
		}
	}
	return nil
}

// undecided lists the appeals against a decision that nobody has decided.
func undecided(tx core.App, r *records.Restriction) ([]*records.Appeal, error) {
	made, err := records.AppealsAgainst(tx, r.Id)
	return slices.DeleteFunc(made, func(a *records.Appeal) bool { return a.Outcome() != "" }), err
}

// overtakeAppeals ends the appeals against a closure when the story is taken down: the
// closure stands in something that goes further, and against that they can appeal anew.
// Nobody has decided them.
func overtakeAppeals(tx core.App, closures []*records.Restriction) error {
	for _, r := range closures {
		if r.Removed() || !r.LiftedAt().IsZero() {
			continue
		}
		if err := settleAppeals(tx, r, story.AppealStands, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// SeniorsFor lists the active senior moderators who had no part in a decision: those who
// may decide an appeal against it.
func SeniorsFor(app core.App, r *records.Restriction) (ids []string, err error) {
	moderators, err := records.Moderators(app)
	if err != nil {
		return nil, err
	}
	for _, m := range moderators {
		if !m.Active() || !m.Senior() {
			continue
		}
		had, err := records.HadPartIn(app, r, m.Id)
		if err != nil {
			return nil, err
		}
		if !had {
			ids = append(ids, m.Id)
		}
	}
	return ids, nil
}

// oweAppealAsked owes a letter to those who may decide an appeal. Where there is nobody,
// the seniors there are and the administrators of the machine are told that.
func oweAppealAsked(tx core.App, r *records.Restriction, a *records.Appeal) error {
	ids, err := SeniorsFor(tx, r)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := records.Owe(tx, records.Owed{Kind: string(mail.AppealAsked), Story: a.Story(), About: a.Id, ToCollection: "moderators", To: id, At: now(tx)})
		if err != nil {
			return err
		}
	}
	if len(ids) > 0 {
		return nil
	}
	return oweAllAbout(tx, mail.AppealAsked, a.Story(), a.Id, "nobody")
}

// oweAllAbout owes a letter to every active senior moderator and to the administrators of
// the machine, who can make somebody one.
func oweAllAbout(tx core.App, kind mail.Kind, storyID, about, once string) error {
	if err := oweSeniorsOnce(tx, kind, storyID, about, once); err != nil {
		return err
	}
	return oweAdministrators(tx, records.Owed{Kind: string(kind), Story: storyID, About: about, Once: once})
}

// lastToDecide tells, when a senior moderator has kept a story closed, whoever has to know
// that nobody is left who may decide the appeals there are.
func lastToDecide(tx core.App, r *records.Restriction) error {
	open, err := undecided(tx, r)
	if err != nil {
		return err
	}
	for _, a := range open {
		if err := oweAppealAsked(tx, r, a); err != nil {
			return err
		}
	}
	return nil
}

// appeal words what is about an appeal, as long as there is something to tell.
func (w wording) appeal(kind mail.Kind, mine, public, staff string) (mail.Letter, error) {
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
		return w.appealAsked(a)
	case kind == mail.AppealDecided && a.Outcome() != "":
		letter := mail.AppealDecidedLetter{StoryURL: mine, TakenDown: a.DecidedBy() == ""}
		if w.l.ToCollection() != "members" {
			return letter, nil
		}
		if s.State() == story.Removed { // what everybody is told of it is all they see
			letter.StoryURL = public
			return letter, w.letInto(a.Organisation())
		}
		letter.StoryURL = staff
		return letter, w.inScope()
	}
	return nil, dropped("it is decided")
}

// appealAsked says whether there is anybody who may decide, as things stand now.
func (w wording) appealAsked(a *records.Appeal) (mail.Letter, error) {
	r, err := records.FindRestriction(w.app, a.Restriction())
	if err != nil {
		return nil, err
	}
	ids, err := SeniorsFor(w.app, r)
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 && !has(ids, w.l.To()) {
		return nil, dropped("another senior moderator decides")
	}
	return mail.AppealAskedLetter{DeskURL: w.url("/_/"), Nobody: len(ids) == 0}, nil
}

func (w wording) letInto(organisation string) error {
	in, err := isLetInto(w.app, w.l.To(), organisation)
	if err == nil && !in {
		return dropped("not a member of this organisation any more")
	}
	return err
}
