package pages

import (
	"path"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// longWay takes a story of Ada's through everything that can happen to one besides:
// a service asks for a second look, the story is closed, both sides appeal, and it is
// opened again. Another waits with words that she proposed.
func (s *ownSite) longWay(t testing.TB) {
	t.Helper()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	proposed, _ := s.shown(t, "identifies-staff")
	w := s.story(t, proposed).Words()
	w.Text += " That is how I would say it."
	try(flow.ProposeWords(s, s.author(t, adaEmail).Id, proposed, s.story(t, proposed).Version(), w))

	id, link := s.underReview(t)
	try(flow.LookAgain(s, id, path.Base(link), "legal-bar", "A case is going on."))
	looks, err := records.ReviewsOfStory(s, id)
	try(err)
	try(flow.DecideSecondLook(s, flow.SecondLookDecision{ReviewID: looks[0].Id, Moderator: s.moderator, Outcome: story.ReviewPublished, Answer: "It is not about that case."}))
	try(flow.RestrictStory(s, flow.Decision{StoryID: id, Version: s.story(t, id).Version(), Moderator: s.moderator, Reason: "legal-process", Note: "A court asks us to wait."}))
	isla, err := records.FindMemberByEmail(s, "isla@board.example")
	try(err)
	try(flow.AppealAsService(s, isla.Id, id, "We want to answer it."))
	s.Pass(time.Minute)
	try(flow.AppealAsAuthor(s, s.author(t, adaEmail).Id, id, "The case is over."))
	other, err := records.NewModerator(s, "other@example.org", "Otto Other", goodWords, true)
	mustSave(t, s, other, err)
	open, err := records.OpenAppeals(s)
	try(err)
	for i, outcome := range []story.AppealOutcome{story.AppealStands, story.AppealLifted} {
		try(flow.DecideAppeal(s, flow.AppealDecision{AppealID: open[i].Id, Moderator: other.Id, Outcome: outcome, Answer: "We asked the court."}))
	}
}
