package desk

import (
	"strings"
	"testing"

	"candour/internal/story"
	"candour/internal/testkit"
)

// somebodyAfraid is a story whose words fit one of the ways on.
func (s *scene) somebodyAfraid() string {
	s.t.Helper()
	return s.told(func(v *story.Telling) { v.Text = "The nurse was kind. I want to end my life tonight. Nobody knows." })
}

func (s *scene) safetyPage(b *testkit.Browser, id string) string {
	s.t.Helper()
	at := s.server.URL + "/_/#/desk/stories/" + id + "/safety"
	b.Open(at)
	b.WaitFor("#desk_choose")
	return at
}

func TestBrowser_AWayIsChosenFromTheStorysOwnWords_AndTheLetterIsWrittenInItsStep(t *testing.T) {
	s := newScene(t)
	id := s.somebodyAfraid()
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_handbook")
	s.safetyPage(b, id)
	b.Page().Has(".desk-level:has(#desk_outcome_means-harm)", "Fits the marks")
	b.Page().HasNot(".desk-level input:checked")
	atBothWidths(t, b, "safety-fits")
	b.TabTo(`[name="desk_outcome"]`)
	for _, key := range []string{testkit.KeySpace, testkit.KeyDown, testkit.KeyDown} { // to the third way
		b.Press(key)
	}
	b.TabTo(".desk-passages button")
	b.Press(testkit.KeyEnter)
	b.TabTo("#desk_choose")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_step_tell-how:focus")
	b.Page().Has(".desk-safety", "“I want to end my life tonight.”")
	b.FocusWalk()
	b.Page().Has(`[data-step="tell-how"] .desk-whom`, "999", "NHS 24", "111", "look up the number")
	atBothWidths(t, b, "safety-tell-how")
	b.Click("#desk_step_tell-how_names1") // behind the emergency services, which every letter names
	b.WaitFor("#desk_question:focus")
	if v := b.Value("#desk_question"); !strings.Contains(v, "Please tell NHS 24 today. You can reach them at 111.") {
		t.Errorf("who is named by one press: %q", v)
	}
	b.Press(testkit.KeyEscape)
	b.WaitGone("#desk_question")
	b.TabTo("#desk_write_tell-how")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_question:focus")
	b.Page().Has(".desk-gaps", "[who] [how]")
	atBothWidths(t, b, "safety-letter")
	b.Type("the nurse on duty") // into the first gap
	b.Press(testkit.KeyTab)     // to the second
	b.Type("the desk of the ward")
	b.WaitGone(".desk-gaps")
	if v := b.Value("#desk_question"); !strings.Contains(v, "Please tell the nurse on duty today. You can reach them at the desk of the ward.") {
		t.Errorf("the gaps: %q", v)
	}
	b.TabTo(`.desk-modal [form="desk_ask_form"]`)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_step_assured:focus")
	if v := s.safetyOf(id); v.Done["tell-how"] != "Wrote to them." {
		t.Errorf("stored: %+v", v.Done)
	}
	b.Page().HasNot(".desk-safety", "Nothing is left for you")
	b.NoComplaints()
}

func TestBrowser_WhatIsTypedWhileSomebodyMayBeInDangerIsNeverAKey(t *testing.T) {
	s := newScene(t)
	id := s.somebodyAfraid()
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_handbook")
	here := func() {
		t.Helper()
		if at := b.URL().Fragment; !strings.HasSuffix(at, "/safety") {
			t.Fatalf("what was typed led to %s", at)
		}
	}
	b.Hold("/api/desk/stories/" + id) // the story's page is asked for, and left before it is there
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitHeld()
	s.safetyPage(b, id)
	b.Type("hujk?")
	here()
	b.LetGo()
	b.Click("#desk_outcome_means-harm")
	b.Click("#desk_worry")
	b.Type("He says goodbye.")
	b.Click("#desk_choose")
	b.Type("hujk?galr I called") // at once
	b.WaitFor("#desk_step_minutes:focus")
	b.Type("hujk?galr I called")
	here()
	b.Page().HasNot(".desk-modal")
	b.Page().HasNot(".desk-story")
	if v := b.Value("#desk_step_minutes"); !strings.HasSuffix(v, "hujk?galr I called") {
		t.Errorf("what was typed is %q", v)
	}
}

func TestBrowser_NothingIsClosedBeforeAColleagueAgreed_AndThenByAShortAnswer(t *testing.T) {
	s := newScene(t)
	id := s.somebodyAfraid()
	s.safety(s.mairi, id, "chosen", "serious", "", "She is afraid of who comes.")
	for _, step := range []string{"minutes", "service-team"} {
		s.safety(s.mairi, id, "done", "serious", step, "Told NHS Grampian.")
	}
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_handbook")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id + "/safety")
	b.WaitFor("#desk_step_lead-body")
	b.TabTo("#desk_step_lead-body_told")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_step_crime:focus")
	b.TabTo("#desk_step_crime_no-crime")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_step_write:focus")
	told := strings.TrimSuffix(strings.TrimPrefix(s.safetyOf(id).Done["lead-body"], "Told "), ".")
	b.Click("#desk_write_write") // the letter says who was told, in the order of the steps
	b.WaitFor("#desk_question:focus")
	if v := b.Value("#desk_question"); !strings.Contains(v, "we have told NHS Grampian and "+told+",") {
		t.Errorf("the letter: %q", v)
	}
	b.Page().HasNot(".desk-gaps")
	b.Click(`.desk-modal [form="desk_ask_form"]`)
	b.WaitFor("#desk_safety_rest:focus")
	b.Page().HasNot("#desk_ending")
	atBothWidths(t, b, "safety-waits-for-a-colleague")

	s.safety(s.iain, id, "agreed", "serious", "", "")
	b.Open(s.server.URL + "/_/#/desk")
	b.WaitFor(".desk-queue")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id + "/safety")
	b.WaitFor("#desk_ending")
	atBothWidths(t, b, "safety-ending")
	b.TabTo("#desk_ended_can-act")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_safety_next:focus")
	b.Page().Has("#desk_in_danger_again:not([open])", "Somebody is in danger again")
	atBothWidths(t, b, "safety-ended")
	if e := s.safetyOf(id).Events; e[len(e)-1].Kind != story.SafetyClosed || e[len(e)-1].Words != "Those who can act know." {
		t.Errorf("it ended as %+v", e[len(e)-1])
	}
	b.Press(testkit.KeyEnter) // to the story, which is not hidden from who looked after it, and a senior moderator publishes
	toSenior := `.desk-todo-go[data-to="desk_ask_senior"]`
	b.WaitFor(toSenior)
	b.Page().Has(toSenior, "Ask a senior to publish this")
	b.Click(toSenior)
	b.WaitFor("#desk_senior_note:focus")
	if v := b.Value("#desk_senior_note"); v != "May this be published?" {
		t.Errorf("the note begins with %q", v)
	}
}
