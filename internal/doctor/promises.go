package doctor

import (
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// tried says, for each promise, how the doctor tried to break it. A promise that
// is not here is reported as not looked at.
var tried = map[string]string{
	"author-stays-anonymous":             "the account behind a story was neither to be found nor to be exchanged",
	"private-details-stay-sealed":        "no private value was shown or could be guessed, and none was stored in the clear",
	"original-words-stay-private":        "no first words were shown, and none could be rewritten",
	"only-moderators-publish":            "a story could not be published without a moderator, and no unread words were shown",
	"danger-is-seen-by-a-senior":         "a story in which somebody may be in danger could not be published",
	"the-danger-is-not-told":             "a service that may be the danger could not be asked about a story",
	"services-are-confirmed-first":       "a story could not become one about a place nobody has confirmed",
	"services-are-never-lost":            "a service could not be deleted",
	"nothing-is-shown-before-it-is-read": "a reply could not be published unread",
	"service-review-cannot-hold-back":    "no service could be given a year to look at a story",
	"questions-name-no-author":           "no service could be asked by nobody, or be told a story's number",
	"only-seniors-close":                 "a story could not be closed without a senior moderator",
	"edits-are-recorded":                 "a story's words could not be changed without a record",
	"letters-wait-for-publication":       "a letter about an unpublished story could not be owed",
	"only-members-in-scope-respond":      "a response by nobody in scope was refused",
	"withdrawn-stays-withdrawn":          "a story that was taken back could not be brought back",
	"erased-leaves-nothing":              "an erased person was looked for on every page of the data file",
	"export-is-complete":                 "a copy that leaves something out was refused",
	"accounts-cannot-be-guessed":         "no door says whether there is an account",
	"logs-hold-no-personal-data":         "nothing typed, and no browser, was found in the logs",
	"withdrawal-travels":                 "a story could not go without a note that it is gone",
	"doors-stay-shut":                    "no side door of the administration was open",
	"staff-prove-who-they-are":           "a moderator could not take a password that thieves try first",
	"shown-only-as-totals":               "a table of fewer than ten people was refused",
	"disclosure-needs-two":               "nobody could agree to a private detail that they asked for themselves",
	"messages-hide-addresses":            "a message with its author's address was refused",
	"kept-no-longer-than-said":           "a draft could not be kept for a year",
	"erased-stay-erased":                 "the note of an erasure could not be deleted, and the erased person is in the ledger",
}

// Tried lists the promises that the doctor tries to break.
func Tried() []string {
	var names []string
	for name := range tried {
		names = append(names, name)
	}
	return names
}

// attempt is a write that breaks a promise. It makes ready what it needs, and then
// returns the write itself, which must be refused.
type attempt func(tx core.App, s *records.Story, author string) (write func() error, err error)

// attempts are made on a story of the doctor's own. All of it is rolled back,
// whatever happens, so that nobody ever sees any of it.
var attempts = map[string]attempt{
	"author-stays-anonymous": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		other, err := records.NewAuthor(tx, deployment.Now(tx))
		if err != nil {
			return nil, err
		}
		if err := tx.Save(other); err != nil {
			return nil, fmt.Errorf("making another account: %w", err)
		}
		return saving(tx)(records.ForgeAuthorship(tx, s.Id, other.Id))
	},
	"private-details-stay-sealed": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		return saving(tx)(records.ForgeClearPostcode(tx, s.Id))
	},
	"original-words-stay-private": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		if err := records.KeepOriginal(tx, s.Id, records.First{Words: s.Words()}); err != nil {
			return nil, err
		}
		return saving(tx)(records.ForgeOriginal(tx, s.Id))
	},
	"only-moderators-publish": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		s.SetPublished(deployment.Now(tx), 1, "")
		return saving(tx)(s, nobodyDid(tx, s, "published"))
	},
	"nothing-is-shown-before-it-is-read": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		if err := publish(tx, s); err != nil {
			return nil, err
		}
		r, err := records.NewResponse(tx, s.Id)
		if err != nil {
			return nil, err
		}
		r.SetByAuthor()
		r.SetText("A test that goes by itself.")
		r.SetSaidAt(deployment.Now(tx))
		r.SetPublished(deployment.Now(tx), "")
		return saving(tx)(r, nil)
	},
	"edits-are-recorded": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		s.SetWords(records.Words{Title: "Other words", Text: "Nobody wrote down who changed this.", ScreenName: s.ScreenName()})
		return saving(tx)(s, nil)
	},
	"letters-wait-for-publication": func(tx core.App, s *records.Story, author string) (func() error, error) {
		owed := records.Owed{Kind: string(mail.StoryAlert), Story: s.Id, ToCollection: "members", To: author, At: deployment.Now(tx)}
		return func() error { return records.Owe(tx, owed) }, nil
	},
	"only-members-in-scope-respond": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		if err := publish(tx, s); err != nil {
			return nil, err
		}
		board, err := records.NewOrganisation(tx, "doctor", "test", "A test that goes by itself", "board")
		if err != nil {
			return nil, err
		}
		if err := tx.Save(board); err != nil {
			return nil, fmt.Errorf("making an organisation: %w", err)
		}
		m, err := records.AddMember(tx, "member@test.invalid", "A test", rand.Text(), board.Id, story.RoleResponder)
		if err != nil {
			return nil, err
		}
		if err := tx.Save(m); err != nil {
			return nil, fmt.Errorf("making a member: %w", err)
		}
		return func() error {
			_, err := flow.RespondToStory(tx, flow.Answer{StoryID: s.Id, MemberID: m.Id, Text: "A test that goes by itself."})
			return err
		}, nil
	},
	"withdrawn-stays-withdrawn": func(tx core.App, s *records.Story, author string) (func() error, error) {
		if err := flow.WithdrawStory(tx, author, s.Id); err != nil {
			return nil, err
		}
		back, err := records.FindStory(tx, s.Id)
		if err != nil {
			return nil, err
		}
		back.SetState(story.Submitted)
		return saving(tx)(back, nobodyDid(tx, back, "returned"))
	},
	"withdrawal-travels": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		s.SetState(story.Withdrawn) // and no note that it is gone
		return saving(tx)(s, nil)
	},
	"export-is-complete": func(tx core.App, _ *records.Story, author string) (func() error, error) {
		at := deployment.Now(tx)
		return func() error {
			_, err := records.AskForExport(tx, author, story.ExportedFields()[1:], at, at.Add(time.Minute))
			return err
		}, nil
	},
	"danger-is-seen-by-a-senior":      publishInDanger,
	"the-danger-is-not-told":          askTheDanger,
	"services-are-confirmed-first":    nameAnUnknownService,
	"services-are-never-lost":         loseAService,
	"staff-prove-who-they-are":        chooseCommonPassword,
	"shown-only-as-totals":            countFewPeople,
	"disclosure-needs-two":            agreeAlone,
	"messages-hide-addresses":         writeAnAddress,
	"kept-no-longer-than-said":        keepForAYear,
	"erased-stay-erased":              forgetAnErasure,
	"service-review-cannot-hold-back": giveAYearToLook,
	"questions-name-no-author":        nameTheStory,
	"only-seniors-close": func(tx core.App, s *records.Story, _ string) (func() error, error) {
		if err := publish(tx, s); err != nil {
			return nil, err
		}
		s, err := records.FindStory(tx, s.Id)
		if err != nil {
			return nil, err
		}
		s.SetState(story.Restricted)
		return saving(tx)(s, nobodyDid(tx, s, "restricted"))
	},
}

