package pages

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

const islaEmail = "isla@board.example" // administrator of the board that runs the services

func TestAnAdministratorWritesWhatThePageOfAServiceSays(t *testing.T) {
	site := newOwnSite(t)
	id := site.services["N411H"]
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff").Is(200)
	isla.Follow("a[href='/staff/services']").Is(200).Has(".part-list", "NHS Grampian Says nothing yet", "Dr Gray's Hospital, Elgin Says nothing yet")
	isla.Submit("main form.search", url.Values{"q": {"gray"}}).Is(200).HasNot(".part-list", "Woodend")
	isla.Follow(".part-list a[href='/staff/services/" + id + "']").Is(200)

	typed := "Come to the main door.\r\n\r\n<b>Bring</b> your medicines. www.example.org"
	press := func(button, words string) *testkit.Page {
		return isla.Submit("main button[value="+button+"]", url.Values{"own_words": {words}}).Is(200)
	}
	page := press("preview", typed)
	page.Has(".words-preview .in-its-words", "In the words of NHS Grampian", "<b>Bring</b> your medicines.")
	visitor := testkit.NewVisitor(t, site.url)
	visitor.Get("/services/" + id).HasNot(".in-its-words")
	press("save", typed).Has(".govuk-notification-banner", "Your words are on the page.")
	page = visitor.Get("/services/" + id).Is(200)
	page.Has(".in-its-words", "In the words of NHS Grampian", "<b>Bring</b> your medicines. www.example.org")
	page.HasNot(".in-its-words b, .in-its-words a")
	isla.Get("/staff/services/"+id).Has("main", "Last changed: Isla Tarvit on 18 November 2026 at 12:00.")

	changes, err := records.HistoryOfService(site, id, 10)
	if err != nil || len(changes) != 1 || changes[0].By() != site.members[islaEmail] || changes[0].Source() != records.FromAdministrator || changes[0].Now() != "" {
		t.Errorf("the history holds %v, %v", changes, err)
	}
	visitor.Get("/services/"+id+"/history").Is(200).HasNowhere("Isla", "main door")

	isla.Get("/staff/services/" + id)
	press("save", "").Has(".govuk-notification-banner", "says nothing in your words any more")
	visitor.Get("/services/" + id).Is(200).HasNot(".in-its-words")
}

func TestTooManyWordsComeBackWholeAndHalfAFormEmptiesNothing(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff/organisation").Is(200)
	long := strings.Repeat("wörd ", 420)
	page := isla.Submit("main form", url.Values{"own_words": {long}}).Is(422)
	page.Has(".govuk-error-summary a[href='#own_words']", "Take out 99 characters.")
	page.Has("#own_words", strings.TrimSpace(long))
	isla.Submit("main form", url.Values{"own_words": {"We run hospitals."}}).Is(200)
	isla.Post("/staff/organisation", site.forBoard()).Is(422).Has("#own_words", "We run hospitals.")
	testkit.NewVisitor(t, site.url).Get("/organisations/"+site.board).Is(200).Has(".in-its-words", "We run hospitals.")
}

func TestWordsThatMayBeSomebodysAreShownWithTheReasonFirst(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff/organisation").Is(200)
	words := "Write to morag.smith@board.example. Ring 01224 496 0000 any day."
	page := isla.Submit("main form", url.Values{"own_words": {words}}).Is(200)
	page.Has(".own-reason li", "e-mail address: “morag.smith@board.example”")
	page.HasNot(".own-reason", "01224") // a number of the desk is meant to be there
	visitor := testkit.NewVisitor(t, site.url)
	visitor.Get("/organisations/" + site.board).HasNot(".in-its-words")
	isla.Submit("main form", url.Values{"own_words": {words + " Or to rory.adams@board.example."}}).Is(200).Has(".own-reason", "rory.adams") // new words, new look
	isla.Submit("main form", nil).Is(200).Has(".govuk-notification-banner", "on the page")
	visitor.Get("/organisations/"+site.board).Has(".in-its-words", "rory.adams@board.example")
}

