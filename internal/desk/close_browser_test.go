package desk

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_AClosedStoryIsKeptClosedLiftedAndTakenDown_AndAnotherSeniorDecides(t *testing.T) {
	s := newScene(t)
	for _, m := range []*records.Moderator{s.mairi, s.iain} {
		m.SetSenior(true)
		s.ok(s.Save(m))
	}
	closed, removed := s.published(), s.published()
	s.ok(flow.RestrictStory(s.App, flow.Decision{StoryID: closed, Version: s.stored(closed).Version(), Moderator: s.mairi.Id, Reason: "legal-process", Note: "A court."}))
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_closed")
	press(b, "#desk_closed")
	b.WaitFor("#desk_closed_now")
	press(b, `[data-closed="`+closed+`"] a`)
	b.WaitFor("#desk_act_lift")
	b.TabTo("#desk_act_lift")
	b.Press(testkit.KeyDown)
	b.WaitFor("#desk_reviewOn")
	atBothWidths(t, b, "keep-closed")
	b.TabTo("#desk_reviewOn")
	b.Type("12122026") // the same day, whichever way round a browser writes it
	b.TabTo("#desk_note")
	b.Type("The court sits in December.")
	b.Click(`a[href$="stories/` + closed + `"]`) // to the story and back: nothing typed is lost
	b.WaitFor("#desk_close")
	press(b, "#desk_close")
	b.WaitFor("#desk_note")
	if note, on := b.Value("#desk_note"), b.Value("#desk_reviewOn"); note != "The court sits in December." || on != "2026-12-12" {
		t.Errorf("after a look at the story: %q, %q", note, on)
	}
	press(b, "#desk_close_send")
	b.WaitFor("#desk_done:focus")
	b.Page().Has("#desk_done", "It stays closed.")
	b.Page().Has(`[data-closed="`+closed+`"]`, "12 December 2026")
	accessible(t, b)
	press(b, `[data-closed="`+closed+`"] a`)
	s.closedAs(b, "#desk_act_lift", testkit.KeySpace, "", "It is over.")
	if got := s.stored(closed).State(); got != story.Published {
		t.Errorf("opened again it is %s", got)
	}
	for id, key := range map[string]string{closed: testkit.KeySpace, removed: testkit.KeyDown} {
		b.Open(s.server.URL + "/_/#/desk/stories/" + id + "/close")
		s.closedAs(b, "#desk_act_restrict", key, "Part of", "It names a child.")
		s.ok(flow.AppealAsAuthor(s.App, s.author.Id, id, "Nobody could know."))
	}
	if a, z := s.stored(closed).State(), s.stored(removed).State(); a != story.Restricted || z != story.Removed {
		t.Fatalf("closed, it is %s; taken down, %s", a, z)
	}
	anotherDecides(t, s, closed, removed)
}

// closedAs chooses what is done with a story, by keyboard alone.
func (s *scene) closedAs(b *testkit.Browser, first, key, reason, words string) {
	s.t.Helper()
	b.WaitFor(first)
	b.TabTo(first)
	b.Press(key)
	b.WaitFor("#desk_note")
	if reason != "" {
		b.TabTo("#desk_reason")
		b.Type(reason)
	}
	b.TabTo("#desk_note")
	b.Type(words)
	press(b, "#desk_close_send")
	b.WaitFor("#desk_done:focus")
}

// anotherDecides takes Iain through both appeals by keyboard, from their queue.
func anotherDecides(t *testing.T, s *scene, closed, removed string) {
	t.Helper()
	b := s.signIn("iain@candour.example")
	b.WaitFor(".desk-queue")
	appeals := map[string]string{}
	for _, a := range must(records.OpenAppeals(s.App))(t) {
		appeals[a.Story()] = a.Id
	}
	open := func(id string) {
		b.Open(s.server.URL + "/_/#/desk?show=appeals")
		b.WaitFor(`[data-id="` + appeals[id] + `"]`)
		press(b, `[data-id="`+appeals[id]+`"]`)
		b.WaitFor("#desk_decide")
	}
	decide := func(key string) {
		b.TabTo("#desk_stands")
		b.Press(key)
		b.TabTo("#desk_answer")
		b.Type("I have looked at it anew.")
		press(b, "#desk_decide")
		b.WaitForText("Decided. Whoever asked is told.")
	}
	open(removed)
	atBothWidths(t, b, "appeal-removed")
	b.ExpectComplaint("422")
	press(b, "#desk_decide") // with nothing chosen
	b.WaitFor("#desk_stands:focus")
	b.FocusWalk()
	decide(testkit.KeyDown)
	open(closed)
	decide(testkit.KeySpace)
	accessible(t, b)
	if left := must(records.OpenAppeals(s.App))(t); len(left) != 0 || s.stored(closed).State() != story.Restricted {
		t.Errorf("%d appeals are left, and the closed one is %s", len(left), s.stored(closed).State())
	}
}
