package pages

import (
	"net/url"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// refusedAndTaken has a response of the board refused and its own words taken off.
func (s *ownSite) refusedAndTaken(t testing.TB) (response, words string) {
	t.Helper()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	id, isla := s.published(t), s.members[islaEmail]
	_, err := flow.RespondToStory(s, flow.Answer{StoryID: id, MemberID: isla, Text: "Thank you from Nora.", ShowName: true})
	try(err)
	s.Pass(s.Deployment.EditingTime)
	_, err = flow.SubmitWaitingResponses(s)
	try(err)
	r := s.only(t, "responses")
	try(flow.RejectResponse(s, flow.ResponseDecision{ResponseID: r.Id, Version: 1, Moderator: s.moderator, Reason: story.ResponseReasons()[0].Code, Note: "It names a nurse."}))
	try(flow.SayAboutOrganisation(s, isla, "Ask for Nurse Ann."))
	said, err := records.OwnWordsOnPage(s, s.board, "", 1)
	try(err)
	try(flow.TakeOffOwnWords(s, s.moderator, said[0].Id, "It names one nurse."))
	return r.Id, said[0].Id
}

func TestAnOrganisationAsksForAnotherDecision_AboutItsResponseAndItsOwnWords(t *testing.T) {
	site := newOwnSite(t)
	response, words := site.refusedAndTaken(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff/appeals").Is(200).Has("main", "was not published", "Your words about your organisation were taken off its page", "You can ask for another decision.")
	for path, has := range map[string]string{appealResponsePath + response: "Thank you from Nora.", appealWordsPath + words: "Ask for Nurse Ann."} {
		isla.Get(path).Is(200).Has("main", has, "within five working days")
		isla.Submit(`form[action="`+path+`"]`, nil).Is(422).Has(".govuk-error-summary", "Say why it should be decided otherwise.")
		isla.Submit(`form[action="`+path+`"]`, url.Values{"appeal": {"She agreed, ask 01224 555 0123."}}).Is(200).Has("#asked", "We answer by", "She agreed, ask [phone number].")
		isla.Page().HasNowhere("Ask for another decision</button>")
		isla.Post(path, site.forBoard("appeal", "She agreed, ask 01224 555 0123.")).Is(200).HasNowhere("was not sent") // pressed twice
		isla.Post(path, site.forBoard("appeal", "And again.")).Is(409).Has("main", "What you wrote was not sent", "And again.")
		site.signedIn(t, heatherMail).Get(path).Is(404)
		site.signedIn(t, ritaEmail).Get(path).Is(404)
	}
	other, err := records.NewModerator(site, "other@example.org", "Otto Other", goodWords, true)
	mustSave(t, site, other, err)
	open, err := records.OpenAppeals(site)
	if err != nil || len(open) != 2 {
		t.Fatalf("%d appeals (%v)", len(open), err)
	}
	for _, a := range open {
		if err := flow.DecideAppeal(site, flow.AppealDecision{AppealID: a.Id, Moderator: other.Id, Outcome: story.AppealWrong, Answer: "She did."}); err != nil {
			t.Fatal(err)
		}
		isla.Get(flow.AppealPath(a)).Is(200).Has("#asked", "another senior moderator decided that it should not have been", "She did.", "Write it again")
	}
	isla.Get("/staff/appeals").Is(200).Has("main", "Decided on 18 November 2026.")
}

func TestAnAppealThatIsLateSaysSo(t *testing.T) {
	site := newOwnSite(t)
	_, words := site.refusedAndTaken(t)
	if err := flow.AppealForOwnWords(site, site.members[islaEmail], words, "She agreed."); err != nil {
		t.Fatal(err)
	}
	isla := site.signedIn(t, islaEmail)
	isla.Get(appealWordsPath+words).Is(200).Has("#asked", "We answer by 25 November 2026")
	site.Pass(10 * 24 * time.Hour)
	isla = site.signedIn(t, islaEmail)
	isla.Get(appealWordsPath+words).Is(200).Has("#asked", "We were to answer by 25 November 2026", "That is late, and we are sorry.")
	isla.Get("/staff/appeals").Is(200).Has("main", "We were to answer by 25 November 2026")
}

func TestAnOrganisationAppealsByKeyboard(t *testing.T) {
	site := newOwnSite(t)
	response, words := site.refusedAndTaken(t)
	b := testkit.NewBrowser(t)
	b.ExpectComplaint("422")
	site.enter(b, islaEmail)
	b.Open(site.url + "/staff/appeals")
	lookAt(b, "staff-appeals")
	press := func(selector string) {
		b.TabTo(selector)
		b.Press(testkit.KeyEnter)
	}
	for _, path := range []string{appealResponsePath + response, appealWordsPath + words} {
		b.Open(site.url + "/staff/appeals")
		press(`a[href="` + path + `"]`)
		b.WaitFor("#appeal")
		press("main form .govuk-button") // with nothing written
		b.WaitFor(".govuk-error-summary")
		lookAt(b, "staff-appeal-wrong")
		b.TabTo("#appeal")
		b.Type("She agreed.")
		press("main form .govuk-button")
		b.WaitFor("#asked")
		lookAt(b, "staff-appeal-asked")
	}
	if open, err := records.OpenAppeals(site); err != nil || len(open) != 2 {
		t.Errorf("%d appeals (%v)", len(open), err)
	}
}
