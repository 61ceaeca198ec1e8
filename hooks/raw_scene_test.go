package hooks

import (
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// everythingOfTheDesk has everything happen that leaves a row at the desk: in a story that
// is public, one that is waited for, one that is closed, and one that is taken back.
func (s *scene) everythingOfTheDesk() {
	s.t.Helper()
	ada := s.busyLife()
	boss, other := s.senior(s.another("senior@candour.example")), s.another("olive@candour.example")
	id := s.published()
	s.scored(id, other.Id)
	change := flow.ClaimedChange{State: "planned", Text: "An hourly round.", On: s.Now().AddDate(0, 1, 0)}
	answer := must(flow.RespondToStory(s.App, flow.Answer{StoryID: id, MemberID: s.member.Id, Text: "Thank you for telling us.", Change: &change}))(s.t)
	s.Pass(story.EditingTime)
	must(flow.SubmitWaitingResponses(s.App))(s.t)
	r := must(records.FindResponse(s.App, answer))(s.t)
	s.ok(flow.PublishResponse(s.App, flow.ResponseDecision{ResponseID: answer, Version: r.Version(), Moderator: s.moderator.Id}))
	s.reported(id, "That is my aunt.")
	s.ok(flow.ReportProblem(s.App, id, story.Report{Reason: "danger"}))
	s.wasInDanger(s.told(), "serious")
	s.requested()
	s.asked()
	waits := s.underReview()
	s.asksAgain(waits)
	s.underReview()
	proposed := s.approved()
	st := must(records.FindStory(s.App, proposed))(s.t)
	w := st.Words()
	w.Text += " In my words."
	s.ok(flow.ProposeWords(s.App, must(records.FindAuthorOf(s.App, proposed))(s.t).Id, proposed, st.Version(), w))
	closed := s.toldBy(ada.Id)
	must(flow.PublishStory(s.App, flow.Decision{StoryID: closed, Version: 1, Moderator: s.moderator.Id}))(s.t)
	s.ok(flow.RestrictStory(s.App, flow.Decision{StoryID: closed, Version: must(records.FindStory(s.App, closed))(s.t).Version(), Moderator: boss.Id,
		Reason: "legal-process", Note: "A court asks us to."}))
	s.ok(flow.AppealAsAuthor(s.App, ada.Id, closed, "It was fair."))
}

// scored has Moses score a story, and somebody else give a second opinion.
func (s *scene) scored(id, second string) {
	s.t.Helper()
	s.ok(flow.ScoreStory(s.App, id, s.moderator.Id, 2))
	s.ok(flow.AskSecondOpinion(s.App, id, s.moderator.Id))
	for _, sc := range must(records.ScoresOf(s.App, id))(s.t) {
		if sc.Kind() == records.ScoreSecond {
			s.ok(flow.GiveScore(s.App, sc.Id, second, 3, "It reads worse."))
		}
	}
}
