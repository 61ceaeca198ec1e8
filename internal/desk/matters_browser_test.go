package desk

import (
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// What waits about stories is narrowed as stories are, and fits a phone.
func TestBrowser_DangersSecondLooksAndQuestionsAreNarrowedByKeyboard(t *testing.T) {
	s := newScene(t)
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	other, danger := s.told(light), s.told(light, func(v *story.Telling) {
		v.Title = "A long title that somebody typed into the form without any thought of telephones"
		v.Services = []string{s.clinic.Id}
	})
	for _, id := range []string{other, danger} {
		s.safety(s.iain, id, "chosen", "means-harm", "", "She may be made to stop.")
	}
	s.underReview()
	look, _ := s.underReview()
	question := ""
	for _, words := range []string{"Bay 4.", "Bay 5."} {
		question = s.toBeAsked()
		s.ok(flow.AskService(s.App, flow.QuestionToService{Decision: flow.Decision{StoryID: question, Version: 1, Moderator: s.mairi.Id, Note: "Which bay has the blue door?"}, Service: s.ward.Id, Days: 2}))
		s.answer(question, words)
	}
	b := s.signIn("mairi@candour.example")
	for _, q := range []struct{ show, mine string }{{"safety", danger}, {"second_looks", look}, {"questions", question}} {
		b.WaitFor(`[data-show="` + q.show + `"]`)
		b.FocusWalk() // once round: the next Tab begins at the top
		press(b, `[data-show="`+q.show+`"]`)
		b.WaitFor(`[data-id="` + q.mine + `"]`)
		atBothWidths(t, b, "rows-"+q.show)
		b.Viewport(320, 800)
		b.NoneCutOff(".desk-row, .desk-row .label, .desk-row-about, .desk-row-waiting")
		if !b.ShowsAll(".desk-row-about") {
			t.Errorf("%s: on a phone, what it is about is cut off", q.show)
		}
		b.Viewport(1280, 900)
		must(flow.Claim(s.App, records.Item{Story: q.mine}, s.mairi.Id, true))(t)
		press(b, "#desk_filters")
		b.TabTo("#desk_whose")
		b.Type("Open with m")
		press(b, "#desk_narrow")
		narrowedTo(b, "1 of 2", q.mine)
		if rows := b.Page().Texts(".desk-row"); len(rows) != 1 {
			t.Errorf("%s narrowed to %q", q.show, rows)
		}
		b.WaitFor("#desk_filters:focus")
		press(b, "#desk_show_all")
		b.WaitForText("Narrow the list")
	}
	b.FocusWalk()
	press(b, `[data-show="safety"]`)
	b.WaitFor(`[data-id="` + danger + `"]`)
	b.WaitFor("#desk_filters")
	press(b, "#desk_filters")
	b.TabTo("#desk_place")
	b.Type("elgin")
	b.Press(testkit.KeyEnter)
	narrowedTo(b, "1 of 2", danger)
}

// A colleague's claim stands where one decides, whatever it is about.
func TestBrowser_WhatAColleagueHasOpenIsTakenOverWhereReportsAndSecondLooksAreDecided(t *testing.T) {
	s := newScene(t)
	for _, m := range []*records.Moderator{s.mairi, s.iain} {
		m.SetSenior(true)
		s.ok(s.Save(m))
	}
	reported := s.published()
	s.report(reported, "untrue", "It was another ward.")
	look, review := s.underReview()
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("423")
	for _, at := range []struct {
		page, story, decide, key string
		choose                   []string
	}{
		{"/desk/stories/" + reported + "/reports", reported, "#desk_reports_done", "reports", []string{"#desk_open_reports input", "#desk_outcome_keeps-rules"}},
		{"/desk/second-looks/" + review, look, "#desk_decide_" + review, "second_looks", []string{"#desk_published_" + review, "#desk_answer"}},
	} {
		must(flow.Claim(s.App, records.Item{Story: at.story}, s.iain.Id, false))(t)
		b.WaitFor("#desk_handbook")
		b.Open(s.server.URL + "/_/#" + at.page)
		b.WaitForText("Iain has had this open since")
		b.Page().HasNot("main, body", "Note it", "Decide")
		atBothWidths(t, b, "taken-"+at.key)
		press(b, "#desk_take_over")
		b.WaitFor(at.decide)
		if c := must(records.FindClaim(s.App, records.Item{Story: at.story}))(t); c.Moderator() != s.mairi.Id {
			t.Errorf("%s: it was not taken over", at.key)
		}
		must(flow.Claim(s.App, records.Item{Story: at.story}, s.iain.Id, true))(t)
		b.FocusWalk()
		for _, field := range at.choose {
			b.TabTo(field)
			b.Type(" x") // chooses, where there is nothing to type
		}
		press(b, at.decide) // he took it back
		b.WaitForText("Iain took this over at")
		accessible(t, b)
		b.FocusWalk()
		press(b, "#desk_take_over")
		b.WaitFor(at.decide)
		b.FocusWalk()
		press(b, "#desk_leave")
		b.WaitForText("Left for tomorrow")
	}
	if len(s.reportsOf(reported).Reports) != 1 || s.reportsOf(reported).Open != 1 {
		t.Error("the report was dealt with all the same")
	}
}

// One goes from one to the next, back, leaves one for tomorrow and returns to what waits, by
// single keys.
func TestBrowser_KeysLeadThroughReportsSecondLooksAndAppeals(t *testing.T) {
	s := newScene(t)
	for _, m := range []*records.Moderator{s.mairi, s.iain} {
		m.SetSenior(true)
		s.ok(s.Save(m))
	}
	for _, words := range []string{"It was ward one.", "It was ward two."} {
		s.report(s.published(), "untrue", words)
		s.askedToLookAgain(words)
		closed := s.published()
		s.ok(flow.RestrictStory(s.App, flow.Decision{StoryID: closed, Version: s.stored(closed).Version(), Moderator: s.iain.Id, Reason: "legal-process", Note: "A court."}))
		s.ok(flow.AppealAsAuthor(s.App, s.author.Id, closed, words))
	}
	b := s.signIn("mairi@candour.example")
	for _, show := range []string{"appeals", "reports", "second_looks"} {
		b.WaitFor(`[data-show="` + show + `"]`)
		b.Click(`[data-show="` + show + `"]`)
		rows := s.queue(s.mairi, "show="+show).Rows
		b.WaitFor(`[data-id="` + rows[0].ID + `"]`)
		b.Click(`[data-id="` + rows[0].ID + `"]`)
		b.WaitForText("It was ward")
		first, second := "It was ward one.", "It was ward two."
		if strings.Contains(strings.Join(b.Page().Texts(".desk-read"), " "), second) {
			first, second = second, first
		}
		b.Press("j")
		b.WaitForText(second)
		b.Press("k")
		b.WaitForText(first)
		b.Press("u")
		b.WaitFor(`[data-show="` + show + `"][aria-current]`)
		b.WaitFor(`[data-id="` + rows[0].ID + `"]`)
		b.Click(`[data-id="` + rows[0].ID + `"]`)
		b.WaitForText(first)
		if show != "appeals" { // nobody claims an appeal
			b.Press("l")
			b.WaitForText("Left for tomorrow")
		}
		b.Open(s.server.URL + "/_/#/desk")
	}
}

// Two moderators have the queue open; what one of them takes away is told to the other, whose
// list stays as it is until they ask for it.
func TestBrowser_TheCountsOfAnOpenDeskFollowWhatAColleagueTakes(t *testing.T) {
	s := newScene(t)
	first, second := s.told(light), s.told(light)
	hers, his := s.signIn("mairi@candour.example"), s.signIn("iain@candour.example")
	hers.WaitFor(`[data-id="` + second + `"]`)
	s.openStory(his, first)
	his.WaitFor("#desk_publish")
	hers.Press("m") // "next for me" passes over what he has open
	hers.WaitFor(`[data-story="` + second + `"]`)
	hers.WaitFor("#desk_publish")
	hers.Press("u")
	hers.WaitFor(`[data-id="` + second + `"]`)
	hers.WaitForText("Iain has it open since")
	hers.Page().Has("#desk_submitted .desk-number", "2")
	his.Press("r")
	his.WaitFor("#desk_reason")
	his.Choose("#desk_reason", "too-old")
	his.Fill("#desk_note", "It was too long ago for the ward to answer.")
	his.Click(".modal-footer .danger")
	his.WaitFor("#desk_done")
	hers.ComeBack()
	hers.WaitFor("#desk_changed")
	page := hers.Page()
	page.Has("#desk_submitted .desk-number", "1")
	page.Has(`[data-id="`+first+`"]`, "Iain has it open since") // nothing moves under a pointer
	his.Page().Has("#desk_submitted .desk-number", "1")
	atBothWidths(t, hers, "changed")
	press(hers, "#desk_changed")
	hers.WaitGone(`[data-id="` + first + `"]`)
	s.told(light)
	his.ComeBack()
	his.WaitFor("#desk_changed")
	his.Page().Has("#desk_submitted .desk-number", "2")
}

// Paper has no next page to ask for: what is printed is all of it.
func TestBrowser_AHistoryIsPrintedWhole(t *testing.T) {
	s := newScene(t)
	id := s.told(light)
	for n := range historyPage + 2 {
		s.score(s.mairi, id, n%2+4)
	}
	b := s.signIn("iain@candour.example")
	b.WaitFor("#desk_handbook")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id + "/history")
	b.WaitForText("Page 1 of 2")
	b.NoPaper()
	press(b, "#desk_print")
	b.WaitPrinted(1)
	if n := len(b.Page().Texts("#desk_history_list > li")); n <= historyPage {
		t.Errorf("%d things are on paper", n)
	}
	b.Page().HasNot("body", "Page 1 of 2")
	b.FocusWalk()
	b.Press("p")
	b.WaitPrinted(2)
}
