package desk

import (
	"net/http"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// TestOnlySeniorsClose_EveryActInEveryStateByEveryRole asks each door about a story in
// each state, as a moderator and as a senior one.
func TestOnlySeniorsClose_EveryActInEveryStateByEveryRole(t *testing.T) {
	s := newScene(t)
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	make := map[string]func() string{
		"submitted": func() string { return s.told() },
		"published": s.published,
		"restricted": func() string {
			id := s.published()
			s.ok(flow.RestrictStory(s.App, flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: s.iain.Id, Reason: "legal-process", Note: "A court."}))
			return id
		},
	}
	allowed := map[string]map[string]story.State{
		"restrict":    {"published": story.Restricted},
		"remove":      {"published": story.Removed, "restricted": story.Removed},
		"lift":        {"restricted": story.Published},
		"keep-closed": {"restricted": story.Restricted},
	}
	for verb, from := range allowed {
		for state, tell := range make {
			id := tell()
			body := map[string]any{"version": s.stored(id).Version(), "reason": "legal-process", "note": "A court.", "reviewOn": ""}
			if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/"+verb, body); r.Status != http.StatusForbidden || string(s.stored(id).State()) != state {
				t.Errorf("%s of a %s story by a moderator: %d, and it is %s", verb, state, r.Status, s.stored(id).State())
			}
			r := s.as(s.iain, "POST", base+"/stories/"+id+"/"+verb, body)
			want, may := from[state]
			switch {
			case may && (r.Status != http.StatusOK || s.stored(id).State() != want):
				t.Errorf("%s of a %s story by a senior: %d %.200s", verb, state, r.Status, r.Body)
			case !may && (r.Status != http.StatusConflict || string(s.stored(id).State()) != state):
				t.Errorf("%s of a %s story: %d", verb, state, r.Status)
			}
		}
	}
}

func TestBrowser_ASeniorClosesAStoryAndAnotherDecidesTheAppeal(t *testing.T) {
	s := newScene(t)
	for _, m := range []*records.Moderator{s.mairi, s.iain} {
		m.SetSenior(true)
		s.ok(s.Save(m))
	}
	id := s.published()
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_closed")
	s.closing(b, id, 0, "A court asks us to.", story.Restricted)
	s.closing(b, id, 1, "", story.Restricted) // kept closed until another day
	s.closing(b, id, 0, "The court has decided.", story.Published)
	s.closing(b, id, 0, "A court asks us to.", story.Restricted)
	s.ok(flow.AppealAsAuthor(s.App, s.author.Id, id, "There is no court."))
	appeal := must(records.OpenAppeals(s.App))(t)[0].Id
	other := s.signIn("iain@candour.example")
	other.WaitFor("#desk_closed")
	press(other, "#desk_closed")
	other.WaitFor("#desk_lifted_" + appeal)
	other.TabTo("#desk_stands_" + appeal)
	other.Press(testkit.KeyDown)
	other.TabTo("#desk_answer")
	other.Type("There is none.")
	atBothWidths(t, other, "appeal")
	press(other, "#desk_appeal_"+appeal)
	other.WaitForText("No story is closed")
	if got := s.stored(id).State(); got != story.Published {
		t.Errorf("after the appeal it is %s", got)
	}
	s.closing(b, id, 1, "It cannot stay.", story.Removed)
}

// closing walks from a story to one of the acts of its close page, counted from 0, by
// keyboard alone, and looks what became of the story.
func (s *scene) closing(b *testkit.Browser, id string, act int, note string, want story.State) {
	s.t.Helper()
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitFor("#desk_close")
	press(b, "#desk_close")
	b.WaitFor(`[name="act"]`)
	b.TabTo(`[name="act"]`)
	b.Press(testkit.KeySpace)
	for range act {
		b.Press(testkit.KeyDown)
	}
	if want == story.Removed || s.stored(id).State() == story.Published {
		b.TabTo("#desk_reason")
		b.Type("Part of a") // a list is chosen from by its first letters
	}
	if note != "" {
		b.TabTo("#desk_note")
		b.Type(note)
	}
	b.Screenshot("close")
	accessible(s.t, b)
	press(b, "#desk_close_send")
	b.WaitForText("Closed now")
	if got := s.stored(id).State(); got != want {
		s.t.Fatalf("act %d makes it %s, want %s", act, got, want)
	}
}
