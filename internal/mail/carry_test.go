package mail

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candour/internal/testkit"
)

func to(m *testkit.Mailbox) SMTP { return SMTP{Host: m.Host, Port: m.Port, Timeout: 5 * time.Second} }

// parts are the plain and the HTML words of a letter as it arrived.
func parts(t *testing.T, m *mail.Message) (plain, markup string) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s: %v", kind, err)
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return plain, markup
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		words := strings.ReplaceAll(string(body), "\r\n", "\n")
		switch {
		case strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain; charset=UTF-8"):
			plain = words
		case strings.HasPrefix(p.Header.Get("Content-Type"), "text/html; charset=UTF-8"):
			markup = words
		}
	}
}

func TestSMTP_EveryLetter_ArrivesAsItWasWritten(t *testing.T) {
	box := testkit.NewMailbox(t)
	for i, l := range Samples() {
		want := composed(t, l)
		want.Subject = "Fàilte – " + want.Subject
		if err := to(box).Carry(t.Context(), want); err != nil {
			t.Fatalf("%s: %v", l.kind(), err)
		}
		got := box.Letters()[i]
		h := got.Message().Header
		subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
		if err != nil || subject != want.Subject {
			t.Errorf("%s: the subject came as %q", l.kind(), subject)
		}
		for name, value := range map[string]string{"Auto-Submitted": "auto-generated", "Precedence": "", "User-Agent": "", "X-Mailer": "",
			"Message-Id": "<abcdefghijklmno@candour.example>", "Date": "Wed, 18 Nov 2026 12:00:00 +0000",
			"To": "<ada@example.org>", "From": `"Candour" <letters@candour.example>`,
			"List-Unsubscribe": want.Headers["List-Unsubscribe"], "List-Unsubscribe-Post": want.Headers["List-Unsubscribe-Post"]} {
			if h.Get(name) != value {
				t.Errorf("%s: %s is %q, not %q", l.kind(), name, h.Get(name), value)
			}
		}
		if (h.Get("List-Unsubscribe") == "") != l.kind().IsDuty() {
			t.Errorf("%s: List-Unsubscribe is %q", l.kind(), h.Get("List-Unsubscribe"))
		}
		plain, markup := parts(t, got.Message())
		if plain != want.Text || markup != want.HTML {
			t.Errorf("%s came otherwise:\n%s\n%s", l.kind(), plain, markup)
		}
		for line := range bytes.SplitSeq(got.Source, []byte("\r\n")) {
			if len(line) > 998 {
				t.Errorf("%s has a line of %d bytes", l.kind(), len(line))
			}
		}
	}
}

func TestSMTP_WhatTheServerSays_DecidesWhetherToTryAgain(t *testing.T) {
	for _, c := range []struct {
		does  testkit.Behaviour
		says  string
		later bool
	}{
		{testkit.Later, "content 451", true},
		{testkit.Refuse, "content 554", false},
		{testkit.RefuseAddress, "recipient 550", false},
		{testkit.Drop, "connection", true},
		{testkit.AcceptAndDrop, "connection", true},
	} {
		box := testkit.NewMailbox(t)
		box.Next(c.does)
		err := to(box).Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"}))
		var f *Failure
		if !errors.As(err, &f) || f.Error() != c.says || f.Later != c.later {
			t.Errorf("behaviour %d: %#v", c.does, err)
		}
	}
}

func TestSMTP_AServerThatHangs_IsLeft(t *testing.T) {
	box := testkit.NewMailbox(t)
	box.Next(testkit.Hang)
	s := to(box)
	s.Timeout = 200 * time.Millisecond
	if err := s.Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"})); Cause(err).Error() != "timeout" || !Cause(err).Later {
		t.Errorf("%v", err)
	}
}

func TestSMTP_AServerThatNeverGreets_IsLeft(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	s := SMTP{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Timeout: 200 * time.Millisecond}
	if err := s.Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"})); Cause(err).Error() != "timeout" {
		t.Errorf("%v", err)
	}
	_ = listener.Close()
	if err := s.Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"})); Cause(err).Error() != "connection" || !Cause(err).Later {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestSMTP_OverTheInternet_NothingTravelsInTheClear(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "10.1.2.3": true, "192.168.1.2": true, "::1": true, "postfix": true,
		"mail.example.org": false, "8.8.8.8": false, "2001:db8::1": false} {
		if near(host) != want {
			t.Errorf("near(%s) is %v", host, !want)
		}
	}
}

func TestSMTP_AServerWithoutSignIn_WhenOneIsWanted_IsTriedLater(t *testing.T) {
	box := testkit.NewMailbox(t)
	s := to(box)
	s.Username, s.Password = "candour", "secret"
	err := s.Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"}))
	if Cause(err).Error() != "sign-in" || !Cause(err).Later || !Cause(err).Everyone() {
		t.Errorf("%v", err)
	}
}

