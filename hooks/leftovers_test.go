package hooks

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// added has a moderator make a service of what a story says.
func (s *scene) added(storyID, name string) string {
	s.t.Helper()
	st := must(records.FindStory(s.App, storyID))(s.t)
	return must(flow.AddService(s.App, flow.Decision{StoryID: storyID, Version: st.Version(), Moderator: s.moderator.Id},
		flow.Unlisted{Details: records.Details{Name: name, Town: "Quillgateham", Kind: "retreat"}}))(s.t)
}

// What a moderator makes of an author's words, and nobody confirms, is the author's.
func TestErasedLeavesNothing_OfWhatTheDeskMadeOfItsWords(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	ada := must(records.FindAuthorOf(s.App, id))(t)
	alone := s.added(id, "Zephyrine House")
	was := must(records.FindService(s.App, alone))(t).Details()
	s.senior(s.moderator)
	s.ok(flow.CorrectService(s.App, alone, was, records.Details{Name: "Zephyrine Lodge", Town: "Quillgateham", Kind: "retreat"}, s.moderator.Id))
	merged := s.added(id, "Zephyrine Annexe")
	s.ok(flow.MergeServices(s.App, merged, s.service.Id, s.moderator.Id, records.FromDesk))
	for kind, word := range map[hints.Kind]string{hints.Name: "harbourlight", hints.Address: "zephyrine lane", hints.Offensive: "night"} {
		s.ok(flow.TeachWord(s.App, s.moderator.Id, hints.Taught{Kind: kind, Word: word}))
	}
	traces := []testkit.Canary{{Name: "the made up service", Value: "Zephyrine House"}, {Name: "its later name", Value: "Zephyrine Lodge"},
		{Name: "the merged one", Value: "Zephyrine Annexe"}, {Name: "its town", Value: "Quillgateham"}, {Name: "a taught name", Value: "harbourlight"}}
	s.ok(flow.Checkpoint(s.App))
	if n := len(must(testkit.FindCanaries(s.DataDir(), traces...))(t)); n == 0 {
		t.Fatal("nothing of it is stored before: this test proves nothing")
	}
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	testkit.NoCanaries(t, s.DataDir(), traces...)
	if _, err := records.FindService(s.App, alone); err == nil {
		t.Error("a service that nobody confirmed and nobody tells of is still listed")
	}
	if v := must(records.FindService(s.App, merged))(t); v.Name() != records.NobodysService || v.Successor() != s.service.Id {
		t.Errorf("what was merged is called %q", v.Name())
	}
	var left []string
	for _, w := range must(records.TaughtWords(s.App))(t) {
		left = append(left, w.Word())
	}
	if len(left) != 2 { // an address she never wrote, and a word that is nobody's
		t.Errorf("taught still: %v", left)
	}
}

// A name that stands in a public story of somebody else is nobody's secret; one that only
// stories speak of which nobody reads yet goes with the first that is erased.
func TestErasing_LeavesATaughtNameThatEverybodyReads(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := must(records.FindAuthorOf(s.App, s.told()))(t)
	bens := telling(s.service.Id)
	bens.Email, bens.Text = "ben@example.org", "Nurse Quillgate was kind, and so was Sister Thornhollow’s team."
	other := must(flow.SubmitStory(s.App, bens))(t).StoryID
	adas := telling(s.service.Id)
	adas.Text = "Quillgate and Marrowby stayed with me."
	must(flow.SubmitStory(s.App, adas))(t)
	for _, word := range []string{"quillgate", "marrowby"} {
		s.ok(flow.TeachWord(s.App, s.moderator.Id, hints.Taught{Kind: hints.Name, Word: word}))
	}
	must(flow.PublishStory(s.App, flow.Decision{StoryID: other, Version: 1, Moderator: s.moderator.Id}))(t)
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	if left := must(records.TaughtWords(s.App))(t); len(left) != 1 || left[0].Word() != "quillgate" {
		t.Errorf("taught still: %d", len(left))
	}
}

// A service that another story tells of, or that somebody confirmed, is not one author's.
func TestErasing_LeavesWhatOthersTellOfAndWhatWasConfirmed(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	ada := must(records.FindAuthorOf(s.App, id))(t)
	confirmed, shared := s.added(id, "Confirmed House"), s.added(id, "Shared House")
	s.ok(flow.ConfirmService(s.App, confirmed, "", records.FromAdministrator))
	bens := telling(s.service.Id)
	bens.Email = "ben@example.org"
	other := must(flow.SubmitStory(s.App, bens))(t).StoryID
	st := must(records.FindStory(s.App, other))(t)
	services := []string{shared}
	must(flow.EditStory(s.App, flow.Decision{StoryID: other, Version: st.Version(), Moderator: s.moderator.Id, Services: &services, Reasons: story.ReasonsFor("identifies-author")}))(t)
	if err := s.Delete(must(records.FindService(s.App, shared))(t)); err == nil {
		t.Fatal("a service that stories tell of was deleted")
	}
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	for _, service := range []string{confirmed, shared} {
		if _, err := records.FindService(s.App, service); err != nil {
			t.Error(err)
		}
	}
	if err := s.Delete(must(records.FindService(s.App, confirmed))(t)); err == nil {
		t.Error("a confirmed service was deleted")
	}
}
