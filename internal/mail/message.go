package mail

import (
	"errors"
	"net/mail"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
)

// Message is one letter, worded and addressed, ready to be carried.
type Message struct {
	To, From   mail.Address
	Subject    string
	Text, HTML string
	MessageID  string // "letter@host", the same each time the letter is sent
	Date       time.Time
	Headers    map[string]string // further ones, such as List-Unsubscribe
}

// ErrHeader says that something that would stand in a header has a line end or
// another control character in it, or that an address is none. What it was, the
// error does not say.
var ErrHeader = errors.New("this letter can't be addressed")

// Check refuses a message whose headers could be read as more than they are.
func (m Message) Check() error {
	for _, a := range []mail.Address{m.To, m.From} {
		parsed, err := mail.ParseAddress(a.Address)
		if err != nil || parsed.Address != a.Address || parsed.Name != "" || len(a.Address) > 254 {
			return ErrHeader
		}
	}
	lines := []string{m.To.Address, m.From.Address, m.To.Name, m.From.Name, m.Subject, m.MessageID}
	for k, v := range m.Headers {
		if k == "" || strings.ContainsFunc(k, func(r rune) bool { return r <= ' ' || r > '~' || r == ':' }) ||
			strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r > '~' }) {
			return ErrHeader
		}
	}
	for _, line := range lines {
		if strings.ContainsFunc(line, breaksLine) {
			return ErrHeader
		}
	}
	if m.Subject == "" || !strings.Contains(m.MessageID, "@") || strings.ContainsAny(m.MessageID, "<> ") {
		return ErrHeader
	}
	return nil
}

// breaksLine reports what could end a line, here or in a reader's eye. What is
// no UTF-8 reads as the replacement character.
func breaksLine(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar
}

// source is the message as it travels.
func (m Message) source() (*gomail.Msg, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	s := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	s.FromMailAddress(&m.From)
	s.AddToMailAddress(&m.To)
	s.Subject(m.Subject)
	s.SetMessageIDWithValue(m.MessageID)
	s.SetDateWithValue(m.Date)
	// RFC 3834: nobody's holiday answer shall answer this.
	s.SetGenHeader("Auto-Submitted", "auto-generated")
	for k, v := range m.Headers {
		s.SetGenHeaderPreformatted(gomail.Header(k), v)
	}
	s.SetBodyString(gomail.TypeTextPlain, m.Text)
	s.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	return s, nil
}
