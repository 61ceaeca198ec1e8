package desk

import (
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// Each page of the desk is opened by its address and left by its key.
func TestBrowser_OneKeyLeadsBackFromEveryPage(t *testing.T) {
	s := newScene(t)
	sheena := s.senior("sheena@candour.example", "Sheena")
	id, response := s.told(), s.answered()
	published := must(records.FindResponse(s.App, response))(t).Story()
	s.report(published, "untrue", "It was another ward.")
	s.ok(flow.AskSecondOpinion(s.App, id, s.mairi.Id))
	opinion := s.wanted(sheena).Second[0].ID
	disclosure := s.disclosed(s.as(s.mairi, "POST", base+"/disclosures", askFor(id, "email"))).ID
	_, review := s.underReview()
	b := s.signIn("sheena@candour.example")
	b.WaitFor(".desk-row")
	desk := "/desk"
	for _, page := range []struct{ at, shows, back string }{
		{"/desk/closed", "#desk_closed_now", desk},
		{"/desk/disclosures", ".desk-disclosures", desk},
		{"/desk/disclosures/" + disclosure, "#desk_agree", "/desk/disclosures"},
		{"/desk/handbook", "#desk_news", desk},
		{"/desk/handbook/aims", "#desk_confirm", "/desk/handbook"},
		{"/desk/hints", "#desk_teach", desk},
		{"/desk/services", "#desk_said", desk},
		{"/desk/services/" + s.ward.Id, "#desk_same_more", "/desk/services"},
		{"/desk/services/" + s.ward.Id + "/merge/" + s.clinic.Id, "#desk_merge", "/desk/services"},
		{"/desk/lists", "#desk_preview", "/desk/services"},
		{"/desk/opinions/" + opinion, "#desk_send", "/desk/opinions"},
		{"/desk/second-looks/" + review, "#desk_decide_" + review, "/desk?show=second_looks"},
		{"/desk/questions", ".desk-listed", desk},
		{"/desk/templates", "#desk_template_keep", desk},
		{"/desk/supervisor", "#desk_supervisor", desk},
		{"/desk/wellbeing", "#desk_wellbeing_save", desk},
		{"/desk/stories/" + id + "/history", "#desk_history_list", "/desk/stories/" + id},
		{"/desk/stories/" + published + "/reports", "#desk_reports_done", "/desk?show=reports"},
		{"/desk/responses/" + response, "#desk_publish", desk},
	} {
		b.Open(s.server.URL + "/_/#" + page.at)
		b.WaitFor(page.shows)
		b.Press("u")
		b.WaitGone(page.shows)
		if got := b.URL().Fragment; !strings.HasPrefix(got, page.back) || strings.HasPrefix(got, page.at) && page.at != page.back {
			t.Errorf("u leads from %s to %s, not to %s", page.at, got, page.back)
		}
	}
	s.safety(s.mairi, id, "chosen", "serious", "", "I read it again, and worry.")
	b.Open(s.server.URL + "/_/#/desk/stories/" + id + "/safety")
	b.WaitFor("#desk_again")
	press(b, "#desk_again")
	b.WaitForText("Which other way?")
	b.FocusWalk()
	press(b, ".desk-safety .desk-buttons button.secondary")
	b.WaitFor("#desk_again:focus")
	b.FocusWalk()
	press(b, "#desk_people > summary")
	press(b, "#desk_people details summary")
	b.TabTo("#desk_who_" + s.board.Id)
	b.Type("Duty manager")
	b.TabTo("#desk_phone_" + s.board.Id)
	b.Type("01224 555 123")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Kept. Moderators see it")
	b.WaitFor("#desk_people summary:focus")
	accessible(t, b)
}
