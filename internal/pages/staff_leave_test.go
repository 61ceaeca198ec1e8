package pages

import (
	"net/url"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestAMembershipEndsByItself_AtEveryDoor(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	isla, rita := site.signedIn(t, islaEmail), site.signedIn(t, ritaEmail)
	path := "/staff/members/" + site.membership(t, ritaEmail).Id
	isla.Get(path).Is(200)
	for typed, words := range map[string]string{"soon": "Write the day like", "2026-11-17": "That day is over"} {
		isla.Submit("form[action$='/until']", url.Values{"until": {typed}}).Is(422).Has("#until-error", words)
	}
	isla.Submit("form[action$='/until']", url.Values{"until": {"2026-11-20"}}).Is(200).Has("#until[value='2026-11-20']")
	isla.Get("/staff/members").Has(".member-list", "Rita Benholm", "Until 20 November 2026")
	rita.Get("/staff/account").Is(200).Has("#leave-title ~ p", "Your last day here for NHS Grampian is 20 November 2026")
	site.Pass(time.Date(2026, 11, 20, 23, 59, 0, 0, time.UTC).Sub(site.Now()))
	rita = site.signedIn(t, ritaEmail)
	rita.Get("/staff/stories/" + id).Is(200)
	form := rita.Page().Form("#respond form")
	site.Pass(time.Minute)

	if got := rita.Get("/staff").URL.Path; got != "/sign-in" {
		t.Errorf("whoever is over is led to %s", got)
	}
	rita.Send(form.Fill(url.Values{"response": {"One more thing."}})).Is(403)
	rita.Get("/sign-in")
	rita.Submit("form:has(input[name=password])", url.Values{"email": {ritaEmail}, "password": {goodWords}}).Is(422).
		Has(".govuk-error-summary", "Your time at NHS Grampian ended on 20 November 2026")
	if _, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], Text: "By another way."}); err == nil {
		t.Error("a response was taken from somebody whose last day is over")
	}
	told, err := records.MembersInScope(site, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range told {
		if m.Id == site.members[ritaEmail] {
			t.Error("they are still told of stories")
		}
	}
	isla = site.signedIn(t, islaEmail)
	isla.Get("/staff/members?state=ended").Has(".member-list", "Rita Benholm", "Ended on 20 November 2026")
	isla.Get(path).Has("main", "Ended: 20 November 2026 was the last day")
	isla.Submit("form[action$='/until']", url.Values{"until": {""}}).Is(200)
	site.signedIn(t, ritaEmail).Get("/staff").Is(200)
}

func TestTheLastAdministrator_NeitherEndsNorLeaves(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	path := "/staff/members/" + site.membership(t, islaEmail).Id
	isla.Get(path).Is(200)
	isla.Submit("form[action$='/until']", url.Values{"until": {"2027-01-31"}}).Is(422).Has("#until-error", "no administrator left")
	isla.Get("/staff/account/leave").Is(200)
	isla.Submit("#leave", nil).Is(422).Has(".govuk-error-summary", "no administrator left")
	// One who ends some day does not count as the one who stays.
	rita := site.membership(t, ritaEmail)
	rita.SetRole(story.RoleAdministrator)
	rita.SetUntil(site.Now().AddDate(0, 1, 0))
	mustSave(t, site, rita, nil)
	isla.Submit("#leave", nil).Is(422)
	rita.SetUntil(time.Time{})
	mustSave(t, site, rita, nil)
	page := isla.Submit("#leave", nil).Is(200)
	if page.URL.Path != "/sign-in" {
		t.Errorf("led to %s", page.URL)
	}
	if _, err := records.FindMemberByEmail(site, islaEmail); err == nil {
		t.Error("the account of somebody who left their only organisation is still there")
	}
	site.signedIn(t, ritaEmail).Get("/staff/members/acts").Is(200).Has(".acts", "Somebody who is not here any more left.")
}

func TestLeavingOneOrganisation_LeavesTheOthersAlone(t *testing.T) {
	site := newOwnSite(t)
	other := site.joins(t, ritaEmail, story.RoleMember)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/account/leave").Is(200).Has("h1", "Leave NHS Greater Glasgow")
	rita.Page().HasNot("main", "your account goes too")
	rita.Submit("#leave", nil).Is(200)
	if _, err := records.FindMembershipIn(site, site.members[ritaEmail], other); err == nil {
		t.Error("still a member")
	}
	site.signedIn(t, ritaEmail).Get("/staff").Is(200).Has("h1", "NHS Grampian")
}

