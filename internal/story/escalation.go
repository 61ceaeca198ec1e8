package story

import (
	"strings"
	"unicode/utf8"
)

// Escalation is whom to call at an organisation when somebody may be in danger:
// best a job or a desk that is there day and night, not a person.
type Escalation struct {
	Who   string `json:"who"`
	Phone string `json:"phone"`
	Email string `json:"email"`
	Hours string `json:"hours"`
}

// Cleaned is an escalation in its normal form.
func (e Escalation) Cleaned() Escalation {
	return Escalation{CleanLine(e.Who), CleanLine(e.Phone), CleanLine(e.Email), CleanLine(e.Hours)}
}

// Check looks at what somebody wrote, after Cleaned.
func (e Escalation) Check() error {
	var ps Problems
	if n := utf8.RuneCountInString(e.Who); n < 2 || n > 200 {
		ps = append(ps, Problem{"who", "Say who answers, in 200 characters at most: a job or a desk is best."})
	}
	digits := strings.Count(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, e.Phone), "#")
	switch {
	case e.Phone == "" && e.Email == "":
		ps = append(ps, Problem{"phone", "Give a phone number, an e-mail address, or both."})
	case e.Phone != "" && (digits < 3 || utf8.RuneCountInString(e.Phone) > 40):
		ps = append(ps, Problem{"phone", "This does not look like a phone number. Use digits and spaces."})
	}
	if e.Email != "" && (!strings.Contains(strings.Trim(e.Email, "@"), "@") || strings.Contains(e.Email, " ") || utf8.RuneCountInString(e.Email) > 200) {
		ps = append(ps, Problem{"email", "This does not look like an e-mail address. It needs an @, such as duty@example.org."})
	}
	if utf8.RuneCountInString(e.Hours) > 200 {
		ps = append(ps, Problem{"hours", "Use 200 characters at most."})
	}
	return ps.Err()
}
