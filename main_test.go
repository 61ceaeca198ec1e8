package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/sample"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestMain(m *testing.M) { os.Exit(testkit.Main(m)) }

const password = "a long password"

// site is the whole of Candour as `candour demo` runs it, on a test's clock.
type site struct {
	*testkit.App
	t   testing.TB
	url string
}

func newSite(t *testing.T) *site {
	t.Helper()
	app := testkit.New(t)
	hospitals, err := directory.Hospitals()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := directory.ParsePHS(hospitals)
	if err != nil {
		t.Fatal(err)
	}
	inside, err := fs.Sub(public, "pb_public")
	if err != nil {
		t.Fatal(err)
	}
	if err := bind(app.TestApp, inside); err != nil {
		t.Fatal(err)
	}
	if _, err := directory.Import(app, parsed, false); err != nil {
		t.Fatal(err)
	}
	if _, err := sample.Store(app, password); err != nil {
		t.Fatal(err)
	}
	return &site{App: app, t: t, url: app.ServeItsOwn(t)}
}

// letters runs the timetable's post and returns the letters of one kind of
// receiver, newest last.
func (s *site) letters(to string) []string {
	s.t.Helper()
	if err := hooks.RunNow(s.TestApp); err != nil {
		s.t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(s.Deployment.MailDir, "*.eml"))
	if err != nil {
		s.t.Fatal(err)
	}
	var found []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			s.t.Fatal(err)
		}
		if strings.Contains(string(text), to) {
			found = append(found, strings.ReplaceAll(string(text), "=\r\n", ""))
		}
	}
	return found
}

// TestTheMainJob is what the demo is for, in a browser, from the first page to
// the last: a story is told, read, published, found, answered, replied to,
// downloaded, taken back, and its account erased.
func TestTheMainJob(t *testing.T) {
	s := newSite(t)
	author := testkit.NewBrowser(t)
	author.ExpectComplaint("410")
	id := s.tell(author)
	s.moderate(id)
	s.find(author, id)
	s.answer(id)
	s.readLetters()
	s.reply(author, id)
	s.download(author)
	s.takeBack(author, id)
	s.erase(author)
}

const (
	authorEmail = "journey.canary@example.org"
	storyWords  = "The porter pushed my bed past the window so that I could see the harbour lights. I had not seen the sky for nine days."
)

func (s *site) tell(b *testkit.Browser) string {
	s.t.Helper()
	b.Open(s.url + "/")
	b.Follow(`a[href="/tell"]`)
	b.Follow("main a[href='/tell/story'], main a.govuk-button, main button")
	b.Fill("[name=story]", storyWords)
	b.Fill("[name=title]", "Past the window")
	b.Click("[name=told_for][value=self]")
	s.next(b, "/tell/feelings")
	b.Fill("input[type=text][name=good]", "the porter")
	s.next(b, "/tell/services")
	b.Fill("[name=q]", "aberdeen royal")
	b.Follow("[name=action][value=find]")
	b.Click("#found-1")
	b.Fill("[name=happened_month]", "10")
	b.Fill("[name=happened_year]", "2026")
	s.next(b, "/tell/about-you")
	b.Fill("[name=screen_name]", "harbour lights")
	b.Click("[name=age_group][value=adult]")
	b.Fill("[name=postcode]", "AB1 0AE")
	b.Fill("[name=email]", authorEmail)
	b.Click("[name=edits][value=just-publish]")
	s.next(b, "/tell/check")
	b.Screenshot("check")
	s.Pass(time.Minute)
	b.Click("[name=consent]")
	s.next(b, "/tell/received")
	b.Screenshot("received")
	return regexp.MustCompile(`[a-z2-9]{8}`).FindString(b.Page().Text(".story-number"))
}

// next sends the step's form and says where that should lead.
func (s *site) next(b *testkit.Browser, to string) {
	s.t.Helper()
	b.Follow("main form button.govuk-button:not(.govuk-button--secondary):not([name=action])")
	if got := b.URL().Path; got != to {
		s.t.Fatalf("after the form: %s, not %s\n%s", got, to, b.Page().Text("main"))
	}
}

// atDesk is a moderator, signed in to the admin panel.
func (s *site) atDesk(email string) *testkit.Browser {
	s.t.Helper()
	b := testkit.NewBrowser(s.t)
	b.Open(s.url + "/_/")
	b.WaitFor("#login_identity")
	b.Fill("#login_identity", email)
	b.Fill("#login_pass", password)
	b.Press(testkit.KeyEnter)
	return b
}

func (s *site) moderate(id string) {
	s.t.Helper()
	b := s.atDesk("moses@example.org")
	b.WaitFor(`[data-id="` + id + `"]`)
	b.Click(`[data-id="` + id + `"]`)
	b.WaitFor(`[data-story="` + id + `"]`)
	b.Page().HasNowhere(authorEmail, "AB1 0AE")
	b.Retype("#desk_title", "Past the harbour window")
	b.WaitFor(`#desk_reasons[data-settled="yes"] #desk_why_title_1`)
	b.Choose("#desk_why_title_1", "spelling")
	b.Screenshot("desk")
	b.Click("#desk_publish")
	b.WaitFor("#desk_now_0") // how critical it is, is asked for before
	b.Click("#desk_now_0")
	b.WaitFor("#desk_publish:focus")
	b.Click("#desk_publish")
	b.WaitGone(`[data-story="` + id + `"]`)
	st, err := records.FindStory(s, id)
	if err != nil || st.State() != story.Published {
		s.t.Fatalf("after the moderator published it, the story is %s (%v)", st.State(), err)
	}
}

