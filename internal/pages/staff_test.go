package pages

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// published is a story by Ben that reaches the board.
func (s *ownSite) published(t testing.TB) string {
	t.Helper()
	id := s.told(t, benEmail, nil).StoryID
	s.publish(t, id)
	return id
}

func TestTheInboxListsWhatReachesTheOrganisationAndIsNotAnswered(t *testing.T) {
	site := newOwnSite(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff").Is(200).Has(".empty", "Every story that reached you has an answer.")
	rita.Get("/staff?show=all").Has(".empty", "Stories about your services")
	first, second := site.published(t), site.published(t)
	site.told(t, benEmail, nil) // not published: nobody's to see
	page := rita.Get("/staff").Is(200)
	page.Has("h1", "Stories for NHS Grampian")
	if got := page.Links(".story-card__title a"); len(got) != 2 || !strings.HasSuffix(got[0], second) || !strings.HasSuffix(got[1], first) {
		t.Errorf("listed: %v", got)
	}
	page.Has(".story-card", "Aberdeen Royal Infirmary", "kind staff", "Heard")
	page.HasNowhere(benEmail, "AB10 1AB", "192.0.2.77")
	s := site.story(t, first)
	s.SetProgress(story.Answered)
	mustSave(t, site, s, nil)
	if got := rita.Get("/staff").Links(".story-card__title a"); len(got) != 1 {
		t.Errorf("not answered: %v", got)
	}
	if got := rita.Get("/staff?show=all").Links(".story-card__title a"); len(got) != 2 {
		t.Errorf("all: %v", got)
	}
	site.signedIn(t, heatherMail).Get("/staff?show=all").Is(200).HasNot(".story-card")
}

func TestALongInboxIsReadPageByPage(t *testing.T) {
	site := newOwnSite(t)
	for range inboxSize + 3 {
		site.published(t)
	}
	rita := site.signedIn(t, ritaEmail)
	page := rita.Get("/staff?show=all").Is(200)
	if got := page.Count(".story-card"); got != inboxSize {
		t.Errorf("%d on the first page", got)
	}
	page = rita.Follow(".inbox-ways a[rel=next]").Is(200)
	if got := page.Count(".story-card"); got != 3 {
		t.Errorf("%d on the second page", got)
	}
	page.HasNot("a[rel=next]")
	page.Has(".inbox-ways a", "Newest stories")
	rita.Get("/staff?below=1").Is(200).Has(".empty", "There are no older ones.")
	for _, odd := range []string{"-5", "x", "99999999999999999999999"} {
		rita.Get("/staff?below=" + odd).Is(200)
	}
}

func TestOpeningAStoryIsRecordedAndShowsWhatTheAuthorSeesInPublic(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	rita := site.signedIn(t, ritaEmail)
	page := rita.Get("/staff/stories/" + id).Is(200)
	page.Has(".told", "The porter stayed with me until the doctor came.")
	page.Has(".story__by", "Told by Mossy heron 418")
	page.Has(".own-facts", "A relative", "March 2026")
	page.Has(".progress__step--now", "Read")
	page.HasNowhere(benEmail, "AB10 1AB", "192.0.2.77", "Moses")
	if got := site.story(t, id).Progress(); got != story.Read {
		t.Errorf("the progress is %s", got)
	}
	if names, err := records.OpenedBy(site, id); err != nil || len(names) != 1 || names[0] != "NHS Grampian" {
		t.Errorf("opened by %v, %v", names, err)
	}
}

func TestAMemberAnswersAndChangesOrDeletesTheAnswerForHalfAnHour(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/stories/" + id)
	page := rita.Submit(".respond form", url.Values{"response": {"Thank you. I found the porter."}, "sign": {"name"}, "change": {"planned"}, "change_text": {"An hourly round."}, "change_on": {"2026-12-31"}}).Is(200)
	page.Has(".govuk-notification-banner", "You can change it or delete it for a while")
	page.Has(".turn--response", "Thank you. I found the porter.", "Rita Benholm", "Change planned by December 2026", "An hourly round.")
	page.HasNot(".turn__role", "Lead for")
	page.Has("#conversation-title", "Not public yet")
	page.Has(".story__by", "about a relative")
	page.Has(".turn-state", "You have until 12:30, for 30 more minutes.")
	rita.Get("/staff").Has(".story-card .state--yours", "A response of yours waits")

	site.Pass(20 * time.Minute)
	rita.Get("/staff/stories/"+id).Has(".turn-state", "until 12:30, for 10 more minutes.")
	page = rita.Follow(`.turn-state a`).Is(200)
	page.Has("#respond-title", "Change your response")
	page.Has("#response", "Thank you. I found the porter.")
	page.Has(`#change_on[value="2026-12-31"]`)
	page.Has(`input[name=change][value=planned][checked]`)
	page.Has(`input[name=sign][value=name][checked]`)
	page.HasNot(`input[name=sign][value=job_title][checked]`)
	page = rita.Submit(".respond form", url.Values{"response": {"Thank you. I found him."}, "change": {"none"}, "sign": {"name", "job_title"}}).Is(200)
	page.Has(".turn--response", "Thank you. I found him.", "Lead for Rita Benholm")
	page.HasNot(".turn--response .change")
	page.Has(".turn-state", "for 10 more minutes")

	site.Pass(10 * time.Minute)
	page = rita.Get("/staff/stories/" + id)
	page.Has(".turn-state", "A moderator reads this next.")
	page.HasNot(".turn-state a")
	responses, err := records.ResponsesOfStory(site, id)
	if err != nil || len(responses) != 1 {
		t.Fatal(err)
	}
	late := rita.Post("/staff/stories/"+id+"/respond", site.forBoard("response_id", responses[0].Id, "response", "A late thought.")).Is(422)
	late.Has("#response-error", "The time for changes is over")
	late.Has("#response", "A late thought.")
	rita.Post("/staff/stories/"+id+"/responses/"+responses[0].Id+"/delete", site.forBoard()).Is(200).Has("[role=status]", "moved on")
	if r, err := records.FindResponse(site, responses[0].Id); err != nil || r.Text() != "Thank you. I found him." || r.State() != story.Waiting {
		t.Error("it was changed after all", err)
	}
}

func TestAResponseIsDeletedBeforeAnybodyReadsIt(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/stories/" + id)
	rita.Submit(".respond form", url.Values{"response": {"Sent too soon."}}).Is(200)
	page := rita.Submit(`form[action$="/delete"]`, nil).Is(200)
	page.Has(".govuk-notification-banner", "deleted")
	page.HasNot(".turn")
}

func TestAResponseWithMistakesComesBackWithAllThatWasTyped(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/stories/" + id)
	page := rita.Submit(".respond form", url.Values{"response": {""}, "sign": {"job_title"}, "change": {"made"}, "change_text": {""}, "change_on": {"soon"}}).Is(422)
	page.Has(".govuk-error-summary a", "Write what you want to say.")
	page.Has(`input[name=sign][value=job_title][checked]`)
	page.Has(`input[name=change][value=made][checked]`)
	page = rita.Submit(".respond form", url.Values{"response": {"Thank you."}, "change_text": {"A new board."}, "change_on": {"soon"}}).Is(422)
	page.Has("#change_on-error", "Give the date of the change.")
	page.Has("#change_text", "A new board.")
	page.Has("#response", "Thank you.")
	if n := site.rows(t, "responses"); n != 0 {
		t.Errorf("%d were kept", n)
	}
	rita.Submit(".respond form", url.Values{"change_on": {"2026-11-19"}}).Is(422).Has("#change_on-error", "still to come")
	rita.Submit(".respond form", url.Values{"change": {"planned"}, "change_on": {"2026-11-17"}}).Is(422).Has("#change_on-error", "That day is over")
	rita.Submit(".respond form", url.Values{"change": {"made"}, "change_on": {"5/11/2026"}}).Is(200).Has(".change--made", "5 November 2026")
}

func TestColleaguesSeeThatSomethingWaitsAndNotItsWords(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	if _, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], Text: "Words nobody has read."}); err != nil {
		t.Fatal(err)
	}
	page := site.signedIn(t, lewisEmail).Get("/staff/stories/" + id).Is(200)
	page.HasNowhere("Words nobody has read.")
	page.Has(".conversation", "A colleague wrote a response on 18 November 2026 at 12:00. It is not public yet.")
	page.Has(".respond", "ask an administrator of your organisation to make you a responder")
	page.HasNot(".respond form")
}