func TestMessage_ALineEndInAnyHeader_IsRefusedByEveryCarrier(t *testing.T) {
	box, dir := testkit.NewMailbox(t), t.TempDir()
	for _, evil := range []string{"\r\nBcc: eve@evil.example", "\nBcc: eve@evil.example", "\rBcc: eve@evil.example", "\x00", "\u2028Bcc: eve@evil.example"} {
		for field, spoil := range map[string]func(*Message){
			"to":           func(m *Message) { m.To.Address += evil },
			"to, before":   func(m *Message) { m.To.Address = evil + m.To.Address },
			"to, quoted":   func(m *Message) { m.To.Address = `"a` + evil + `"@example.org` },
			"to name":      func(m *Message) { m.To.Name = "Ada" + evil },
			"from":         func(m *Message) { m.From.Address += evil },
			"from name":    func(m *Message) { m.From.Name += evil },
			"subject":      func(m *Message) { m.Subject += evil },
			"message id":   func(m *Message) { m.MessageID += evil },
			"header":       func(m *Message) { m.Headers["List-Unsubscribe"] += evil },
			"header name":  func(m *Message) { m.Headers["X"+evil] = "a" },
			"header field": func(m *Message) { m.Headers["Bcc: eve@evil.example"] = "a" },
		} {
			m := composed(t, StoryPublishedLetter{"A title", "https://c.example/s", "https://c.example/a"})
			spoil(&m)
			for name, carrier := range map[string]Carrier{"smtp": to(box), "folder": Folder{dir}} {
				if err := carrier.Carry(t.Context(), m); Cause(err).Error() != "address" || Cause(err).Later {
					t.Errorf("%s with %q in %s: %v", name, evil, field, err)
				}
			}
		}
	}
	written, err := os.ReadDir(dir)
	if err != nil || len(written) > 0 || box.Tries() > 0 {
		t.Errorf("%d files, %d tries, %v", len(written), box.Tries(), err)
	}
}

func TestMessage_ALineEndInAValueOfTheBody_StaysInTheBody(t *testing.T) {
	box := testkit.NewMailbox(t)
	m := composed(t, StoryPublishedLetter{"A title\r\nBcc: eve@evil.example\r\n\r\n.\r\nMAIL FROM:<eve@evil.example>", "https://c.example/s", "https://c.example/a"})
	if err := to(box).Carry(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := box.Letters()
	if len(got) != 1 || len(got[0].To) != 1 || got[0].Message().Header.Get("Bcc") != "" {
		t.Errorf("%d letters, to %v", len(got), got[0].To)
	}
}

func TestMessage_AddressesThatAreNone_AreRefused(t *testing.T) {
	for _, address := range []string{"", "ada", "ada@", "Ada <ada@example.org>", "<ada@example.org>", "a@b.example, c@d.example", strings.Repeat("a", 250) + "@b.example"} {
		m := composed(t, WithdrawnLetter{"abcd2345"})
		m.To.Address = address
		if err := m.Check(); !errors.Is(err, ErrHeader) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestFailure_NeverRepeatsWhatTheServerSaid(t *testing.T) {
	box := testkit.NewMailbox(t)
	box.Next(testkit.RefuseAddress)
	err := to(box).Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"}))
	if text := err.Error(); strings.Contains(text, "mailbox") || strings.Contains(text, "@") {
		t.Errorf("%q", text)
	}
}

func TestFolder_Files_SortByTimeAndNameNobody(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	m := composed(t, WithdrawnLetter{"abcd2345"})
	for range 3 {
		if err := (Folder{dir}).Carry(context.Background(), m); err != nil {
			t.Fatal(err)
		}
		m.Date = m.Date.Add(time.Second)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 3 {
		t.Fatalf("%v, %v", files, err)
	}
	if got := files[0].Name(); got != "20261118T120000.000000Z-abcdefghijklmno.eml" {
		t.Errorf("the first file is %s", got)
	}
	info, err := files[0].Info()
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	source, err := os.ReadFile(filepath.Join(dir, files[0].Name()))
	if err != nil {
		t.Fatal(err)
	}
	read, err := mail.ReadMessage(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	if plain, _ := parts(t, read); plain != m.Text {
		t.Errorf("the file says\n%s", plain)
	}
}

func TestFolder_ThatCannotBeWritten_IsTriedLater(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := (Folder{filepath.Join(file, "mail")}).Carry(t.Context(), composed(t, WithdrawnLetter{"abcd2345"}))
	if f := Cause(err); f.Error() != "folder" || !f.Later || !f.Everyone() {
		t.Errorf("%v", err)
	}
}
