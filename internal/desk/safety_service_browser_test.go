package desk

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// Whoever publishes reads what happens with a service that may be the danger: a moderator
// that a senior decides, and a senior how to decide otherwise.
func TestBrowser_AtPublishStandsThatTheServiceMayBeTheDanger_ForModeratorAndSenior(t *testing.T) {
	s := newScene(t)
	id := s.told(plain)
	s.dealtWith(id)
	b := s.signIn("iain@candour.example")
	s.openStory(b, id)
	b.WaitFor("#desk_kept_from")
	b.Page().Has("#desk_kept_from", "Aberdeen Royal Infirmary is not asked first and gets no letter, because it may be the danger.",
		"Everybody can read the story once it is public, it too.", "A senior moderator decides whether it is published.")
	b.Page().HasNot("#desk_kept_from_go")
	b.Page().Has(`#desk_publish[aria-disabled="true"]`, "Publish")
	atBothWidths(t, b, "kept-from-moderator")

	s.mairi.SetSenior(true)
	s.ok(s.Save(s.mairi))
	b.Open(s.server.URL + "/_/#/desk") // Iain has it open no more
	b.WaitFor("#desk_handbook")
	s.ok(flow.Unclaim(s.App, records.Item{Story: id}, s.iain.Id))
	c := s.signIn("mairi@candour.example")
	s.openStory(c, id)
	c.WaitFor("#desk_kept_from_go")
	c.Page().HasNot(`#desk_publish[aria-disabled="true"]`)
	atBothWidths(t, c, "kept-from-senior")
	press(c, "#desk_kept_from_go")
	c.WaitFor("#desk_may_be_danger")
	press(c, "#desk_may_be_danger summary")
	lift := "#desk_lift_" + s.ward.Id
	c.WaitFor(lift)
	atBothWidths(t, c, "kept-from-lift")
	c.ExpectComplaint("422")
	press(c, lift+"_do")
	c.WaitForText("with whom you agreed")
	c.WaitFor(lift + ":focus")
	c.Type("The man she meant has left: agreed with the council.")
	press(c, lift+"_do")
	c.WaitGone("#desk_may_be_danger")
	c.Open(s.server.URL + "/_/#/desk/stories/" + id)
	c.WaitFor("#desk_publish")
	c.Page().HasNot("#desk_kept_from")
	if st := s.stored(id); st.State() != story.Submitted {
		t.Errorf("it is %s", st.State())
	}
}

// On any way one can note it, and by the short answer of a step which of two it is.
func TestBrowser_WhichOfTwoServicesMayBeTheDangerIsNotedByKeyboard(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Services = []string{s.ward.Id, s.clinic.Id} })
	s.safety(s.mairi, id, "chosen", "serious", "", "She is afraid of who looks after her.")
	s.safety(s.mairi, id, "done", "serious", "minutes", "Minutes don’t count.")
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_handbook")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id + "/safety")
	b.WaitFor("#desk_step_service-team_danger_" + s.clinic.Id)
	atBothWidths(t, b, "which-service")
	b.TabTo("#desk_step_service-team_danger_" + s.clinic.Id)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_step_lead-body:focus")
	b.Page().Has("#desk_may_be_danger", "Dr Gray's Hospital may be the danger", "gets no letter")
	press(b, "#desk_suspect_"+s.ward.Id)
	b.WaitGone("#desk_suspect_" + s.ward.Id)
	b.Page().Has("#desk_happened", "noted that it may be the danger: Aberdeen Royal Infirmary")
	atBothWidths(t, b, "both-noted")
	if v := s.view(id); len(v.KeptFrom) != 2 {
		t.Errorf("stored: %v", v.KeptFrom)
	}
}
