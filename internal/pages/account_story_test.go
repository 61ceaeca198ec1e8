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

// edit has the moderator change the words and want to publish them.
func (s *ownSite) edit(t testing.TB, id, title, text string) {
	t.Helper()
	words := s.story(t, id).Words()
	words.Title, words.Text = title, text
	if _, err := flow.PublishStory(s, flow.Decision{StoryID: id, Version: s.story(t, id).Version(), Moderator: s.moderator, Words: &words, Reasons: story.ReasonsFor("identifies-author")}); err != nil {
		t.Fatal(err)
	}
}

func TestTheFirstPageSaysWhereEachStoryStandsAndWhatWaitsForItsAuthor(t *testing.T) {
	site := newOwnSite(t)
	v, waiting := site.ada(t)
	asked, public, refused := site.told(t, adaEmail, nil).StoryID, site.told(t, adaEmail, nil).StoryID, site.told(t, adaEmail, nil).StoryID
	if err := flow.AskAuthor(site, flow.Decision{StoryID: asked, Version: 1, Moderator: site.moderator, Note: "Which ward was it?"}); err != nil {
		t.Fatal(err)
	}
	site.publish(t, public)
	if err := flow.RejectStory(site, flow.Decision{StoryID: refused, Version: 1, Moderator: site.moderator, Reason: "too-old", Note: "It happened too long ago."}); err != nil {
		t.Fatal(err)
	}
	page := v.Get("/account").Is(200)
	page.Has("#yours-title + .own-card--yours .state", "A question for you")
	page.Has(".own-card--public .state", "Published")
	page.Has(".own-card--over .own-card__next", "You can tell it anew.")
	page.Has(".own-card--ours .own-card__next", "A moderator reads it before anyone else can.")
	for _, id := range []string{waiting, asked, public, refused} {
		page.Has(`a[href="/account/stories/` + id + `"]`)
	}
	v.Get("/account/stories/"+refused).Is(200).Has(".own-reason", "It happened too long ago.")
}

func TestEverythingHeldAboutAStoryStandsOnItsPage(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.edit(t, id, "The porter stayed with me", strings.ReplaceAll(someWords, "by ambulance ", ""))
	page := v.Get("/account/stories/" + id).Is(200)
	page.Has(".own-story--original .told", "by ambulance")
	page.Has("section[aria-labelledby=words-title] h3", "The porter stayed with me")
	page.Has("#words-title", "What we would publish")
	page.Has("section[aria-labelledby=words-title] .quiet", "A moderator changed the title and the words.")
	page.Has(".own-head__next", "goes on by itself on 23 November 2026 at 12:00")
	page.Has(".own-facts", "A relative", "March 2026", "Mossy heron 418", "An adult", "Show it to me first", "18 November 2026", id)
	page.Has(".own-story .story__about", "Aberdeen Royal Infirmary, Aberdeen")
	page.Has(".tag--good", "kind staff")
	page.Has(".tag--better", "waiting time")
	page.Has(".acts", "You sent your story.", "A moderator changed the title and the words.", "A moderator decided that it can be published")
	page.Has(".own-side .own-list", "NHS Grampian, because it runs or shares in a service")
	page.HasNowhere("Moses", "AB10", "192.0.2", adaEmail)
}

func TestTheServicesAndTagsFirstSentStandBesideTheWords(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	tags := map[string][]string{"good": {"listening"}}
	_, err := flow.EditStory(site, flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Tags: &tags, Reasons: story.ReasonsFor("identifies-author")})
	if err != nil {
		t.Fatal(err)
	}
	page := v.Get("/account/stories/" + id).Is(200)
	page.Has(".own-story--original", "Tags: what was good: kind staff; what could be better: waiting time")
	page.Has(".own-words summary", "before the tags changed")
	page.Has(".tag--good", "listening")
}

