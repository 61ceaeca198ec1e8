package desk

import (
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// plain is a story with nothing to mark.
func plain(v *story.Telling) {
	v.Text = "The nurse held my hand all night. Nobody had asked for that."
}

func TestBrowser_WhatIsMissingStandsBesidePublishAndThePressGoesToTheFirstOfIt(t *testing.T) {
	s := newScene(t)
	id := s.told(plain)
	added := s.added(s.mairi, id)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitFor(`#desk_todo [data-to="desk_unconfirmed_` + added + `"]`)
	b.Page().Has("#desk_todo", "Still open:", "Not confirmed: Stroke Ward", "Say how critical it is")
	b.Page().Has(`#desk_publish[aria-disabled="true"]`, "Publish")
	b.Fill("#desk_title", "She stayed the whole night")
	b.WaitFor(settled + "#desk_why_title_1")
	b.WaitFor(`#desk_todo [data-to="desk_why_title_1"]`)
	b.Page().Has("#desk_todo", "Say why you changed the title")
	atBothWidths(t, b, "still-open")
	b.PressWithControl(testkit.KeyEnter) // nothing is asked of the server: a refusal would be a complaint
	b.WaitFor("#desk_why_title_1:focus")
	b.Choose("#desk_why_title_1", "length")
	b.WaitGone(`[data-to="desk_why_title_1"]`)
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_unconfirmed_" + added + ":focus")
	b.Page().HasNot("#desk_bar", "Look once more")
	press(b, `#desk_todo [data-to="desk_criticality"]`)
	b.WaitFor("#desk_criticality:focus")
	b.Click(`[aria-label^="Take out Stroke Ward"]`)
	b.WaitFor("#desk_why_services_all")
	b.Choose("#desk_why_services_all", "wrong-service")
	b.WaitGone("#desk_publish[aria-disabled]")
	b.Fill("#desk_screenName", "")
	press(b, "#desk_publish")
	b.WaitFor("#desk_screenName:focus")
	b.Type("harbourlight")
	b.WaitGone(`[data-to="desk_screenName"]`)
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_sure:focus")
	b.Press("1")
	b.WaitFor("#desk_publish:focus")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_done:focus")
	if st := s.stored(id); st.State() != story.Published || st.Title() != "She stayed the whole night" {
		t.Errorf("stored: %s, %q", st.State(), st.Title())
	}
}

// Whoever is asked to look once more may score where the criteria stand, also with words
// selected, and then publish.
func TestBrowser_AScoreBesideTheWordsAnswersLookOnceMore(t *testing.T) {
	s := newScene(t)
	id := s.told(plain)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.Click("#desk_publish")
	b.WaitFor("#desk_sure:focus")
	b.Press(testkit.KeyEscape)
	b.Select("#desk_text")
	b.Click(`label[for="desk_score_2"]`)
	b.WaitFor("#desk_score_now strong")
	b.WaitGone("#desk_sure:not([hidden])")
	b.WaitGone("#desk_publish:disabled")
	b.Click("#desk_publish")
	b.WaitFor("#desk_done:focus")
	if st := s.stored(id); st.State() != story.Published {
		t.Errorf("stored: %s", st.State())
	}
}

// Whoever lets a story through reads whom it waits for, and until when.
func TestBrowser_ADecisionSaysWhomTheStoryWaitsFor(t *testing.T) {
	s := newScene(t)
	s.clinic.Set("kind", "GP practice")
	s.clinic.SetReviewAddress("team@practice.example")
	s.ok(s.Save(s.clinic))
	id := s.told(plain, func(v *story.Telling) { v.Services = []string{s.clinic.Id} })
	s.ok(flow.ScoreStory(s.App, id, s.mairi.Id, 1))
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.Click("#desk_publish")
	b.WaitFor("#desk_done")
	b.Page().Has("#desk_done", "Let through. It waits for a service until "+moment(s.App, s.stored(id).GoesOnAt())+".")
}

// So does saying that the last mark is none.
func TestBrowser_AWrongMarkAnswersLookOnceMore(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Text = "The nurse held my hand at 14:05. Nobody had asked for that." })
	s.ok(flow.ScoreStory(s.App, id, s.mairi.Id, 1))
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.Click("#desk_publish")
	b.WaitFor("#desk_sure:focus")
	b.Click(".desk-wrong")
	b.WaitGone("#desk_publish:disabled")
	b.Page().HasNot("#desk_todo", "mark")
	b.Click("#desk_publish")
	b.WaitFor("#desk_done:focus")
	if st := s.stored(id); st.State() != story.Published {
		t.Errorf("stored: %s", st.State())
	}
}

