package flow

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// OwnDetails are what a member says of themselves, in the organisation they act for.
type OwnDetails struct{ Name, JobTitle, Department, Description string }

// ChangeOwnDetails keeps what a member says of themselves.
func ChangeOwnDetails(app core.App, memberID string, d OwnDetails) error {
	d = OwnDetails{story.CleanLine(d.Name), story.CleanLine(d.JobTitle), story.CleanLine(d.Department), story.Clean(d.Description)}
	var ps story.Problems
	_ = ps.Add(story.CheckMemberName(d.Name))
	_ = ps.Add(story.CheckJob(d.JobTitle, d.Department, d.Description))
	if ps.Err() != nil {
		return ps
	}
	return ownChange(app, memberID, func(tx core.App, m *records.Member) error {
		in := m.Membership()
		in.SetJob(d.JobTitle, d.Department)
		in.SetDescription(d.Description)
		if err := tx.Save(in); err != nil {
			return fmt.Errorf("saving a membership: %w", err)
		}
		m.SetName(d.Name)
		return nil
	})
}

// SetMemberLetters turns the letters that are not a duty on or off for a member.
func SetMemberLetters(app core.App, memberID string, on bool) error {
	return ownChange(app, memberID, func(_ core.App, m *records.Member) error {
		m.SetLettersOff(!on)
		return nil
	})
}

// ChangeMemberPassword gives a member who knows their password a new one. Every
// earlier sign-in ends; the record returned starts the next.
func ChangeMemberPassword(app core.App, memberID, current, password string) (person *core.Record, err error) {
	m, err := records.FindMember(app, memberID)
	if err != nil {
		return nil, err
	}
	var ps story.Problems
	if !isPasswordOf(app, m, current) {
		ps = append(ps, story.Problem{Field: "current", Text: "That is not the one we know. Check it and type it again."})
	}
	if err := ps.Add(CheckPassword(password)); err != nil {
		return nil, err
	}
	if ps.Err() != nil {
		return nil, ps
	}
	err = ownChange(app, memberID, func(_ core.App, m *records.Member) error {
		m.SetPassword(password)
		m.SetNewEmail("")
		person = m.ProxyRecord()
		return nil
	})
	return person, err
}

// isPasswordOf compares what somebody typed with a member's password. After ten
// failures within a quarter of an hour it says no for a while.
func isPasswordOf(app core.App, m *records.Member, typed string) bool {
	if tooMany(app, "known", m.Id, mostFailures, failuresTime) {
		return false
	}
	count(app, "known", m.Id)
	if !matches(app, m.ProxyRecord(), typed) {
		return false
	}
	forget(app, "known", m.Id)
	return true
}

func ownChange(app core.App, memberID string, do func(tx core.App, m *records.Member) error) error {
	err := inTx(app, "changing one's own account", func(tx core.App) error {
		m, err := records.FindMember(tx, memberID)
		if err != nil {
			return err
		}
		if !m.LetIn(now(tx)) {
			return records.ErrNotFound
		}
		if err := do(tx, m); err != nil {
			return err
		}
		if err := tx.Save(m); err != nil {
			return fmt.Errorf("saving a member: %w", err)
		}
		return nil
	})
	if err == nil {
		emptyLog(app)
	}
	return err
}