func TestAStoryThatIsGoneSaysSoAndAClosedOneCanBeReadAndNotAnswered(t *testing.T) {
	site := newOwnSite(t)
	withdrawn, removed, restricted := site.published(t), site.published(t), site.published(t)
	if err := flow.WithdrawStory(site, site.author(t, benEmail).Id, withdrawn); err != nil {
		t.Fatal(err)
	}
	decide := func(id string) flow.Decision {
		return flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Reason: "identifies-someone", Note: "It names somebody."}
	}
	if err := flow.RemoveStory(site, decide(removed)); err != nil {
		t.Fatal(err)
	}
	if err := flow.RestrictStory(site, decide(restricted)); err != nil {
		t.Fatal(err)
	}
	rita := site.signedIn(t, ritaEmail)
	for id, why := range map[string]string{withdrawn: "The author took this story back.", removed: "We took this story down."} {
		page := rita.Get("/staff/stories/" + id).Is(410)
		page.Has("main", why)
		if got := page.Header.Get("X-Robots-Tag"); got != "noindex" {
			t.Errorf("X-Robots-Tag is %q", got)
		}
		rita.Post("/staff/stories/"+id+"/respond", site.forBoard("response", "Too late.")).Is(410)
	}
	page := rita.Get("/staff/stories/" + restricted).Is(200)
	page.Has(".told", "The porter")
	page.Has(".respond", "closed for now")
	rita.Post("/staff/stories/"+restricted+"/respond", site.forBoard("response", "Let me in.")).Is(404)
	site.signedIn(t, heatherMail).Get("/staff/stories/" + restricted).Is(404)
}
