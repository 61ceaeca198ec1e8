package desk

import (
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// press tabs to something and presses Enter, as somebody without a mouse does.
func press(b *testkit.Browser, selector string) {
	b.TabTo(selector)
	b.Press(testkit.KeyEnter)
}

func TestBrowser_TheQueueIsWorkedByKeyboardInEveryState(t *testing.T) {
	s := newScene(t)
	calm := s.told(light, func(v *story.Telling) { v.Title = "A calm one" })
	s.Pass(30 * time.Hour)
	hers := s.told(light, func(v *story.Telling) { v.Title, v.Services = "One in Elgin", []string{s.clinic.Id} })
	his := s.told(light, func(v *story.Telling) { v.Title = "One that Iain has" })
	must(flow.Claim(s.App, records.Item{Story: his}, s.iain.Id, false))(t)
	b := s.signIn("mairi@candour.example") // now: a sign-in does not last so long
	b.WaitFor(`[data-id="` + his + `"]`)
	press(b, `[data-show="held"]`)
	b.WaitForText("All done here")
	atBothWidths(t, b, "empty")
	b.FocusWalk() // once round: the next Tab begins at the top
	press(b, `[data-show="submitted"]`)
	b.WaitFor(`[data-id="` + his + `"]`)
	b.Press("m") // by the fair share: the late one
	b.WaitFor(`[data-story="` + calm + `"]`)
	b.WaitForText("longer than we told its author")
	if c := must(records.FindClaim(s.App, records.Item{Story: calm}))(t); c.Moderator() != s.mairi.Id {
		t.Error("opening a story does not claim it")
	}
	b.Press("u")
	b.WaitFor(`[data-id="` + his + `"]`)
	b.WaitForText("Iain has it open since")
	b.Page().Has(".desk-row", "Late: promised by 19 November 2026")
	atBothWidths(t, b, "full")
	if claims := must(records.ClaimsAt(s.App, s.Now()))(t); len(claims) != 1 {
		t.Errorf("leaving a story keeps %d claims, want Iain's", len(claims))
	}

	press(b, "#desk_filters")
	b.WaitFor("#desk_place")
	atBothWidths(t, b, "filters")
	b.TabTo("#desk_place")
	b.Type("elgin")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Narrowed: 1 of 3")
	if rows := b.Page().Texts(".desk-row"); len(rows) != 1 {
		t.Errorf("narrowed to %q", rows)
	}
	b.TabTo("#desk_view_name")
	b.Type("Elgin")
	b.Press(testkit.KeyEnter)
	b.WaitFor("[data-view]")
	atBothWidths(t, b, "narrowed")
	b.FocusWalk()
	b.TabTo("#desk_show_all")
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-id="` + calm + `"]`)
	b.FocusWalk()
	press(b, "[data-view]")
	b.WaitForText("Narrowed: 1 of 3")
	b.TabTo(`[data-id="` + hers + `"]`)
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-story="` + hers + `"]`)
	b.Press("u")
	b.WaitForText("Narrowed: 1 of 3") // as it was left
	b.FocusWalk()
	press(b, "[data-drop]")
	b.WaitGone("[data-view]")
	b.TabTo("#desk_show_all")
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-id="` + calm + `"]`)

	b.Press("j")
	b.Press("x")
	b.Press("j")
	b.Press("x")
	b.WaitForText("Not today (2)")
	atBothWidths(t, b, "chosen")
	b.Press("l")
	b.WaitForText("2 left for tomorrow")
	b.WaitGone("#desk_not_today")
	if left := must(records.LeftBy(s.App, s.mairi.Id, s.Now()))(t); len(left) != 2 {
		t.Errorf("%d are left for tomorrow, want 2", len(left))
	}
	b.FocusWalk()
	press(b, "#desk_pause")
	b.WaitFor("#desk_back:focus")
	atBothWidths(t, b, "paused")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_next:focus")
	b.WaitGone(".desk-paused")
}

func TestBrowser_WhatAColleagueHasOpenIsReadAndTakenOverKnowingly(t *testing.T) {
	s := newScene(t)
	id := s.told(light)
	response := s.answered()
	must(flow.Claim(s.App, records.Item{Story: id}, s.iain.Id, false))(t)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitForText("Iain has had this open since 12:30")
	b.Page().HasNot(".desk-bar", "Publish")
	atBothWidths(t, b, "taken")
	b.PressWithControl(testkit.KeyEnter) // no key decides either
	press(b, "#desk_take_over")
	b.WaitFor("#desk_publish")
	if st := s.stored(id); st.State() != story.Submitted {
		t.Errorf("it is %s", st.State())
	}
	b.Press("l")
	b.WaitForText("Left for tomorrow")
	b.WaitFor(`[data-id="` + id + `"]`)
	b.Page().Has(".desk-row", "Not today")
	if v := s.view(id); len(v.Acts) != 1 || v.Acts[0].What != "took-over" {
		t.Errorf("the record says %+v", v.Acts)
	}
	b.FocusWalk() // the focus was on what comes next
	press(b, `[data-show="changes"]`)
	b.WaitFor(`[data-id="` + response + `"]`)
	press(b, `[data-id="`+response+`"]`)
	b.WaitFor(`[data-response="` + response + `"]`)
	b.WaitFor("#desk_publish")
	if c := must(records.ClaimsAt(s.App, s.Now()))(t); len(c) != 1 {
		t.Errorf("%d claims while a response is open", len(c))
	}
	must(flow.Claim(s.App, must(records.FindItem(s.App, "responses/"+response))(t), s.iain.Id, true))(t)
	b.Press("u")
	b.WaitForText("Iain has it open since")
	if !strings.Contains(b.URL().Fragment, "show=changes") {
		t.Errorf("back at %s", b.URL().Fragment)
	}
}
