package desk

import (
	"testing"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_ASeniorCorrectsAndMovesAServiceByKeyboard(t *testing.T) {
	s := newScene(t)
	s.senior("sheena@candour.example", "Sheena")
	s.told(func(v *story.Telling) { v.Services = []string{s.clinic.Id} })
	twin := s.service("N411X", "Dr Gray's Hospital", "Elgin")
	b := s.signIn("sheena@candour.example")
	b.WaitFor(".desk-row")
	b.Open(s.server.URL + "/_/#/desk/services/" + s.clinic.Id)
	b.WaitFor(`[data-shown="` + s.clinic.Id + `"]`)
	press(b, ".desk-more:not([id]) summary")
	b.TabTo("#desk_correct_name")
	b.Fill("#desk_correct_name", "")
	b.ExpectComplaint("422")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Write what it is called.")
	b.WaitFor("#desk_correct_name:focus")
	accessible(t, b)
	b.TabTo("#desk_correct_kind")
	b.Type("hospital")
	b.Fill("#desk_correct_name", "Dr Gray’s Hospital, Elgin")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Corrected. What it was called stays among its names.")
	b.WaitFor("#desk_service:focus")
	if v := s.place(s.mairi, s.clinic.Id); v.Name != "Dr Gray’s Hospital, Elgin" || len(v.Names) != 1 {
		t.Errorf("corrected: %+v", v)
	}
	press(b, "#desk_move_more summary")
	b.TabTo("#desk_move")
	b.Type("N101H")
	b.WaitFor(`[data-service="` + s.ward.Id + `"]`)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_move_do")
	atBothWidths(t, b, "service-move")
	press(b, "#desk_move_do")
	b.WaitForText("Moved. Its stories reach whoever runs the new whole.")
	b.WaitFor("#desk_service:focus")
	if v := must(records.FindService(s.App, s.clinic.Id))(t); v.Parent() != s.ward.Id {
		t.Errorf("it is a part of %q", v.Parent())
	}
	press(b, "#desk_move_more summary")
	press(b, "#desk_move_more > button")
	b.WaitGone("#desk_move_more > button")
	if v := must(records.FindService(s.App, s.clinic.Id))(t); v.Parent() != "" {
		t.Errorf("it is still a part of %q", v.Parent())
	}
	b.WaitFor("#desk_service:focus")
	b.Open(s.server.URL + "/_/#/desk/services/" + s.ward.Id + "/merge/" + twin.Id)
	b.WaitFor("#desk_other_way")
	press(b, "#desk_other_way")
	b.WaitFor(`#desk_other_way[href$="` + s.ward.Id + `/merge/` + twin.Id + `"]`)
}
