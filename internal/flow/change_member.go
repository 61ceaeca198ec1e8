package flow

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// theirs is one membership that an administrator wants to change, and who they are.
type theirs struct {
	admin  *records.Member
	in     *records.Membership
	member *records.Member
}

// findTheirs finds a membership of an administrator's own organisation. One of
// another is not there.
func findTheirs(tx core.App, adminID, membershipID string) (theirs, error) {
	admin, err := administrator(tx, adminID)
	if err != nil {
		return theirs{}, err
	}
	in, err := records.FindMembership(tx, membershipID)
	if err != nil {
		return theirs{}, err
	}
	if in.Organisation() != admin.Organisation() {
		return theirs{}, records.ErrNotFound
	}
	member, err := records.FindMember(tx, in.Member())
	return theirs{admin, in, member}, err
}

// check asks the rules whether the membership may come to this role; "" when it
// ends or rests. It counts the other administrators in the same transaction, so
// that two requests at one instant cannot both take the last but one.
func (t theirs) check(tx core.App, to story.Role) error {
	others, err := records.OtherAdministrators(tx, t.in.Organisation(), t.in.Id)
	if err != nil {
		return err
	}
	return story.CheckMemberStep(story.MemberStep{Own: t.own(), From: t.in.Role(), To: to, Frozen: t.in.Frozen() || t.in.Ended(now(tx)) || !t.member.Active(), Others: others})
}

func (t theirs) own() bool { return t.in.Member() == t.admin.Id }

// keep saves the membership and writes down what was done with it.
func (t theirs) keep(tx core.App, what, was, is string) error {
	if err := tx.Save(t.in); err != nil {
		return fmt.Errorf("saving a membership: %w", err)
	}
	return t.note(tx, what, was, is)
}

func (t theirs) note(tx core.App, what, was, is string) error {
	return records.WriteMemberAct(tx, records.MemberAct{Organisation: t.in.Organisation(), What: what, By: t.admin.Id, About: t.in.Member(),
		Was: was, Now: is, At: now(tx)})
}

// change does something with a membership of an administrator's organisation.
func change(app core.App, doing, adminID, membershipID string, do func(tx core.App, t theirs) error) error {
	return inTx(app, doing, func(tx core.App) error {
		t, err := findTheirs(tx, adminID, membershipID)
		if err != nil {
			return err
		}
		return do(tx, t)
	})
}

// ChangeRole gives a member another role. Nobody raises their own, and the last
// administrator stays one.
func ChangeRole(app core.App, adminID, membershipID string, to story.Role) error {
	if !to.AtLeast(story.RoleMember) {
		return story.Problem{Field: "role", Text: "Choose a role: member, responder or administrator."}
	}
	return change(app, "changing a role", adminID, membershipID, func(tx core.App, t theirs) error {
		was := t.in.Role()
		if was == to {
			return nil
		}
		if err := t.check(tx, to); err != nil {
			return err
		}
		t.in.SetRole(to)
		return t.keep(tx, "role", string(was), string(to))
	})
}

// ChangeJob writes what a member is in the organisation. What was written is not
// kept with the note of it: it may be a slip about a person.
func ChangeJob(app core.App, adminID, membershipID, jobTitle, department string) error {
	jobTitle, department = story.CleanLine(jobTitle), story.CleanLine(department)
	if err := story.CheckJob(jobTitle, department, ""); err != nil {
		return err
	}
	return change(app, "changing a member", adminID, membershipID, func(tx core.App, t theirs) error {
		if t.in.JobTitle() == jobTitle && t.in.Department() == department {
			return nil
		}
		t.in.SetJob(jobTitle, department)
		return t.keep(tx, "details", "", "")
	})
}

// EndOn has a membership end by itself after its last day, or with the zero time
// never. Somebody who is an administrator with no end must be left.
func EndOn(app core.App, adminID, membershipID string, lastDay time.Time) error {
	return change(app, "ending a membership on a day", adminID, membershipID, func(tx core.App, t theirs) error {
		if err := story.CheckLastDay(lastDay, now(tx)); err != nil {
			return err
		}
		if !lastDay.IsZero() {
			if err := t.check(tx, ""); err != nil {
				return err
			}
		}
		until := story.EndAfter(lastDay)
		if t.in.Until().Equal(until) {
			return nil
		}
		t.in.SetUntil(until)
		return t.keep(tx, "until", "", until.Format(time.DateOnly))
	})
}

