package hooks

import (
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// around are values planted in every field in which somebody wrote something about a
// story of Ada's: what she proposed, what a service asked for, why it was closed, and
// what was said about that.
var around = []testkit.Canary{
	{Name: "a proposed title", Value: "curlew over the ward"}, {Name: "proposed words", Value: "whimbrel by the window"}, {Name: "a proposed screen name", Value: "oystercatcher"},
	{Name: "a reason for an edit", Value: "the dunlin is too easy to know"}, {Name: "what a service wrote", Value: "a turnstone of an order"},
	{Name: "what a senior answered", Value: "a knot is no bar"}, {Name: "why it was closed", Value: "the godwit court asks"},
	{Name: "why it was opened", Value: "the redshank case is over"}, {Name: "an appeal of the author", Value: "it was a fair sandpiper"},
	{Name: "an appeal of a service", Value: "we answer for the plover"}, {Name: "an answer to an appeal", Value: "the avocet stays"},
}

// lookedAt has all of it happen to two stories of Ada's.
func (s *scene) lookedAt() (ada string) {
	s.t.Helper()
	v := func(i int) string { return around[i].Value }
	at := func(id, moderator string) flow.Decision {
		return flow.Decision{StoryID: id, Version: must(records.FindStory(s.App, id))(s.t).Version(), Moderator: moderator, Reason: "legal-process", Note: "A court."}
	}
	sent := telling(s.service.Id)
	sent.Edits = "show-me"
	shown := must(flow.SubmitStory(s.App, sent))(s.t).StoryID
	ada = must(records.FindAuthorOf(s.App, shown))(s.t).Id
	d := at(shown, s.moderator.Id)
	d.Words, d.Reasons = &records.Words{Title: "She stayed", Text: "She stayed with me.", ScreenName: "harbourlight"}, []story.EditReason{
		{Part: "title", Code: story.OtherReason, Words: v(3)}, {Part: "text", Code: "length"}}
	must(flow.PublishStory(s.App, d))(s.t)
	s.ok(flow.ProposeWords(s.App, ada, shown, at(shown, "").Version, records.Words{Title: v(0), Text: v(1), ScreenName: v(2)}))

	id, boss, other := s.underReview(), s.senior(s.moderator).Id, s.senior(s.another("senga@candour.example")).Id
	s.ok(flow.LookAgain(s.App, id, s.reviewLink(id), "legal-bar", v(4)))
	s.ok(flow.DecideSecondLook(s.App, flow.SecondLookDecision{ReviewID: s.looked(id).Id, Moderator: boss, Outcome: story.ReviewPublished, Answer: v(5)}))
	d = at(id, boss)
	d.Note = v(6)
	s.ok(flow.RestrictStory(s.App, d))
	s.ok(flow.AppealAsAuthor(s.App, ada, id, v(8)))
	pat := must(records.FindMemberByEmail(s.App, "pat@practice.example"))(s.t)
	s.ok(flow.AppealAsService(s.App, pat.Id, id, v(9)))
	for _, a := range must(records.OpenAppeals(s.App))(s.t) {
		s.ok(flow.DecideAppeal(s.App, flow.AppealDecision{AppealID: a.Id, Moderator: other, Outcome: story.AppealStands, Answer: v(10)}))
	}
	d = at(id, boss)
	d.Note = v(7)
	s.ok(flow.LiftRestriction(s.App, d))
	return ada
}

func TestErasedLeavesNothing_OfLooksProposalsClosuresAndAppeals(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.lookedAt()
	collections := []string{"service_reviews", "proposals", "restrictions", "appeals"}
	for _, f := range story.Inventory() { // a field that nothing fills proves nothing
		for _, c := range collections {
			if f.Collection != c || f.Name == "notice" || f.Name == "response" || f.Name == "ownWords" { // those two: only where an organisation's own words are appealed
				continue
			}
			if n := must(s.CountRecords(c, dbx.NewExp("["+"["+f.Name+"]] NOT IN ('', 0)")))(t); n == 0 {
				t.Errorf("nothing is in %s", f.Key())
			}
		}
	}
	for _, c := range around {
		if len(must(testkit.FindCanaries(s.DataDir(), c))(t)) == 0 {
			t.Errorf("%s is stored nowhere before: this test proves nothing of it", c.Name)
		}
	}
	s.ok(flow.EraseAuthor(s.App, ada))
	testkit.NoCanaries(t, s.DataDir(), around...)
	for _, c := range append(collections, "moderations", "stories", "originals") {
		if n := must(s.CountRecords(c))(t); n != 0 {
			t.Errorf("%d rows are left in %s", n, c)
		}
	}
}

func TestTakenBackLeavesNothingThatSomebodyProposed(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.lookedAt()
	for _, st := range must(records.StoriesOfAuthor(s.App, ada))(t) {
		s.ok(flow.WithdrawStory(s.App, ada, st.Id))
	}
	if n := must(s.CountRecords("proposals"))(t); n != 0 {
		t.Errorf("%d proposals are left", n)
	}
}
