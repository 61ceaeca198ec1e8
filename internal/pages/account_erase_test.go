package pages

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// canaries are values of Ada's that must be nowhere once she is erased.
var canaries = []testkit.Canary{
	{Name: "e-mail", Value: "canary.ada@example.org"}, {Name: "new e-mail", Value: "canary.new@example.org"}, {Name: "title", Value: "Canarytitle of mine"},
	{Name: "words", Value: "canarywords by the window"}, {Name: "screen name", Value: "Tawnyplover 418"}, {Name: "tag", Value: "canarytag of mine"},
	{Name: "postcode", Value: "AB10 1AB"}, {Name: "internet address", Value: "192.0.2.177"}, {Name: "service in words", Value: "canaryclinic by the sea"},
	{Name: "reply", Value: "canaryreply to all"}, {Name: "message", Value: "canarymessage to you"}, {Name: "answer about her", Value: "canary answer 1975"}, {Name: "draft", Value: "canarydraft not sent"},
}

// canaryLife tells, edits, publishes and answers a story full of canaries.
func (s *ownSite) canaryLife(t testing.TB) (v *testkit.Visitor, id string) {
	t.Helper()
	const email = "canary.ada@example.org"
	id = s.told(t, email, func(sent *flow.Sent) {
		sent.Title, sent.Text, sent.ScreenName = "Canarytitle of mine", "I sat with canarywords by the window.", "Tawnyplover 418"
		sent.Good, sent.ServiceText, sent.IP = []string{"canarytag of mine", "kind staff"}, "canaryclinic by the sea", "192.0.2.177"
	}).StoryID
	ada := s.author(t, email)
	s.edit(t, id, "Canarytitle of mine, edited", "I sat with canarywords by the window, edited.")
	for _, err := range []error{flow.AnswerModerator(s, ada.Id, id, "canarymessage to you"), flow.AskForNewEmail(s, ada.Id, "canary.new@example.org"),
		flow.CorrectAnswers(s, ada.Id, records.Answers{EthnicGroup: "canary answer 1975"})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.edit(t, id, "Canarytitle of mine, again", "I sat with canarywords by the window, again.")
	if err := flow.AgreeToEdits(s, ada.Id, id); err != nil {
		t.Fatal(err)
	}
	if err := flow.ReplyToStory(s, ada.Id, id, "canaryreply to all"); err != nil {
		t.Fatal(err)
	}
	v = s.signedIn(t, email)
	v.Get("/tell/story").Is(200)
	v.Submit("main form", url.Values{"title": {"canarydraft not sent"}, "story": {"More."}, "told_for": {"self"}}).Is(200)
	return v, id
}

func TestAnErasureAsksForThePasswordAndTheWord(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.publish(t, id)
	v.Get("/account/details")
	page := v.Follow(`a[href="/account/erase"]`).Is(200)
	page.Has("li", "1 story, with its services, tags and private details", "what others have read, copied, shared or printed")
	for _, try := range [][3]string{{"", "", "#password-error"}, {goodWords, "", "#word-error"}, {goodWords, "yes", "#word-error"}, {"wrong words", "ERASE", "#password-error"}} {
		page := v.Submit("main form", url.Values{"password": {try[0]}, "word": {try[1]}}).Is(422)
		page.Has(try[2])
		page.HasNowhere(goodWords)
		if got := page.Attr("#word", "value"); got != try[1] {
			t.Errorf("the word %q was lost", try[1])
		}
	}
	if site.stories(t) != 1 {
		t.Fatal("it is gone already")
	}
}

func TestAnErasureLeavesNothingInAnyFileAndGivesAReceipt(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.canaryLife(t)
	reader := site.told(t, benEmail, nil) // somebody else's story must stay whole
	if found, err := testkit.FindCanaries(site.DataDir(), canaries...); err != nil || len(found) < 6 {
		t.Fatalf("the canaries are not there to begin with: %v, %v", found, err)
	}
	v.Get("/account/erase")
	page := v.Submit("main form", url.Values{"password": {goodWords}, "word": {" erase "}}).Is(200)
	page.Has("h1", "Everything is erased")
	page.Has(".govuk-panel__body", "on 18 November 2026 at 12:00")
	page.Has("li", "1 story, with its services, tags and private details", "1 reply of yours", "1 message between you and the moderators", "letters that have been sent")
	for _, name := range []string{"candour", draftCookie} {
		if v.Cookie(name) != nil {
			t.Errorf("the cookie %s is still there", name)
		}
	}
	if got := v.Get("/account").URL.Path; got != "/sign-in" {
		t.Error("still signed in")
	}
	testkit.NoCanaries(t, site.DataDir(), canaries...)
	testkit.NoCanaries(t, site.Deployment.MailDir, canaries...)
	for _, collection := range []string{"drafts", "originals", "demographics", "messages"} {
		if n := site.rows(t, collection); n != 0 {
			t.Errorf("%d rows are left in %s", n, collection)
		}
	}
	if w, err := records.FindWithdrawal(site, id); err != nil || w.Kind() != "erased" {
		t.Error("the number of the story is free again", err)
	}
	if s := site.story(t, reader.StoryID); s.Title() != "The porter stayed" {
		t.Error("another author's story was touched")
	}
	if tags, err := records.TagsOfStory(site, reader.StoryID); err != nil || len(tags) != 3 {
		t.Errorf("another author's story has %d tags, %v", len(tags), err)
	}
}

func TestAnAuthorWithAStoryKeyErasesWithIt(t *testing.T) {
	site := newOwnSite(t)
	key := site.told(t, "", nil).StoryKey
	v := testkit.NewVisitor(t, site.url)
	v.Get("/sign-in")
	v.Submit(byKey, url.Values{"story_key": {key}})
	v.Get("/account/erase").Has("label[for=password]", "Your story key")
	v.Submit("main form", url.Values{"password": {strings.ToUpper(key)}, "word": {"ERASE"}}).Is(200).Has("h1", "Everything is erased")
	if site.rows(t, "authors") != 0 || site.stories(t) != 0 {
		t.Error("something is left")
	}
}

func TestGuessingAPasswordToEraseIsSlowedDown(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	v.Get("/account/erase")
	for range 10 {
		v.Submit("main form", url.Values{"password": {"wrong words"}, "word": {"ERASE"}}).Is(422)
	}
	v.Submit("main form", url.Values{"password": {goodWords}, "word": {"ERASE"}}).Is(http.StatusUnprocessableEntity)
	site.Pass(16 * time.Minute)
	v.Submit("main form", url.Values{"password": {goodWords}, "word": {"ERASE"}}).Is(200)
}