// FreezeMember keeps a member out until somebody unfreezes them: every sign-in for
// this organisation ends at once, and letters stop. Whoever belongs to another
// organisation acts for that one when they sign in again.
func FreezeMember(app core.App, adminID, membershipID string) error {
	return change(app, "freezing a member", adminID, membershipID, func(tx core.App, t theirs) error {
		if t.own() {
			return story.ErrOwnFreeze
		}
		if t.in.Frozen() {
			return nil
		}
		if err := t.check(tx, ""); err != nil {
			return err
		}
		t.in.SetFrozen(now(tx))
		if err := t.keep(tx, "frozen", "", ""); err != nil {
			return err
		}
		if err := records.DropAdministratorsInvitedBy(tx, t.in.Organisation(), t.member.Id); err != nil {
			return err
		}
		return t.moveOn(tx)
	})
}

// UnfreezeMember lets a member in again.
func UnfreezeMember(app core.App, adminID, membershipID string) error {
	return change(app, "unfreezing a member", adminID, membershipID, func(tx core.App, t theirs) error {
		if !t.in.Frozen() {
			return nil
		}
		t.in.SetFrozen(time.Time{})
		return t.keep(tx, "unfrozen", "", "")
	})
}

// moveOn has somebody who acted for this organisation act for another of theirs,
// if there is one that lets them in.
func (t theirs) moveOn(tx core.App) error {
	if t.member.Organisation() != t.in.Organisation() {
		return nil
	}
	fresh, err := records.FindMember(tx, t.member.Id) // its sign-ins have just ended
	if err != nil {
		return err
	}
	_, err = moveOn(tx, fresh)
	return err
}

// RemoveMember takes a person out of an organisation, for good. If it was their
// only one, the account goes with it; where their responses lead to it, what is
// left of it is that a member wrote them, under no name but the one they signed with.
func RemoveMember(app core.App, adminID, membershipID string) error {
	err := change(app, "removing a member", adminID, membershipID, func(tx core.App, t theirs) error {
		return t.takeOut(tx, "removed")
	})
	if err == nil {
		emptyLog(app)
	}
	return err
}

// LeaveOrganisation takes a member out of the organisation they act for, by their
// own wish. The last administrator stays.
func LeaveOrganisation(app core.App, memberID string) error {
	err := inTx(app, "leaving an organisation", func(tx core.App) error {
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return err
		}
		if !m.LetIn(now(tx)) {
			return records.ErrNotFound
		}
		return theirs{admin: m, in: m.Membership(), member: m}.takeOut(tx, "left")
	})
	if err == nil {
		emptyLog(app)
	}
	return err
}

func (t theirs) takeOut(tx core.App, what string) error {
	if err := t.check(tx, ""); err != nil {
		return err
	}
	if err := t.note(tx, what, string(t.in.Role()), ""); err != nil {
		return err
	}
	return t.end(tx)
}

// end deletes the membership, and the account with its last one.
func (t theirs) end(tx core.App) error {
	if err := endSignInsFor(tx, t); err != nil {
		return err
	}
	// Nobody comes back as an administrator by a letter they sent to themselves.
	if err := records.DropAdministratorsInvitedBy(tx, t.in.Organisation(), t.member.Id); err != nil {
		return err
	}
	if err := tx.Delete(t.in); err != nil {
		return fmt.Errorf("deleting a membership: %w", err)
	}
	left, err := records.MembershipsOf(tx, t.member.Id)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		return t.moveOn(tx)
	}
	if !t.member.Active() { // whoever runs the site shut them out: the address stays taken, so that nobody lets them in again
		return nil
	}
	return dropAccount(tx, t.member.Id)
}

func endSignInsFor(tx core.App, t theirs) error {
	if t.member.Organisation() != t.in.Organisation() {
		return nil
	}
	_, err := records.EndSessionsOf(tx, t.member.ProxyRecord(), "", now(tx))
	return err
}

// dropAccount deletes the account of somebody who has left every organisation.
func dropAccount(tx core.App, memberID string) error {
	m, err := records.FindMember(tx, memberID)
	if err != nil {
		return err
	}
	answered, err := records.HasAnswered(tx, m.Id)
	if err != nil {
		return err
	}
	if answered {
		return anonymiseMember(tx, m)
	}
	if m.Photo() != "" { // with the row its file would go a moment later; so it goes now
		m.DropPhoto()
		if err := tx.Save(m); err != nil {
			return fmt.Errorf("dropping a photo: %w", err)
		}
	}
	if err := tx.Delete(m); err != nil {
		return fmt.Errorf("deleting an account: %w", err)
	}
	return nil
}
