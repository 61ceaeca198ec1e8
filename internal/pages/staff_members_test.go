package pages

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// membership is what somebody is on the board.
func (s *ownSite) membership(t testing.TB, email string) *records.Membership {
	t.Helper()
	in, err := records.FindMembershipIn(s, s.members[email], s.board)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// joinLink is the way into the only invitation.
func (s *ownSite) joinLink(t testing.TB) string {
	t.Helper()
	return "/invitation/" + s.linkIn(t, "invitations", s.only(t, "invitations").Id, mail.Invitation)
}

func TestAnInvitation_FromTheFormToSigningInAndSwitching(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff").Is(200)
	isla.Follow(`a[href="/staff/members"]`).Is(200).Has("h1", "Members of NHS Grampian")
	isla.Get("/staff/members/invite").Is(200)
	wrong := isla.Submit("main form", url.Values{"name": {"Nia Pryce"}, "email": {"nia"}, "job_title": {"Charge nurse"}}).Is(422)
	wrong.Has("#email-error", "Write an e-mail address")
	wrong.Has(`#name[value="Nia Pryce"]`)
	page := isla.Submit("main form", url.Values{"email": {"nia@ward.example"}, "role": {"responder"}}).Is(200)
	page.Has(".govuk-notification-banner", "The letter is on its way")
	page.Has(".member-list", "Nia Pryce", "Charge nurse", "nia@ward.example", "Responder", "Invited on 18 November 2026, until 2 December 2026")

	nia := testkit.NewVisitor(t, site.url)
	link := site.joinLink(t)
	nia.Get(link).Is(200).Has("h1", "Join NHS Grampian")
	nia.Submit("main form", url.Values{"password": {"short"}}).Is(422).Has("#password-error", "10 characters")
	nia.Submit("main form", url.Values{"password": {goodWords}}).Is(200).Has(".govuk-notification-banner", "You have joined")
	nia.Page().HasNot(`a[href="/staff/members"]`)
	testkit.NewVisitor(t, site.url).Get(link).Is(404).Has("main", "ask whoever invited you")
	isla.Get("/staff/members/acts").Is(200).Has(".acts", "Isla Tarvit invited Nia Pryce as responder.", "Nia Pryce joined as responder.")

	// A second organisation asks the same person, and is not told that it knows her.
	other, err := records.FindOrganisationByCode(site, "S08000031")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := records.AddMember(site, "olga@other.example", "Olga Orr", goodWords, other.Id, story.RoleAdministrator); err != nil {
		t.Fatal(err)
	}
	olga := site.signedIn(t, "olga@other.example")
	olga.Get("/staff/members/invite")
	page = olga.Submit("main form", url.Values{"name": {"N. Price"}, "email": {"NIA@ward.example"}}).Is(200)
	page.Has(".govuk-notification-banner", "The letter is on its way")
	page.Has(".member-list", "N. Price")
	page.HasNowhere("Nia Pryce", "NHS Grampian", "Charge nurse")
	nia.Get(site.joinLink(t)).Is(200).Has("main", "You already sign in here")
	nia.Page().HasNot("#password")
	nia.Submit("main form", nil).Is(200).Has("#organisations", "NHS Grampian", "You act for it now", "NHS Greater Glasgow and Clyde", "Switch")
	nia.Submit(`form[action="/staff/account/organisation"]`, nil).Is(200).Has("h1", "Stories for NHS Greater Glasgow and Clyde")
	site.signedIn(t, "nia@ward.example").Get("/staff").Has("h1", "NHS Greater Glasgow and Clyde")
}

func TestFreezing_EndsTheNextThingTheyDo_AndUnfreezingLetsThemIn(t *testing.T) {
	site := newOwnSite(t)
	isla, rita := site.signedIn(t, islaEmail), site.signedIn(t, ritaEmail)
	rita.Get("/staff").Is(200)
	path := "/staff/members/" + site.membership(t, ritaEmail).Id
	isla.Get(path).Is(200)
	isla.Submit(`form[action$="/freeze"]`, nil).Is(200).Has("main", "Frozen: can’t sign in")
	if got := rita.Get("/staff").URL.Path; got != "/sign-in" {
		t.Errorf("whoever is frozen is led to %s", got)
	}
	rita.Post("/staff/account", url.Values{"name": {"Still Here"}}).Is(403)
	rita.Get("/sign-in")
	page := rita.Submit("form:has(input[name=password])", url.Values{"email": {ritaEmail}, "password": {goodWords}}).Is(422)
	page.Has(".govuk-error-summary", "Your access for NHS Grampian is paused.")
	isla.Get("/staff/members?state=frozen").Has(".member-list", "Rita Benholm", "Frozen since")
	isla.Get(path)
	isla.Submit(`form[action$="/unfreeze"]`, nil).Is(200)
	site.signedIn(t, ritaEmail).Get("/staff").Is(200)
	for what, path := range map[string]string{"freeze": path + "/freeze", "role": path + "/role", "remove": path + "/remove"} {
		site.signedIn(t, ritaEmail).Post(path, site.forBoard("role", "administrator")).Is(404)
		if site.membership(t, ritaEmail).Role() != story.RoleResponder {
			t.Errorf("%s: a responder raised their own role", what)
		}
	}
}

func TestAMemberIsChangedAndRemoved_AndTheLastAdministratorStays(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	lewis := "/staff/members/" + site.membership(t, lewisEmail).Id
	isla.Get(lewis).Is(200)
	isla.Submit(`form[action$="/job"]`, url.Values{"job_title": {"=SUM(A1)"}, "department": {"Ward 4"}}).Is(422).Has("#job_title-error", "can’t begin with")
	isla.Page().Has(`#department[value="Ward 4"]`)
	isla.Submit(`form[action$="/job"]`, url.Values{"job_title": {"Analyst"}}).Is(200).Has(`#job_title[value="Analyst"]`)
	isla.Submit(`form[action$="/role"]`, url.Values{"role": {"responder"}}).Is(200).Has(`input[value=responder][checked]`)
	own := "/staff/members/" + site.membership(t, islaEmail).Id
	isla.Get(own).HasNot(`form[action$="/freeze"]`)
	isla.Submit(`form[action$="/role"]`, url.Values{"role": {"member"}}).Is(422).Has("#role-error", "no administrator left")
	isla.Get(own + "/remove").Is(200)
	isla.Submit("#remove", nil).Is(422).Has(".govuk-error-summary", "no administrator left")
	isla.Get(lewis + "/remove").Is(200)
	isla.Submit("#remove", nil).Is(200).HasNot(".member-list", "Lewis")
	isla.Get("/staff/members/acts").Has(".acts", "Isla Tarvit removed somebody who is not here any more.", "responder; before: member.")
	other, err := records.FindMembershipIn(site, site.members[heatherMail], site.only2(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"", "/remove"} { // another organisation's member is not there
		isla.Get("/staff/members/" + other.Id + path).Is(404)
	}
	isla.Post("/staff/members/"+other.Id+"/freeze", site.forBoard()).Is(404)
}

// only2 is the organisation that is not the board.
func (s *ownSite) only2(t testing.TB) string {
	t.Helper()
	o, err := records.FindOrganisationByCode(s, "S08000031")
	if err != nil {
		t.Fatal(err)
	}
	return o.Id
}

// upload sends a file as a browser does.
func upload(t *testing.T, site *ownSite, v *testkit.Visitor, file string) *testkit.Page {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	err := w.WriteField("for", site.board)
	if err != nil {
		t.Fatal(err)
	}
	part, err := w.CreateFormFile("file", "people.csv")
	if err == nil {
		_, err = part.Write([]byte(file))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site.url+membersFilePath, &body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := v.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	return testkit.NewPage(t, res)
}

func TestAList_IsShownBeforeAnythingHappens_AndSentOnce(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get(membersFilePath).Is(200)
	isla.Submit("main form", nil).Is(422).Has("#file-error", "There are no lines to read")
	isla.Submit("main form", url.Values{"list": {"a,b\n1,2"}}).Is(422).Has("#file-error", "FirstName, LastName and Email")
	isla.Page().Has("#list", "a,b")
	list := "\xef\xbb\xbfE-mail;Last name;First name;Phone;Role\r\n" +
		"nia@ward.example;Pryce;Nia;0122;Responder\r\n" +
		strings.ToUpper(lewisEmail) + ";Garlogie;Lewis;;\r\n" +
		"nia@ward.example;Pryce;Nia;;\r\n" +
		"<b>x</b>;=1+1;Bob;;\r\n" +
		"una@ward.example;Low;Una;;administrator\r\n"
	page := upload(t, site, isla, list).Is(200)
	if got := strings.Join(page.Texts(".member-counts dd"), " "); got != "2 1 1 1" {
		t.Errorf("new, here, twice, unreadable: %s", got)
	}
	page.Has(".read-list", "Line 4: the same address as in line 2", "Line 5: the e-mail address is not one", "Nia Pryce", "Lewis Garlogie")
	page.Has("main", "Columns we did not read: Phone.", "1 of them becomes an administrator")
	page.HasNowhere("0122", "<b>x</b>")
	if n := site.rows(t, "invitations") + site.rows(t, "letters"); n != 0 {
		t.Fatalf("%d rows are stored before anybody said so", n)
	}
	form := page.Form("main form")
	for range 2 { // the button is pressed twice, or the page sent again
		isla.Send(form).Is(200).Has(".govuk-notification-banner", "The letters are on their way")
	}
	if n, l := site.rows(t, "invitations"), site.rows(t, "letters"); n != 2 || l != 2 {
		t.Errorf("%d invitations and %d letters", n, l)
	}
	isla.Get("/staff/members/acts").Has(".acts", "Isla Tarvit invited 2 people from a list.")
	form.Values.Set("list", "FirstName,LastName,Email\nEve,=cmd,nowhere\n") // the form was changed on the way
	isla.Send(form).Is(200)
	if n := site.rows(t, "invitations"); n != 2 {
		t.Errorf("%d invitations after a list that says nothing", n)
	}
}

func TestThousandsOfMembers_AreFoundAndReadPageByPage(t *testing.T) {
	site := newOwnSite(t)
	var people []story.Invitee
	for i := range 130 {
		people = append(people, story.Invitee{Email: fmt.Sprintf("nia%03d@ward.example", i), Name: fmt.Sprintf("Nia Pryce %03d", i), Department: "Ward 100%", Role: story.RoleMember})
	}
	if _, err := flow.InviteMembers(site, flow.Inviting{Organisation: site.board}, people); err != nil {
		t.Fatal(err)
	}
	isla := site.signedIn(t, islaEmail)
	page := isla.Get("/staff/members").Is(200)
	if got := page.Count(".member-list > li"); got != membersSize {
		t.Errorf("%d on a page", got)
	}
	page.Has(".lead-in", "3 members, 130 invited")
	if got := isla.Follow("a[rel=next]").Is(200).Count(".member-list > li"); got != membersSize {
		t.Errorf("%d on the second page", got)
	}
	for query, want := range map[string]int{"q=pryce+007": 1, "q=NIA00": 10, "q=100%25": membersSize, "q=%27": 0, "role=administrator": 1, "state=open": 3, "state=invited&q=lewis": 0, "page=99": 0, "page=-1": membersSize, "q=" + strings.Repeat("x", 3000): 0} {
		if got := isla.Get("/staff/members?" + query).Is(200).Count(".member-list > li"); got != want {
			t.Errorf("%.20s: %d people, not %d", query, got, want)
		}
	}
}

func TestAnAccount_IsItsMembersToChange(t *testing.T) {
	site := newOwnSite(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/account").Is(200).Has("#organisations", "NHS Grampian")
	rita.Submit(`form[action="/staff/account"]`, url.Values{"name": {""}, "description": {"Wards 1 to 4"}}).Is(422).Has("#name-error", "Write a name")
	rita.Page().Has("#description", "Wards 1 to 4")
	rita.Submit(`form[action="/staff/account"]`, url.Values{"name": {"Rita B. Benholm"}, "job_title": {"Head nurse"}}).Is(200).Has(`#job_title[value="Head nurse"]`)
	rita.Submit(`form[action="/staff/account/letters"]`, nil).Is(200).Has("main", "We write only what we owe you")
	elsewhere := site.signedIn(t, ritaEmail)
	rita.Get("/staff/account/password").Is(200)
	rita.Submit("main form", url.Values{"current": {"wrong words here"}, "password": {"x"}}).Is(422).Has(".govuk-error-summary", "not the one we know")
	rita.Submit("main form", url.Values{"current": {goodWords}, "password": {"four quite other words"}}).Is(200).Has(".govuk-notification-banner", "Your new password is set")
	if got := elsewhere.Get("/staff").URL.Path; got != "/sign-in" {
		t.Errorf("an older sign-in leads to %s", got)
	}
	page := rita.Get("/staff/our-organisation").Is(200)
	page.Has("main", "they are about a service that it runs", "Aberdeen Royal Infirmary", "Isla Tarvit")
}

func TestALetterToTheOtherOrganisation_LeadsToTheSwitchAndToTheStory(t *testing.T) {
	site := newOwnSite(t)
	in, err := records.NewMembership(site, site.members[ritaEmail], site.only2(t), story.RoleResponder, site.Now())
	mustSave(t, site, in, err)
	id := site.published(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/stories/" + id).Is(200)
	form := rita.Page().Form(".respond form")
	if err := flow.SwitchOrganisation(site, site.members[ritaEmail], in.Id); err != nil {
		t.Fatal(err)
	}
	rita.Send(form.Fill(url.Values{"response": {"Thank you."}})).Is(422).Has("h1", "You opened this for NHS Grampian")
	rita.Get("/staff/stories/"+id).Is(200).Has("h2", "This is for another of your organisations")
	page := rita.Submit(`form[action="/staff/account/organisation"]`, nil).Is(200)
	if page.URL.Path != "/staff/stories/"+id {
		t.Errorf("led to %s", page.URL.Path)
	}
}

func TestPagesAboutMembersAreAccessibleInABrowser(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		people := []story.Invitee{{Email: "nia.with.a.very.long.address.indeed@community.ward.example", Name: "Nia Ann Pryce-Featherstonehaugh", JobTitle: "Senior charge nurse, medicine for the elderly", Role: story.RoleResponder}}
		if _, err := flow.InviteMembers(site, flow.Inviting{Organisation: site.board}, people); err != nil {
			t.Fatal(err)
		}
		site.enter(b, islaEmail)
		for _, path := range []string{"", "?q=zzz"} {
			b.Open(site.url + membersPath + path)
			lookAt(b, "members"+path)
		}
		b.Open(site.url + membersPath + "/invite")
		b.Follow(send422)
		lookAt(b, "invite-wrong")
		b.Open(site.url + membersFilePath)
		b.Follow(send422)
		lookAt(b, "file-wrong")
		b.Fill("#list", "FirstName,LastName,Email,Role,LastDay\nUna,Low,una@ward.example,Administrator,31/3/2027\nBob,,bob@ward.example,\nLewis,Garlogie,"+lewisEmail+",\n")
		b.Follow(send422)
		lookAt(b, "preview")
		b.Follow(send422)
		lookAt(b, "invited")
		for name, path := range map[string]string{"member": membersPath + "/" + site.membership(t, ritaEmail).Id, "remove": membersPath + "/" + site.membership(t, ritaEmail).Id + "/remove",
			"acts": membersPath + "/acts", "organisation": "/staff/our-organisation", "account": "/staff/account", "account-other": "/staff/account?next=/staff", "password": "/staff/account/password", "invitation": site.someInvitation(t)} {
			b.Open(site.url + path)
			lookAt(b, name)
		}
		b.Prefer("prefers-color-scheme", "dark")
		b.Open(site.url + membersPath)
		lookAt(b, "members-dark")
		b.Open(site.url + "/invitation/wrong")
		lookAt(b, "link")
	})
}

func (s *ownSite) someInvitation(t testing.TB) string {
	t.Helper()
	rows, _, err := records.ListMembers(s, records.MemberQuery{Organisation: s.board, State: "invited"}, 1, 0)
	if err != nil || len(rows) == 0 {
		t.Fatal("nobody is invited", err)
	}
	return invitationsPath + "/" + rows[0].ID
}
