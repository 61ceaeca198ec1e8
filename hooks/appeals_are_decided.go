package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// checkAppeal is the part of "only seniors close" that is about appeals: one is made
// against what was decided about a story, a response or own words, by whom that is about,
// and is decided once.
func checkAppeal(tx core.App, before, after *core.Record) error {
	is := records.FactsOfAppeal(after)
	if before == nil {
		return mayBeAsked(tx, is)
	}
	was := records.FactsOfAppeal(before)
	for _, f := range []string{"story", "restriction", "response", "ownWords", "by", "organisation", "at", "decideBy"} {
		if changed(before, after, f) {
			return errNotSenior
		}
	}
	decides := was.Outcome() == "" && is.Outcome() != ""
	for _, f := range []string{"outcome", "decidedBy", "answer", "decidedAt", "words"} {
		if changed(before, after, f) && !decides {
			return errNotSenior
		}
	}
	if !decides {
		return nil
	}
	if !hints.OnlyNamesOut(was.Words(), is.Words()) {
		return errNotSenior
	}
	return mayBeDecided(tx, is)
}

// mayBeAsked lets an appeal be made by whom the decision is about, against what stands,
// with the time that there is for it.
func mayBeAsked(tx core.App, is *records.Appeal) error {
	if is.Outcome() != "" || is.DecidedBy() != "" || is.Answer() != "" || !is.DecidedAt().IsZero() || !is.DecideBy().Equal(flow.AppealEnds(tx, is.At())) {
		return errNotSenior
	}
	ok, err := isAboutTheirs(tx, is)
	if err == nil && !ok {
		err = errNotSenior
	}
	return err
}

// isAboutTheirs reports whether an appeal is against one decision, and one about whoever
// asks: an author's own story, a story about a service of the organisation, its own
// response or its own words.
func isAboutTheirs(tx core.App, is *records.Appeal) (bool, error) {
	switch of := [3]bool{is.Restriction() != "", is.Response() != "", is.OwnWords() != ""}; of {
	case [3]bool{true, false, false}:
		r, err := records.FindRestriction(tx, is.Restriction())
		if err != nil || is.Story() != r.Story() || is.ByAuthor() != (is.Organisation() == "") {
			return false, err
		}
		if is.ByAuthor() {
			return true, nil
		}
		return records.ReachesByService(tx, r.Story(), is.Organisation())
	case [3]bool{false, true, false}:
		r, err := records.FindResponse(tx, is.Response())
		return err == nil && !is.ByAuthor() && is.Story() == r.Story() && !r.ByAuthor() && r.Organisation() == is.Organisation() &&
			r.State() == story.ResponseRejected, err
	case [3]bool{false, false, true}:
		v, err := records.FindOwnWordsVersion(tx, is.OwnWords())
		return err == nil && !is.ByAuthor() && is.Story() == "" && v.Organisation() == is.Organisation() && !v.TakenAt().IsZero(), err
	}
	return false, nil
}

// mayBeDecided lets a senior moderator decide who had no part in it, or lets an appeal be
// settled by what was done with the story.
func mayBeDecided(tx core.App, is *records.Appeal) error {
	if is.Restriction() != "" {
		r, err := records.FindRestriction(tx, is.Restriction())
		if err != nil {
			return err
		}
		if isSettled(tx, r, is) {
			return nil
		}
	} else if is.Outcome() == story.AppealLifted {
		return errNotSenior // there is nothing to open
	}
	had, err := records.HadPartInAppealed(tx, is, is.DecidedBy())
	if err == nil && (had || !isSenior(tx, is.DecidedBy())) {
		err = errNotSenior
	}
	return err
}

// isSettled reports whether an appeal was settled without being decided: whoever opened
// the story again gave whoever asked what they wanted, had they a part in closing it or
// not; and against a closure of a story that was taken down there is nothing to decide.
func isSettled(tx core.App, r *records.Restriction, a *records.Appeal) bool {
	if a.Outcome() == story.AppealLifted {
		return !r.LiftedAt().IsZero() && r.LiftedBy() == a.DecidedBy()
	}
	newest, err := records.RestrictionOf(tx, r.Story())
	return err == nil && a.Outcome() == story.AppealStands && a.DecidedBy() == "" && newest.Removed() && !r.Removed()
}

// ownWordsAreGone lets an appeal go whose own words are gone: they have had their time. One
// about a story goes with the story.
func ownWordsAreGone(tx core.App, r *core.Record) (bool, error) {
	a := records.FactsOfAppeal(r)
	if a.OwnWords() == "" {
		return false, nil
	}
	_, err := records.FindOwnWordsVersion(tx, a.OwnWords())
	return errors.Is(err, records.ErrNotFound), ignoreNotFound(err)
}
