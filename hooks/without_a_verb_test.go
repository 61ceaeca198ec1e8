package hooks

import (
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// What somebody would write or delete who has the whole program in hand, and no verb.
func init() {
	gone := func(promise, what string, row func(s *scene) *core.Record) {
		breaches[promise][what+" is deleted"] = func(_ *testing.T, s *scene) bool { return s.Delete(row(s)) == nil }
	}
	of := func(collection string, id func(s *scene) string) func(*scene) *core.Record {
		return func(s *scene) *core.Record { return s.row(collection, "story", id(s)) }
	}
	closed := func(s *scene) string { id := s.published(); s.closed(id); return id }
	appealed := func(s *scene) string {
		id := closed(s)
		s.ok(flow.AppealAsAuthor(s.App, must(records.FindAuthorOf(s.App, id))(s.t).Id, id, "It was fair."))
		return id
	}
	gone("author-stays-anonymous", "who told a story", of("authorships", (*scene).told))
	gone("original-words-stay-private", "what was first sent", of("originals", (*scene).edited))
	gone("original-words-stay-private", "how a story read in between", of("versions", (*scene).editedTwice))
	gone("edits-are-recorded", "an act", of("moderations", (*scene).edited))
	gone("edits-are-recorded", "the service of a story", of("story_services", (*scene).edited))
	gone("edits-are-recorded", "a tag that its author chose", of("story_tags", (*scene).told))
	gone("edits-are-recorded", "a score", of("scores", func(s *scene) string {
		id := s.told()
		s.ok(flow.ScoreStory(s.App, id, s.moderator.Id, 4))
		return id
	}))
	gone("service-review-cannot-hold-back", "a service's look", of("service_reviews", (*scene).underReview))
	gone("questions-name-no-author", "a question", of("service_questions", (*scene).asked))
	gone("only-seniors-close", "why a story is closed", of("restrictions", closed))
	gone("only-seniors-close", "an appeal", of("appeals", appealed))
	gone("nothing-is-shown-before-it-is-read", "a response", of("responses", func(s *scene) string {
		id := s.published()
		must(flow.RespondToStory(s.App, flow.Answer{StoryID: id, MemberID: s.member.Id, Text: "Thank you for telling us."}))(s.t)
		return id
	}))
	gone("messages-hide-addresses", "a message", of("messages", func(s *scene) string {
		id := s.told()
		s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.moderator.Id, Note: "Which ward was it?"}))
		return id
	}))
	gone("messages-hide-addresses", "what a reader reported", of("reader_reports", func(s *scene) string { id := s.published(); s.reported(id, "My aunt."); return id }))
	rewritten()
}

