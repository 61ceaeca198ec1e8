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
		if err := settle(tx, a, o, by, answer); err != nil {
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

// SeniorsFor lists the active senior moderators who may decide an appeal: those who had no
// part in what it is against.
func SeniorsFor(app core.App, a *records.Appeal) (ids []string, err error) {
	moderators, err := records.Moderators(app)
	if err != nil {
		return nil, err
	}
	for _, m := range moderators {
		if !m.Active() || !m.Senior() {
			continue
		}
		had, err := records.HadPartInAppealed(app, a, m.Id)
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
func oweAppealAsked(tx core.App, a *records.Appeal) error {
	n, err := oweDeciders(tx, mail.AppealAsked, a, "")
	if err != nil || n > 0 {
		return err
	}
	return oweAllAbout(tx, mail.AppealAsked, a.Story(), a.Id, "nobody")
}

// oweDeciders owes a letter to each who may decide an appeal. It returns to how many; once
// tells one time from the next.
func oweDeciders(tx core.App, kind mail.Kind, a *records.Appeal, once string) (int, error) {
	o := records.Owed{Kind: string(kind), Story: a.Story(), About: a.Id, Once: once}
	return oweSeniorsBut(tx, o, func(m string) (bool, error) { return records.HadPartInAppealed(tx, a, m) })
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
		if err := oweAppealAsked(tx, a); err != nil {
			return err
		}
	}
	return nil
}
