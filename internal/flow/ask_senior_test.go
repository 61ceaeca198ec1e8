package flow_test

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
)

// senior lets another senior moderator in.
func (p *postRoom) senior(name string) *records.Moderator {
	p.t.Helper()
	m, err := records.NewModerator(p, name+"@candour.example", name, "a long password", true)
	p.keep(m, err)
	return m
}

// owed counts the letters of a kind to a moderator.
func (p *postRoom) owed(collection, id string, kind mail.Kind) (n int) {
	p.t.Helper()
	letters, err := records.LettersTo(p, collection, id)
	p.ok(err)
	for _, l := range letters {
		if l.Kind() == string(kind) {
			n++
		}
	}
	return n
}

func (p *postRoom) asksSenior(id, by string) {
	p.t.Helper()
	d := p.decision(id)
	d.Moderator, d.Note = by, "Is the ward too small to be named?"
	p.ok(flow.AskSenior(p, d))
}

func TestAskingASenior_TellsTheOthersOnce_AndNeverWhoAsked(t *testing.T) {
	p := newPostRoom(t)
	senga, former := p.senior("senga"), p.senior("former")
	former.Set("active", false)
	p.ok(p.Save(former))
	junior, err := records.NewModerator(p, "june@candour.example", "June", "a long password", false)
	p.keep(junior, err)
	id := p.told()
	told := func() [4]int {
		var n [4]int
		for i, m := range []string{p.moderator.Id, senga.Id, junior.Id, former.Id} {
			n[i] = p.owed("moderators", m, mail.SeniorAsked)
		}
		return n
	}
	p.asksSenior(id, p.moderator.Id) // who is senior too
	if got := told(); got != [4]int{0, 1, 0, 0} {
		t.Errorf("a senior asks the others: letters to the asker, the other senior, a moderator, a former senior: %v", got)
	}
	p.asksSenior(id, junior.Id) // a second note, while it waits
	if got := told(); got != [4]int{0, 1, 0, 0} {
		t.Errorf("it waited already: %v", got)
	}
	p.asksSenior(id, senga.Id) // gives it back
	p.asksSenior(id, junior.Id)
	if got := told(); got != [4]int{1, 2, 0, 0} {
		t.Errorf("asked anew: %v", got)
	}
}

func TestAskingASenior_TheLetterIsNotSentWhenItIsAnsweredOrTheStoryIsGone(t *testing.T) {
	for name, c := range map[string]struct {
		then func(p *postRoom, id, senga string)
		sent string
	}{
		"it waits":             {func(*postRoom, string, string) {}, "sent"},
		"a senior answered":    {func(p *postRoom, id, senga string) { p.asksSenior(id, senga) }, "dropped"},
		"its author took back": {func(p *postRoom, id, _ string) { p.ok(flow.WithdrawStory(p, p.ada().Id, id)) }, "dropped"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPostRoom(t)
			senga, id := p.senior("senga"), p.told()
			p.asksSenior(id, p.moderator.Id)
			c.then(p, id, senga.Id)
			p.send()
			letters, err := records.LettersTo(p, "moderators", senga.Id)
			p.ok(err)
			if len(letters) != 1 || letters[0].State() != c.sent {
				t.Errorf("%d letters, the first is %s, want %s", len(letters), letters[0].State(), c.sent)
			}
		})
	}
}

func TestAskingASenior_NobodyAnswersInTime_TheSeniorsAreReminded(t *testing.T) {
	p := newPostRoom(t)
	junior, err := records.NewModerator(p, "june@candour.example", "June", "a long password", false)
	p.keep(junior, err)
	p.at("2027-01-11 10:00") // a Monday
	id := p.told()
	p.asksSenior(id, junior.Id)
	for _, step := range []struct {
		at             string
		senior, junior int
	}{{"2027-01-11 16:00", 0, 0}, {"2027-01-12 10:29", 1, 0}, {"2027-01-12 16:29", 1, 0}, {"2027-01-13 10:29", 2, 0}} {
		p.at(step.at)
		_, err := flow.TellLate(p)
		p.ok(err)
		if s, j := p.owed("moderators", p.moderator.Id, mail.QueueLate), p.owed("moderators", junior.Id, mail.QueueLate); s != step.senior || j != step.junior {
			t.Errorf("%s: %d letters to the senior and %d to the moderator, want %d and %d", step.at, s, j, step.senior, step.junior)
		}
	}
}

// An appeal is told to those who can decide it. Where nobody can, somebody is told who can
// let a further senior moderator in.
func TestAnAppealIsToldToWhoeverMayDecideIt(t *testing.T) {
	for name, others := range map[string]int{"there is another senior": 1, "nobody may decide it": 0} {
		t.Run(name, func(t *testing.T) {
			p := newPostRoom(t)
			administrators, err := p.FindCollectionByNameOrId(core.CollectionNameSuperusers)
			p.ok(err)
			root := core.NewRecord(administrators)
			root.SetEmail("root@candour.example")
			root.SetPassword("a very long password")
			p.ok(p.Save(root))
			var senga *records.Moderator
			if others > 0 {
				senga = p.senior("senga")
			}
			id := p.published()
			d := p.decision(id)
			d.Reason, d.Note = "legal-process", "An order of a court."
			p.ok(flow.RestrictStory(p, d))
			p.ok(flow.AppealAsAuthor(p, p.ada().Id, id, "It was fair."))
			if n := p.owed("moderators", p.moderator.Id, mail.AppealAsked); n != 0 {
				t.Errorf("%d letters to the one who closed it", n)
			}
			if senga != nil && p.owed("moderators", senga.Id, mail.AppealAsked) != 1 {
				t.Error("the other senior was not told")
			}
			if n := p.owed(core.CollectionNameSuperusers, root.Id, mail.AppealAsked); n != 1-others {
				t.Errorf("%d letters to the administrator of the machine", n)
			}
			p.send()
			if st := p.appealLetter(id); st != "sent" {
				t.Errorf("the letter is %s", st)
			}
		})
	}
}

func (p *postRoom) appealLetter(id string) string {
	p.t.Helper()
	letters, err := records.LettersOfStory(p, id)
	p.ok(err)
	for _, l := range letters {
		if l.Kind() == string(mail.AppealAsked) {
			return l.State()
		}
	}
	return "not there"
}
