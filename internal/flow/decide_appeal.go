package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// AppealDecision is what another senior moderator made of an appeal.
type AppealDecision struct {
	AppealID  string
	Moderator string
	Outcome   story.AppealOutcome
	Answer    string
	Without   []string // names to take out of what a service wrote, before the author reads it
}

// ErrOwnDecision says that somebody decided on an appeal against themselves.
var ErrOwnDecision = errors.New("another senior moderator has to decide this")

// DecideAppeal is the decision of a senior moderator who had no part in it: who neither
// closed the story, took it or own words down or refused the response, nor has kept the
// story closed since.
//
// Kept by: only seniors close, messages hide addresses.
func DecideAppeal(app core.App, d AppealDecision) error {
	d.Answer = story.Clean(d.Answer)
	return inTx(app, "deciding on an appeal", func(tx core.App) error {
		a, err := appealToDecide(tx, d)
		if err != nil {
			return err
		}
		var r *records.Restriction
		if a.Restriction() != "" {
			if r, err = records.FindRestriction(tx, a.Restriction()); err != nil {
				return err
			}
		}
		if err := story.CheckAppealDecision(r != nil && !r.Removed(), d.Outcome, d.Answer); err != nil {
			return err
		}
		if err := leadsNowhere(tx, "answer", d.Answer); err != nil {
			return err
		}
		a.SetWords(hints.WithoutNames(a.Words(), d.Without))
		if err := settle(tx, a, d.Outcome, d.Moderator, d.Answer); err != nil {
			return err
		}
		if err := noteAppeal(tx, a, d.Moderator, "appeal-decided"); err != nil || r == nil {
			return err
		}
		return overturn(tx, r, d)
	})
}

// appealToDecide finds an appeal that a senior moderator may decide now.
func appealToDecide(tx core.App, d AppealDecision) (*records.Appeal, error) {
	if _, err := seniorModerator(tx, d.Moderator); err != nil {
		return nil, err
	}
	a, err := records.FindAppeal(tx, d.AppealID)
	if err != nil {
		return nil, err
	}
	open, err := records.IsAppealOpen(tx, a.Id)
	if err != nil {
		return nil, err
	}
	if !open {
		return nil, story.ErrAppeal
	}
	had, err := records.HadPartInAppealed(tx, a, d.Moderator)
	if err == nil && had {
		err = ErrOwnDecision
	}
	return a, err
}

// settle writes down what came of an appeal, and owes whoever asked a letter.
func settle(tx core.App, a *records.Appeal, o story.AppealOutcome, by, answer string) error {
	a.SetDecided(o, by, answer, now(tx))
	if err := records.SaveRow(tx, "an appeal", a); err != nil {
		return err
	}
	return tellAppealDecided(tx, a)
}

// overturn does what a decision on an appeal leads to. What falls for one side falls for
// both; what stands was decided on the words of one, and the other's wait for theirs.
func overturn(tx core.App, r *records.Restriction, d AppealDecision) error {
	switch d.Outcome {
	case story.AppealLifted:
		s, err := records.FindStory(tx, r.Story())
		if err != nil {
			return err
		}
		return lift(tx, s, r, Decision{Moderator: d.Moderator, Note: d.Answer})
	case story.AppealWrong:
		return settleAppeals(tx, r, d.Outcome, d.Moderator, d.Answer)
	case story.AppealStands:
	}
	return nil
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
