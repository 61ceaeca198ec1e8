package hooks

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// canaries are what is known about Ada: after her erasure none of it may be in
// any file of the data folder.
func canaries() []testkit.Canary {
	return []testkit.Canary{
		{Name: "her e-mail", Value: email}, {Name: "her postcode", Value: postcode}, {Name: "her IP address", Value: address},
		{Name: "her words", Value: "held my hand all night"}, {Name: "her title", Value: "She stayed all night"},
		{Name: "her reply", Value: "a lighthouse in my worst week"}, {Name: "her screen name", Value: "harbourlight"},
		{Name: "what a moderator typed", Value: "typed and not saved by a canary"}, {Name: "a letter begun", Value: "harbour of a canary"},
		{Name: "her words between two edits", Value: "inbetween words of a canary"},
		{Name: "what a reader said", Value: "a reader knows her by the canary"},
		{Name: "her message", Value: "the ward by the old lift"},
	}
}

func TestErasedLeavesNothing_InAnyFileOfTheDataFolder(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	before := must(testkit.FindCanaries(s.DataDir(), canaries()...))(t)
	if len(before) == 0 {
		t.Fatal("nothing of hers is stored before: this test proves nothing")
	}
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	testkit.NoCanaries(t, s.DataDir(), canaries()...)
	for _, collection := range []string{"stories", "authorships", "contacts", "originals", "versions", "working_copies", "reader_reports", "responses", "changes", "messages",
		"moderations", "demographics", "exports", "story_services", "story_tags", "story_scopes", "openings", "authors"} {
		if n := must(s.CountRecords(collection))(t); n != 0 {
			t.Errorf("%d rows are left in %s", n, collection)
		}
	}
	if n := must(s.CountRecords("withdrawals"))(t); n != 3 {
		t.Errorf("the public is told 410 for %d of 3 stories", n)
	}
}

func TestErasedLeavesNothing_WhenTheAdministratorDeletesTheAccount(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	s.asAdministrator("GET", "/api/settings", "") // makes the administrator
	s.asAdministrator("DELETE", "/api/collections/authors/records/"+ada.Id, "")
	testkit.NoCanaries(t, s.DataDir(), canaries()...)
}

func TestErasureIsWholeOrNotAtAll(t *testing.T) {
	s := newScene(t, with(t, promises))
	ada := s.busyLife()
	refuse := s.OnRecordDelete("responses")
	id := refuse.BindFunc(func(e *core.RecordEvent) error { return story.ErrStep })
	if err := flow.EraseAuthor(s.App, ada.Id); err == nil {
		t.Fatal("the erasure says it worked though a part of it was refused")
	}
	if n := must(s.CountRecords("stories"))(t); n != 3 {
		t.Errorf("%d of 3 stories are left: half an erasure", n)
	}
	refuse.Unbind(id)
	s.ok(flow.EraseAuthor(s.App, ada.Id))
	testkit.NoCanaries(t, s.DataDir(), canaries()...)
}

// typed has Moses type something on a story and not save it.
func (s *scene) typed(id string) {
	s.t.Helper()
	must(flow.KeepWorkingCopy(s.App, id, s.moderator.Id, records.Typed{Version: 1,
		Words: records.Words{Title: "She stayed", Text: "typed and not saved by a canary", ScreenName: "harbourlight"},
		Was:   []byte(`{"title":"She stayed all night"}`), More: []byte(`{"windows":{"reject":{"note":"harbour of a canary"}}}`)}, ""))(s.t)
}

// editedTwice tells a story whose words Moses changes and changes again.
func (s *scene) editedTwice() string {
	s.t.Helper()
	id := s.told()
	for _, text := range []string{"inbetween words of a canary", "She stayed with me."} {
		st := must(records.FindStory(s.App, id))(s.t)
		_, err := flow.EditStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id,
			Words: &records.Words{Title: st.Title(), Text: text, ScreenName: st.ScreenName()}, Reasons: story.ReasonsFor("identifies-author")})
		s.ok(err)
	}
	return id
}

// busyLife has Ada do everything an author can, in three stories.
func (s *scene) busyLife() *records.Author {
	s.t.Helper()
	id := s.edited()
	st := must(records.FindStory(s.App, id))(s.t)
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id})
	s.ok(err)
	ada := must(records.FindAuthorOf(s.App, id))(s.t)
	s.answered(id)
	s.reported(id, "I know her: a reader knows her by the canary she keeps.")
	s.ok(flow.ReplyToStory(s.App, ada.Id, id, "You were a lighthouse in my worst week."))
	held := s.editedTwice()
	s.typed(held)
	s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: held, Version: 3, Moderator: s.moderator.Id, Note: "Which ward was it?"}))
	s.ok(flow.AnswerModerator(s.App, ada.Id, held, "It was the ward by the old lift."))
	s.ok(flow.CorrectAnswers(s.App, ada.Id, records.Answers{Gender: "woman", BirthYear: "1961"}))
	_, err = flow.AskForExport(s.App, ada.Id)
	s.ok(err)
	s.ok(flow.WithdrawStory(s.App, ada.Id, s.told()))
	return ada
}
