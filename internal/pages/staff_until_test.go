package pages

import (
	"net/url"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestAnInvitation_CarriesALastDay_FromTheFormToTheDayAfter(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get(membersPath + "/invite").Is(200)
	typed := url.Values{"name": {"Nia Pryce"}, "email": {"nia@ward.example"}, "role": {"responder"}}
	for day, words := range map[string]string{"17/11/2026": "That day is over.", "at Easter": "Write the day like 31/3/2027."} {
		typed.Set("until", day)
		isla.Submit("main form", typed).Is(422).Has("#until-error", words)
		isla.Page().Has(`#until[value="` + day + `"]`)
	}
	if n := site.rows(t, "invitations"); n != 0 {
		t.Fatalf("%d invitations with a day that is none", n)
	}
	typed.Set("until", "2026-11-25")
	isla.Submit("main form", typed).Is(200)
	isla.Get(site.someInvitation(t)).Is(200).Has(".govuk-summary-list", "Last day", "25 November 2026")
	isla.Submit("form[action$='/address']", url.Values{"email": {"nia@wards.example"}}).Is(200).Has(".govuk-summary-list", "25 November 2026")

	nia := testkit.NewVisitor(t, site.url)
	nia.Get(site.joinLink(t)).Is(200).Has("main", "Your last day there is 25 November 2026.")
	nia.Submit("main form", url.Values{"password": {goodWords}}).Is(200)
	nia.Get("/staff/account").Has("main", "25 November 2026")
	isla.Get(membersPath).Has(".member-list", "Nia Pryce", "Until 25 November 2026")
	site.Pass(8 * 24 * time.Hour)
	if got := nia.Get("/staff").URL.Path; got != "/sign-in" {
		t.Errorf("after the last day they are at %s", got)
	}
}

func TestAnInvitation_StandsNoLongerThanItsLastDay(t *testing.T) {
	site := newOwnSite(t)
	lastDay := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	if _, err := flow.InviteMembers(site, flow.Inviting{Organisation: site.board}, []story.Invitee{{Email: "nia@ward.example", Name: "Nia Pryce", Role: story.RoleMember, LastDay: lastDay}}); err != nil {
		t.Fatal(err)
	}
	link := site.joinLink(t)
	testkit.NewVisitor(t, site.url).Get(link).Is(200)
	site.Pass(3 * 24 * time.Hour)
	testkit.NewVisitor(t, site.url).Get(link).Is(404).Has("main", "ask whoever invited you")
	isla := site.signedIn(t, islaEmail)
	isla.Get(site.someInvitation(t)).Is(200)
	isla.Submit("form[action$='/again']", nil).Is(422).Has(".govuk-error-summary", "That day is over.")
}

func TestAList_CarriesLastDays_AndTheLookAtItShowsThem(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	page := upload(t, site, isla, "FirstName,LastName,Email,LastDay\nNia,Pryce,nia@ward.example,3/4/2027\nTom,Hill,tom@ward.example,1/1/2026\nUna,Low,una@ward.example,\n").Is(200)
	page.Has(".member-list", "Last day 3 April 2027")
	page.Has(".read-list", "Line 3: the last day is over")
	isla.Send(page.Form("main form")).Is(200)
	if n := site.rows(t, "invitations"); n != 2 {
		t.Fatalf("%d invitations", n)
	}
	found, err := site.FindFirstRecordByFilter("invitations", "email = 'nia@ward.example'")
	if err != nil || found.GetDateTime("until").Time().Format(time.DateOnly) != "2027-04-04" {
		t.Error("the day is not kept", err)
	}
}
