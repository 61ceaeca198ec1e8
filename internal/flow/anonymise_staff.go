package flow

import (
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// ErrStillActive says that somebody must be shut out before their name is taken
// away: a slip in an address is then no harm.
var ErrStillActive = errors.New("this person can still sign in; shut them out first")

// AnonymiseMember takes away who a member was. Their account cannot be deleted
// once they have acted, because what they did is part of a story's record: what
// stays is that a member did it, and the name they put under published answers.
func AnonymiseMember(app core.App, email string) error {
	err := inTx(app, "anonymising a member", func(tx core.App) error {
		m, err := records.FindMemberByEmail(tx, email)
		if err != nil {
			return err
		}
		open, err := isOpenAnywhere(tx, m)
		if err != nil {
			return err
		}
		if open {
			return ErrStillActive
		}
		return anonymiseMember(tx, m)
	})
	if err != nil {
		return err
	}
	return Checkpoint(app)
}

// isOpenAnywhere reports whether a membership that is neither frozen nor ended lets this person
// in, whatever the term of its organisation.
func isOpenAnywhere(tx core.App, m *records.Member) (bool, error) {
	memberships, err := records.MembershipsOf(tx, m.Id)
	for _, in := range memberships {
		if m.Active() && !in.Frozen() && !in.Ended(now(tx)) {
			return true, err
		}
	}
	return false, err
}

func anonymiseMember(tx core.App, m *records.Member) error {
	m.Anonymise()
	if err := tx.Save(m); err != nil {
		return fmt.Errorf("saving a former member: %w", err)
	}
	if err := records.DropSessions(tx, m.ProxyRecord()); err != nil {
		return err
	}
	if err := records.DropMemberships(tx, m.Id); err != nil {
		return err
	}
	return records.DropSaved(tx, m.Id)
}

// AnonymiseModerator takes away who a moderator was. Their decisions stay.
func AnonymiseModerator(app core.App, email string) error {
	err := inTx(app, "anonymising a moderator", func(tx core.App) error {
		m, err := records.FindModeratorByEmail(tx, email)
		if err != nil {
			return err
		}
		if m.Active() {
			return ErrStillActive
		}
		return anonymiseModerator(tx, m)
	})
	if err != nil {
		return err
	}
	return Checkpoint(app)
}

func anonymiseModerator(tx core.App, m *records.Moderator) error {
	m.Anonymise()
	if err := tx.Save(m); err != nil {
		return fmt.Errorf("saving a former moderator: %w", err)
	}
	if _, err := records.DropSecondFactor(tx, m.ProxyRecord()); err != nil {
		return err
	}
	if err := records.DropDesk(tx, m.Id); err != nil {
		return err
	}
	if err := records.DropWorkOf(tx, m.Id); err != nil {
		return err
	}
	if err := records.DropWellbeingNotes(tx, m.Id); err != nil {
		return err
	}
	return records.DropSessions(tx, m.ProxyRecord())
}
