package flow

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// AskDisclosure is a moderator asking to see one private detail of one story,
// because they believe that somebody is in immediate danger. The seniors are told
// at once. The moderator's password is asked for again: an unlocked screen is not
// enough. It returns the id of the request.
//
// Kept by: disclosure needs two.
func AskDisclosure(app core.App, asked story.Disclosure, password string) (id string, err error) {
	asked = asked.Cleaned()
	var ps story.Problems
	if err := ps.Add(asked.CheckAsk()); err != nil {
		return "", err
	}
	if err := ps.Add(checkModerator(app, asked.AskedBy, password)); err != nil {
		return "", err
	}
	if ps.Err() != nil {
		return "", ps
	}
	err = inTx(app, "asking for a private detail", func(tx core.App) error {
		if err := mayBeAsked(tx, asked); err != nil {
			return err
		}
		m, err := records.FindModerator(tx, asked.AskedBy)
		if err != nil {
			return err
		}
		asked.AskedAt, asked.AskedByName = now(tx), m.Name()
		d, err := records.NewDisclosure(tx, asked)
		if err != nil {
			return err
		}
		if err := tx.Save(d); err != nil {
			return fmt.Errorf("keeping the request: %w", err)
		}
		id = d.Id
		return oweSeniors(tx, d)
	})
	return id, err
}

// mayBeAsked refuses a request about no story, or one that is made already. Whether
// the author gave such a detail is not looked at: the answer would tell a moderator
// alone, and leave no trace. Who asks finds out when the request was agreed to.
func mayBeAsked(tx core.App, asked story.Disclosure) error {
	if _, err := records.FindStory(tx, asked.Story); err != nil {
		return err
	}
	before, err := records.DisclosuresOfStory(tx, asked.Story)
	if err != nil {
		return err
	}
	for _, d := range before {
		f := d.Facts()
		if state := f.State(now(tx)); f.Field == asked.Field && (state == story.DisclosureWaiting || state == story.DisclosureAgreed) {
			return story.Problem{Field: "field", Text: "This has been asked for already, and is not over yet. You find it in the list of requests."}
		}
	}
	return nil
}

// oweSeniors owes a letter to every senior moderator who could decide. The
// letter names no story: it must go out whatever becomes of that one.
func oweSeniors(tx core.App, d *records.Disclosure) error {
	moderators, err := records.Moderators(tx)
	if err != nil {
		return err
	}
	for _, m := range moderators {
		if !m.Senior() || !m.Active() || m.Id == d.Facts().AskedBy {
			continue
		}
		err := records.Owe(tx, records.Owed{Kind: string(mail.DisclosureAsked), About: d.Id, ToCollection: "moderators", To: m.Id, At: now(tx)})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkModerator makes sure that it is this moderator who is sitting there. After
// ten failures within a quarter of an hour it says no for a while.
func checkModerator(app core.App, id, password string) error {
	wrong := story.Problem{Field: "password", Text: "That is not your password. Type the one you sign in with."}
	if tooMany(app, "moderator", id, mostFailures, failuresTime) {
		return story.Problem{Field: "password", Text: "The password was wrong too often. Wait a quarter of an hour, or ask a colleague."}
	}
	m, err := records.FindModerator(app, id)
	if err != nil {
		return err
	}
	count(app, "moderator", id) // before the slow part, so that many at once are many
	if !m.Active() || !matches(app, m.ProxyRecord(), password) {
		return wrong
	}
	forget(app, "moderator", id)
	return nil
}

// ErrNothingToShow says that the author gave no such detail, or took it off. That
// somebody looked is recorded.
var ErrNothingToShow = errors.New("there is no such detail")

// ShowDisclosure gives the moderator who asked the one value that was agreed to.
// It does so once. Nobody else sees it, not the senior moderator who agreed
// either: the fewer eyes, the better, and it is the asker who passes it on.
//
// Kept by: disclosure needs two.
func ShowDisclosure(app core.App, id, moderator, password string) (value string, err error) {
	if err := checkModerator(app, moderator, password); err != nil {
		return "", err
	}
	err = inTx(app, "showing a private detail", func(tx core.App) error {
		value, err = records.OpenDisclosed(tx, deployment.Of(tx).Sealer, id, moderator, now(tx))
		return err
	})
	if err != nil {
		return "", err
	}
	if value == "" {
		return "", ErrNothingToShow
	}
	return value, nil
}

// dayOf cuts a time to its day where the site is.
func dayOf(app core.App) func(time.Time) time.Time {
	zone := deployment.Of(app).Region.Zone()
	return func(t time.Time) time.Time {
		y, m, d := t.In(zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, zone).UTC()
	}
}