// nobodyDid writes down an act of no moderator behind the next version of a story, so that
// one promise alone is left to refuse what comes of it.
func nobodyDid(tx core.App, s *records.Story, what string) error {
	return records.WriteDown(tx, records.Act{Story: s.Id, What: what, Version: s.NextVersion(), At: deployment.Now(tx)})
}

// publish publishes the doctor's story as the site does, by a moderator made for
// it. It is rolled back with the rest.
func publish(tx core.App, s *records.Story) error {
	m, err := testModerator(tx, false)
	if err != nil {
		return err
	}
	state, err := flow.PublishStory(tx, flow.Decision{StoryID: s.Id, Version: s.Version(), Moderator: m.Id})
	if err != nil || state == story.Published {
		return err
	}
	return publishAtNight(tx, s.Id, m.Id)
}

// publishAtNight makes a story public that waits for the next opening only: office
// hours are the site's own, and no promise.
func publishAtNight(tx core.App, storyID, moderator string) error {
	s, err := records.FindStory(tx, storyID)
	if err != nil {
		return err
	}
	no, err := records.NextPublicationNo(tx)
	if err != nil {
		return fmt.Errorf("numbering a publication: %w", err)
	}
	at := deployment.Now(tx)
	s.SetPublished(at, no, moderator)
	if err := records.WriteDown(tx, records.Act{Story: s.Id, By: moderator, What: "published", Version: s.NextVersion(), At: at}); err != nil {
		return err
	}
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("publishing the doctor's story: %w", err)
	}
	return nil
}

// saving is the write of a record that was made with an error or without.
func saving(tx core.App) func(core.Model, error) (func() error, error) {
	return func(m core.Model, err error) (func() error, error) {
		return func() error { return tx.Save(m) }, err
	}
}

// errBack rolls an attempt back.
var errBack = errors.New("every attempt of the doctor is rolled back")

// tryPromises tries to break each promise that a write could break.
func (c *checkup) tryPromises() error {
	for _, promise := range c.watch.promises {
		if attempts[promise] == nil {
			continue
		}
		refused, err := Attempt(c.app, promise, c.person.AuthorID)
		if err != nil {
			return fmt.Errorf("trying to break %s: %w", promise, err)
		}
		if !refused {
			c.report(Finding{Check: "attempts", Level: Broken, Promise: promise, Found: "an attempt to break " + promise + " went through (and was undone)",
				Do: "this binary does not keep its promises: stop it, and put a released one in its place"})
		}
	}
	return nil
}

// Attempts lists the promises that a write could break.
func Attempts() []string {
	var names []string
	for name := range attempts {
		names = append(names, name)
	}
	return sorted(names)
}

// Attempt tries to break one promise with a fresh story of the invented author,
// says whether it was refused, and rolls all of it back.
func Attempt(app core.App, promise, authorID string) (refused bool, err error) {
	back := app.RunInTransaction(func(tx core.App) error {
		s, failed := flow.TestStory(tx, authorID)
		if failed != nil {
			err = failed
			return errBack
		}
		write, failed := attempts[promise](tx, s, authorID)
		if failed != nil {
			err = failed
			return errBack
		}
		refused = write() != nil
		return errBack
	})
	if !errors.Is(back, errBack) {
		return false, fmt.Errorf("rolling an attempt back: %w", back)
	}
	return refused, err
}
