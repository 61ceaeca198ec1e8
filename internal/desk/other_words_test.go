package desk

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// theirWords are what the author proposes in the tests. They hold an address.
var theirWords = records.Words{Title: "She stayed all night", Text: "The nurse held my hand all night. Write to me at ada@example.org.", ScreenName: "harbourlight"}

// proposed is a story whose author wants other words than Mairi's.
func (s *scene) proposed() string {
	s.t.Helper()
	id := s.told(plain, func(v *story.Telling) { v.Edits = "show-me" })
	w := s.stored(id).Words()
	w.Text = "A nurse held my hand all night. Nobody had asked for that."
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id, Words: &w, Reasons: story.ReasonsFor("identifies-staff")})
	s.ok(err)
	s.Pass(time.Hour)
	s.ok(flow.ProposeWords(s.App, s.author.Id, id, s.stored(id).Version(), theirWords))
	return id
}

func TestTheAuthorsOtherWordsAreToldInTheQueueReadForMarksAndNotSteppedOver(t *testing.T) {
	s := newScene(t)
	id := s.proposed()
	rows := s.queue(s.mairi, "").Rows
	if len(rows) != 1 || !slices.Contains(rows[0].Labels, label{"The author wants other words", "warning"}) {
		t.Errorf("the queue says %+v", rows)
	}
	v := s.view(id)
	if v.OtherWords == nil || !slices.ContainsFunc(v.OtherWords.Marks, func(m mark) bool { return m.Kind == hints.Email && m.Where == "text" }) || v.OtherWords.Answered {
		t.Fatalf("%+v", v.OtherWords)
	}
	publish := func(more map[string]any) reply {
		body := map[string]any{"version": s.stored(id).Version()}
		for k, v := range more {
			body[k] = v
		}
		return s.as(s.mairi, "POST", base+"/stories/"+id+"/publish", body)
	}
	if r := publish(nil); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "otherWords") || s.stored(id).State() != story.Submitted {
		t.Errorf("stepped over: %d %s", r.Status, r.Body)
	}
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/message", map[string]any{"note": "The address could be used by anybody."}); r.Status != http.StatusOK {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	if v = s.view(id); !v.OtherWords.Answered {
		t.Error("an answer is none")
	}
	if r := publish(nil); r.Status != http.StatusOK || s.stored(id).State() != story.Approved {
		t.Errorf("answered: %d %s", r.Status, r.Body)
	}
	id = s.proposed()
	if r := publish(map[string]any{"words": words(theirWords), "reasons": anyReason}); r.Status != http.StatusOK || s.stored(id).State() != story.Published {
		t.Errorf("taken: %d %s", r.Status, r.Body)
	}
	if v = s.view(id); v.OtherWords != nil {
		t.Errorf("after publication: %+v", v.OtherWords)
	}
}

func TestBrowser_TheAuthorsOtherWordsStandAtTheTopAndAreTakenByOnePress(t *testing.T) {
	s := newScene(t)
	id := s.proposed()
	b := s.signIn("mairi@candour.example")
	b.WaitForText("The author wants other words")
	atBothWidths(t, b, "other-words-queue")
	s.openStory(b, id)
	b.WaitFor("#desk_other_words")
	b.WaitForText("In the words the author wants")
	b.Page().Has("#desk_marks", "ada@example.org", "E-mail")
	b.Page().HasNot("#desk_marks", "Nothing stood out")
	b.Page().Has("#desk_proposal mark", "ada@example.org")
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_proposal:focus")
	atBothWidths(t, b, "other-words")
	press(b, "#desk_why_not")
	b.WaitFor("#desk_question")
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.Click("#desk_other_words button")
	b.WaitFor("#desk_proposal:focus")
	press(b, "#desk_take_proposal")
	b.WaitForText("They are in the form now.")
	b.WaitFor(settled + "#desk_why_text_1")
	b.WaitFor(`#desk_why_text_1_other`)
	b.WaitGone("#desk_publish[aria-disabled]")
	b.Page().HasNot("#desk_todo", "Say why", "The author wants")
	if got := b.Value("#desk_why_text_1_other"); got != "These are the words you sent us." {
		t.Errorf("the reason is %q", got)
	}
	atBothWidths(t, b, "other-words-taken")
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_sure:focus")
	atBothWidths(t, b, "score-first")
	b.Press("2")
	b.WaitGone("#desk_now_2")
	press(b, "#desk_publish_sure")
	b.WaitFor("#desk_done:focus")
	if st := s.stored(id); st.State() != story.Published || st.Words() != theirWords {
		t.Errorf("%s: %+v", st.State(), st.Words())
	}
}

func TestBrowser_OneChangeHasTwoReasonsAndBothAreKept(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Text = "I was helped by NURSE ANN SMITH who was rude." })
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.Fill("#desk_text", "I was helped by a nurse who was rude.")
	b.WaitFor(settled + "#desk_why_text_1")
	b.Choose("#desk_why_text_1", "spelling")
	press(b, "#desk_why_text_1_more")
	b.WaitFor("#desk_why_text_1_and_1:focus")
	b.Choose("#desk_why_text_1_and_1", "identifies-staff")
	atBothWidths(t, b, "two-reasons")
	b.PressWithControl("s")
	b.WaitFor(`[data-version="2"]`)
	b.WaitForText("names or describes somebody")
	var why []string
	for _, a := range must(records.ActsOnStory(s.App, id))(t) {
		for _, r := range a.Reasons() {
			why = append(why, r.String())
		}
	}
	if want := []string{"text.1:spelling:", "text.1:identifies-staff:"}; !slices.Equal(why, want) {
		t.Errorf("kept %q", why)
	}
}

