package desk

import (
	"testing"
	"time"

	"candour/internal/testkit"
)

// Both halves of a private detail by keyboard alone: asking, and deciding about it.
func TestBrowser_APrivateDetailIsAskedForRefusedAndKeptQuietByKeyboard(t *testing.T) {
	s := newScene(t)
	sal := s.senior("sal@candour.example", "Sal")
	id := s.told()
	quiet := askFor(id, "email")
	quiet["quiet"] = "He reads her letters."
	shown := s.disclosed(s.as(s.mairi, "POST", base+"/disclosures", quiet)).ID
	s.as(sal, "POST", base+"/disclosures/"+shown+"/agree", map[string]any{"password": password, "quietAgreed": true})
	s.as(s.mairi, "POST", base+"/disclosures/"+shown+"/show", map[string]any{"password": password})
	s.Pass(40 * 24 * time.Hour)
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	press(b, "#desk_disclose")
	b.WaitFor("#desk_disclose_send")
	b.TabTo("#desk_field_email")
	b.Press(testkit.KeyDown)
	b.TabTo("#desk_recipientKind_service")
	b.Press(testkit.KeySpace)
	b.TabTo("#desk_recipient")
	b.Type("The ward")
	b.TabTo("#desk_reason")
	b.Type(inDanger)
	b.TabTo("#desk_believed")
	b.Press(testkit.KeySpace)
	b.TabTo("#desk_password")
	b.Type(password)
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-state="waiting"]`)
	asked := b.URL().String()

	b = s.signIn("sal@candour.example")
	b.WaitFor("#desk_disclosures")
	b.Open(asked)
	b.WaitFor("#desk_refuse")
	b.Page().Has(".desk-facts", "Postcode", "The ward (a service)", inDanger)
	b.ExpectComplaint("422")
	press(b, "#desk_refuse")
	b.WaitFor("#desk_words:focus")
	accessible(t, b)
	b.Type("Nobody is in danger now.")
	press(b, "#desk_refuse")
	b.WaitFor(`[data-state="refused"]`)
	b.WaitFor("#desk_disclosure:focus")
	accessible(t, b)
	b.Press("u")
	b.WaitForText("Not told yet")
	b.TabTo(`[data-id="` + shown + `"]`)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_keep_quiet")
	b.TabTo("#desk_words")
	b.Type("He still reads them.")
	press(b, "#desk_keep_quiet")
	b.WaitForText("Kept. It is looked at again in 30 days.")
	b.WaitFor("#desk_disclosure:focus")
	b.Page().Has(".desk-facts", "He still reads them.")
	accessible(t, b)
}
