package desk

import (
	"testing"
	"testing/fstest"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// What a site teaches and writes down for itself is put on its list and taken off again.
func TestBrowser_ListsNotesAndSignInsAreKeptByKeyboard(t *testing.T) {
	s := newScene(t)
	s.signIn("mairi@candour.example").WaitFor(".desk-note")
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-note")
	b.Open(s.server.URL + "/_/#/sign-ins")
	b.WaitFor("#desk_end_others")
	press(b, ".desk-sign-in-list button")
	b.WaitForText("That device is signed out.")
	focusIsKept(t, b)
	b.Open(s.server.URL + "/_/#/desk/wellbeing")
	b.WaitFor("#desk_wellbeing_words")
	b.TabTo("#desk_wellbeing_words")
	b.Type("A long day.")
	press(b, "#desk_wellbeing_save")
	b.WaitFor(".desk-delete")
	focusIsKept(t, b)
	press(b, ".desk-delete")
	b.WaitFor("#desk_delete_sure:focus") // one key is not enough
	accessible(t, b)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_wellbeing_words:focus")
	if n := must(s.CountRecords("wellbeing_notes"))(t); n != 0 {
		t.Errorf("%d notes are left", n)
	}
	b.Open(s.server.URL + "/_/#/desk/hints")
	b.WaitFor("#desk_teach_how")
	b.TabTo("#desk_teach_word")
	b.Type("Foresterhill")
	b.TabTo("#desk_teach_how")
	b.Type("leave")
	b.TabTo("#desk_teach_kind")
	b.Type("Addr")
	press(b, "#desk_teach")
	b.WaitFor("#desk_teach_word:focus")
	b.Page().Has(`[data-word="foresterhill"]`, "never marked as: address")
	press(b, `[data-word="foresterhill"] button`)
	b.WaitGone(`[data-word="foresterhill"]`)
	focusIsKept(t, b)
	b.Open(s.server.URL + "/_/#/desk/templates")
	b.WaitFor("#desk_template_asks")
	b.TabTo("#desk_template_asks")
	b.Type("a service")
	b.TabTo("#desk_template_label")
	b.Type("Our own")
	b.TabTo("#desk_template_text")
	b.Type("Which team was it?")
	press(b, "#desk_template_keep")
	b.WaitFor("#desk_template_label:focus")
	b.Page().Has(`[data-template="Our own"]`, "To a service")
	press(b, `[data-template="Our own"] button`)
	b.WaitGone(`[data-template="Our own"]`)
	focusIsKept(t, b)
	accessible(t, b)
}

// A handbook that changed, a long history and second readings, as they are read by keyboard.
func TestBrowser_WhatChangedAndWhatColleaguesSayIsReadByKeyboard(t *testing.T) {
	s := newScene(t)
	book := func(head string) {
		s.ok(OpenHandbook(s.App, fstest.MapFS{"handbook/01-aims.md": {Data: []byte("# Aims\nWhat for.\n\n---\n" + head + "2026-01-01: First version.\n---\n\n## Heard\n\nBe heard.\n\n## Read\n\nBe read.\n\n## Answered\n\nBe answered.\n")}}))
	}
	t.Cleanup(func() { book("") })
	book("")
	s.as(s.iain, "POST", base+"/handbook/aims/read", map[string]any{"version": "2026-01-01"})
	book("2026-02-01 #heard: Says who is heard.\n")
	scored := s.published()
	s.score(s.mairi, scored, 2)
	s.Pass(40 * 24 * time.Hour)
	must(flow.DrawBlindSample(s.App))(t)
	hard := s.told(func(v *story.Telling) { v.Text = "I want to kill myself and nobody listened." })
	s.score(s.mairi, hard, 5)
	s.ok(flow.AskSecondOpinion(s.App, hard, s.mairi.Id))
	for n := range historyPage + 2 {
		s.score(s.mairi, hard, n%2+4)
	}
	b := s.signIn("iain@candour.example")
	b.WaitFor("#desk_handbook")
	press(b, "#desk_handbook")
	b.WaitForText("1 chapter changed since you read it.")
	b.Press("/")
	b.WaitFor("#desk_find:focus")
	b.Fill("#desk_find", "")
	press(b, `[data-chapter="aims"]`)
	b.WaitForText("Changed since you read it")
	accessible(t, b)
	press(b, `.desk-chapter-nav li:last-child a`)
	b.WaitFor("#hb_answered:focus")
	press(b, "#desk_confirm")
	b.WaitForText("You have read it.")
	focusIsKept(t, b)
	b.Open(s.server.URL + "/_/#/desk/opinions")
	for _, more := range []string{"a colleague's", "the blind one"} {
		b.WaitFor(".desk-disclosures .desk-row")
		b.FocusWalk()
		press(b, ".desk-disclosures .desk-row")
		if more == "a colleague's" {
			b.WaitForText("This one may be hard to read")
			b.WaitFor("#desk_open:focus")
			b.Press(testkit.KeyEnter)
			b.WaitFor("#desk_opinion_title:focus")
		}
		b.WaitFor("#desk_send")
		b.TabTo("#desk_opinion_0")
		b.Press(testkit.KeyDown)
		b.Press(testkit.KeyDown)
		if more == "a colleague's" {
			b.TabTo("#desk_note")
			b.Type("He asks for help.")
		}
		press(b, "#desk_send")
		b.WaitGone("#desk_send")
	}
	b.WaitForText("Nothing is left to read.")
	b.Page().Has("#desk_agreement_title", "How far two readers agree")
	accessible(t, b)
	b.Open(s.server.URL + "/_/#/desk/stories/" + hard)
	b.WaitFor("#desk_open:focus")
	b.Press(testkit.KeyEnter)
	b.WaitFor(".desk-opinions")
	b.Page().Has(".desk-opinions", "Iain says 2", "He asks for help.")
	b.Press("h")
	b.WaitFor("#desk_after")
	press(b, "#desk_after")
	b.WaitForText("Page 2 of 2")
	b.WaitFor("#desk_history_list:focus")
	press(b, "#desk_before")
	b.WaitForText("Page 1 of 2")
	b.Press("j")
	b.WaitForText("Page 2 of 2")
	b.Press("k")
	b.WaitForText("Page 1 of 2")
	b.WaitFor("#desk_history_list:focus")
	accessible(t, b)
}

// A service is asked, and what came of it is read beside the story.
func TestBrowser_EachWayOfAQuestionToAServiceIsTakenByKeyboard(t *testing.T) {
	s := newScene(t)
	s.clinic.SetReviewAddress("team@elgin.example")
	s.ok(s.Save(s.clinic))
	id := s.toBeAsked()
	own := s.stored(id).Text()[:60]
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("422")
	s.openStory(b, id)
	ask := func(words string) {
		b.WaitFor("#desk_ask_service")
		press(b, "#desk_ask_service")
		b.WaitFor("#desk_question:focus")
		b.Type(words)
	}
	ask("Do you remember: " + own)
	b.TabTo("#desk_days")
	b.Type("5")
	press(b, ".modal-footer [type=submit]")
	b.WaitFor("#desk_quoting:focus")
	b.Press(testkit.KeySpace)
	press(b, ".modal-footer [type=submit]")
	b.WaitFor("#desk_done")
	b.Open(s.server.URL + "/_/#/desk/questions")
	b.WaitForText("Waiting for an answer")
	accessible(t, b)
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitForText("can answer until")
	b.WaitFor("#desk_service_questions li button")
	press(b, "#desk_service_questions li button")
	b.WaitForText("we did without the answer")
	focusIsKept(t, b)
	b.WaitFor("#desk_ask_service")
	b.FocusWalk()
	press(b, "#desk_ask_service")
	b.WaitFor("#desk_question:focus")
	b.Type("Which ward has the blue door?")
	b.FocusWalk()
	b.TabTo("#desk_other_service")
	b.Type("gray")
	b.WaitFor(`[data-service="` + s.clinic.Id + `"]`)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_whom_" + s.clinic.Id)
	b.FocusWalk()
	b.TabTo("#desk_whom_" + s.clinic.Id)
	b.Press(testkit.KeyUp)
	b.Press(testkit.KeyDown)
	accessible(t, b)
	press(b, ".modal-footer [type=submit]")
	b.WaitFor("#desk_done")
	asked := must(records.QuestionsOfStory(s.App, id))(t)
	for _, l := range must(records.LettersOfStory(s.App, id))(t) {
		for _, q := range asked {
			if l.Kind() == string(mail.ServiceQuestion) && l.About() == q.Id && q.Service() == s.clinic.Id {
				s.ok(flow.AnswerQuestion(s.App, q.Id, flow.LinkToken(s.App, l), "It is ward 4."))
			}
		}
	}
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitForText("It is ward 4.")
	press(b, `[aria-label^="I have read it"]`)
	b.WaitGone(`[aria-label^="I have read it"]`)
	focusIsKept(t, b)
}
