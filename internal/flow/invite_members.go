package flow

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrManyLetters says that an address got as many invitations as it may for now.
var ErrManyLetters = errors.New("this address got several letters within the last hour")

// ErrOutOfTerm says that an organisation takes no part now, so nobody can join it.
var ErrOutOfTerm = errors.New("this organisation takes no part here now")

// Inviting says who invites, and where to.
type Inviting struct {
	Organisation string
	Admin        string // the member who invites; "" for the machine itself
	FromFile     bool
	Progress     func(looked int) // told how many were looked at; may be nil
}

// Invited counts what came of it.
type Invited struct{ New, Here int }

// inviteBatch is how many invitations go in one transaction, so that nobody who
// writes waits long behind a file.
const inviteBatch = 200

// InviteMembers asks people to join an organisation, by a letter to each. Whoever
// is a member of it already, or was asked, is passed over: it can be stopped and
// done again, and nobody gets a letter twice. It looks at no account, so neither
// what it answers nor how long it takes tells who has one elsewhere.
func InviteMembers(app core.App, by Inviting, people []story.Invitee) (all Invited, err error) {
	for batch := range slices.Chunk(people, inviteBatch) {
		var some Invited
		err := inTx(app, "inviting members", func(tx core.App) error {
			if by.Admin != "" {
				m, err := administrator(tx, by.Admin)
				if err != nil {
					return err
				}
				by.Organisation = m.Organisation()
			}
			some, err = inviteSome(tx, by, batch)
			return err
		})
		if err != nil {
			return all, errors.Join(err, writeImported(app, by, all))
		}
		all.New, all.Here = all.New+some.New, all.Here+some.Here
		if by.Progress != nil {
			by.Progress(all.New + all.Here)
		}
	}
	return all, writeImported(app, by, all)
}

func inviteSome(tx core.App, by Inviting, people []story.Invitee) (some Invited, err error) {
	o, err := records.FindOrganisation(tx, by.Organisation)
	if err != nil {
		return some, err
	}
	if until := o.TermUntil(); !until.IsZero() && !now(tx).Before(until) {
		return some, ErrOutOfTerm
	}
	for _, who := range people {
		who = who.Cleaned()
		if err := who.Check(); err != nil {
			return some, err
		}
		here, err := records.IsHere(tx, by.Organisation, who.Email)
		if err != nil {
			return some, err
		}
		if here {
			some.Here++
			continue
		}
		if by.Admin != "" && !by.FromFile { // called off and invited anew is a letter again
			if err := notManyLetters(tx, "first letters from "+by.Organisation, who.Email); err != nil {
				return some, story.Problem{Field: "email", Text: "This address got several letters within the last hour. Try again later."}
			}
		}
		i, err := records.NewInvitation(tx, by.Organisation, by.Admin, who)
		if err != nil {
			return some, err
		}
		if err := sendInvitation(tx, i); err != nil {
			return some, err
		}
		some.New++
		if by.FromFile {
			continue // one line for the whole file
		}
		if err := records.WriteMemberAct(tx, records.MemberAct{Organisation: by.Organisation, What: "invited", By: by.Admin, Invitation: i.Id,
			Now: string(who.Role), At: now(tx)}); err != nil {
			return some, err
		}
	}
	return some, nil
}

// sendInvitation owes the letter and lets the invitation stand from now, at the
// longest until the last day of what it asks to is over.
func sendInvitation(tx core.App, i *records.Invitation) error {
	at := now(tx)
	if err := story.CheckLastDay(i.LastDay(), at); err != nil {
		return err
	}
	until := story.FindClock("invitations").Ends(at)
	if end := i.Until(); !end.IsZero() && end.Before(until) {
		until = end
	}
	i.SetSent(at, until)
	if err := tx.Save(i); err != nil {
		return fmt.Errorf("saving an invitation: %w", err)
	}
	return records.Owe(tx, records.Owed{Kind: string(mail.Invitation), ToCollection: "invitations", To: i.Id,
		Once: at.Format(time.RFC3339Nano), At: at, ExpiresAt: until})
}

func writeImported(app core.App, by Inviting, all Invited) error {
	if !by.FromFile || all.New == 0 {
		return nil
	}
	return records.WriteMemberAct(app, records.MemberAct{Organisation: by.Organisation, What: "imported", By: by.Admin,
		Now: strconv.Itoa(all.New), At: now(app)})
}

// notManyLetters counts some letters of one organisation to an address, and refuses
// the next when there were many. Those of other organisations do not count: they
// would tell that there are some.
func notManyLetters(tx core.App, what, address string) error {
	if tooMany(tx, what, address, mostAsked, askedTime) {
		return ErrManyLetters
	}
	count(tx, what, address)
	return nil
}

// InviteAgain sends the letter of an invitation once more: its older links go on
// working as long as they would have.
func InviteAgain(app core.App, adminID, invitationID string) error {
	return inTx(app, "inviting again", func(tx core.App) error {
		m, i, err := ownInvitation(tx, adminID, invitationID)
		if err != nil {
			return err
		}
		if err := notManyLetters(tx, "letters anew from "+i.Organisation(), i.Email()); err != nil {
			return err
		}
		if err := sendInvitation(tx, i); err != nil {
			return err
		}
		return records.WriteMemberAct(tx, records.MemberAct{Organisation: m.Organisation(), What: "resent", By: m.Id, Invitation: i.Id, At: now(tx)})
	})
}

// CancelInvitation calls an invitation off: its links work no longer, and nothing
// of it is kept but that it was called off.
func CancelInvitation(app core.App, adminID, invitationID string) error {
	err := inTx(app, "calling an invitation off", func(tx core.App) error {
		m, i, err := ownInvitation(tx, adminID, invitationID)
		if err != nil {
			return err
		}
		if err := tx.Delete(i); err != nil {
			return fmt.Errorf("deleting an invitation: %w", err)
		}
		return records.WriteMemberAct(tx, records.MemberAct{Organisation: m.Organisation(), What: "cancelled", By: m.Id, At: now(tx)})
	})
	if err == nil {
		emptyLog(app)
	}
	return err
}

// ownInvitation finds an invitation of an administrator's own organisation.
func ownInvitation(tx core.App, adminID, invitationID string) (*records.Member, *records.Invitation, error) {
	m, err := administrator(tx, adminID)
	if err != nil {
		return nil, nil, err
	}
	i, err := records.FindInvitation(tx, invitationID)
	if err != nil {
		return nil, nil, err
	}
	if i.Organisation() != m.Organisation() {
		return nil, nil, records.ErrNotFound
	}
	return m, i, nil
}

// administrator finds a member who may look after the others of the organisation
// they act for, read inside the transaction.
func administrator(tx core.App, id string) (*records.Member, error) {
	m, err := records.FindMember(tx, id)
	if err != nil {
		return nil, err
	}
	if !m.LetIn(now(tx)) || m.Role() != story.RoleAdministrator {
		return nil, records.ErrNotFound
	}
	return m, nil
}
