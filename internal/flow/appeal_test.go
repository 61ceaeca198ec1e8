package flow_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// A working day is one of the region, and the time of day stays.
func TestAppealEnds_CountsWorkingDaysOverWeekendsHolidaysAndSummerTime(t *testing.T) {
	p := newPostRoom(t)
	zone := p.Deployment.Region.Zone()
	for asked, want := range map[string]string{
		"2026-11-13 16:00": "2026-11-20 16:00", // Friday, over one weekend
		"2026-11-14 12:00": "2026-11-23 09:00", // Saturday counts as Monday's opening
		"2026-12-23 10:00": "2027-01-05 10:00", // Christmas Day and Boxing Day, kept on the Monday
		"2026-12-30 10:00": "2027-01-08 10:00", // New Year's Day and the second, kept on the Monday
		"2026-03-26 10:00": "2026-04-02 10:00", // the clocks go forward on the Sunday
		"2026-10-22 10:00": "2026-10-29 10:00", // and back
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", asked, zone)
		p.ok(err)
		if got := flow.AppealEnds(p, at).In(zone).Format("2006-01-02 15:04"); got != want {
			t.Errorf("asked on %s, it is decided by %s, want %s", asked, got, want)
		}
	}
}

func TestRemindOfAppeals_WritesOnceADayBeforeAndOnceWhenItIsLate_ToWhoMayDecide(t *testing.T) {
	p := newPostRoom(t)
	sal := p.second()
	superusers, err := p.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	p.ok(err)
	root := core.NewRecord(superusers)
	root.SetEmail("root@candour.example")
	root.SetPassword("a long password")
	p.ok(p.Save(root))
	id := p.published()
	p.close(id)
	p.ok(flow.AppealAsAuthor(p, p.ada().Id, id, "There is no case."))
	open, err := records.OpenAppeals(p)
	p.ok(err)
	by := open[0].DecideBy()
	told := func() string {
		t.Helper()
		for range 3 {
			_, err := flow.RemindOfAppeals(p)
			p.ok(err)
		}
		letters, err := records.LettersOfStory(p, id)
		p.ok(err)
		var to []string
		for _, l := range letters {
			if l.Kind() == string(mail.AppealWaits) {
				to = append(to, map[string]string{sal.Id: "sal", root.Id: "root", p.moderator.Id: "who closed it"}[l.To()])
			}
		}
		return strings.Join(to, " ")
	}
	p.Pass(by.Sub(p.Now()) - 25*time.Hour)
	if got := told(); got != "" {
		t.Errorf("before the last working day, %q are written to", got)
	}
	p.Pass(2 * time.Hour)
	if got := told(); got != "sal" {
		t.Errorf("on the last working day, %q", got)
	}
	p.Pass(24 * time.Hour)
	if got := told(); len(got) != len("sal sal root") || strings.Count(got, "sal") != 2 || strings.Contains(got, "who") {
		t.Errorf("late, %q", got)
	}
	p.send()
	if n := p.gotAbout(secondAddress, "That is over, and nobody has decided."); n == 0 {
		t.Error("no letter says that it is late")
	}
	p.ok(flow.DecideAppeal(p, flow.AppealDecision{AppealID: open[0].Id, Moderator: sal.Id, Outcome: story.AppealStands, Answer: "It goes on."}))
	if a, err := records.FindAppeal(p, open[0].Id); err != nil || !a.IsLate(p.Now()) {
		t.Errorf("it was decided late, and is not said to be: %v", err)
	}
}

// theirs is an organisation with what it may appeal against: a closed story, a refused
// response and words of its own that were taken off. Moses decided all of it.
type theirs struct {
	*postRoom
	isla                   *records.Member
	closed, refused, taken string
}

