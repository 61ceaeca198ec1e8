package flow_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

func (p *postRoom) messages(id string) []*records.Message {
	p.t.Helper()
	found, err := records.MessagesOfStory(p, id)
	p.ok(err)
	return found
}

func (p *postRoom) story(id string) *records.Story {
	p.t.Helper()
	s, err := records.FindStory(p, id)
	p.ok(err)
	return s
}

func TestRelay_AModeratorWritesAtAnyTime_AndTheStoryStaysWhereItIs(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	was := p.story(id)
	p.ok(flow.WriteToAuthor(p, id, p.moderator.Id, "Are you safe?"))
	if s := p.story(id); s.State() != was.State() || s.Version() != was.Version() {
		t.Errorf("it is %s, version %d", s.State(), s.Version())
	}
	p.send()
	p.is(mail.NewMessage, "sent", 1, "")
	ada := p.ada().Id
	p.ok(flow.AnswerModerator(p, ada, id, "Yes, I am."))
	p.ok(flow.AnswerModerator(p, ada, id, "Thank you for asking."))
	if s := p.story(id); s.State() != story.Published || s.Version() != was.Version() {
		t.Errorf("after the answer it is %s, version %d", s.State(), s.Version())
	}
	threads, err := records.MattersWaiting(p, records.Messages, records.Waiting{}, 0, 10)
	p.ok(err)
	asked, err := records.AskedLast(p, id)
	p.ok(err)
	if len(threads) != 1 || threads[0].Story != id || asked != p.moderator.Id || threads[0].Since.IsZero() {
		t.Errorf("waiting: %+v", threads)
	}
	p.ok(flow.WriteToAuthor(p, id, p.moderator.Id, "Good."))
	if n, err := records.CountMatters(p, records.Messages, records.Waiting{}); n != 0 || err != nil {
		t.Errorf("after a moderator answered, %d wait (%v)", n, err)
	}
	acts, err := records.ActsOnStory(p, id)
	p.ok(err)
	said := ""
	for _, a := range acts {
		said += a.What() + " "
	}
	if strings.Count(said, "asked") != 2 || strings.Count(said, "answered") != 2 {
		t.Errorf("the record says %s", said)
	}
}

func TestRelay_AnAnswerMayNeedNone(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.ok(flow.AnswerModerator(p, p.ada().Id, id, "Thank you."))
	p.ok(flow.MarkAnswersDone(p, id, p.moderator.Id))
	if n, _ := records.CountMatters(p, records.Messages, records.Waiting{}); n != 0 {
		t.Errorf("%d wait", n)
	}
}

func TestRelay_AModeratorMayNotLeadTheAuthorRoundIt(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	for _, text := range []string{"Ring me on 01632 960733.", "Write to moses@example.net.", "Come to AB15 6LT.", "Write to moses at example dot net."} {
		var problem story.Problem
		if err := flow.WriteToAuthor(p, id, p.moderator.Id, text); !errors.As(err, &problem) || problem.Field != "note" {
			t.Errorf("%q: %v", text, err)
		}
		d := p.decision(p.told())
		d.Note = text
		if err := flow.AskAuthor(p, d); !errors.As(err, &problem) {
			t.Errorf("asking %q: %v", text, err)
		}
	}
	p.ok(flow.WriteToAuthor(p, id, p.moderator.Id, "You can ring Breathing Space on 0800 83 85 87, or write to hello@candour.example."))
}

func TestRelay_WordsToBeginWithAreNotSentWithTheirGaps(t *testing.T) {
	p := newPostRoom(t)
	id, gaps := p.published(), 0
	for _, m := range p.Deployment.Region.Messages {
		if !strings.Contains(m.Text, "[") {
			continue
		}
		gaps++
		if err := flow.WriteToAuthor(p, id, p.moderator.Id, m.Text); err == nil || !strings.Contains(err.Error(), "in place of") {
			t.Errorf("%s was sent as it stands: %v", m.ID, err)
		}
	}
	if gaps == 0 {
		t.Error("no words of the region leave a gap")
	}
	p.ok(flow.WriteToAuthor(p, id, p.moderator.Id, "You wrote: [my sister]. Is she safe?"))
}

func TestRelay_WhatAnAuthorTypesIsMaskedBeforeItIsStored(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.ok(flow.AnswerModerator(p, p.ada().Id, id, "I am ADA . canary @ example . org, ring 01632 960733. I live at ab1 0-1ab, by the sea."))
	if got := p.messages(id)[0].Text(); got != "I am [e-mail address], ring [phone number]. I live at [postcode], by the sea." {
		t.Errorf("stored: %q", got)
	}
}

func TestRelay_WhenAStoryIsTakenBack_TheConversationCloses(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	ada := p.ada().Id
	p.ok(flow.AnswerModerator(p, ada, id, "Hello?"))
	p.ok(flow.WithdrawStory(p, ada, id))
	if err := flow.WriteToAuthor(p, id, p.moderator.Id, "Why did you?"); !errors.Is(err, story.ErrWithdrawn) {
		t.Errorf("a moderator: %v", err)
	}
	if err := flow.AnswerModerator(p, ada, id, "Because."); !errors.Is(err, story.ErrWithdrawn) {
		t.Errorf("the author: %v", err)
	}
	if n, _ := records.CountMatters(p, records.Messages, records.Waiting{}); n != 0 {
		t.Errorf("%d wait", n)
	}
}

func TestRelay_NobodyIsFloodedWithMessages(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	for range 10 {
		p.ok(flow.AnswerModerator(p, p.ada().Id, id, "And another thing."))
		p.ok(flow.WriteToAuthor(p, id, p.moderator.Id, "Yes?"))
	}
	if err := flow.AnswerModerator(p, p.ada().Id, id, "One more."); !errors.Is(err, flow.ErrTooOften) {
		t.Errorf("the author: %v", err)
	}
	if err := flow.WriteToAuthor(p, id, p.moderator.Id, "One more."); !errors.Is(err, flow.ErrTooOften) {
		t.Errorf("a moderator: %v", err)
	}
	p.Pass(time.Hour + time.Minute)
	p.ok(flow.AnswerModerator(p, p.ada().Id, id, "One more."))
}

func TestRelay_NobodyDecidesWithoutHavingReadWhatTheAuthorWrote(t *testing.T) {
	p := newPostRoom(t)
	id := p.told()
	d := p.decision(id)
	p.ok(flow.AnswerModerator(p, p.ada().Id, id, "Please leave out the ward."))
	if _, err := flow.PublishStory(p, d); !errors.Is(err, story.ErrChanged) {
		t.Fatalf("published without it: %v", err)
	}
	p.publish(id)
	if n, _ := records.CountMatters(p, records.Messages, records.Waiting{}); n != 0 {
		t.Errorf("after it was read and decided, %d wait", n)
	}
}