func TestAMembersNewAddress_CountsOnceConfirmed_AndTheOldOneIsTold(t *testing.T) {
	site := newOwnSite(t)
	rita, elsewhere := site.signedIn(t, ritaEmail), site.signedIn(t, ritaEmail)
	ask := func(v *testkit.Visitor, email, password string) *testkit.Page {
		v.Get("/staff/account/email").Is(200)
		return v.Submit("main form", url.Values{"email": {email}, "current": {password}})
	}
	ask(rita, "new@board.example", "a wrong guess").Is(422).Has("#current-error", "not the one we know")
	ask(rita, "nonsense", goodWords).Is(422).Has("#email-error", "name@example.org")
	ask(rita, "new@board.example", goodWords).Is(200).Has("main", "new@board.example counts once you open the link")
	id := site.members[ritaEmail]
	if n, err := site.CountRecords("letters", dbx.HashExp{"kind": "email-asked"}); n != 1 || err != nil {
		t.Errorf("%d letters to the old address, %v", n, err)
	}
	link := "/confirm-email/" + site.linkIn(t, "members", id, mail.ConfirmEmail)
	anybody := testkit.NewVisitor(t, site.url)
	anybody.Get(link).Is(200).HasNowhere("new@board.example", ritaEmail)
	anybody.Submit("main form", nil).Is(200)
	if got := elsewhere.Get("/staff").URL.Path; got != "/sign-in" {
		t.Errorf("a sign-in with the old address leads to %s", got)
	}
	site.signedIn(t, "new@board.example").Get("/staff").Is(200)
	anybody.Get(link).Is(404)

	// Whoever knew the old password and asked has no say after a new one.
	lewis := site.signedIn(t, lewisEmail)
	ask(lewis, "thief@evil.example", goodWords).Is(200)
	stolen := "/confirm-email/" + site.linkIn(t, "members", site.members[lewisEmail], mail.ConfirmEmail)
	if _, err := flow.ChangeMemberPassword(site, site.members[lewisEmail], goodWords, "three other good words"); err != nil {
		t.Fatal(err)
	}
	anybody.Get(stolen)
	anybody.Post(stolen, nil).Is(404)
	// Nobody takes an address that somebody else signs in with, and is not told that it is taken.
	isla := site.signedIn(t, islaEmail)
	ask(isla, lewisEmail, goodWords).Is(200)
	taken := "/confirm-email/" + site.linkIn(t, "members", site.members[islaEmail], mail.ConfirmEmail)
	anybody.Post(taken, nil).Is(404)
	for _, email := range []string{lewisEmail, islaEmail} {
		if m, err := records.FindMemberByEmail(site, email); err != nil || m.Id != site.members[email] {
			t.Errorf("%s: %v", email, err)
		}
	}
}

func TestTheAddressOfAnInvitation_IsCorrected_AndTheFirstLinkEnds(t *testing.T) {
	site := newOwnSite(t)
	if _, err := flow.InviteMembers(site, flow.Inviting{Organisation: site.board}, []story.Invitee{{Email: "nia@bord.example", Name: "Nia Pryce", JobTitle: "Nurse", Role: story.RoleResponder}}); err != nil {
		t.Fatal(err)
	}
	first := site.joinLink(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff/invitations/" + site.only(t, "invitations").Id).Is(200)
	isla.Submit("form[action$='/address']", url.Values{"email": {"nia"}}).Is(422).Has("#email[value=nia]")
	isla.Submit("form[action$='/address']", url.Values{"email": {ritaEmail}}).Is(422).Has("#email-error", "one of your members")
	isla.Submit("form[action$='/address']", url.Values{"email": {"nia@board.example"}}).Is(200).Has("main", "nia@board.example", "Nurse", "Responder")
	v := testkit.NewVisitor(t, site.url)
	v.Get(first).Is(404)
	v.Get(site.joinLink(t)).Is(200).Has("main", "nia@board.example")
}