func TestBrowser_WhatOneKeyScoredStandsWhereOnePublishes(t *testing.T) {
	s := newScene(t)
	id := s.told(plain)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitFor("#desk_criticality")
	b.Press("4")
	b.WaitForText("Critical: 4")
	b.Page().Has(`#desk_score_now[role="status"]`, "Critical: 4")
	atBothWidths(t, b, "scored-by-key")
	b.WaitFor("#desk_bar:focus")
	b.Press(testkit.KeyEnter) // by mistake, as the number was
	press(b, "#desk_score_undo")
	b.WaitGone("#desk_score_now strong")
	b.WaitFor("#desk_bar:focus")
	b.Press("4")
	b.Press("1")
	b.WaitForText("Critical: 1")
	if _, given := s.stored(id).Criticality(); given {
		t.Error("a key that can be taken back is stored")
	}
	b.Press("u") // the page is left: it counts
	b.WaitFor(`[data-id="` + id + `"]`)
	s.openStory(b, id)
	b.WaitFor("#desk_score_change")
	press(b, "#desk_score_change")
	b.WaitFor("#desk_criticality:focus")
	if score, given := s.stored(id).Criticality(); !given || score != 1 {
		t.Errorf("stored: %d (%v)", score, given)
	}
}

func TestBrowser_ASecondLookKeepsWhatIsTypedWhileTheStoryIsRead(t *testing.T) {
	s := newScene(t)
	id, look := s.underReview()
	s.iain.SetSenior(true)
	s.ok(s.Save(s.iain))
	b := s.signIn("iain@candour.example")
	b.WaitFor(".desk-queue")
	b.Open(s.server.URL + "/_/#/desk/second-looks/" + look)
	b.WaitFor("#desk_answer")
	b.Click("#desk_taken-up_" + look)
	b.Fill("#desk_answer", "It is another practice.")
	b.Click(`[data-look] a[href="#/desk/stories/` + id + `"]`)
	b.WaitFor(`[data-story="` + id + `"]`)
	b.Open(s.server.URL + "/_/#/desk/second-looks/" + look)
	b.WaitFor("#desk_answer")
	if got := b.Value("#desk_answer"); got != "It is another practice." {
		t.Errorf("what was typed is now %q", got)
	}
	b.WaitFor("#desk_taken-up_" + look + ":checked")
	atBothWidths(t, b, "second-look-kept")
}

func TestBrowser_AServicesOwnWordsStandOnItsPageAtTheDesk(t *testing.T) {
	s := newScene(t)
	admin := must(records.AddMember(s.App, "isla@grampian.example", "Isla", "a long password", s.board.Id, story.RoleAdministrator))(t)
	s.ok(flow.SayAboutService(s.App, admin.Id, s.ward.Id, "Ask for Nurse Ann Smith."))
	if said := s.place(s.mairi, s.clinic.Id).Said; len(said) != 0 {
		t.Errorf("another service says %+v", said)
	}
	b := s.signIn("mairi@candour.example")
	b.WaitFor(".desk-queue")
	b.Open(s.server.URL + "/_/#/desk/services/" + s.ward.Id)
	b.WaitFor("#desk_said details summary")
	atBothWidths(t, b, "own-words-service")
	press(b, "#desk_said details summary")
	b.WaitFor("#desk_said details[open] button")
	b.TabTo("#desk_said [name=reason]")
	b.Type("It names one nurse.")
	b.Press(testkit.KeyEnter)
	b.WaitForText("took this off")
	atBothWidths(t, b, "own-words-service-off")
	if said := s.place(s.mairi, s.ward.Id).Said; len(said) != 1 || said[0].Stands {
		t.Errorf("%+v", said)
	}
	b.Open(s.server.URL + "/_/#/desk/handbook")
	b.WaitFor(".desk-handbook")
	b.Screenshot("handbook-header")
	b.Open(s.server.URL + "/_/#/desk/questions")
	b.WaitForText("Words to begin a question with")
	b.Screenshot("questions")
}

func TestBrowser_AnAnswerToAStorySomebodyHasOpenLeadsToTheStory(t *testing.T) {
	s := newScene(t)
	id := s.toBeAsked()
	if r := s.as(s.mairi, "POST", base+"/stories/"+id+"/ask-service", map[string]any{"version": 1, "service": s.ward.Id, "days": 2, "note": "Which ward has the blue door?"}); r.Status != http.StatusOK {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	s.answer(id, "Ward 4.")
	s.claim(s.iain, id, true)
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("423")
	b.WaitFor(".desk-queue")
	b.Open(s.server.URL + "/_/#/desk/questions")
	b.WaitForText("Ward 4.")
	press(b, `[id^="desk_done_"]`)
	b.WaitForText("Open the story to take it over")
	b.Page().Has("[data-question] [role=alert]", "Iain has this open", "take it over first, on its own page")
	atBothWidths(t, b, "question-taken")
	b.Press(testkit.KeyEnter) // the link has the focus
	b.WaitFor("#desk_take_over")
}
