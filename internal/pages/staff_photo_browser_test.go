package pages

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestPagesOfAMembersOwnChoicesAreAccessibleInABrowser(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	isla, service := site.members[islaEmail], site.services["N101H"]
	if err := flow.KeepPhoto(site, isla, photographed(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: isla, Text: "Thank you.\n\nWe read this in our meeting.", ShowName: true, ShowJobTitle: true, ShowPhoto: true}); err != nil {
		t.Fatal(err)
	}
	site.Pass(site.Deployment.EditingTime)
	if _, err := flow.SubmitWaitingResponses(site); err != nil {
		t.Fatal(err)
	}
	r := site.only(t, "responses")
	if err := flow.PublishResponse(site, flow.ResponseDecision{ResponseID: r.Id, Version: 1, Moderator: site.moderator}); err != nil {
		t.Fatal(err)
	}
	if err := flow.SayAboutService(site, isla, service, "Ask for Nurse Ann."); err != nil {
		t.Fatal(err)
	}
	said, err := records.OwnWordsOnPage(site, site.board, service, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := flow.TakeOffOwnWords(site, site.moderator, said[0].Id, "It names one nurse."); err != nil {
		t.Fatal(err)
	}
	b := testkit.NewBrowser(t)
	b.ExpectComplaint("422")
	site.enter(b, islaEmail)
	b.Open(site.url + photoPath)
	b.Follow(`form[enctype] .govuk-button`)
	lookAt(b, "photo-wrong")
	for name, path := range map[string]string{"photo-beside": "/stories/" + id, "leave": "/staff/account/leave", "email": "/staff/account/email",
		"account-photo": "/staff/account", "words-taken-off": "/staff/services/" + service, "member-until": membersPath + "/" + site.membership(t, ritaEmail).Id} {
		b.Open(site.url + path)
		lookAt(b, name)
	}
	b.Open(site.url + "/staff/stories/" + id)
	site.joins(t, islaEmail, story.RoleMember)
	b.Fill("#response", "We read it again.")
	b.Follow("#respond form .govuk-button")
	lookAt(b, "other-organisation")
	b.Follow("main form .govuk-button")
	b.WaitForText("Your response is kept")
}
