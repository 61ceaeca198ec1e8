package story

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// What an administrator may not do with a member.
var (
	ErrLastAdministrator = errors.New("an organisation keeps at least one administrator")
	ErrOwnRole           = errors.New("nobody gives themselves a higher role")
	ErrOwnFreeze         = errors.New("nobody freezes themselves")
)

// MemberStep is one thing an administrator wants to do with a membership.
type MemberStep struct {
	Own    bool // it is their own
	From   Role // what the member is now
	To     Role // what they will be; "" when the membership ends or rests
	Frozen bool // it rests now
	Others int  // how many other administrators are let in
}

// CheckMemberStep reports whether an administrator may do it. Somebody who is an
// administrator and let in must be left when it is done.
func CheckMemberStep(s MemberStep) error {
	if s.Own && s.To != "" && !s.From.AtLeast(s.To) {
		return ErrOwnRole
	}
	if s.From == RoleAdministrator && !s.Frozen && s.To != RoleAdministrator && s.Others == 0 {
		return ErrLastAdministrator
	}
	return nil
}

// Roles lists the roles of members, from the least.
func Roles() []Role { return []Role{RoleMember, RoleResponder, RoleAdministrator} }

// The longest that people may say of themselves, in characters.
const (
	MaxMemberName  = 100
	MaxJobTitle    = 120
	MaxDescription = 500
)

// Invitee is somebody an organisation wants to let in.
type Invitee struct {
	Email, Name, JobTitle, Department string
	Role                              Role
	LastDay                           time.Time // of their membership, a date; zero for no end
}

// Cleaned is an invitee as it is stored.
func (i Invitee) Cleaned() Invitee {
	return Invitee{Email: CleanLine(i.Email), Name: CleanLine(i.Name), JobTitle: CleanLine(i.JobTitle), Department: CleanLine(i.Department), Role: i.Role, LastDay: i.LastDay}
}

// Check finds what is wrong with a cleaned invitee.
func (i Invitee) Check() error {
	var ps Problems
	_ = ps.Add(CheckMemberName(i.Name))
	if i.Email == "" || CheckEmail(i.Email) != nil {
		ps = append(ps, Problem{"email", "Write an e-mail address like name@example.org."})
	}
	if !i.Role.AtLeast(RoleMember) {
		ps = append(ps, Problem{"role", "Choose a role: member, responder or administrator."})
	}
	_ = ps.Add(CheckJob(i.JobTitle, i.Department, ""))
	return ps.Err()
}

// CheckMemberName checks the name of a person who works in an organisation.
func CheckMemberName(name string) error {
	if name == "" {
		return Problem{"name", "Write a name."}
	}
	return checkLine("name", "name", name, MaxMemberName)
}

// CheckJob checks what somebody is in an organisation, in words.
func CheckJob(jobTitle, department, description string) error {
	var ps Problems
	_ = ps.Add(checkLine("job_title", "job title", jobTitle, MaxJobTitle))
	_ = ps.Add(checkLine("department", "department", department, MaxJobTitle))
	if utf8.RuneCountInString(description) > MaxDescription {
		ps = append(ps, Problem{"description", fmt.Sprintf("Use %d characters at most.", MaxDescription)})
	}
	return ps.Err()
}

// checkLine refuses what is too long, and what a spreadsheet would take for a
// formula if it ever stood in one.
func checkLine(field, what, value string, most int) error {
	switch {
	case utf8.RuneCountInString(value) > most:
		return Problem{field, fmt.Sprintf("Use %d characters at most for a %s.", most, what)}
	case value != "" && strings.ContainsRune("=+-@", rune(value[0])):
		return Problem{field, fmt.Sprintf("A %s can’t begin with =, +, - or @.", what)}
	}
	return nil
}