func TestAnAuthorAgreesToTheEditsTheyWereShownAndToNoOthers(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.edit(t, id, "The porter stayed with me", someWords)
	page := v.Get("/account/stories/" + id)
	site.edit(t, id, "A third title", someWords)
	moved := v.Send(page.Form(".own-agree")).Is(200)
	moved.Has("[role=status]", "This has moved on since you opened the page")
	if got := site.story(t, id).State(); got != story.Approved {
		t.Fatalf("it is %s", got)
	}
	done := v.Submit(".own-agree", nil).Is(200)
	done.Has(".govuk-notification-banner", "Your story goes on as you saw it.")
	done.Has(".state", "Published")
	if s := site.story(t, id); s.State() != story.Published || s.Title() != "A third title" {
		t.Errorf("%s %q", s.State(), s.Title())
	}
	again := v.Post("/account/stories/"+id+"/agree", url.Values{"version": {"99"}}).Is(200)
	again.Has("[role=status]", "moved on")
}

func TestAnAuthorSaysWhatIsNotRightOrAnswersAQuestion(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.edit(t, id, "The porter left", someWords)
	v.Get("/account/stories/" + id)
	v.Submit(`form[action$="/answer"]`, url.Values{"response": {" \n "}}).Is(422).Has("#response-error", "Write what you want to say.")
	long := strings.Repeat("word ", 1001)
	v.Submit(`form[action$="/answer"]`, url.Values{"response": {long}}).Is(422).Has("#response", "word word")
	v.Page().Has("#response-error", "4,000 characters")
	page := v.Submit(`form[action$="/answer"]`, url.Values{"response": {"He did not leave."}}).Is(200)
	page.Has(".govuk-notification-banner", "Your answer is with the moderators.")
	page.Has(".message--mine", "He did not leave.")
	page.HasNot(".own-agree")
	if got := site.story(t, id).State(); got != story.Submitted {
		t.Errorf("it is %s", got)
	}
	if err := flow.AskAuthor(site, flow.Decision{StoryID: id, Version: site.story(t, id).Version(), Moderator: site.moderator, Note: "Which ward?\n\nAnd when?"}); err != nil {
		t.Fatal(err)
	}
	v.Get("/account/stories/"+id).Has(".message--theirs", "Which ward?")
	v.Submit(`form[action$="/answer"]`, url.Values{"response": {"Ward 4."}}).Is(200).Has(".message--mine", "Ward 4.")
	v.Post("/account/stories/"+id+"/answer", url.Values{"response": {"again, on the road"}}).Is(200).Has(".message--mine", "again, on the road") // still with the moderators: they may say more
}

