package testkit

import (
	"bytes"
	"io"
	"net"
	"net/mail"
	"strconv"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// Behaviour is what the mail server does with one delivery.
type Behaviour int

// The behaviours. Later and Refuse come at the end of the letter, RefuseAddress at the recipient. After Drop
// and AcceptAndDrop the sender cannot know whether the letter arrived; only AcceptAndDrop kept it.
const (
	Accept        Behaviour = iota // takes the letter
	Later                          // 451: try again later
	Refuse                         // 554: never
	RefuseAddress                  // 550: no such mailbox
	Hang                           // reads the letter and says nothing more until the test ends
	Drop                           // reads the letter and cuts the line
	AcceptAndDrop                  // keeps the letter and cuts the line before saying so
)

// Letter is one message the server took.
type Letter struct {
	From   string
	To     []string
	Source []byte
	t      testing.TB
}

// Mailbox is an SMTP server in this process that does as it is told and keeps what it takes.
type Mailbox struct {
	Host string
	Port int

	t       testing.TB
	done    chan struct{}
	mu      sync.Mutex
	script  []Behaviour
	tries   int
	letters []Letter
}

// NewMailbox starts a mail server on this machine. It stops with the test.
func NewMailbox(t testing.TB) *Mailbox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("starting the mail server: %v", err)
	}
	m := &Mailbox{t: t, Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, done: make(chan struct{})}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &delivery{box: m, conn: c}, nil
	}))
	server.Domain = "localhost"
	server.ErrorLog = quiet{}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() {
		close(m.done)
		_ = server.Close()
	})
	return m
}

// Address is host and port, as an SMTP client wants them.
func (m *Mailbox) Address() string { return net.JoinHostPort(m.Host, strconv.Itoa(m.Port)) }

// Next says what happens to the coming deliveries, one behaviour each; after them every letter is accepted.
func (m *Mailbox) Next(behaviours ...Behaviour) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.script = append([]Behaviour{}, behaviours...)
}

// Letters are the letters taken so far, the oldest first.
func (m *Mailbox) Letters() []Letter {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Letter{}, m.letters...)
}

// Tries is how many deliveries were begun, whatever came of them.
func (m *Mailbox) Tries() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tries
}

// To are the letters to one address.
func (m *Mailbox) To(address string) []Letter {
	var found []Letter
	for _, l := range m.Letters() {
		for _, to := range l.To {
			if to == address {
				found = append(found, l)
			}
		}
	}
	return found
}

// Message is the letter with its headers read.
func (l Letter) Message() *mail.Message {
	l.t.Helper()
	message, err := mail.ReadMessage(bytes.NewReader(l.Source))
	if err != nil {
		l.t.Fatalf("reading a letter: %v", err)
	}
	return message
}

// delivery is one letter on its way in.
type delivery struct {
	box  *Mailbox
	conn *smtp.Conn
	act  Behaviour
	from string
	to   []string
}

func (d *delivery) Mail(from string, _ *smtp.MailOptions) error {
	d.box.mu.Lock()
	defer d.box.mu.Unlock()
	d.from, d.to, d.act = from, nil, Accept
	d.box.tries++
	if len(d.box.script) > 0 {
		d.act, d.box.script = d.box.script[0], d.box.script[1:]
	}
	return nil
}

func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error {
	if d.act == RefuseAddress {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	d.to = append(d.to, to)
	return nil
}

func (d *delivery) Data(r io.Reader) error {
	source, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch d.act {
	case Later:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again later"}
	case Refuse:
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "refused"}
	case Hang:
		<-d.box.done
		return d.conn.Close()
	case Drop:
		return d.conn.Close()
	case Accept, AcceptAndDrop, RefuseAddress:
	}
	d.box.mu.Lock()
	d.box.letters = append(d.box.letters, Letter{From: d.from, To: d.to, Source: source, t: d.box.t})
	d.box.mu.Unlock()
	if d.act == AcceptAndDrop {
		return d.conn.Close()
	}
	return nil
}

func (d *delivery) Reset() { d.from, d.to, d.act = "", nil, Accept }

func (d *delivery) Logout() error { return nil }

// quiet drops the server's own log: a broken line is what the tests ask for.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
