package flow

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// Asked is an invitation as whoever holds its link may see it.
type Asked struct {
	Organisation string
	Email        string
	Name         string // as the administrator wrote it; the person may put it right
	Role         story.Role
	LastDay      time.Time // zero for no end
	Known        bool      // there is an account with this address
}

// FindAsked finds the invitation of a link, or answers ErrLink.
func FindAsked(app core.App, token string) (Asked, error) {
	i, known, err := openInvitation(app, token)
	if err != nil {
		return Asked{}, err
	}
	o, err := records.FindOrganisation(app, i.Organisation())
	if err != nil {
		return Asked{}, err
	}
	return Asked{Organisation: o.Name(), Email: i.Email(), Name: i.Name(), Role: i.Role(), LastDay: i.LastDay(), Known: known != nil}, nil
}

// openInvitation finds the invitation of a link that still works, and the account
// with its address, nil when there is none.
func openInvitation(app core.App, token string) (*records.Invitation, *records.Member, error) {
	l, err := FindLink(app, token, mail.Invitation)
	if err != nil {
		return nil, nil, err
	}
	i, err := records.FindInvitation(app, l.To())
	if errors.Is(err, records.ErrNotFound) {
		return nil, nil, ErrLink
	}
	if err != nil {
		return nil, nil, err
	}
	m, err := records.FindMemberByEmail(app, i.Email())
	if errors.Is(err, records.ErrNotFound) {
		return i, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !m.Active() {
		return nil, nil, ErrLink // shut out here: no organisation lets them in again
	}
	return i, m, nil
}

// JoinOrganisation takes an invitation up by the link of its letter, which shows
// that the address is theirs. Somebody without an account gets one, with this name
// and password; somebody who has one keeps both, and these are not asked for.
func JoinOrganisation(app core.App, token, name, password string) (person *core.Record, made bool, err error) {
	name = story.CleanLine(name)
	asked, err := FindAsked(app, token)
	if err != nil {
		return nil, false, err
	}
	if !asked.Known {
		var ps story.Problems
		_ = ps.Add(story.CheckMemberName(name))
		_ = ps.Add(CheckPassword(password))
		if ps.Err() != nil {
			return nil, false, ps
		}
	}
	err = inTx(app, "joining an organisation", func(tx core.App) error {
		i, m, err := openInvitation(tx, token)
		if err != nil {
			return err
		}
		if m == nil && asked.Known { // erased in this very moment: what was sent makes no account
			return ErrLink
		}
		if made = m == nil; made {
			m, err = records.AddMember(tx, i.Email(), name, password, i.Organisation(), i.Role())
		} else {
			err = addMembership(tx, m, i)
		}
		if err == nil {
			err = tellWritten(tx, m, i)
		}
		if err != nil && !errors.Is(err, errInAlready) {
			return err
		}
		person = m.ProxyRecord()
		return endInvitation(tx, m, i)
	})
	if err == nil {
		emptyLog(app)
	}
	return person, made, err
}

// errInAlready says that whoever takes an invitation up came in by another way since:
// what they are there now stays.
var errInAlready = errors.New("they belong to the organisation already")

func addMembership(tx core.App, m *records.Member, i *records.Invitation) error {
	if _, err := records.FindMembershipIn(tx, m.Id, i.Organisation()); !errors.Is(err, records.ErrNotFound) {
		return cmp.Or(err, errInAlready)
	}
	in, err := records.NewMembership(tx, m.Id, i.Organisation(), i.Role(), now(tx))
	if err != nil {
		return err
	}
	if err := tx.Save(in); err != nil {
		return fmt.Errorf("saving a membership: %w", err)
	}
	if m.LetIn(now(tx)) {
		return nil
	}
	_, err = moveOn(tx, m)
	return err
}

// tellWritten takes over what the administrator wrote of the new member.
func tellWritten(tx core.App, m *records.Member, i *records.Invitation) error {
	in, err := records.FindMembershipIn(tx, m.Id, i.Organisation())
	if err != nil {
		return err
	}
	in.SetJob(i.JobTitle(), i.Department())
	in.SetUntil(i.Until())
	in.SetInvitedBy(i.InvitedBy())
	if err := tx.Save(in); err != nil {
		return fmt.Errorf("saving a membership: %w", err)
	}
	return nil
}

// endInvitation deletes an invitation that was taken up; no link of it works again.
func endInvitation(tx core.App, m *records.Member, i *records.Invitation) error {
	if err := records.Joined(tx, i.Id, m.Id); err != nil {
		return err
	}
	if err := records.WriteMemberAct(tx, records.MemberAct{Organisation: i.Organisation(), What: "joined", By: m.Id, About: m.Id,
		Now: string(i.Role()), At: now(tx)}); err != nil {
		return err
	}
	if err := tx.Delete(i); err != nil {
		return fmt.Errorf("deleting an invitation: %w", err)
	}
	return nil
}
