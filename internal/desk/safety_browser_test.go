package desk

import (
	"testing"

	"candour/internal/testkit"
)

// atBothWidths looks at a page on a wide and on a narrow screen.
func atBothWidths(t *testing.T, b *testkit.Browser, name string) {
	t.Helper()
	b.Screenshot(name)
	accessible(t, b)
	b.Viewport(320, 800)
	b.Screenshot(name + "-320")
	b.NoOverflow()
	accessible(t, b)
	b.Viewport(1280, 900)
}

func TestBrowser_SomebodyMayBeInDanger_FromTheStoryToTheColleague(t *testing.T) {
	s := newScene(t)
	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	id := s.told()
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	press(b, "#desk_safety_path")
	b.WaitForText("If minutes count, call first")
	atBothWidths(t, b, "safety-choose")
	b.ExpectComplaint("422")
	b.Click("#desk_outcome_means-harm")
	b.Click("#desk_choose")
	b.WaitForText("Say in a few words what worries you")
	b.Click("#desk_worry")
	b.Type("He writes that tonight is his last night.")
	b.Click("#desk_choose")
	b.WaitFor(`[data-outcome="means-harm"]`)
	b.Page().Has(".desk-safety", "If nobody answers", "999", "NHS Grampian", "You chose this way", "Words to begin with: Are you safe?")
	atBothWidths(t, b, "safety-path")
	b.TabTo("#desk_step_minutes") // by keyboard alone
	b.Type("Called 999 and read it out.")
	b.TabTo("#desk_step_minutes_done")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Dealt with: Called 999")
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
}

func TestBrowser_TheHandbookIsFoundRead_AndSearched(t *testing.T) {
	s := newScene(t)
	id := s.told()
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_handbook")
	b.TabTo("#desk_handbook") // below what fits on the screen
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-chapter="aims"]`)
	b.Page().Has("#desk_news", "11 chapters are still to be read")
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
