package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/ledger"
	"candour/internal/records"
	"candour/internal/story"
)

// replayPeople shuts out again whoever was shut out since the backup was made, and lets
// those go who have left: from one organisation, or altogether. Nobody new is let in, so
// an organisation may be left without an administrator.
func replayPeople(app core.App, facts []ledger.Fact, done *Replayed) error {
	of := map[string]ledger.Fact{}
	for _, f := range facts {
		of[f.ID] = f
	}
	for _, c := range []struct {
		collection string
		again      func(tx core.App, f ledger.Fact) (bool, error)
	}{
		{"memberships", shutMembership}, {"members", shutMember}, {"moderators", shutModerator},
		{core.CollectionNameSuperusers, dropAdministrator},
	} {
		there, err := records.Among(app, c.collection, idsOf(facts))
		if err != nil {
			return err
		}
		for _, id := range there {
			err := inTx(app, "shutting out again who had left", func(tx core.App) error {
				did, err := c.again(tx, of[id])
				if did {
					done.People++
				}
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func shutMembership(tx core.App, f ledger.Fact) (bool, error) {
	in, err := records.FindMembership(tx, f.ID)
	if errors.Is(err, records.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	m, err := records.FindMember(tx, in.Member())
	if err != nil {
		return false, err
	}
	t := theirs{in: in, member: m}
	if f.Kind == ledger.Left {
		return true, t.end(tx)
	}
	from := factDay(f)
	if in.Frozen() || in.Ended(now(tx)) || in.Until().Equal(from) {
		return false, nil
	}
	if from.After(now(tx)) {
		in.SetUntil(from)
	} else {
		in.SetFrozen(from)
	}
	if err := tx.Save(in); err != nil {
		return true, fmt.Errorf("saving a membership: %w", err)
	}
	return true, t.moveOn(tx)
}

func shutMember(tx core.App, f ledger.Fact) (bool, error) {
	m, err := records.FindMember(tx, f.ID)
	switch {
	case errors.Is(err, records.ErrNotFound): // with the only organisation they were in
		return false, nil
	case err != nil || records.IsFormer(m.ProxyRecord()):
		return false, err
	case f.Kind == ledger.Left:
		return true, dropAccount(tx, m.Id)
	case !m.Active():
		return false, nil
	}
	m.SetActive(false)
	if err := tx.Save(m); err != nil {
		return true, fmt.Errorf("shutting a member out: %w", err)
	}
	return true, nil
}

func shutModerator(tx core.App, f ledger.Fact) (bool, error) {
	m, err := records.FindModerator(tx, f.ID)
	switch {
	case err != nil || records.IsFormer(m.ProxyRecord()):
		return false, err
	case f.Kind == ledger.Left:
		return true, anonymiseModerator(tx, m)
	case !m.Active():
		return false, nil
	}
	m.SetActive(false)
	m.SetPassword(story.NewStoryKey())
	if err := tx.Save(m); err != nil {
		return true, fmt.Errorf("shutting a moderator out: %w", err)
	}
	return true, nil
}

// dropAdministrator takes the account of an administrator of the machine who has left.
// The last one stays, for PocketBase wants one, as nobody's.
func dropAdministrator(tx core.App, f ledger.Fact) (bool, error) {
	su, err := tx.FindRecordById(core.CollectionNameSuperusers, f.ID)
	if err != nil {
		return false, fmt.Errorf("finding an administrator: %w", err)
	}
	n, err := tx.CountRecords(core.CollectionNameSuperusers)
	switch {
	case err != nil:
		return false, fmt.Errorf("counting administrators: %w", err)
	case n > 1:
		err = tx.Delete(su)
	case records.IsFormer(su):
		return false, nil
	default:
		records.BecomeFormer(su)
		err = tx.Save(su)
	}
	if err != nil {
		return true, fmt.Errorf("shutting out an administrator: %w", err)
	}
	return true, nil
}
