package flow_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/testkit"
)

// Letters about stories that are gone, and who still hears of them.

func TestSendLetters_AStoryTakenBack_BeforeItsLettersLeft_IsToldToNobody(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.ok(flow.WithdrawStory(p, p.ada().Id, id))
	p.send()
	if got := p.subjects(adasAddress); got != "You have taken your story back" {
		t.Errorf("Ada got %s", got)
	}
	if got := p.subjects(ritasAddress); got != "" {
		t.Errorf("Rita got %s", got)
	}
}

// whenClaimed does something at the moment a sender has claimed a letter of a kind.
func (p *postRoom) whenClaimed(kind mail.Kind, do func()) {
	done := false
	p.OnRecordAfterUpdateSuccess("letters").BindFunc(func(e *core.RecordEvent) error {
		if !done && e.Record.GetString("kind") == string(kind) && e.Record.GetString("state") == "sending" {
			done = true
			do()
		}
		return e.Next()
	})
}

func TestSendLetters_AStoryTakenBack_WhileALetterIsInHand_StopsIt(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.whenClaimed(mail.StoryAlert, func() { p.ok(flow.WithdrawStory(p, p.ada().Id, id)) })
	p.send()
	if got := p.subjects(ritasAddress); strings.Contains(got, "new story") {
		t.Errorf("Rita got %s", got)
	}
	p.is(mail.StoryAlert, "dropped", 1, "withdrawn")
}

func TestSendLetters_AnAccountErased_WhileALetterIsInHand_StopsIt(t *testing.T) {
	p := newPostRoom(t)
	p.told()
	p.whenClaimed(mail.Received, func() { p.ok(flow.EraseAuthor(p, p.ada().Id)) })
	p.send()
	if got := p.subjects(adasAddress); got != "" {
		t.Errorf("Ada got %s", got)
	}
}

func TestSendLetters_AnErasedAuthor_GetsNothing(t *testing.T) {
	p := newPostRoom(t)
	p.published()
	p.ok(flow.AskForPassword(p, adasAddress))
	p.ok(flow.EraseAuthor(p, p.ada().Id))
	if got := p.send(); got != (flow.Posted{}) {
		t.Errorf("%+v", got)
	}
}

func TestSendLetters_MembersWhoWereTold_HearThatAStoryIsGone(t *testing.T) {
	for name, end := range map[string]func(p *postRoom, id string){
		"taken back": func(p *postRoom, id string) { p.ok(flow.WithdrawStory(p, p.ada().Id, id)) },
		"erased":     func(p *postRoom, _ string) { p.ok(flow.EraseAuthor(p, p.ada().Id)) },
		"taken back and at once erased": func(p *postRoom, id string) {
			p.ok(flow.WithdrawStory(p, p.ada().Id, id))
			p.ok(flow.EraseAuthor(p, p.ada().Id))
		},
		"taken back after a year": func(p *postRoom, id string) { p.year(); p.ok(flow.WithdrawStory(p, p.ada().Id, id)) },
		"erased after a year":     func(p *postRoom, _ string) { p.year(); p.ok(flow.EraseAuthor(p, p.ada().Id)) },
		"taken back, sent and then erased": func(p *postRoom, id string) {
			p.ok(flow.WithdrawStory(p, p.ada().Id, id))
			p.send()
			p.ok(flow.EraseAuthor(p, p.ada().Id))
		},
	} {
		p := newPostRoom(t)
		id := p.published()
		p.send()
		end(p, id)
		p.send()
		if got := p.subjects(ritasAddress); got != "A new story for your organisation | A story is gone" {
			t.Errorf("%s: Rita got %s", name, got)
		}
		if got := p.box.To(ritasAddress); len(got) == 2 && !strings.Contains(wordsOf(t, got[1]), id) {
			t.Errorf("%s: the letter does not say which", name)
		}
	}
}

// year lets a year pass, in which finished letters are swept.
func (p *postRoom) year() {
	p.t.Helper()
	p.Pass(365 * 24 * time.Hour)
	_, err := flow.Sweep(p, p.t.Context())
	p.ok(err)
}

func TestSendLetters_AMemberWhoMayHaveBeenTold_HearsThatAStoryIsGone(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.box.Next(testkit.Accept, testkit.Accept, testkit.AcceptAndDrop)
	_, _ = flow.SendLetters(p, t.Context(), letterFiles, p.carrier())
	p.ok(flow.WithdrawStory(p, p.ada().Id, id))
	p.send()
	if got := p.subjects(ritasAddress); got != "A new story for your organisation | A story is gone" {
		t.Errorf("Rita got %s", got)
	}
}