func newTheirs(t *testing.T) theirs {
	p := newPostRoom(t)
	isla, err := records.AddMember(p, islasAddress, "Isla", "a long password", p.service.Organisation(), story.RoleAdministrator)
	p.ok(err)
	x := theirs{postRoom: p, isla: isla}
	p.answered(p.published(), "Thank you from Nora.", "rejected")
	x.refused = p.firstId("responses")
	x.closed = p.published()
	p.close(x.closed)
	p.ok(flow.SayAboutService(p, isla.Id, p.service.Id, "Ask for Nora."))
	said, err := records.LatestOwnWords(p, 1)
	p.ok(err)
	x.taken = said[0].Id
	p.ok(flow.TakeOffOwnWords(p, p.moderator.Id, x.taken, "It names one nurse."))
	return x
}

func (p *postRoom) firstId(collection string) string {
	p.t.Helper()
	found, err := p.FindAllRecords(collection)
	p.ok(err)
	return found[0].Id
}

// asks lists the three ways in which an organisation asks for another decision.
func (x theirs) asks() map[string]func(member string) error {
	return map[string]func(string) error{
		"story":    func(m string) error { return flow.AppealAsService(x, m, x.closed, "We want to answer.") },
		"response": func(m string) error { return flow.AppealForResponse(x, m, x.refused, "Ring ward@grampian.example.") },
		"words":    func(m string) error { return flow.AppealForOwnWords(x, m, x.taken, "She agreed.") },
	}
}

func TestAppealsOfAnOrganisation_AreMadeOnce_ByItsAdministratorsAlone(t *testing.T) {
	for _, what := range []string{"story", "response", "words"} {
		t.Run(what, func(t *testing.T) {
			x := newTheirs(t)
			ask := x.asks()[what]
			other, err := records.NewOrganisation(x, "ons", "S08000030", "NHS Tayside", "board")
			x.keep(other, err)
			stranger, err := records.AddMember(x, "tay@tayside.example", "Tay", "a long password", other.Id, story.RoleAdministrator)
			x.ok(err)
			for who, id := range map[string]string{"a responder": x.member.Id, "another organisation": stranger.Id, "nobody": "zzzzzzzzzzzzzzz"} {
				if err := ask(id); !errors.Is(err, records.ErrNotFound) {
					t.Errorf("%s asked: %v", who, err)
				}
			}
			left, err := records.AddMember(x, "left@grampian.example", "Lee", "a long password", x.service.Organisation(), story.RoleAdministrator)
			x.ok(err)
			in, err := records.FindMembershipIn(x, left.Id, x.service.Organisation())
			x.ok(err)
			in.SetFrozen(x.Now())
			x.ok(x.Save(in))
			if err := ask(left.Id); !errors.Is(err, records.ErrNotFound) {
				t.Errorf("whose membership has ended asked: %v", err)
			}
			x.ok(ask(x.isla.Id))
			if err := ask(x.isla.Id); !errors.Is(err, story.ErrAppeal) {
				t.Errorf("twice: %v", err)
			}
			open, err := records.OpenAppeals(x)
			x.ok(err)
			if len(open) != 1 || strings.Contains(open[0].Words(), "@") || !open[0].DecideBy().Equal(flow.AppealEnds(x, open[0].At())) {
				t.Errorf("it is kept as %+v", open)
			}
		})
	}
}

