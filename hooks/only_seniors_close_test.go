package hooks

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// closed has Moses, as a senior, close a story.
func (s *scene) closed(id string) {
	s.t.Helper()
	boss := s.senior(s.moderator)
	v := must(records.FindStory(s.App, id))(s.t).Version()
	s.ok(flow.RestrictStory(s.App, flow.Decision{StoryID: id, Version: v, Moderator: boss.Id, Reason: "legal-process", Note: "A court asks us to."}))
}

// closedBy writes a closure down past the flow.
func (s *scene) closedBy(id, moderator, reason string) bool {
	s.t.Helper()
	return s.endedBy(id, story.Restricted, moderator, reason)
}

// endedBy closes a story, or takes it down, past the flow, with an act of somebody
// behind it.
func (s *scene) endedBy(id string, to story.State, moderator, reason string) bool {
	s.t.Helper()
	st := must(records.FindStory(s.App, id))(s.t)
	st.SetState(to)
	s.ok(records.WriteDown(s.App, records.Act{Story: id, By: moderator, What: string(to), Reason: reason, Version: st.NextVersion(), At: s.Now()}))
	return s.Save(st) == nil
}

func TestOnlySeniorsClose_ALiftedStoryIsPublicAgain_AndAnAppealIsAnothersToDecide(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	ada := must(records.FindAuthorOf(s.App, id))(t)
	if err := flow.AppealAsAuthor(s.App, ada.Id, id, "Why?"); err == nil {
		t.Fatal("an appeal against nothing was taken")
	}
	s.closed(id)
	other := s.senior(s.another("other@candour.example"))
	s.ok(flow.AppealAsAuthor(s.App, ada.Id, id, "There is no court."))
	if err := flow.AppealAsAuthor(s.App, ada.Id, id, "And again."); err == nil {
		t.Error("an author appealed twice")
	}
	a := must(records.OpenAppeals(s.App))(t)[0]
	d := flow.AppealDecision{AppealID: a.Id, Moderator: s.moderator.Id, Outcome: story.AppealLifted, Answer: "There is none."}
	if err := flow.DecideAppeal(s.App, d); err == nil {
		t.Error("who closed it decided the appeal")
	}
	d.Moderator = other.Id
	s.ok(flow.DecideAppeal(s.App, d))
	if err := flow.DecideAppeal(s.App, d); err == nil {
		t.Error("decided twice")
	}
	st := must(records.FindStory(s.App, id))(t)
	if st.State() != story.Published || st.Reason() != "" || st.PublicationNo() != 1 {
		t.Errorf("it is %s for %q, as number %d", st.State(), st.Reason(), st.PublicationNo())
	}
	s.closed(id)
	keep := flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(t).Version(), Moderator: other.Id, Note: "The case goes on.", ReviewOn: s.Now().AddDate(0, 0, 10)}
	s.ok(flow.KeepClosed(s.App, keep))
	lift := flow.Decision{StoryID: id, Version: keep.Version, Moderator: other.Id, Note: "It is over."}
	if err := flow.LiftRestriction(s.App, lift); err == nil {
		t.Error("opened from an old version")
	}
	lift.Version++
	s.ok(flow.LiftRestriction(s.App, lift))
	if s.state(id) != story.Published {
		t.Errorf("opened again, it is %s", s.state(id))
	}
}
