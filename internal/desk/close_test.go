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

func TestWhoDecidesAnAppealReadsTheStory_UnlessItWasTakenDown(t *testing.T) {
	s := newScene(t)
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	closed, removed, both := s.published(), s.published(), s.published()
	decision := func(id string) flow.Decision {
		return flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: s.iain.Id, Reason: "legal-process", Note: "A court."}
	}
	s.ok(flow.RestrictStory(s.App, decision(closed)))
	s.ok(flow.RestrictStory(s.App, decision(both)))
	s.ok(flow.RemoveStory(s.App, decision(removed)))
	for _, id := range []string{closed, removed, both} {
		s.ok(flow.AppealAsAuthor(s.App, must(records.FindAuthorOf(s.App, id))(t).Id, id, "There is no court."))
	}
	s.ok(flow.RemoveStory(s.App, decision(both))) // which ends the appeal against its being closed
	open := must(records.OpenAppeals(s.App))(t)
	for _, o := range open {
		var a appealView
		s.as(s.mairi, "GET", base+"/appeals/"+o.Id, nil).fill(t, &a)
		if (a.Text != nil) != (a.Story == closed) || a.Since == "" || a.Decided != "A court." || a.Nobody == s.mairi.Senior() {
			t.Errorf("of %s: %+v", a.Story, a)
		}
	}
	if c := s.view(closed).Closed; len(open) != 2 || c == nil || c.Words != "A court." || c.By != "Iain" || c.ReviewOn == "" {
		t.Errorf("%d appeals; beside the story: %+v", len(open), c)
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
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitFor("#desk_close")
	b.Click("#desk_close")
	b.WaitFor("#desk_act_restrict")
	b.Click("#desk_act_restrict")
	b.WaitFor("#desk_reason")
	b.Choose("#desk_reason", "legal-process")
	b.Fill("#desk_note", "A court asks us to.")
	b.Screenshot("close")
	accessible(t, b)
	b.Click("#desk_close_send")
	b.WaitFor(`[data-closed="` + id + `"]`)
	b.WaitFor("#desk_done:focus")
	if got := s.stored(id).State(); got != story.Restricted {
		t.Fatalf("it is %s", got)
	}
	b.Click(`[data-closed="` + id + `"] a`) // and what it looks like to whoever comes back to it
	b.WaitForText("A closed story: open it or keep it closed")
	b.Page().Has(".desk-form", "Part of a complaint or a court case", "Mairi closed it on 18 November 2026", "To be looked at again on 18 December 2026", "A court asks us to.", "She stayed all night", "held my hand")
	atBothWidths(t, b, "closed")
	b.ExpectComplaint("422")
	b.Click("#desk_act_lift")
	b.TabTo("#desk_close_send")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_note:focus") // what is missing
	s.ok(flow.AppealAsAuthor(s.App, s.author.Id, id, "There is no court."))
	appeal := must(records.OpenAppeals(s.App))(t)[0].Id
	other := s.signIn("iain@candour.example")
	other.WaitFor(".desk-queue")
	other.Open(s.server.URL + "/_/#/desk/appeals/" + appeal)
	other.WaitFor("#desk_lifted")
	other.Press("u") // to what waits, and back
	other.WaitFor(`[data-show="appeals"][aria-current]`)
	other.Open(s.server.URL + "/_/#/desk/appeals/" + appeal)
	other.WaitFor("#desk_lifted")
	other.Click("#desk_lifted")
	other.Fill("#desk_answer", "There is none.")
	other.Page().Has("[data-appeal]", "were told", "A court asks us to.", "What the author says", "There is no court.", "held my hand", "on 18 November 2026", "we answer by")
	atBothWidths(t, other, "appeal")
	other.Click("#desk_decide")
	other.WaitForText("Decided. Whoever asked is told.")
	if got := s.stored(id).State(); got != story.Published {
		t.Errorf("after the appeal it is %s", got)
	}
}