func (s *site) find(b *testkit.Browser, id string) {
	s.t.Helper()
	b.Open(s.url + "/stories?q=harbour+lights")
	b.Follow(`main a[href^="/stories/` + id + `"]`)
	page := b.Page()
	page.Has("h1", "Past the harbour window")
	page.Has(".tag--good", "the porter")
	page.HasNowhere(authorEmail, "AB1 0AE", "Past the window")
	b.Screenshot("story")
	b.Follow(`main a[href^="/services/"]`)
	b.Page().Has("main", "Past the harbour window")
}

func (s *site) answer(id string) {
	s.t.Helper()
	b := testkit.NewBrowser(s.t)
	s.signIn(b, "rita@example.org", "/staff")
	b.Follow(`a[href="/staff/stories/` + id + `"]`)
	b.Fill("[name=response]", "Thank you. I have told the porters what that window meant to you.")
	b.Screenshot("respond")
	b.Follow(`form[action="/staff/stories/` + id + `/respond"] button.govuk-button`)
	s.Pass(story.EditingTime + time.Minute)
	s.letters("")
	waiting := testkit.ResponsesToRead(s.t, s)
	if len(waiting) == 0 {
		s.t.Fatal("no response waits for a moderator")
	}
	s.readResponse("responses", waiting[len(waiting)-1].Id)
}

func (s *site) readResponse(queue, id string) {
	s.t.Helper()
	b := s.atDesk("ines@example.org")
	b.WaitFor(`[data-show="` + queue + `"]`)
	b.Click(`[data-show="` + queue + `"]`)
	b.WaitFor(`[data-id="` + id + `"]`)
	b.Click(`[data-id="` + id + `"]`)
	b.WaitFor(`[data-response="` + id + `"]`)
	b.Click("#desk_publish")
	b.WaitGone(`[data-response="` + id + `"]`)
}

func (s *site) readLetters() {
	s.t.Helper()
	mine, staff := s.letters(authorEmail), s.letters("rita@example.org")
	if len(mine) < 3 || len(staff) < 2 {
		s.t.Fatalf("%d letters to the author and %d to the member", len(mine), len(staff))
	}
	for _, l := range append(mine, staff...) {
		if subject := regexp.MustCompile(`(?m)^Subject: .*`).FindString(l); strings.Contains(subject, "window") {
			s.t.Errorf("a subject holds words of the story: %s", subject)
		}
		if strings.Contains(l, "AB1 0AE") {
			s.t.Error("a letter holds the postcode")
		}
	}
	for _, l := range staff {
		if strings.Contains(l, authorEmail) {
			s.t.Error("a letter to staff holds the author's address")
		}
	}
}

// reply chooses a password by the first letter's link, signs in and replies.
func (s *site) reply(b *testkit.Browser, id string) {
	s.t.Helper()
	link := regexp.MustCompile(`/password/[A-Za-z0-9_-]+`).FindString(strings.Join(s.letters(authorEmail), "\n"))
	if link == "" {
		s.t.Fatal("no letter has a link to choose a password")
	}
	b.Open(s.url + link)
	b.Fill("[name=password]", password)
	b.Follow("main form button.govuk-button")
	if !strings.HasPrefix(b.URL().Path, "/account") {
		s.signIn(b, authorEmail, "/account")
	}
	b.Open(s.url + "/account/stories/" + id)
	b.Page().Has("main", "I have told the porters")
	b.Fill(`form[action="/account/stories/`+id+`/reply"] textarea`, "Then it was worth telling.")
	b.Screenshot("account-story")
	b.Follow(`form[action="/account/stories/` + id + `/reply"] button.govuk-button`)
	waiting := testkit.ResponsesToRead(s.t, s)
	if len(waiting) == 0 {
		s.t.Fatal("no reply waits for a moderator")
	}
	s.readResponse("replies", waiting[len(waiting)-1].Id)
	b.Open(s.url + "/stories/" + id)
	b.Page().Has("main", "Then it was worth telling.")
	b.Screenshot("conversation")
}

func (s *site) signIn(b *testkit.Browser, email, to string) {
	s.t.Helper()
	b.Open(s.url + "/sign-in")
	b.Fill("[name=email]", email)
	b.Fill("[name=password]", password)
	b.PressToLoad(testkit.KeyEnter)
	if got := b.URL().Path; got != to {
		s.t.Fatalf("signing in leads to %s, not %s", got, to)
	}
}

func (s *site) download(b *testkit.Browser) {
	s.t.Helper()
	b.Open(s.url + "/account/details")
	b.Follow(`form[action="/account/export"] button`)
	b.Page().Has(`a[href^="/account/export/"]`)
	b.Screenshot("copy")
}

func (s *site) takeBack(b *testkit.Browser, id string) {
	s.t.Helper()
	b.Open(s.url + "/account/stories/" + id + "/withdraw")
	b.Follow(`form[action="/account/stories/` + id + `/withdraw"] button`)
	public := testkit.NewVisitor(s.t, s.url)
	gone := public.Get("/stories/" + id).Is(410)
	gone.HasNowhere("harbour", "porter")
	public.Get("/stories?q=harbour+lights").HasNowhere(id)
	public.Get("/" + id).Is(410)
}

func (s *site) erase(b *testkit.Browser) {
	s.t.Helper()
	b.Open(s.url + "/account/erase")
	b.Fill("[name=password]", password)
	b.Fill("main form input[type=text]", "ERASE")
	b.Screenshot("erase")
	b.Follow(`form[action="/account/erase"] button`)
	b.Screenshot("erased")
	testkit.NoCanaries(s.t, s.DataDir(), testkit.Canary{Name: "the author's e-mail", Value: authorEmail},
		testkit.Canary{Name: "the author's words", Value: "pushed my bed past the window"},
		testkit.Canary{Name: "the author's reply", Value: "Then it was worth telling"})
}
