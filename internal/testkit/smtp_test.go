package testkit

import (
	"errors"
	"net/smtp"
	"net/textproto"
	"testing"
	"time"
)

const letter = "Subject: Hello\r\n\r\nYour story was read.\r\n"

func post(m *Mailbox, to string) error {
	return smtp.SendMail(m.Address(), nil, "candour@example.org", []string{to}, []byte(letter))
}

func TestMailbox_Letter_IsKeptWithItsEnvelope(t *testing.T) {
	m := NewMailbox(t)
	if err := post(m, "ada@example.org"); err != nil {
		t.Fatal(err)
	}
	got := m.To("ada@example.org")
	if len(got) != 1 || got[0].From != "candour@example.org" || got[0].Message().Header.Get("Subject") != "Hello" {
		t.Errorf("kept %v", m.Letters())
	}
	if len(m.To("moses@example.org")) != 0 {
		t.Error("a letter for somebody else")
	}
}

func TestMailbox_Script_IsFollowedThenLettersAreTaken(t *testing.T) {
	m := NewMailbox(t)
	m.Next(Later, Refuse, RefuseAddress, Drop, AcceptAndDrop)
	for _, want := range []int{451, 554, 550, 0, 0} {
		err := post(m, "ada@example.org")
		var answer *textproto.Error
		switch {
		case err == nil:
			t.Errorf("the letter went through, not %d", want)
		case want != 0 && (!errors.As(err, &answer) || answer.Code != want):
			t.Errorf("%v, not %d", err, want)
		}
	}
	if err := post(m, "ada@example.org"); err != nil {
		t.Error(err)
	}
	if m.Tries() != 6 || len(m.Letters()) != 2 {
		t.Errorf("%d tries, %d letters", m.Tries(), len(m.Letters()))
	}
}

func TestMailbox_Hang_GivesNoAnswerUntilTheTestEnds(t *testing.T) {
	done := make(chan error, 1)
	t.Run("while it runs", func(t *testing.T) {
		m := NewMailbox(t)
		m.Next(Hang)
		go func() { done <- post(m, "ada@example.org") }()
		select {
		case err := <-done:
			t.Errorf("an answer came: %v", err)
		case <-time.After(100 * time.Millisecond):
		}
	})
	if err := <-done; err == nil {
		t.Error("the letter was taken after all")
	}
}