func TestAppealsOfAnOrganisation_AreDecidedByAnotherSenior_InPlainWordsThatLeadToNobody(t *testing.T) {
	for what, undo := range map[string]story.AppealOutcome{"story": story.AppealLifted, "response": story.AppealWrong, "words": story.AppealWrong} {
		t.Run(what, func(t *testing.T) {
			x := newTheirs(t)
			sal := x.second()
			junior, err := records.NewModerator(x, "meg@candour.example", "Meg", "a long password", false)
			x.keep(junior, err)
			x.ok(x.asks()[what](x.isla.Id))
			open, err := records.OpenAppeals(x)
			x.ok(err)
			decide := func(by string, o story.AppealOutcome, answer string) error {
				return flow.DecideAppeal(x, flow.AppealDecision{AppealID: open[0].Id, Moderator: by, Outcome: o, Answer: answer})
			}
			if err := decide(x.moderator.Id, undo, "No."); !errors.Is(err, flow.ErrOwnDecision) {
				t.Errorf("who did it decided: %v", err)
			}
			if err := decide(junior.Id, undo, "No."); !errors.Is(err, flow.ErrSenior) {
				t.Errorf("who is not senior decided: %v", err)
			}
			var p story.Problem
			if err := decide(sal.Id, undo, "Write to sal@candour.example."); !errors.As(err, &p) || p.Field != "answer" {
				t.Errorf("an answer that leads to somebody was taken: %v", err)
			}
			for _, wrong := range []story.AppealOutcome{"", map[story.AppealOutcome]story.AppealOutcome{story.AppealLifted: story.AppealWrong, story.AppealWrong: story.AppealLifted}[undo]} {
				if err := decide(sal.Id, wrong, "Yes."); err == nil {
					t.Errorf("%q was taken", wrong)
				}
			}
			open[0].SetDecided(undo, x.moderator.Id, "No.", x.Now())
			if x.Save(open[0]) == nil || x.Delete(open[0]) == nil {
				t.Error("who did it decided by another door, or the appeal was deleted")
			}
			x.send()
			x.ok(decide(sal.Id, undo, "You are right."))
			if err := decide(sal.Id, undo, "Again."); !errors.Is(err, story.ErrAppeal) {
				t.Errorf("twice: %v", err)
			}
			x.send()
			if x.gotAbout(islasAddress, haveDecided) != 1 || x.gotAbout(islasAddress, "/staff/appeals/") == 0 {
				t.Error("she was not told, or not where to read it")
			}
		})
	}
}

// What is said about own words has its time, and the appeal goes with it.
func TestAppealsAboutOwnWords_GoWithThem_AndThoseAboutAResponseWithTheStory(t *testing.T) {
	x := newTheirs(t)
	x.ok(x.asks()["words"](x.isla.Id))
	x.ok(x.asks()["response"](x.isla.Id))
	r, err := records.FindResponse(x, x.refused)
	x.ok(err)
	x.ok(flow.WithdrawStory(x, x.ada().Id, r.Story()))
	open, err := records.OpenAppeals(x)
	if err != nil || len(open) != 1 || open[0].OwnWords() == "" {
		t.Fatalf("after its author took the story back, %d are open (%v)", len(open), err)
	}
	v, err := records.FindOwnWordsVersion(x, x.taken)
	x.ok(err)
	x.ok(x.Delete(v))
	if _, err := records.FindAppeal(x, open[0].Id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("it is still here: %v", err)
	}
}

// The author reads what a service wrote once a senior moderator has taken names out of it.
func TestDecideAppeal_TakesOutNames_AndNothingElseOfTheWordsChanges(t *testing.T) {
	x := newTheirs(t)
	sal := x.second()
	x.ok(flow.AppealAsService(x, x.isla.Id, x.closed, "It was Nora Bain, not Noraline. Nora Bain agrees."))
	open, err := records.OpenAppeals(x)
	x.ok(err)
	for _, words := range []string{"It was another.", "It was [name], and we lied."} {
		open[0].SetWords(words)
		open[0].SetDecided(story.AppealStands, sal.Id, "No.", x.Now())
		if x.Save(open[0]) == nil {
			t.Errorf("the words became %q", words)
		}
	}
	x.ok(flow.DecideAppeal(x, flow.AppealDecision{AppealID: open[0].Id, Moderator: sal.Id, Outcome: story.AppealStands, Answer: "It stays.", Without: []string{"Nora Bain"}}))
	a, err := records.FindAppeal(x, open[0].Id)
	if err != nil || a.Words() != "It was [name], not Noraline. [name] agrees." {
		t.Errorf("it reads %q, %v", a.Words(), err)
	}
}
