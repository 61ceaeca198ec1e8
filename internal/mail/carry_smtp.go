package mail

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// SMTP carries by a mail server.
type SMTP struct {
	Host               string
	Port               int // 0 is 465 with TLS, else 587
	Username, Password string
	Login              bool   // sign in by AUTH LOGIN and not by the best way the server offers
	TLS                bool   // TLS from the first byte; else STARTTLS
	Helo               string // how to greet the server; "" is this machine's name
	Timeout            time.Duration
}

// waits is how long to wait for a mail server, first to let us in, then to take
// the letter.
const waits = 30 * time.Second

// Carry implements Carrier.
func (s SMTP) Carry(ctx context.Context, m Message) error {
	letter, err := m.source()
	if err != nil {
		return &Failure{Class: "address"}
	}
	client, err := gomail.NewClient(s.Host, s.options()...)
	if err != nil {
		return &Failure{Class: "connection", Later: true}
	}
	line, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return dialFailure(err)
	}
	defer func() { _ = line.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = line.UpdateDeadline(time.Nanosecond) })
	defer stop()
	err = client.SendWithSMTPClient(line, letter)
	if err != nil && !letter.IsDelivered() {
		return sendFailure(err)
	}
	// What comes after the server's yes is politeness.
	_ = line.UpdateDeadline(5 * time.Second)
	_ = client.CloseWithSMTPClient(line)
	return nil
}

func (s SMTP) options() []gomail.Option {
	timeout, port := s.Timeout, s.Port
	if timeout == 0 {
		timeout = waits
	}
	o := []gomail.Option{gomail.WithTimeout(timeout), gomail.WithoutNoop()}
	switch {
	case s.TLS:
		if port == 0 {
			port = 465
		}
		o = append(o, gomail.WithSSL())
	case here(s.Host) && s.Username == "":
		// A mail server on this machine has a certificate that nobody signed.
		o = append(o, gomail.WithTLSPolicy(gomail.NoTLS))
	case near(s.Host):
		o = append(o, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	default:
		o = append(o, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if port == 0 {
		port = 587
	}
	o = append(o, gomail.WithPort(port))
	if s.Helo != "" {
		o = append(o, gomail.WithHELO(s.Helo))
	}
	if s.Username != "" {
		how := gomail.SMTPAuthAutoDiscover
		if s.Login {
			how = gomail.SMTPAuthLogin
		}
		o = append(o, gomail.WithSMTPAuth(how), gomail.WithUsername(s.Username), gomail.WithPassword(s.Password))
	}
	return o
}

// here reports whether a mail server stands on this machine.
func here(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// near reports whether a mail server stands on this machine or its own network.
// Only there may a letter travel in the clear: it holds an address and often a
// link that opens an account.
func near(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast()
	}
	return !strings.Contains(host, ".")
}

func dialFailure(err error) *Failure {
	f := broken(err, "connection")
	text := err.Error()
	var op *net.OpError
	switch {
	case f.Class == "timeout":
	case strings.Contains(text, "AUTH"), f.Code == 535, f.Code == 534, f.Code == 530:
		f.Class = "sign-in"
	case errors.As(err, &op) && op.Op == "dial":
	case strings.Contains(text, "STARTTLS"), strings.Contains(text, "tls:"), strings.Contains(text, "x509:"):
		f.Class = "encryption"
	}
	return f
}

// sendFailure classes a refused letter. Only what is refused about this very
// letter, its recipient or its content, is given up: everything else may be
// mended by the operator while the letter waits.
func sendFailure(err error) *Failure {
	var e *gomail.SendError
	if !errors.As(err, &e) || e.ErrorCode() == 0 {
		if strings.Contains(err.Error(), "i/o timeout") { // SendError does not unwrap
			return &Failure{Class: "timeout", Later: true}
		}
		return &Failure{Class: "connection", Later: true}
	}
	f := &Failure{Code: e.ErrorCode(), Class: "content", Later: e.ErrorCode() < 500}
	switch e.Reason {
	case gomail.ErrSMTPMailFrom:
		f.Class, f.Later = "sender", true
	case gomail.ErrSMTPRcptTo:
		f.Class = "recipient"
	case gomail.ErrConnCheck, gomail.ErrSMTPReset:
		f.Class, f.Later = "connection", true
	default: // the letter as a whole
	}
	return f
}