func TestNobodyWritesOnThePagesOfOthers(t *testing.T) {
	site := newOwnSite(t)
	id := site.services["N101H"]
	other, err := records.FindOrganisationByCode(site, "S08000031")
	if err != nil {
		t.Fatal(err)
	}
	una, err := records.AddMember(site, "una@other.example", "Una Wells", goodWords, other.Id, story.RoleAdministrator)
	mustSave(t, site, una, err)
	form := url.Values{"own_words": {"We are better."}}
	for email, account := range map[string]string{"una@other.example": una.Id, ritaEmail: site.members[ritaEmail], lewisEmail: site.members[lewisEmail]} {
		v := site.signedIn(t, email)
		form["for"] = site.actingFor(t, account)["for"]
		v.Get("/staff/services/" + id).Is(404)
		v.Post("/staff/services/"+id, form).Is(404)
	}
	form["for"] = []string{site.board}
	site.signedIn(t, ritaEmail).Post("/staff/organisation", form).Is(404)
	isla := site.signedIn(t, islaEmail)
	isla.PostFrom("https://elsewhere.example", "/staff/services/"+id, form).Is(403)
	if s, err := records.FindService(site, id); err != nil || s.OwnWords() != "" {
		t.Error("somebody wrote on the page", err)
	}
	// What one organisation said does not become the words of the next.
	isla.Post("/staff/services/"+id, form).Is(200)
	s, err := records.FindService(site, id)
	if err != nil {
		t.Fatal(err)
	}
	s.Set("organisation", other.Id)
	mustSave(t, site, s, nil)
	page := testkit.NewVisitor(t, site.url).Get("/services/" + id).Is(200)
	page.HasNowhere("We are better.")
	page.Has(".facts", "NHS Greater Glasgow and Clyde")
	testkit.NewVisitor(t, site.url).Get("/services/"+id+"/history").Is(200).Has(".timeline", "It came to be run by NHS Greater Glasgow and Clyde.")
	isla.Get("/staff/services/" + id).Is(404)
}

func TestWhatWasSaidBeforeIsKept_AndWhatAModeratorTookOffIsShownWithTheReason(t *testing.T) {
	site := newOwnSite(t)
	id := site.services["N101H"]
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff/services/" + id).Is(200)
	isla.Submit("main form", url.Values{"own_words": {"Bring NHS number 943 476 5919."}}).Is(422).Has("#own_words-error", "943 476 5919", "belongs to one person")
	isla.Page().Has("#own_words", "943 476 5919") // nothing typed is lost
	isla.Submit("main form", url.Values{"own_words": {"Ring 07700 900123."}}).Is(200).Has("#warnings-title ~ ul", "mobile phone: “07700 900123")
	for _, words := range []string{"Come to the main door.", "Come to the side door."} {
		isla.Get("/staff/services/" + id)
		isla.Submit("main form", url.Values{"own_words": {words}}).Is(200)
		site.Pass(time.Minute)
	}
	isla.Get("/staff/services/"+id).Has(".acts", "Isla Tarvit", "Come to the side door.", "Come to the main door.")
	versions, err := records.OwnWordsOnPage(site, site.board, id, 5)
	if err != nil || len(versions) != 2 {
		t.Fatal(len(versions), err)
	}
	if err := flow.TakeOffOwnWords(site, site.moderator, versions[1].Id, "Old."); !errors.Is(err, flow.ErrSaidAnew) {
		t.Errorf("what does not stand there was taken off: %v", err)
	}
	if err := flow.TakeOffOwnWords(site, site.moderator, versions[0].Id, " "); err == nil {
		t.Error("taken off without a reason")
	}
	if err := flow.TakeOffOwnWords(site, site.moderator, versions[0].Id, "It sends people to a door that is shut."); err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	v.Get("/services/"+id).Is(200).HasNowhere("side door", "a door that is shut")
	history := v.Get("/services/" + id + "/history").Is(200)
	history.Has("main", "The moderators of this site took the words about it off this site.")
	history.HasNowhere("The moderators of this site entered it.")
	isla.Get("/staff/services").Is(200).Has("#taken-title ~ ul", "Aberdeen Royal Infirmary")
	isla.Follow("#taken-title ~ ul a").Is(200).Has(".own-reason", "A moderator took your words off", "It sends people to a door that is shut.")
	isla.Submit("main form", url.Values{"own_words": {"Come to the front."}}).Is(200).HasNot(".own-reason", "took your words off")
	isla.Get("/staff/services").HasNot("#taken-title")
	site.signedIn(t, ritaEmail).Get("/staff/services/" + id).Is(404) // administrators alone
}