func TestAnAuthorRepliesInPublicAndSeesTheReplyWait(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	v.Post("/account/stories/"+id+"/reply", url.Values{"response": {"Too soon."}}).Is(200).Has("[role=status]", "moved on")
	site.publish(t, id)
	responseID, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], Text: "Secret until it is read."})
	if err != nil {
		t.Fatal(err)
	}
	page := v.Get("/account/stories/" + id).Is(200)
	page.HasNowhere("Secret until it is read.")
	page.Has(".own-reply", "You can add something in public")
	v.Submit(".own-reply", url.Values{"response": {""}}).Is(422).Has("#response-error")
	page = v.Submit(".own-reply", url.Values{"response": {"I thank you. <b>Really</b>"}}).Is(200)
	page.Has(".turn--author .told", "I thank you. <b>Really</b>")
	page.Has(".turn-state", "A moderator reads this next.")

	site.Pass(31 * time.Minute)
	if _, err := flow.SubmitWaitingResponses(site); err != nil {
		t.Fatal(err)
	}
	responses, err := records.ResponsesOfStory(site, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range responses {
		if r.Id == responseID {
			err = flow.PublishResponse(site, flow.ResponseDecision{ResponseID: r.Id, Version: r.Version(), Moderator: site.moderator})
		} else {
			err = flow.RejectResponse(site, flow.ResponseDecision{ResponseID: r.Id, Version: r.Version(), Moderator: site.moderator, Reason: "identifies-someone", Note: "It names a nurse."})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	page = v.Get("/account/stories/" + id).Is(200)
	page.Has(".turn--response .told", "Secret until it is read.")
	page.Has(".turn-state", "A moderator decided not to publish this. It names a nurse.")
}

func TestAStoryIsTakenBackAfterOneMoreQuestionAndForGood(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.publish(t, id)
	v.Get("/account/stories/" + id)
	v.Submit(".own-reply", url.Values{"response": {"One more thing."}}).Is(200)
	ask := v.Follow(`a[href$="/withdraw"]`).Is(200)
	ask.Has("h1", "Take your story back?")
	ask.Has(".govuk-warning-text", "This is for good.")
	if got := site.story(t, id).State(); got != story.Published {
		t.Fatal("asking took it back")
	}
	page := v.Submit("main form", nil).Is(200)
	page.Has(".govuk-notification-banner", "Your story is taken back.")
	page.Has(".state", "Taken back")
	page.Has(".told", "The porter stayed with me until the doctor came.")
	page.Has(".own-words", "as they stood when you took it back")
	page.Has(".own-facts", "Taken back")
	page.Has(".turn-state", "You took your story back before this was read.")
	page.HasNot(".turn-state", "A moderator reads this next.")
	page.Has(`.own-side a[href="/account/erase"]`)
	page.Has(".govuk-exit-this-page")
	page.HasNot(`a[href$="/withdraw"]`)
	page.HasNot("main form")
	if got := site.story(t, id).State(); got != story.Withdrawn {
		t.Errorf("it is %s", got)
	}
	if got := v.Get("/account/stories/" + id + "/withdraw").URL.Path; got != "/account/stories/"+id {
		t.Errorf("it can be asked again, at %s", got)
	}
	v.Post("/account/stories/"+id+"/withdraw", nil).Is(200)
	for _, form := range []string{"reply", "answer", "agree"} {
		v.Post("/account/stories/"+id+"/"+form, url.Values{"response": {"more"}}).Is(200).Has("[role=status]", "moved on")
	}
}

func TestWhatAnAuthorReadIsListedForThemAloneAndCanBeForgotten(t *testing.T) {
	site := newOwnSite(t)
	v, own := site.ada(t)
	v.Get("/account/reading").Is(200).Has(".empty", "Nobody else can see the list")
	public, secret := site.told(t, benEmail, nil).StoryID, site.told(t, benEmail, func(s *flow.Sent) { s.Title = "Not read by anybody" }).StoryID
	site.publish(t, public)
	site.publish(t, own)
	ada := site.author(t, adaEmail)
	for _, id := range []string{public, own, secret, public} {
		if err := flow.NoteReading(site, ada.Id, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := flow.NoteReading(site, ada.Id, "nonsense"); err == nil {
		t.Error("a story that is not there was read")
	}
	page := v.Get("/account/reading").Is(200)
	if got := page.Count(".read-list li"); got != 1 {
		t.Errorf("%d lines", got)
	}
	page.Has(`.read-list a[href="/stories/`+public+`"]`, "The porter stayed")
	page.HasNowhere("Not read by anybody")
	if err := flow.WithdrawStory(site, site.author(t, benEmail).Id, public); err != nil {
		t.Fatal(err)
	}
	page = v.Get("/account/reading").Is(200)
	page.Has(".read-list", "A story that is no longer public")
	page.HasNot(".read-list a")
	v.Submit("main form", nil).Is(200).Has(".govuk-notification-banner", "gone")
	if n := site.rows(t, "readings"); n != 0 {
		t.Errorf("%d readings are left", n)
	}
}

func TestAnAuthorWithoutStoriesIsToldHowTheyGetHere(t *testing.T) {
	site := newOwnSite(t)
	key := site.told(t, "", nil).StoryKey
	a, err := records.FindAuthorByStoryKey(site, site.Deployment.Sealer, key)
	if err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	v.Get("/sign-in")
	v.Submit(byKey, url.Values{"story_key": {key}}).Is(200)
	stories, err := records.StoriesOfAuthor(site, a.Id)
	if err != nil || len(stories) != 1 {
		t.Fatal(err, len(stories))
	}
	gone := stories[0].Id
	err = errors.Join(records.WriteWithdrawal(site, gone, "erased", "", site.Now()), records.DeleteLetters(site, "", []string{gone}), site.Delete(stories[0]))
	if err != nil {
		t.Fatal(err)
	}
	v.Get("/account").Is(200).Has(".empty", "Your stories will stand here")
}
