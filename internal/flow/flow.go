// Package flow does one thing a person asked for, whole or not at all. Each
// file is a verb. Rules are asked of internal/story, words are kept by
// internal/records, and every promise in hooks/ runs on the way.
package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
)

// inTx runs do in one transaction: everything in it happens, or nothing does.
func inTx(app core.App, doing string, do func(tx core.App) error) error {
	if err := app.RunInTransaction(do); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// oneByOne does something for each thing on a list, each in a transaction of its own:
// what fails for one stops no other, and is returned when all had their turn. It
// returns for how many something was done and kept.
func oneByOne[T any](app core.App, doing string, list []T, do func(tx core.App, one T) (bool, error)) (done int, err error) {
	var failures []error
	for _, one := range list {
		did := false
		err := inTx(app, doing, func(tx core.App) (err error) {
			did, err = do(tx, one)
			return err
		})
		if err == nil && did {
			done++
		}
		failures = append(failures, err)
	}
	return done, errors.Join(failures...)
}

// oweAuthor owes a letter to whoever told a story, if letters can reach them.
func oweAuthor(tx core.App, kind mail.Kind, storyID, about string, at time.Time) error {
	a, err := records.FindAuthorOf(tx, storyID)
	if errors.Is(err, records.ErrNotFound) || (err == nil && !a.HasEmail()) {
		return nil
	}
	if err != nil {
		return err
	}
	return records.Owe(tx, records.Owed{Kind: string(kind), Story: storyID, About: about, ToCollection: "authors", To: a.Id, At: at, ExpiresAt: at.Add(firstPasswordTime)})
}

// oweMembers owes a letter to every member who is let in where a story reaches, and from
// whom it is not kept. It returns
// how many there are.
func oweMembers(tx core.App, kind mail.Kind, storyID, about string, at time.Time) (int, error) {
	members, err := records.MembersInScope(tx, storyID)
	if err != nil {
		return 0, err
	}
	if members, err = notKept(tx, storyID, members); err != nil {
		return 0, err
	}
	for _, m := range members {
		if m.LettersOff() {
			continue
		}
		if err := records.Owe(tx, records.Owed{Kind: string(kind), Story: storyID, About: about, ToCollection: "members", To: m.Id, At: at}); err != nil {
			return 0, err
		}
	}
	return len(members), nil
}

func now(app core.App) time.Time { return deployment.Now(app) }
