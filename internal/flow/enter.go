package flow

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// NotLetIn says in plain words why somebody whose password is right may act for
// none of their organisations.
type NotLetIn struct{ Words string }

// Error implements error.
func (n NotLetIn) Error() string { return "not let in by any organisation" }

// mayEnter reports whether any organisation lets a member in.
func mayEnter(app core.App, m *records.Member) (bool, error) {
	if !m.Active() {
		return false, nil
	}
	open, err := records.OpenMemberships(app, m.Id, now(app))
	return len(open) > 0, err
}

// isLetInto reports whether one organisation lets a member in.
func isLetInto(app core.App, memberID, organisation string) (bool, error) {
	open, err := records.OpenMemberships(app, memberID, now(app))
	for _, in := range open {
		if in.Organisation() == organisation {
			return true, err
		}
	}
	return false, err
}

// enterAsMember lets a member act for the organisation they acted for last or, if
// that one lets them in no longer, for the next that does.
func enterAsMember(app core.App, memberID string) (who *core.Record, err error) {
	err = inTx(app, "letting a member in", func(tx core.App) error {
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return err
		}
		if !m.Active() {
			return ErrSignIn
		}
		who = m.ProxyRecord()
		if m.LetIn(now(tx)) {
			return nil
		}
		moved, err := moveOn(tx, m)
		if err == nil && !moved {
			err = whyNot(tx, m)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return who, nil
}

// moveOn has a member act for the next organisation that lets them in. It reports
// whether there is one.
func moveOn(tx core.App, m *records.Member) (bool, error) {
	open, err := records.OpenMemberships(tx, m.Id, now(tx))
	if err != nil || len(open) == 0 {
		return false, err
	}
	m.ActFor(open[0].Organisation())
	if err := tx.Save(m); err != nil {
		return false, fmt.Errorf("saving a member: %w", err)
	}
	return true, nil
}

// whyNot says why no organisation lets a member in: of the one they acted for, or
// else of any.
func whyNot(tx core.App, m *records.Member) error {
	memberships, err := records.MembershipsOf(tx, m.Id)
	if err != nil {
		return err
	}
	if len(memberships) == 0 {
		return ErrSignIn
	}
	in := memberships[0]
	for _, x := range memberships {
		if x.Organisation() == m.Organisation() {
			in = x
		}
	}
	return shut(tx, in)
}

// shut is why one membership does not let its member in.
func shut(tx core.App, in *records.Membership) error {
	o, err := records.FindOrganisation(tx, in.Organisation())
	if err != nil {
		return err
	}
	day := func(t time.Time) string { return t.Format("2 January 2006") }
	switch at := now(tx); {
	case in.Frozen():
		return NotLetIn{"Your access for " + o.Name() + " is paused. Ask an administrator of " + o.Name() + " to let you in again."}
	case in.Ended(at):
		return NotLetIn{"Your time at " + o.Name() + " ended on " + day(in.LastDay()) + ". If that is wrong, ask an administrator of " + o.Name() + " to let you in again."}
	case o.TermUntil().IsZero() || at.Before(o.TermUntil()):
		return NotLetIn{o.Name() + " takes part here from " + day(o.TermFrom()) + ". You can sign in from that day."}
	default:
		return NotLetIn{o.Name() + " took part here until " + day(o.TermUntil().AddDate(0, 0, -1)) + ", so its people can’t sign in any more. Ask an administrator of " + o.Name() + "."}
	}
}

// SwitchOrganisation has a member act for another of their organisations from now
// on, on every device.
func SwitchOrganisation(app core.App, memberID, membershipID string) error {
	return inTx(app, "switching the organisation", func(tx core.App) error {
		in, err := records.FindMembership(tx, membershipID)
		if err != nil {
			return err
		}
		if in.Member() != memberID {
			return records.ErrNotFound
		}
		open, err := isLetInto(tx, memberID, in.Organisation())
		if err != nil {
			return err
		}
		if !open {
			return shut(tx, in)
		}
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return err
		}
		m.ActFor(in.Organisation())
		if err := tx.Save(m); err != nil {
			return fmt.Errorf("saving a member: %w", err)
		}
		return nil
	})
}

// ReachesElsewhere finds the membership of a member whose organisation a story
// reaches, when the one they act for now is not among those. Without one it is
// records.ErrNotFound.
func ReachesElsewhere(app core.App, memberID, storyID string) (*records.Membership, error) {
	open, err := records.OpenMemberships(app, memberID, now(app))
	if err != nil {
		return nil, err
	}
	for _, in := range open {
		reached, err := records.Reaches(app, storyID, in.Organisation())
		if err != nil {
			return nil, err
		}
		if reached {
			return in, nil
		}
	}
	return nil, records.ErrNotFound
}
