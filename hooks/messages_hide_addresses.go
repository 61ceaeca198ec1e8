package hooks

import (
	"errors"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

var errReport = errors.New("what a reader reports is about a story that everybody can read, is written once, holds nobody's address, and is dealt with once by an active moderator")

var errLeads = errors.New("what is said about a decision, or asked about one, leads to nobody")

var errMessage = errors.New("a message is written once, by the author or an active moderator, and holds nobody's address")

// Moderators write to authors and authors answer, and neither sees where the
// other is.
//
// No message of an author can be stored that holds an e-mail address, or their own
// e-mail or postcode however it is spaced. No message of a moderator can that
// looks as if it led to anybody, but for the site's own public addresses. It is
// never compared with what is the author's: a refusal would tell whoever guesses
// that they guessed well. A message is nobody's but the author's or an active
// moderator's, is about a story that is still here, stands beside its act in the record
// of the story, and is never changed: a moderator can only note that it was dealt with.
//
// So it is with what they say of a decision: why a story was closed or opened again, own
// words were taken off a page, and what came of an appeal or a second look. And with the
// words of an appeal, as with an answer, which stand without what leads to anybody.
func messagesHideAddresses(app core.App, name string) {
	shut(app, name, "messages")
	guard(app, name, "messages", func(tx core.App, before, after *core.Record) error {
		if before != nil {
			for _, f := range []string{"story", "by", "moderator", "text", "at"} {
				if changed(before, after, f) {
					return errMessage
				}
			}
			return nil
		}
		s, err := records.FindStory(tx, after.GetString("story"))
		if err != nil || s.State().IsGone() {
			return errors.Join(errMessage, story.ErrStep)
		}
		// Somebody wrote it, by a door that leaves an act behind it.
		act, err := records.LastActAbout(tx, after.Id)
		if err != nil || act.By() != after.GetString("moderator") || act.What() != records.MessageAct(act.By()) ||
			act.Story() != s.Id || !act.At().Equal(after.GetDateTime("at").Time()) {
			return errors.Join(errMessage, ignoreNotFound(err))
		}
		text := after.GetString("text")
		switch by := after.GetString("by"); {
		case by == "author" && after.GetString("moderator") == "":
			return hidesOwnAddresses(tx, s.Id, text)
		case by == "moderator":
			m, err := records.FindModerator(tx, after.GetString("moderator"))
			if err != nil || !m.Active() || hints.Reaches(text, deployment.Of(tx).PublicContacts()) {
				return errMessage
			}
			return nil
		}
		return errMessage
	})
	stays(app, name, "messages", errMessage, nil)
	for collection, fields := range map[string][]string{"restrictions": {"words", "liftWords"}, "appeals": {"answer"},
		"service_reviews": {"answer"}, "own_words": {"reason"}} {
		guard(app, name+"/"+fields[0], collection, leadsNowhere(fields))
	}
	guard(app, name, "appeals", appealsLeadNowhere)
	guard(app, name, "reader_reports", readersAreNobody)
	stays(app, name, "reader_reports", errReport, func(tx core.App, r *core.Record) (bool, error) {
		done := r.GetDateTime("doneAt").Time()
		if !done.IsZero() && !done.After(story.FindClock("reader-reports").Cutoff(deployment.Now(tx))) {
			return true, nil
		}
		return isGoing(tx, r)
	})
}

// leadsNowhere refuses new words of a moderator that look as if they led to anybody.
func leadsNowhere(fields []string) check {
	return func(tx core.App, before, after *core.Record) error {
		for _, f := range fields {
			if changed(before, after, f) && hints.Reaches(after.GetString(f), deployment.Of(tx).PublicContacts()) {
				return errLeads
			}
		}
		return nil
	}
}

// appealsLeadNowhere keeps ways to reach anybody, and an author's own, out of why somebody
// asks for another decision.
func appealsLeadNowhere(tx core.App, before, after *core.Record) error {
	if !changed(before, after, "words") {
		return nil
	}
	if len(hints.Contacts(after.GetString("words"), deployment.Of(tx).PublicContacts())) > 0 {
		return errLeads
	}
	if records.FactsOfAppeal(after).ByAuthor() {
		if err := hidesOwnAddresses(tx, after.GetString("story"), after.GetString("words")); err != nil {
			return errors.Join(errLeads, err)
		}
	}
	return nil
}

// readersAreNobody keeps what a reader reports to a story that everybody can read, and
// ways to reach anybody out of it. It is written once; a moderator notes once that it
// was dealt with. It is not compared with what is the author's, as a moderator's message
// is not.
func readersAreNobody(tx core.App, before, after *core.Record) error {
	if before != nil {
		for _, f := range []string{"story", "response", "reason", "words", "at"} {
			if changed(before, after, f) {
				return errReport
			}
		}
		m, err := records.FindModerator(tx, after.GetString("doneBy"))
		if err != nil || !m.Active() || !before.GetDateTime("doneAt").IsZero() || after.GetDateTime("doneAt").IsZero() || after.GetString("outcome") == "" {
			return errors.Join(errReport, err)
		}
		return nil
	}
	s, err := records.FindStory(tx, after.GetString("story"))
	if err != nil || s.State() != story.Published {
		return errors.Join(errReport, err)
	}
	if len(hints.Contacts(after.GetString("words"), deployment.Of(tx).PublicContacts())) > 0 {
		return errReport
	}
	return nil
}

func hidesOwnAddresses(tx core.App, storyID, text string) error {
	known, err := records.ContactsOf(tx, deployment.Of(tx).Sealer, storyID)
	if err != nil {
		return errors.Join(errMessage, err)
	}
	if slices.ContainsFunc(known, func(v string) bool { return hints.Holds(text, v) }) || holdsEmail(text) {
		return errMessage
	}
	return nil
}

func holdsEmail(text string) bool {
	return slices.ContainsFunc(hints.Contacts(text, nil), func(m hints.Mark) bool { return m.Kind == hints.Email })
}
