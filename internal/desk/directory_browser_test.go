package desk

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_AServiceThatIsNotListedIsAddedFromTheStory(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Services, v.ServiceText = nil, "the stroke ward at the infirmary" })
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("422")
	s.openStory(b, id)
	b.Fill("#desk_title", "She stayed")
	b.WaitFor(settled + "#desk_why_title_1")
	b.Choose("#desk_why_title_1", "identifies-author")
	b.Click("#desk_add_service")
	b.WaitFor("#desk_add_name:focus")
	if got := b.Value("#desk_add_name"); got != "" {
		t.Errorf("what the author wrote is put into what becomes public: %q", got)
	}
	b.Click("#desk_add_use")
	b.WaitFor("#desk_add_name:focus")
	if got := b.Value("#desk_add_name"); got != "the stroke ward at the infirmary" {
		t.Errorf("it begins with %q", got)
	}
	b.Fill("#desk_add_name", "Royal Infirmary")
	b.WaitFor(`[data-instead="` + s.ward.Id + `"]`) // one is warned of what is listed
	atBothWidths(t, b, "add-service-near")
	b.Fill("#desk_add_name", "Stroke Ward")
	b.Click("#desk_add_parent")
	b.Type("aberdeen royal")
	b.WaitFor(`[data-for="desk_add_parent"]`)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyEnter)
	b.WaitFor(".desk-chosen")
	atBothWidths(t, b, "add-service")
	b.Click(".modal-footer [type=submit]")
	b.WaitForText("Write the town it is in.")
	b.Fill("#desk_add_town", "Aberdeen")
	b.Fill("#desk_add_kind", "ward")
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-version="2"]`)
	b.WaitForText("Waits for a service to be confirmed")
	b.WaitForText("Nobody has confirmed this service yet.")
	atBothWidths(t, b, "story-waits-for-a-service")
	if st := s.stored(id); st.Title() != "She stayed" {
		t.Errorf("the title that was typed is %q", st.Title())
	}
	linked := must(records.ServicesOfStory(s.App, id))(t)
	if len(linked) != 1 || !linked[0].Unconfirmed() || linked[0].Parent() != s.ward.Id {
		t.Errorf("linked: %+v", linked)
	}
}

func TestBrowser_ASeniorModeratorConfirmsByKeyboard(t *testing.T) {
	s := newScene(t)
	s.senior("sheena@candour.example", "Sheena")
	added := s.added(s.mairi, s.told())
	b := s.signIn("sheena@candour.example")
	b.WaitFor("#desk_directory")
	b.TabTo("#desk_directory")
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-place="` + added + `"]`)
	b.Page().Has(".desk-places", "Mairi added it", "She stayed all night")
	atBothWidths(t, b, "services")
	b.TabTo("#desk_find")
	b.Type("stroke")
	b.WaitFor(`[data-service="` + added + `"]`)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-shown="` + added + `"]`)
	atBothWidths(t, b, "service-unconfirmed")
	b.TabTo("#desk_confirm")
	b.Press(testkit.KeyEnter)
	b.WaitForText("It was confirmed.")
	b.WaitGone("#desk_confirm")
	if must(records.FindService(s.App, added))(t).Unconfirmed() {
		t.Error("it is not confirmed")
	}
}

func TestBrowser_TwoThatAreOneAreMergedAfterBothWereSeen(t *testing.T) {
	s := newScene(t)
	s.senior("sheena@candour.example", "Sheena")
	id := s.told()
	twice := s.service("N101X", "Aberdeen Royal Infirmary", "Aberdeen")
	b := s.signIn("sheena@candour.example")
	b.ExpectComplaint("422")
	b.WaitFor("#desk_directory")
	b.Click("#desk_directory")
	b.WaitForText("The same name in the same town")
	b.Open(s.server.URL + "/_/#/desk/services/" + s.ward.Id)
	b.WaitFor(`[data-shown="` + s.ward.Id + `"]`)
	b.Click("#desk_same_more summary")
	b.Click("#desk_same")
	b.Type("N101X")
	b.WaitFor(`[data-service="` + twice.Id + `"]`)
	atBothWidths(t, b, "service-same")
	b.Click(`[data-service="` + twice.Id + `"]`)
	b.WaitFor("#desk_typed")
	atBothWidths(t, b, "merge")
	b.Click("#desk_merge")
	b.WaitForText("as it is written above")
	b.Fill("#desk_typed", "Aberdeen Royal Infirmary")
	b.Press(testkit.KeyEnter)
	b.WaitForText("They are one now")
	atBothWidths(t, b, "merged")
	if ids := must(records.StoryServiceIDs(s.App, id))(t); len(ids) != 1 || ids[0] != twice.Id {
		t.Errorf("the story is about %v", ids)
	}
}

func TestBrowser_AStoryIsRelinkedToWhatItsServiceBecame(t *testing.T) {
	s := newScene(t)
	id := s.told()
	next := s.service("N999H", "Foresterhill Hospital", "Aberdeen")
	s.ward.SetClosed(s.Now(), next.Id)
	s.ok(records.SaveAs(s.App, s.ward, records.Origin{Source: records.FromFile}))
	b := s.signIn("mairi@candour.example")
	b.WaitFor("#desk_directory")
	b.Click("#desk_directory")
	b.WaitForText("It became Foresterhill Hospital")
	atBothWidths(t, b, "services-changes")
	b.Open(s.server.URL + "/_/#/desk")
	s.openStory(b, id)
	b.WaitForText("It has become Foresterhill Hospital")
	b.Viewport(1280, 1400)
	atBothWidths(t, b, "service-became")
	b.Click(`[data-relink="` + s.ward.Id + `"]`)
	b.WaitGone(`[data-relink="` + s.ward.Id + `"]`)
	b.WaitFor(settled + "#desk_why_services_all")
	b.Choose("#desk_why_services_all", "service-became")
	b.Click("#desk_save")
	b.WaitFor(`[data-version="2"]`)
	if ids := must(records.StoryServiceIDs(s.App, id))(t); len(ids) != 1 || ids[0] != next.Id {
		t.Errorf("the story is about %v", ids)
	}
}

func TestBrowser_OwnWordsAreTakenOffByKeyboard_AndTheReasonStands(t *testing.T) {
	s := newScene(t)
	admin := must(records.AddMember(s.App, "isla@grampian.example", "Isla", "a long password", s.board.Id, story.RoleAdministrator))(t)
	if err := flow.SayAboutOrganisation(s.App, admin.Id, "Ask for Nurse <b>Ann Smith</b>."); err != nil {
		t.Fatal(err)
	}
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("422")
	b.WaitFor("#desk_directory")
	b.Click("#desk_directory")
	b.WaitFor("#desk_said details summary")
	b.TabTo("#desk_said details summary")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_said details[open] button")
	b.TabTo("#desk_said [name=reason]")
	b.Press(testkit.KeyEnter)
	b.WaitForText("Say why, in a sentence.")
	b.Type("It names one nurse.")
	atBothWidths(t, b, "own-words-reason")
	b.Press(testkit.KeyEnter)
	b.WaitForText("took this off")
	b.WaitGone("#desk_said details")
	b.Page().Has("#desk_said", "Mairi", "It names one nurse.", "Ask for Nurse <b>Ann Smith</b>.")
	atBothWidths(t, b, "own-words-off")
	if o := must(records.FindOrganisation(s.App, s.board.Id))(t); o.OwnWords() != "" {
		t.Errorf("the page still says %q", o.OwnWords())
	}
}
