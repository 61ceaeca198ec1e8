package desk

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// lived tells a story in which nearly everything happens, and returns its number.
func (s *scene) lived() string {
	s.t.Helper()
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	id := s.told()
	s.Pass(time.Minute)
	edit := func(m *records.Moderator, title, text, code string) {
		_, err := flow.EditStory(s.App, flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: m.Id,
			Words: &records.Words{Title: title, Text: text, ScreenName: "harbourlight"}, Reasons: story.ReasonsFor(code)})
		s.ok(err)
		s.Pass(time.Minute)
	}
	edit(s.iain, "She stayed all night", "The nurse held my hand all night, in autumn.", "date-or-time")
	edit(s.mairi, "She stayed", "The nurse held my hand all night.", "length")
	s.ok(flow.ScoreStory(s.App, id, s.iain.Id, 4))
	s.Pass(time.Minute)
	s.ok(flow.AskSecondOpinion(s.App, id, s.iain.Id))
	s.Pass(time.Minute)
	s.ok(flow.KeepSafe(s.App, id, story.SafetyEvent{Kind: story.SafetyChosen, Outcome: "concern", Words: "She sounds afraid.", By: s.iain.Id}))
	s.Pass(time.Minute)
	s.ok(flow.AskAuthor(s.App, flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: s.iain.Id, Note: "Which ward was it?"}))
	s.Pass(time.Minute)
	s.ok(flow.AnswerModerator(s.App, s.author.Id, id, "Ward 5."))
	s.Pass(time.Minute)
	return id
}

func (s *scene) history(id, query string) historyView {
	s.t.Helper()
	r := s.as(s.mairi, "GET", base+"/stories/"+id+"/history"+query, nil)
	if r.Status != http.StatusOK {
		s.t.Fatalf("reading the history: %d %s", r.Status, r.Body)
	}
	var v historyView
	r.fill(s.t, &v)
	return v
}

func TestTheWholeHistoryOfAStory_InOrder_WithWhatEachEditChanged(t *testing.T) {
	s := newScene(t)
	id := s.lived()
	s.ok(records.Owe(s.App, records.Owed{Kind: string(mail.Urgent), Story: id, ToCollection: "moderators", To: s.mairi.Id, At: s.Now()}))
	h := s.history(id, "")
	said := ""
	edits := []string{}
	for _, e := range h.Entries {
		said += fmt.Sprintf("%s %s %s %v %v %v\n", e.Kind, e.Who, e.What, e.Changed, e.Why, e.Words)
		if e.Marks != nil {
			edits = append(edits, fmt.Sprint(e.Marks.Title, e.Marks.Text))
		}
	}
	for _, want := range []string{"told The author told", "act Iain edited [text] [the words: an exact date or time", "act Mairi edited [title text]", "act Iain scored [] [] [Criticality 4]",
		"score Iain asked-opinion", "act Iain worried", "She sounds afraid.", "act Iain asked [] [] [Which ward was it?]", "act The author answered [] [] [Ward 5.]", "letter  received", "letter  question", "letter  urgent"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
	if first := h.Entries[0].Kind; first != "told" {
		t.Errorf("it begins with %s", first)
	}
	if len(edits) != 2 || !strings.Contains(edits[0], "Morag") || strings.Contains(edits[1], "Morag") || !strings.Contains(edits[1], "in autumn") {
		t.Errorf("what the edits changed: %v", edits)
	}
	if h.Overall == nil || h.Lost {
		t.Error("the first words are not compared with those that stand")
	}
	_, err := s.DB().NewQuery("DELETE FROM originals").Execute() // as if their time were over
	s.ok(err)
	if h := s.history(id, ""); h.Overall != nil || !h.Lost {
		t.Error("it is not said that the first words are gone")
	}
}

func TestAHistoryIsPagedAndPrintedWhole_AndGoneWithTheStory(t *testing.T) {
	s := newScene(t)
	id := s.told()
	for i := range 60 {
		s.ok(records.WriteDown(s.App, records.Act{Story: id, By: s.iain.Id, What: "scored", At: s.Now().Add(time.Duration(i) * time.Second)}))
	}
	first, second, all := s.history(id, "?page=1"), s.history(id, "?page=2"), s.history(id, "?all=1")
	if len(first.Entries) != historyPage || first.Pages != 2 || len(second.Entries) != first.Total-historyPage || len(all.Entries) != first.Total || all.Pages != 1 {
		t.Errorf("%d and %d of %d, all %d", len(first.Entries), len(second.Entries), first.Total, len(all.Entries))
	}
	if v := s.history(id, "?page=99"); v.Page != 2 {
		t.Errorf("a page beyond the last is page %d", v.Page)
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	if r := s.as(s.mairi, "GET", base+"/stories/"+id+"/history", nil); r.Status != http.StatusGone || strings.Contains(r.Body, "scored") {
		t.Errorf("after it was taken back: %d %.200s", r.Status, r.Body)
	}
}

func TestBrowser_TheHistoryOfAStoryIsReadByKeyboard(t *testing.T) {
	s := newScene(t)
	id := s.lived()
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-row, .desk-note")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitFor(`[data-story="` + id + `"]`)
	b.Press("h")
	b.WaitFor(`[data-history="` + id + `"]`)
	b.Page().Has(".desk-history", "The author told the story", "Iain edited: words", "an exact date", "Letter to the author", "She sounds afraid.", "Ward 5.")
	b.Page().Has(".desk-history del", "")
	b.TabTo("#desk_overall summary")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_overall[open]")
	b.Screenshot("history")
	accessible(t, b)
	b.Viewport(320, 700)
	b.Screenshot("history-320")
	b.Press("u")
	b.WaitFor(`[data-story="` + id + `"]`)
}
