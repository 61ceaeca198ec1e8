package hooks

import (
	"context"
	"errors"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestAWorkingCopyGoesWithTheStoryThatIsTakenBackOrTakenDown(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	s.typed(id)
	ada := must(records.FindAuthorOf(s.App, id))(t)
	s.ok(flow.WithdrawStory(s.App, ada.Id, id))
	if n := must(s.CountRecords("working_copies"))(t); n != 0 {
		t.Errorf("%d copies are left", n)
	}
	must(flow.Sweep(s.App, context.Background()))(t)
	testkit.NoCanaries(t, s.DataDir(), testkit.Canary{Name: "what was typed", Value: "typed and not saved by a canary"}, testkit.Canary{Name: "a letter begun", Value: "harbour of a canary"})
	_, err := flow.KeepWorkingCopy(s.App, id, s.moderator.Id, records.Typed{Was: []byte("{}"), More: []byte("{}")}, "")
	if !errors.Is(err, story.ErrWithdrawn) {
		t.Errorf("what is typed after the author took it back is answered with %v", err)
	}
}

func TestAWorkingCopyIsNoActAndEachModeratorHasTheirOwn(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.told()
	other := must(records.NewModerator(s.App, "mairi@candour.example", "Mairi", "three plain words", false))(t)
	s.ok(s.Save(other))
	keep := func(m *records.Moderator, text, over string) (string, error) {
		return flow.KeepWorkingCopy(s.App, id, m.Id, records.Typed{Version: 1, Words: records.Words{Text: text}, Was: []byte(`{"a":1}`), More: []byte("{}")}, over)
	}
	first := must(keep(s.moderator, "one", ""))(t)
	must(keep(other, "two", ""))(t)
	last := must(keep(s.moderator, "three", first))(t)
	if _, err := keep(s.moderator, "typed in another tab", first); !errors.Is(err, flow.ErrOtherCopy) {
		t.Errorf("what was not seen is typed over: %v", err)
	}
	if err := flow.DropWorkingCopy(s.App, id, s.moderator.Id, first); !errors.Is(err, flow.ErrOtherCopy) {
		t.Errorf("what was not seen is thrown away: %v", err)
	}
	if c := must(records.FindWorkingCopy(s.App, id, s.moderator.Id))(t).Typed(); c.Words.Text != "three" || c.Version != 1 || string(c.Was) != `{"a":1}` {
		t.Errorf("kept: %+v", c)
	}
	s.ok(flow.DropWorkingCopy(s.App, id, s.moderator.Id, last))
	if c := must(records.FindWorkingCopy(s.App, id, other.Id))(t).Typed(); c.Words.Text != "two" {
		t.Errorf("a colleague's copy went with mine: %+v", c)
	}
	st := must(records.FindStory(s.App, id))(t)
	if acts := must(records.ActsOnStory(s.App, id))(t); len(acts) != 0 || st.Version() != 1 {
		t.Errorf("%d acts, version %d", len(acts), st.Version())
	}
	long := make([]byte, 40001)
	for i := range long {
		long[i] = 'a'
	}
	if _, err := flow.KeepWorkingCopy(s.App, id, other.Id, records.Typed{Words: records.Words{Text: string(long)}, Was: []byte("{}"), More: []byte("{}")}, ""); err == nil {
		t.Error("a copy without end is kept")
	}
}

func TestHowAStoryReadBetweenItsEditsIsKnownAndGoesWithTheFirstWords(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.editedTwice()
	st := must(records.FindStory(s.App, id))(t)
	tags := map[string][]string{"good": {"company"}}
	must(flow.EditStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id, Tags: &tags, Reasons: story.ReasonsFor("identifies-author")}))(t)
	must(flow.EditStory(s.App, flow.Decision{StoryID: id, Version: st.Version() + 1, Moderator: s.moderator.Id, Words: &records.Words{Title: "Stayed", Text: "She stayed with me.", ScreenName: "harbourlight"}, Reasons: story.ReasonsFor("spelling")}))(t)
	st = must(records.FindStory(s.App, id))(t)
	read := must(records.WordsThroughEdits(s.App, st))(t)
	if len(read) != 4 || read[1].Text != "inbetween words of a canary" || read[2].Text != "She stayed with me." || read[2].Title == "Stayed" || read[3].Title != "Stayed" {
		t.Errorf("it read %+v", read)
	}
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id))
	if n := must(s.CountRecords("versions"))(t); n != 0 {
		t.Errorf("%d versions outlive the first words", n)
	}
}
