package hooks

import (
	"errors"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

func (s *scene) membership(m *records.Member) *records.Membership {
	s.t.Helper()
	return must(records.FindMembershipIn(s.App, m.Id, s.board.Id))(s.t)
}

func (s *scene) colleague(email string, role story.Role) *records.Member {
	s.t.Helper()
	return must(records.AddMember(s.App, email, "A colleague", "a long password", s.board.Id, role))(s.t)
}

func TestWhoLeftAnOrganisationSinceTheBackup_IsNotLetInAgain(t *testing.T) {
	s := newScene(t, with(t, promises))
	admin := s.colleague("ann@grampian.example", story.RoleAdministrator)
	left, frozen, thawed, ending := s.colleague("left@grampian.example", story.RoleMember), s.colleague("frozen@grampian.example", story.RoleMember),
		s.colleague("thawed@grampian.example", story.RoleMember), s.colleague("ending@grampian.example", story.RoleMember)
	s.answered(s.published()) // Rita has spoken, so that her account stays and says no more who she is
	before := s.copied()
	lastDay := s.Now().AddDate(0, 0, 3).Truncate(24 * time.Hour)
	s.ok(flow.RemoveMember(s.App, admin.Id, s.membership(left).Id))
	s.ok(flow.RemoveMember(s.App, admin.Id, s.membership(s.member).Id))
	s.ok(flow.FreezeMember(s.App, admin.Id, s.membership(frozen).Id))
	s.ok(flow.FreezeMember(s.App, admin.Id, s.membership(thawed).Id))
	s.ok(flow.UnfreezeMember(s.App, admin.Id, s.membership(thawed).Id))
	s.ok(flow.EndOn(s.App, admin.Id, s.membership(ending).Id, lastDay))
	s.restored(before)
	if _, err := records.FindMember(s.App, left.Id); !errors.Is(err, records.ErrNotFound) {
		t.Error("the account of a member who was removed is back")
	}
	if m := must(records.FindMember(s.App, s.member.Id))(t); m.LetIn(s.Now()) || m.Name() != records.FormerMember {
		t.Errorf("somebody who left is called %q again", m.Name())
	}
	for _, c := range []struct {
		who   *records.Member
		after time.Duration
		want  bool
	}{{frozen, 0, false}, {thawed, 0, true}, {ending, 0, true}, {ending, 5 * 24 * time.Hour, false}} {
		if got := must(records.FindMember(s.App, c.who.Id))(t).LetIn(s.Now().Add(c.after)); got != c.want {
			t.Errorf("%s, after %s: let in %v", c.who.Email(), c.after, got)
		}
	}
	if got := s.onceMore(); got != (flow.Replayed{}) {
		t.Errorf("the next start does it again: %+v", got)
	}
	s.ok(flow.UnfreezeMember(s.App, admin.Id, s.membership(frozen).Id))
	if got := s.onceMore(); got != (flow.Replayed{}) || !must(records.FindMember(s.App, frozen.Id))(t).LetIn(s.Now()) {
		t.Errorf("whom an administrator let in again is shut out by the next start: %+v", got)
	}
}

func TestTheLastDayOfAMembership_IsTheOneThatWasSaidLast(t *testing.T) {
	s := newScene(t, with(t, promises))
	admin := s.colleague("ann@grampian.example", story.RoleAdministrator)
	before := s.copied()
	day := s.Now().Truncate(24 * time.Hour)
	s.ok(flow.EndOn(s.App, admin.Id, s.membership(s.member).Id, day.AddDate(0, 0, 3)))
	s.ok(flow.EndOn(s.App, admin.Id, s.membership(s.member).Id, day.AddDate(0, 0, 9)))
	s.restored(before)
	if got := s.membership(s.member).Until(); !got.Equal(day.AddDate(0, 0, 10)) {
		t.Errorf("it ends before %s", got)
	}
	s.ok(flow.EndOn(s.App, admin.Id, s.membership(s.member).Id, time.Time{}))
	s.restored(before)
	if got := s.membership(s.member).Until(); !got.IsZero() {
		t.Errorf("what was to have no end any more ends before %s", got)
	}
}

func TestAModeratorWhoLeftSinceTheBackup_IsNobodyAgain(t *testing.T) {
	s := newScene(t, with(t, promises))
	s.published()
	before := s.copied()
	s.moderator.SetActive(false)
	s.ok(s.Save(s.moderator))
	s.ok(flow.AnonymiseModerator(s.App, s.moderator.Email()))
	s.restored(before)
	if m := must(records.FindModerator(s.App, s.moderator.Id))(t); m.Active() || m.Name() != records.FormerModerator {
		t.Errorf("%q is back", m.Name())
	}
	if got := s.onceMore(); got != (flow.Replayed{}) {
		t.Errorf("the next start does it again: %+v", got)
	}
}

func TestAModeratorWhoWasShutOutAndLetInAgain_StaysIn(t *testing.T) {
	s := newScene(t, with(t, promises))
	before := s.copied()
	for _, active := range []bool{false, true} {
		s.moderator.SetActive(active)
		s.ok(s.Save(s.moderator))
	}
	s.restored(before)
	if !must(records.FindModerator(s.App, s.moderator.Id))(t).Active() {
		t.Error("Moses is shut out")
	}
}

// PocketBase wants one administrator at least, so the last account stays, as nobody's.
func TestTheLastAdministratorOfTheMachine_WhoLeftSinceTheBackup_GetsInNoMore(t *testing.T) {
	s := newScene(t, with(t, promises))
	leaver := s.administrator("leaver@candour.example")
	before := s.copied()
	s.administrator("root@candour.example")
	s.ok(s.Delete(leaver))
	s.restored(before)
	su := must(s.FindRecordById(core.CollectionNameSuperusers, leaver.Id))(t)
	if su.ValidatePassword("a very long password") || su.Email() == leaver.Email() {
		t.Error("the old address and password open the panel")
	}
	if got := s.onceMore(); got != (flow.Replayed{}) {
		t.Errorf("the next start does it again: %+v", got)
	}
	s.administrator("leaver@candour.example") // whom the operator names, with whatever address
	s.onceMore()
	left := must(s.FindAllRecords(core.CollectionNameSuperusers))(t)
	if len(left) != 1 || left[0].Email() != "leaver@candour.example" || !left[0].ValidatePassword("a very long password") {
		t.Errorf("%d administrators are left", len(left))
	}
}
