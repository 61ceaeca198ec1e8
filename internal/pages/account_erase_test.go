package pages

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

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
	if err := flow.AgreeToEdits(s, ada.Id, id, s.story(t, id).Version()); err != nil {
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

func TestAReceiptIsDownloadedAndCheckedWithoutBeingStored(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	v.Get("/account/erase")
	receipt := v.Submit("main form.own-danger", url.Values{"days": {"0"}, "password": {goodWords}, "word": {"ERASE"}}).Is(200).Text("pre")
	file := v.Submit(`form[action="/receipt/download"]`, nil).Is(200)
	if got := file.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") || !strings.HasPrefix(file.Source, "Receipt of an erasure\n\nSite: ") {
		t.Errorf("the file comes as %q: %s", got, file.Source)
	}
	if n := site.rows(t, "receipts"); n != 0 {
		t.Errorf("%d receipts are stored", n)
	}
	anybody := testkit.NewVisitor(t, site.url)
	anybody.Get("/receipt").Is(200)
	anybody.Submit("main form", url.Values{"receipt": {file.Source}}).Is(200).Has("[role=status]", "This receipt is ours")
	changed := strings.Replace(file.Source, "1 story", "9 stories", 1)
	page := anybody.Submit("main form", url.Values{"receipt": {changed}}).Is(200)
	page.Has("[role=status]", "not a receipt of ours")
	page.Has("#receipt", "9 stories") // nothing pasted is lost
	anybody.Submit("main form", url.Values{"receipt": {" "}}).Is(422).Has("#receipt-error", "Paste")
	anybody.Post("/receipt/download", url.Values{"receipt": {changed}}).Is(422).Has("[role=status]", "not a receipt of ours")
	if key := anybody.Get("/receipt/key.pem").Is(200); !strings.HasPrefix(key.Source, "-----BEGIN PUBLIC KEY-----") || receipt == "" {
		t.Error("the key is not shown")
	}
}

func TestAnErasureIsPlannedShownAndStopped(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.publish(t, id)
	v.Get("/account/erase")
	for _, days := range []string{"8", "-1", "soon"} {
		v.Post("/account/erase", url.Values{"days": {days}, "password": {goodWords}, "word": {"ERASE"}}).Is(422).Has("#days-error")
	}
	v.Get("/account/erase")
	page := v.Submit("main form.own-danger", url.Values{"days": {"3"}, "password": {goodWords}, "word": {"ERASE"}}).Is(200)
	page.Has(".ready", "on 21 November 2026 at 12:00", "take it back")
	link := page.Text(".own-value")
	v.Get("/account").Has(".ready", "on 21 November 2026 at 12:00")
	anybody := testkit.NewVisitor(t, site.url)
	anybody.Get("/stories/"+id).Is(200).Has("h1", "The porter stayed")
	path := "/receipt/" + link[strings.LastIndex(link, "/")+1:]
	anybody.Get(path).Is(200).Has("main", "on 21 November 2026 at 12:00")
	anybody.Get(path) // mail programs open links by themselves
	if v.Get("/account").Count(".ready") != 1 {
		t.Fatal("opening the link has stopped it")
	}
	anybody.Get(path)
	anybody.Submit("main form", nil).Is(200).Has("h1", "Your account stays")
	anybody.Get(path).Is(404)
	anybody.Post(path+"/cancel", nil).Is(404)
	v.Get("/account").HasNot(".ready", "erased")
	v.Get("/account/erase")
	v.Submit("main form.own-danger", url.Values{"days": {"1"}, "password": {goodWords}, "word": {"ERASE"}}).Is(200)
	v.Submit(".ready form", nil).Is(200).Has(".govuk-notification-banner", "Your account stays")
	site.Pass(8 * 24 * time.Hour)
	if n, err := flow.EraseDue(site, t.Context()); n != 0 || err != nil {
		t.Errorf("%d accounts went, %v", n, err)
	}
}

func TestAnErasureThatWaitedLeavesItsReceiptAtThePrivateLink(t *testing.T) {
	site := newOwnSite(t)
	key := site.told(t, "", nil).StoryKey
	v := testkit.NewVisitor(t, site.url)
	v.Get("/sign-in")
	v.Submit(byKey, url.Values{"story_key": {key}})
	v.Get("/account/erase")
	link := v.Submit("main form.own-danger", url.Values{"days": {"7"}, "password": {key}, "word": {"ERASE"}}).Is(200).Text(".own-value")
	site.Pass(7 * 24 * time.Hour)
	if n, err := flow.EraseDue(site, t.Context()); n != 1 || err != nil {
		t.Fatalf("%d accounts went, %v", n, err)
	}
	path := "/receipt/" + link[strings.LastIndex(link, "/")+1:]
	anybody := testkit.NewVisitor(t, site.url)
	anybody.Get(path).Is(200).Has("pre", "Found: nothing.", "Erased: 25 November 2026 at 12:00 GMT")
	if got := anybody.Post(path+"/cancel", nil).Is(200); got.Count("pre") != 1 {
		t.Error("who comes too late to stop it is not shown the receipt")
	}
	if got := v.Get("/account").URL.Path; got != "/sign-in" {
		t.Error("still signed in")
	}
}

func TestTheSecondWindowThatErasesIsToldThatItHasHappened(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	v.Get("/account/erase")
	first := true
	// The other window's press comes between this one's look and its deed.
	site.OnRecordDelete("authors").Bind(&hook.Handler[*core.RecordEvent]{Id: "otherWindow", Priority: -1, Func: func(e *core.RecordEvent) error {
		if first {
			first = false
			if err := flow.EraseAuthor(site, e.Record.Id); err != nil {
				return err
			}
		}
		return e.Next()
	}})
	page := v.Submit("main form.own-danger", url.Values{"password": {goodWords}, "word": {"ERASE"}}).Is(200)
	page.Has("h1", "Everything is erased")
	page.Has(".govuk-panel__body", "Another of your windows did it")
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
	page.Has("main", "1 story, with its services, tags and private details", "1 reply of yours", "1 message between you and the moderators", "letters that have been sent")
	page.Has("pre", "Erased: 18 November 2026 at 12:00 GMT", "Found: nothing.", "Signature: ")
	for _, c := range canaries {
		page.HasNowhere(c.Value)
	}
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
