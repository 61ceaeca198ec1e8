package hooks

import (
	"sync"
	"testing"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// rounds is how often two moderators, a service and an author act in the same instant.
const rounds = 200

// TestServiceReview_TwoModeratorsAServiceAndAnAuthorAtOnce lets everybody who may act
// on a story under review act on it at once, and looks at what is left: nothing that
// was taken back is public, nothing is public that a senior has to look at, nobody was
// told it was done and finds it undone, and no look ends twice.
func TestServiceReview_TwoModeratorsAServiceAndAnAuthorAtOnce(t *testing.T) {
	s := newScene(t, with(t, promises))
	boss := s.senior(s.another("senior@candour.example"))
	practice, ada := s.practice(), must(records.FindAuthorOf(s.App, s.told()))(t)
	ends := map[story.State]int{}
	for n := range rounds {
		sent := telling(practice.Id)
		sent.AuthorID = ada.Id
		id := must(flow.SubmitStory(s.App, sent))(t).StoryID
		must(flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id}))(t)
		link, v := s.reviewLink(id), must(records.FindStory(s.App, id))(t).Version()
		d := flow.Decision{StoryID: id, Version: v, Moderator: boss.Id, Reason: "other", Note: "We can't."}
		w := records.Words{Title: "She stayed", Text: "She stayed with me.", ScreenName: "harbourlight"}
		edit := flow.Decision{StoryID: id, Version: v, Moderator: s.moderator.Id, Words: &w, Reasons: story.ReasonsFor("spelling")}
		acts := []func() error{
			func() error { return flow.LookAgain(s.App, id, link, "legal-bar", "An order.") },
			func() error { return flow.GoAhead(s.App, id, link) },
			func() error { return flow.RejectStory(s.App, d) },
			func() error { _, err := flow.PublishStory(s.App, edit); return err },
		}
		if n%2 == 0 {
			acts = append(acts, func() error { return flow.WithdrawStory(s.App, ada.Id, id) })
		}
		errs := make([]error, len(acts))
		var together sync.WaitGroup
		for i, act := range acts {
			together.Go(func() { errs[i] = act() })
		}
		together.Wait()
		state := s.state(id)
		ends[state]++
		if n%2 == 0 && (errs[4] != nil || state != story.Withdrawn) {
			t.Fatalf("the author took it back (%v), and it is %s", errs[4], state)
		}
		if errs[0] == nil && errs[1] == nil {
			t.Fatal("a service had two says")
		}
		f := s.looked(id).Facts()
		if state == story.Published && (!f.IsOver() || f.AwaitsSenior()) {
			t.Fatalf("it is public and the look is %+v", f)
		}
		if errs[0] == nil && f.AskedAt.IsZero() {
			t.Fatal("what the service asked is lost")
		}
		if state == story.Withdrawn && !f.IsOver() {
			t.Fatal("a look goes on at a story that is gone")
		}
		for _, l := range must(records.LettersOfStory(s.App, id))(t) {
			if k := mail.Kind(l.Kind()); state == story.Withdrawn && l.IsOpen() && (k.IsPublicOnly() || k == mail.ServiceReview || k == mail.SecondLook) {
				t.Fatalf("a letter of the kind %s is owed about a story that is gone", k)
			}
		}
	}
	t.Logf("of %d rounds: %v", rounds, ends)
}