func TestBrowser_WhoeverHasScoredAFewScoresByOneKeyAndOpensTheCriteriaByAnother(t *testing.T) {
	s := newScene(t)
	for range scoredEnough {
		s.score(s.mairi, s.published(), 1)
	}
	id := s.told(plain)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitFor(`#desk_criteria[aria-expanded="false"]`)
	b.Page().Has(".desk-criticality", "3 Moderately critical", "Look at 1 to 3 first")
	b.WaitGone(".desk-level .desk-quiet:not([hidden])")
	atBothWidths(t, b, "names-alone")
	b.Press("w")
	b.WaitFor(`#desk_criteria[aria-expanded="true"]`)
	b.WaitGone(".desk-level .desk-quiet[hidden]")
	b.Page().Has(".desk-criticality", "Care fell short, badly or repeatedly")
	atBothWidths(t, b, "criteria")
	b.Press("w")
	b.WaitFor(`#desk_criteria[aria-expanded="false"]`)
	b.Press("e")
	b.Type("4") // while one types, a number is a number
	b.WaitFor(settled + "#desk_why_text_1")
	if _, scored := s.stored(id).Criticality(); scored {
		t.Error("a number that was typed is a score")
	}
	b.Fill("#desk_text", s.stored(id).Text())
	b.WaitGone("#desk_why_text_1")
	b.TabTo("#desk_publish")
	b.Press("2")
	b.WaitForText("Critical: 2")
	b.WaitGone("#desk_todo")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_done:focus")
	if score, given := s.stored(id).Criticality(); !given || score != 2 || s.stored(id).State() != story.Published {
		t.Errorf("scored %d (%v), and it is %s", score, given, s.stored(id).State())
	}
	if c := s.view(s.told()).Criticality; !c.Known {
		t.Error("the steps are not known to whoever scored four")
	}
	other := s.told(plain)
	iain := s.signIn("iain@candour.example") // who is new
	s.openStory(iain, other)
	iain.WaitFor(`#desk_criteria[aria-expanded="true"]`)
}

func TestBrowser_WhatIsThrownAwayComesBackNowhere(t *testing.T) {
	s := newScene(t)
	id := s.told(plain)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.Fill("#desk_title", "Typed and thrown away")
	b.WaitFor(settled + "#desk_why_title_1")
	b.Choose("#desk_why_title_1", "length")
	for _, window := range []struct{ button, field string }{{"#desk_ask", "#desk_question"}, {"#desk_ask_senior", "#desk_senior_note"}, {"#desk_ask_service", "#desk_question"}, {"#desk_write", "#desk_question"}} {
		b.Click(window.button)
		b.WaitFor(window.field)
		b.Fill(window.field, "Begun and thrown away.")
		b.Press(testkit.KeyEscape)
		b.WaitGone(".desk-modal")
	}
	b.WaitFor(`.desk-copy[data-kept="1 4"][data-newest="yes"]`)
	b.Click("#desk_discard")
	b.WaitFor("#desk_discard_sure:focus")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Thrown away.")
	b.WaitGone("#desk_discard_sure")
	isEmpty := func(b *testkit.Browser) {
		t.Helper()
		b.WaitGone("#desk_why_title_1")
		if got := b.Value("#desk_title"); got != "She stayed all night" {
			t.Errorf("the title is %q", got)
		}
		for _, window := range []struct{ button, field string }{{"#desk_ask", "#desk_question"}, {"#desk_ask_senior", "#desk_senior_note"}, {"#desk_ask_service", "#desk_question"}, {"#desk_write", "#desk_question"}} {
			b.Click(window.button)
			b.WaitFor(window.field)
			if got := b.Value(window.field); got != "" {
				t.Errorf("%s still holds %q", window.button, got)
			}
			b.Press(testkit.KeyEscape)
			b.WaitGone(".desk-modal")
		}
	}
	isEmpty(b)
	b.Press("u")
	s.openStory(b, id)
	isEmpty(b)
	again := s.signIn("mairi@candour.example")
	s.openStory(again, id)
	isEmpty(again)
	if n := must(s.CountRecords("working_copies"))(t); n != 0 {
		t.Errorf("%d copies are left", n)
	}
}

func TestBrowser_TheMarksOfAResponseFollowWhatIsTyped(t *testing.T) {
	s := newScene(t)
	id := s.answered()
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-queue")
	b.Open(s.server.URL + "/_/#/desk/responses/" + id)
	b.WaitForText("Morag")
	b.Fill("#desk_text", "Thank you. Nurse Morag Inverdee was rude and careless that night, and we are sorry.")
	b.WaitForText("Blame beside a name")
	b.Fill("#desk_text", "Thank you. Nurse Morag Inverdee was on duty that night.")
	b.WaitGone(`[data-kind="criticism"]`)
	accessible(t, b)
}

func TestBrowser_APublishedStoryThatAColleagueHasOpenCanBeTakenOver(t *testing.T) {
	s := newScene(t)
	id := s.published()
	s.report(id, "untrue", "It was another ward.")
	s.claim(s.iain, id, false)
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-queue")
	b.ExpectComplaint("423")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitFor("#desk_score_0")
	b.Page().HasNot("#desk_bar")
	b.Click("#desk_score_2")
	b.WaitForText("Iain has had this open since")
	atBothWidths(t, b, "published-taken")
	press(b, "#desk_take_over")
	b.WaitGone("#desk_take_over")
	b.Click("#desk_score_2")
	b.WaitForText("Scored.")
	acts := []string{}
	for _, a := range must(records.ActsOnStory(s.App, id))(t) {
		acts = append(acts, a.What())
	}
	if got := strings.Join(acts, " "); !strings.Contains(got, "took-over scored") {
		t.Errorf("the record says %s", got)
	}
}
