package flow

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// AskForNewMemberEmail keeps a new address of a member until its owner confirms it by
// a link that goes there, and tells the address they have. It takes their password, so
// that a screen left open moves no account. Whether another has that address is never
// said: the link then simply does not work.
//
// Kept by: accounts cannot be guessed.
func AskForNewMemberEmail(app core.App, memberID, password, address string) error {
	m, err := records.FindMember(app, memberID)
	if err != nil {
		return err
	}
	address = story.CleanLine(address)
	var ps story.Problems
	switch {
	case address == "" || story.CheckEmail(address) != nil:
		ps = append(ps, story.Problem{Field: "email", Text: "Write an e-mail address like name@example.org."})
	case strings.EqualFold(address, m.Email()):
		ps = append(ps, story.Problem{Field: "email", Text: "This is the address we have. Write the new one."})
	}
	if !isPasswordOf(app, m, password) {
		ps = append(ps, story.Problem{Field: "current", Text: "That is not the one we know. Check it and type it again."})
	}
	if ps.Err() != nil {
		return ps
	}
	if err := notManyLetters(app, "new address", memberID); err != nil {
		return story.Problem{Field: "email", Text: "We wrote to new addresses of yours several times within the last hour. Try again later."}
	}
	return ownChange(app, memberID, func(tx core.App, m *records.Member) error {
		at := now(tx)
		m.SetNewEmail(address)
		told := records.Owed{Kind: string(mail.EmailAsked), ToCollection: "members", To: m.Id, Once: fmt.Sprint(at.UnixNano()), At: at}
		if err := records.Owe(tx, told); err != nil { // first: it goes where the account is now
			return err
		}
		return records.Owe(tx, records.Owed{Kind: string(mail.ConfirmEmail), About: markOfNew(tx, address), ToCollection: "members", To: m.Id,
			Once: told.Once, ExpiresAt: at.Add(confirmEmailTime), At: at})
	})
}

// markOfNew ties a link to the address that it was sent to.
func markOfNew(app core.App, address string) string {
	return deployment.Of(app).Sealer.Fingerprint("new e-mail", address)[:32]
}

// confirmMemberEmail makes a new address the member's. Every sign-in ends with it, and
// so does every link to choose a password that went to the old one.
func confirmMemberEmail(tx core.App, l *records.Letter) error {
	m, err := records.FindMember(tx, l.To())
	if err != nil || m.NewEmail() == "" || markOfNew(tx, m.NewEmail()) != l.About() {
		return ErrLink // gone, or a later request replaced this one
	}
	if open, err := mayEnter(tx, m); err != nil || !open {
		return errors.Join(err, ErrLink)
	}
	if other, err := records.FindMemberAccount(tx, m.NewEmail()); err == nil && other.Id != m.Id {
		return ErrLink
	} else if err != nil && !errors.Is(err, records.ErrNotFound) {
		return err
	}
	m.ProxyRecord().SetEmail(m.NewEmail())
	m.SetNewEmail("")
	if err := tx.Save(m); err != nil {
		return fmt.Errorf("saving a member: %w", err)
	}
	if err := endLinks(tx, "members", m.Id); err != nil {
		return err
	}
	return useLink(tx, l)
}

// CorrectInvitation sends an invitation that nobody took up to another address, and
// gives its id. What went to the first address works no more.
func CorrectInvitation(app core.App, adminID, invitationID, address string) (id string, err error) {
	address = story.CleanLine(address)
	if address == "" || story.CheckEmail(address) != nil {
		return "", story.Problem{Field: "email", Text: "Write an e-mail address like name@example.org."}
	}
	err = inTx(app, "correcting an invitation", func(tx core.App) error {
		m, was, err := ownInvitation(tx, adminID, invitationID)
		if err != nil {
			return err
		}
		if id = was.Id; was.Email() == address {
			return nil
		}
		if err := tx.Delete(was); err != nil {
			return fmt.Errorf("deleting an invitation: %w", err)
		}
		here, err := records.IsHere(tx, m.Organisation(), address)
		if err != nil {
			return err
		}
		if here {
			return story.Problem{Field: "email", Text: "This address belongs to one of your members, or was invited already. Look in the list of members."}
		}
		if err := notManyLetters(tx, "first letters from "+m.Organisation(), address); err != nil {
			return story.Problem{Field: "email", Text: "This address got several letters within the last hour. Try again later."}
		}
		i, err := records.NewInvitation(tx, m.Organisation(), m.Id, story.Invitee{Email: address, Name: was.Name(), JobTitle: was.JobTitle(),
			Department: was.Department(), Role: was.Role(), LastDay: was.LastDay()})
		if err != nil {
			return err
		}
		if err := sendInvitation(tx, i); err != nil {
			return err
		}
		id = i.Id
		return records.WriteMemberAct(tx, records.MemberAct{Organisation: m.Organisation(), What: "readdressed", By: m.Id, Invitation: i.Id, At: now(tx)})
	})
	if err == nil {
		emptyLog(app)
	}
	return id, err
}