// rewritten are rows that are changed past every verb.
func rewritten() {
	edits, closes, publish := breaches["edits-are-recorded"], breaches["only-seniors-close"], breaches["only-moderators-publish"]
	edits["a story is refused and nobody did it"] = func(t *testing.T, s *scene) bool {
		st := must(records.FindStory(s.App, s.told()))(t)
		st.SetState(story.Rejected)
		st.SetReason("other", "No.")
		return s.Save(st) == nil
	}
	edits["a story is put aside and nobody did it"] = func(t *testing.T, s *scene) bool {
		st := must(records.FindStory(s.App, s.told()))(t)
		st.SetState(story.Held)
		st.SetHeldFor("author")
		return s.Save(st) == nil
	}
	edits["a story is as critical as nobody scored it"] = func(t *testing.T, s *scene) bool {
		st := must(records.FindStory(s.App, s.told()))(t)
		st.SetCriticality(5)
		return s.Save(st) == nil
	}
	edits["somebody gives the second opinion that they asked for"] = func(t *testing.T, s *scene) bool {
		id := s.told()
		s.ok(flow.AskSecondOpinion(s.App, id, s.moderator.Id))
		sc := must(records.ScoresOf(s.App, id))(t)[0]
		sc.Give(s.moderator.Id, 3, "", s.Now())
		return s.Save(sc) == nil
	}
	edits["words are proposed in an author's name"] = func(t *testing.T, s *scene) bool {
		st := must(records.FindStory(s.App, s.approved()))(t)
		return records.KeepProposal(s.App, st.Id, st.Words(), st.Version(), s.Now()) == nil
	}
	edits["a story becomes one about another service"] = func(t *testing.T, s *scene) bool {
		r := s.row("story_services", "story", s.edited())
		r.Set("service", s.addService("N102H", "Another hospital", s.board.Id).Id)
		return s.Save(r) == nil
	}
	closes["why a story is closed is rewritten"] = func(_ *testing.T, s *scene) bool {
		id := s.published()
		s.closed(id)
		r := s.row("restrictions", "story", id)
		r.Set("words", "No reason.")
		return s.Save(r) == nil
	}
	closes["a story is looked at again on a later day, and nobody said so"] = func(t *testing.T, s *scene) bool {
		id := s.published()
		s.closed(id)
		r := must(records.RestrictionOf(s.App, id))(t)
		r.SetReviewOn(r.ReviewOn().AddDate(1, 0, 0))
		return s.Save(r) == nil
	}
	closes["a closed story has been opened by somebody who is not senior"] = func(t *testing.T, s *scene) bool {
		id := s.published()
		s.closed(id)
		r := must(records.RestrictionOf(s.App, id))(t)
		r.SetLifted(s.another("other@candour.example").Id, "I think so.", s.Now())
		return s.Save(r) == nil
	}
	breaches["nothing-is-shown-before-it-is-read"]["what an organisation says that it changes is reworded"] = func(t *testing.T, s *scene) bool {
		id := s.published()
		claims := flow.ClaimedChange{State: "planned", Text: "An hourly round.", On: s.Now().AddDate(0, 1, 0)}
		answer := must(flow.RespondToStory(s.App, flow.Answer{StoryID: id, MemberID: s.member.Id, Text: "Thank you for telling us.", Change: &claims}))(t)
		s.Pass(story.EditingTime)
		must(flow.SubmitWaitingResponses(s.App))(t)
		r := must(records.FindResponse(s.App, answer))(t)
		s.ok(flow.PublishResponse(s.App, flow.ResponseDecision{ResponseID: answer, Version: r.Version(), Moderator: s.moderator.Id}))
		c := must(records.FindChange(s.App, answer))(t)
		c.SetMade("All is well.", s.Now())
		return s.Save(c) == nil
	}
	publish["an author who wanted to see edits does not any more"] = func(_ *testing.T, s *scene) bool {
		r := s.row("stories", "id", s.approved())
		r.Set("edits", "just-publish")
		return s.Save(r) == nil
	}
	publish["an author's time to object is made shorter"] = func(t *testing.T, s *scene) bool {
		st := must(records.FindStory(s.App, s.approved()))(t)
		st.SetApproved(st.ApprovedAt(), st.ApprovedAt().Add(time.Hour))
		return s.Save(st) == nil
	}
	publish["an author who asked to be waited for is not"] = func(t *testing.T, s *scene) bool {
		st := must(records.FindStory(s.App, s.approved()))(t)
		s.ok(flow.AskToWait(s.App, must(records.FindAuthorOf(s.App, st.Id))(t).Id, st.Id, st.Version()))
		st = must(records.FindStory(s.App, st.Id))(t)
		st.SetWaitAsked(false)
		return s.Save(st) == nil
	}
	breaches["service-review-cannot-hold-back"]["the time for a second look is made longer"] = func(_ *testing.T, s *scene) bool {
		id := s.underReview()
		s.asksAgain(id)
		r := s.looked(id)
		r.Set("decideBy", r.Facts().DecideBy.AddDate(1, 0, 0))
		return s.Save(r) == nil
	}
}
