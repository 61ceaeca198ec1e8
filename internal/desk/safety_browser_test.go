package desk

import (
	"testing"

	"candour/internal/testkit"
)

func TestBrowser_SomebodyMayBeInDanger_FromTheStoryToTheColleague(t *testing.T) {
	s := newScene(t)
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	id := s.told()
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	press(b, "#desk_safety_path")
	b.WaitForText("Minutes count? Call first")
	atBothWidths(t, b, "safety-choose")
	b.ExpectComplaint("422")
	b.Click("#desk_outcome_means-harm")
	b.Click("#desk_choose")
	b.WaitForText("Say in a few words what worries you")
	b.Click("#desk_worry")
	b.Type("He writes that tonight is his last night.")
	b.Click("#desk_choose")
	b.WaitFor(`[data-outcome="means-harm"]`)
	b.WaitFor("#desk_step_minutes:focus")
	b.Page().Has(".desk-safety", "No answer?", "999", "Answers now", "NHS Grampian", "can’t be published before this is closed", "somebody else agrees", "only “Left out” needs them")
	b.Type("Read it out.") // by keyboard alone
	atBothWidths(t, b, "safety-path")
	b.FocusWalk()
	b.TabTo("#desk_step_minutes_told")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Told Emergency services. Read it out.")
	b.WaitFor("#desk_step_manager:focus")
	b.ExpectComplaint("422")
	b.TabTo("#desk_step_manager_left-out")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_step_manager:focus")
	b.WaitForText("Say why it was left out")
	atBothWidths(t, b, "safety-step")
	b.Open(s.server.URL + "/_/#/desk/safety")
	b.WaitForText("A colleague has to look")
	b.Page().Has(".desk-row", "3 steps left")
	atBothWidths(t, b, "safety-list")

	c := s.signIn("iain@candour.example")
	c.WaitFor("#desk_safety")
	c.WaitForText("Somebody in danger")
	press(c, "#desk_safety")
	c.WaitForText("A colleague has to look")
	c.TabTo(`[data-id="` + id + `"]`)
	c.Press(testkit.KeyEnter)
	c.WaitFor("#desk_agree")
	press(c, "#desk_otherwise summary")
	c.TabTo(`[name="desk_other"]`)
	c.Press(testkit.KeySpace)
	c.TabTo("#desk_other_words")
	c.Type("I would write to him first.")
	atBothWidths(t, c, "safety-otherwise")
	press(c, "#desk_doubt")
	c.WaitForText("Kept beside the first.")
	c.WaitForText("I would write to him first.")
	c.FocusWalk() // once round: the next Tab begins at the top
	press(c, "#desk_agree")
	c.WaitForText("Iain agrees.")
	atBothWidths(t, c, "safety-agreed")
	if v := s.safetyOf(id); v.Agreed != "Iain" || len(v.Done) != 1 {
		t.Errorf("stored: %+v", v)
	}
	c.WaitFor("#desk_step_" + s.stepsLeft(id)[0] + ":focus")
	s.closedFromTheStory(t, c, id)
}

func (s *scene) stepsLeft(id string) []string {
	s.t.Helper()
	v, left := s.safetyOf(id), []string{}
	for _, o := range v.Outcomes {
		for _, step := range o.Steps {
			if _, done := v.Done[step.Code]; o.Code == v.Outcome && !done {
				left = append(left, step.Code)
			}
		}
	}
	return left
}

// closedFromTheStory goes to the story, is told why it waits, closes what is open, and is
// taken back to decide.
func (s *scene) closedFromTheStory(t *testing.T, b *testkit.Browser, id string) {
	t.Helper()
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitFor("#desk_safety_open")
	b.Page().Has("#desk_safety_open", "Somebody may be in danger", "can’t be published before this is closed", "Mairi chose", "Still open: steps 2, 3 and 4; how it ended")
	b.Page().Has("#desk_bar", "Still open:", "Somebody may be in danger")
	b.Page().Has(`#desk_publish[aria-disabled="true"]`, "Publish")
	b.PressWithControl(testkit.KeyEnter) // neither the key nor the button publishes, and both say why
	b.WaitFor("#desk_safety_open:focus")
	b.Click("#desk_publish")
	b.WaitFor("#desk_safety_open:focus")
	atBothWidths(t, b, "safety-story")
	for _, step := range s.stepsLeft(id) {
		s.safety(s.iain, id, "done", "means-harm", step, "Spoke to the desk.")
	}
	press(b, "#desk_safety_go")
	b.WaitFor("#desk_ending")
	b.ExpectComplaint("422")
	press(b, "#desk_close")
	b.WaitFor("#desk_ending:focus")
	b.WaitForText("Say in a few words how it ended")
	b.Type("She is with her sister.")
	press(b, "#desk_close")
	b.WaitFor("#desk_safety_next:focus")
	b.Page().Has(".desk-safety", "The story itself is still to be decided")
	atBothWidths(t, b, "safety-closed")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_publish")
	b.WaitGone("#desk_safety_open")
	b.Page().HasNot("#desk_publish[aria-disabled]")
	b.Page().Has("#desk_hint", "A senior moderator, Mairi, agreed: you may publish.")
	s.safety(s.mairi, id, "chosen", "serious", "", "I read it again, and worry.") // while it is open here
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_sure:focus")
	press(b, "#desk_publish_sure")
	b.WaitFor("#desk_safety_open:focus")
	b.Page().Has(`#desk_publish[aria-disabled="true"]`, "Publish")
}

func TestBrowser_TheHandbookIsFoundRead_AndSearched(t *testing.T) {
	s := newScene(t)
	id := s.told()
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_handbook")
	b.TabTo("#desk_handbook") // below what fits on the screen
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-chapter="aims"]`)
	b.Page().Has("#desk_news", "12 chapters are still to be read")
	atBothWidths(t, b, "handbook")
	b.TabTo("#desk_find")
	b.Type("red hair")
	b.WaitForText("1 place")
	b.Screenshot("handbook-found")
	accessible(t, b)
	b.TabTo(".desk-handbook .desk-row")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#hb_edit-identifies-staff:focus")
	atBothWidths(t, b, "handbook-editing")
	b.Click("#desk_confirm")
	b.WaitForText("You have read it")
	b.Open(s.server.URL + "/_/#/desk/handbook/criticality")
	b.WaitForText("Severely critical")
	atBothWidths(t, b, "handbook-criticality")
	b.Open(s.server.URL + "/_/#/desk/handbook/safeguarding")
	b.WaitForText("Serious, and nobody may know")
	atBothWidths(t, b, "handbook-safeguarding")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id)
	b.WaitFor("#desk_reject")
	b.Page().Has(".desk-criticality", "Handbook")
	b.Click("#desk_reject")
	b.WaitFor("#desk_reason")
	b.Choose("#desk_reason", "told-twice")
	b.WaitFor(`.desk-modal .desk-handbook-link[href$="refuse-told-twice"]`)
	accessible(t, b)
}
