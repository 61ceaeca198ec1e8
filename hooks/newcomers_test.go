package hooks

import (
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// lettersToShow counts the letters about a look at a story, by the id of who gets them.
func (s *scene) lettersToShow(id string) map[string]int {
	s.t.Helper()
	s.ok(flow.ShowNewcomers(s.App))
	n := map[string]int{}
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.Kind() == string(mail.ServiceReview) {
			n[l.To()]++
		}
	}
	return n
}

func TestWhoeverComesToLookAfterAServiceDuringItsLook_IsWrittenToOnce(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.underReview()
	due := s.looked(id).Facts().DueAt
	v := s.practice()
	pat := must(records.FindMemberByEmail(s.App, "pat@practice.example"))(t)
	if got := s.lettersToShow(id); got[pat.Id] != 1 || len(got) != 1 {
		t.Fatalf("before anybody came: %v", got)
	}
	s.ok(records.MarkAllSent(s.App, s.Now()))
	s.Pass(time.Hour)
	next := must(records.AddMember(s.App, "nell@practice.example", "Nell", "a long password", v.Organisation(), story.RoleAdministrator))(t)
	must(records.AddMember(s.App, "only@practice.example", "Only a member", "a long password", v.Organisation(), story.RoleMember))(t)
	for range 2 {
		if got := s.lettersToShow(id); got[pat.Id] != 1 || got[next.Id] != 1 || len(got) != 2 {
			t.Fatalf("with a new administrator: %v", got)
		}
		s.ok(records.MarkAllSent(s.App, s.Now()))
	}
	old := s.reviewLinkTo(id, pat.Id)
	pat = must(records.FindMember(s.App, pat.Id))(t)
	pat.ProxyRecord().SetEmail("patricia@practice.example")
	s.ok(s.Save(pat))
	for range 2 {
		if got := s.lettersToShow(id); got[pat.Id] != 2 || got[next.Id] != 1 {
			t.Fatalf("with a new address: %v", got)
		}
	}
	if _, err := flow.OpenReview(s.App, id, old); err == nil {
		t.Error("the link that went to the old address opens the story")
	}
	if got := s.looked(id).Facts().DueAt; !got.Equal(due) {
		t.Error("the service has more time than it was given")
	}
	s.ok(flow.GoAhead(s.App, id, s.reviewLinkTo(id, next.Id)))
	must(records.AddMember(s.App, "late@practice.example", "Late", "a long password", v.Organisation(), story.RoleAdministrator))(t)
	if got := s.lettersToShow(id); len(got) != 2 {
		t.Errorf("after the service has spoken: %v", got)
	}
}

func TestALookThatCouldReachNobody_ReachesWhoeverComes(t *testing.T) {
	s := newScene(t, with(t, promises))
	v := s.practice()
	pat := must(records.FindMemberByEmail(s.App, "pat@practice.example"))(t)
	in := must(records.FindMembershipIn(s.App, pat.Id, v.Organisation()))(t)
	in.SetFrozen(s.Now())
	s.ok(s.Save(in))
	id := s.underReview()
	if got := s.lettersToShow(id); len(got) != 0 || s.looked(id).Reached() != 0 {
		t.Fatalf("written to %v", got)
	}
	must(records.AddMember(s.App, "nell@practice.example", "Nell", "a long password", v.Organisation(), story.RoleAdministrator))(t)
	if got := s.lettersToShow(id); len(got) != 1 || s.looked(id).Reached() != 1 {
		t.Errorf("written to %v, and %d are said to be reached", got, s.looked(id).Reached())
	}
}

func (s *scene) reviewLinkTo(id, member string) (link string) {
	s.t.Helper()
	for _, l := range must(records.LettersOfStory(s.App, id))(s.t) {
		if l.Kind() == string(mail.ServiceReview) && l.To() == member {
			link = flow.LinkToken(s.App, l)
		}
	}
	return link
}
