package pages

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

const byEmail, byKey = `form:has(input[name=password])`, `form:has(input[name=story_key])`

func TestAuthorsAndMembersSignInAndComeToTheirOwnPages(t *testing.T) {
	site := newOwnSite(t)
	site.told(t, adaEmail, nil)
	site.author(t, adaEmail)
	for email, want := range map[string]string{adaEmail: "/account", " ADA@Example.org ": "/account", ritaEmail: "/staff"} {
		v := site.signedIn(t, email)
		if got := v.Page().URL.Path; got != want {
			t.Errorf("%s comes to %s", email, got)
		}
		if got := v.Get("/sign-in").URL.Path; got != want {
			t.Errorf("%s, signed in already, comes to %s", email, got)
		}
		c := v.Cookie("candour")
		if c == nil || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("the cookie is %v", c)
		}
		if got := v.Get(want).Header.Get("Cache-Control"); got != "private, no-store" {
			t.Errorf("%s may be kept: %s", want, got)
		}
	}
}

func TestAStoryKeyOpensTheAccountHoweverItIsTyped(t *testing.T) {
	site := newOwnSite(t)
	key := site.told(t, "", nil).StoryKey
	for _, typed := range []string{key, strings.ToUpper(key), strings.ReplaceAll(key, "-", " "), strings.ReplaceAll(key, "-", "")} {
		v := testkit.NewVisitor(t, site.url)
		v.Get("/sign-in")
		page := v.Submit(byKey, url.Values{"story_key": {typed}}).Is(200)
		page.Has(".own-card", "The porter stayed")
	}
	v := testkit.NewVisitor(t, site.url)
	for _, typed := range []string{"nonsense", story.NewStoryKey(), strings.Repeat("a", 5000)} {
		v.Get("/sign-in")
		v.Submit(byKey, url.Values{"story_key": {typed}}).Is(422).Has("#story_key-error", "That key opens nothing here")
	}
}

func TestEveryFailedSignInLooksTheSame(t *testing.T) {
	site := newOwnSite(t)
	site.told(t, adaEmail, nil)
	site.author(t, adaEmail)
	site.told(t, benEmail, nil) // an account without a chosen password
	gone, err := records.FindMember(site, site.members[lewisEmail])
	if err == nil {
		gone.Set("active", false)
	}
	mustSave(t, site, gone, err)
	answers := map[string][]string{}
	for _, try := range [][2]string{{adaEmail, "wrong words here"}, {"nobody@example.org", goodWords}, {benEmail, goodWords}, {lewisEmail, goodWords}, {ritaEmail, ""}, {"", ""}, {"a\x00b", "c"}, {"moses@example.org", goodWords}} {
		v := testkit.NewVisitor(t, site.url)
		v.Get("/sign-in")
		page := v.Submit(byEmail, url.Values{"email": {try[0]}, "password": {try[1]}}).Is(422)
		page.HasNowhere(goodWords)
		plain := strings.NewReplacer(` value="`+try[0]+`"`, "", ` value="a`+"\uFFFD"+`b"`, "").Replace(page.Source)
		answers[plain] = append(answers[plain], try[0])
	}
	if len(answers) != 1 {
		t.Errorf("%d different answers", len(answers))
	}
}

func TestTooManyFailuresAreAnsweredAsOneFailureForKnownAndUnknownAlike(t *testing.T) {
	site := newOwnSite(t)
	site.told(t, adaEmail, nil)
	site.author(t, adaEmail)
	v := testkit.NewVisitor(t, site.url)
	try := func(email, password string) *testkit.Page {
		v.Get("/sign-in")
		return v.Submit(byEmail, url.Values{"email": {email}, "password": {password}})
	}
	first := try(adaEmail, "wrong words here").Is(422).Source
	for range 9 {
		try(adaEmail, "wrong words here").Is(422)
		try("nobody@example.org", "wrong words here").Is(422)
	}
	if shut := try(strings.ToUpper(adaEmail), goodWords).Is(422).Source; strings.ReplaceAll(shut, strings.ToUpper(adaEmail), adaEmail) != first {
		t.Error("the eleventh answer is not like the first")
	}
	site.Pass(16 * time.Minute)
	if page := try(adaEmail, goodWords); page.URL.Path != "/account" {
		t.Error("after a quarter of an hour the right password does not open")
	}
}

func TestAfterSignInOnePageOfThisSiteCanFollowAndNoOther(t *testing.T) {
	site := newOwnSite(t)
	_, id := site.ada(t)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get("/account/stories/" + id).Is(200)
	if page.URL.Path != "/sign-in" {
		t.Fatalf("a stranger is at %s", page.URL)
	}
	if got := v.Submit(byEmail, url.Values{"email": {adaEmail}, "password": {goodWords}}).URL.Path; got != "/account/stories/"+id {
		t.Errorf("led to %s", got)
	}
	for _, next := range []string{"//evil.example/x", "https://evil.example", `/\evil.example`, "javascript:alert(1)", "/_/", "/api/collections", "/staff", "/staff/stories/x", "/sign-out", "\t//evil.example", "/%0d%0aSet-Cookie:x"} {
		v := testkit.NewVisitor(t, site.url)
		page := v.Get("/sign-in?next=" + url.QueryEscape(next))
		f := page.Form(byEmail).Fill(url.Values{"email": {adaEmail}, "password": {goodWords}})
		f.Values.Set("next", next)
		page = v.Send(f)
		if page.URL.Host != strings.TrimPrefix(site.url, "http://") || (page.URL.Path != "/account" && !strings.HasPrefix(next, "/%0d")) {
			t.Errorf("%q leads to %s", next, page.URL)
		}
	}
}

func TestSigningOutEndsTheSignInOfThisBrowserEvenForItsCookie(t *testing.T) {
	site := newOwnSite(t)
	here, _ := site.ada(t)
	there := site.signedIn(t, adaEmail)
	stolen := here.Cookie("candour").Value
	if here.Submit(`form[action="/sign-out"]`, nil); here.Cookie("candour") != nil {
		t.Error("the cookie is still there")
	}
	if got := here.Get("/account").URL.Path; got != "/sign-in" {
		t.Errorf("still let in to %s", got)
	}
	if got := there.Get("/account").URL.Path; got != "/account" {
		t.Errorf("the other device is led to %s", got)
	}
	r, err := http.NewRequest(http.MethodGet, site.url+"/account", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", "candour="+stolen)
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		t.Errorf("the old cookie is answered with %d", res.StatusCode)
	}
}

func TestNobodySignsInFromAStrangersForm(t *testing.T) {
	site := newOwnSite(t)
	site.ada(t)
	v := testkit.NewVisitor(t, site.url)
	v.PostFrom("https://evil.example/", "/sign-in", url.Values{"email": {adaEmail}, "password": {goodWords}}).Is(403)
	if v.Cookie("candour") != nil {
		t.Error("signed in all the same")
	}
}

// linkIn is the secret of the newest letter of a kind to somebody.
func (s *ownSite) linkIn(t testing.TB, collection, to string, kind mail.Kind) string {
	t.Helper()
	letters, err := records.LettersTo(s, collection, to)
	if err != nil {
		t.Fatal(err)
	}
	token := ""
	for _, l := range letters {
		if l.Kind() == string(kind) {
			token = flow.LinkToken(s, l)
		}
	}
	if token == "" {
		t.Fatalf("no letter of the kind %s", kind)
	}
	return token
}

func TestAForgottenPasswordIsChosenAnewByALetter(t *testing.T) {
	site := newOwnSite(t)
	old, _ := site.ada(t)
	ada := site.author(t, adaEmail)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/sign-in")
	v.Follow(`a[href="/password/forgotten"]`).Is(200)
	known := v.Submit("main form", url.Values{"email": {adaEmail}}).Is(200)
	known.Has("h1", "Look in your e-mail")
	v.Get("/password/forgotten")
	if unknown := v.Submit("main form", url.Values{"email": {"nobody@example.org"}}).Is(200); unknown.Source != known.Source {
		t.Error("the page for an unknown address is another one")
	}
	v.Get("/password/forgotten")
	v.Submit("main form", url.Values{"email": {"not an address"}}).Is(422).Has("#email-error", "name@example.org")

	link := "/password/" + site.linkIn(t, "authors", ada.Id, mail.Password)
	v.Get(link).Is(200).Has("h1", "Choose your password")
	v.Submit("main form", url.Values{"password": {"short"}}).Is(422).Has("#password-error", "10 characters")
	page := v.Submit("main form", url.Values{"password": {"a brand new secret"}}).Is(200)
	if page.URL.Path != "/account" {
		t.Fatalf("afterwards at %s", page.URL)
	}
	page.Has(".govuk-notification-banner", "Your new password is set")
	if got := old.Get("/account").URL.Path; got != "/sign-in" {
		t.Error("an earlier sign-in is still good")
	}
	v.Get(link).Is(404).Has("h1", "This link does not work any more")
	v.Page().Has(`a[href="/password/forgotten"]`)
	v.Post(link, url.Values{"password": {"another new secret"}}).Is(404)
}

func TestALinkToChooseAPasswordEndsWithItsHour(t *testing.T) {
	site := newOwnSite(t)
	site.ada(t)
	if err := flow.AskForPassword(site, adaEmail); err != nil {
		t.Fatal(err)
	}
	link := "/password/" + site.linkIn(t, "authors", site.author(t, adaEmail).Id, mail.Password)
	v := testkit.NewVisitor(t, site.url)
	for _, wrong := range []string{link + "x", link[:len(link)-1], "/password/none", "/password/" + strings.Repeat("z", 3000)} {
		v.Get(wrong).Is(404).Has("h1", "This link does not work any more")
	}
	v.Get(link).Is(200)
	site.Pass(61 * time.Minute)
	v.Submit("main form", url.Values{"password": {"a brand new secret"}}).Is(404)
}

func TestNoMoreThanThreeLettersAnHourGoToOneAddress(t *testing.T) {
	site := newOwnSite(t)
	site.ada(t)
	ada := site.author(t, adaEmail)
	for range 6 {
		if err := flow.AskForPassword(site, adaEmail); err != nil {
			t.Fatal(err)
		}
	}
	letters, err := records.LettersTo(site, "authors", ada.Id)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, l := range letters {
		if l.Kind() == string(mail.Password) {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d letters", n)
	}
}

func TestLettersAreStoppedByTheirLinkWithOneClickOrTwo(t *testing.T) {
	site := newOwnSite(t)
	site.ada(t)
	ada := site.author(t, adaEmail)
	letters, err := records.LettersTo(site, "authors", ada.Id)
	if err != nil || len(letters) == 0 {
		t.Fatal("no letter", err)
	}
	link := "/letters/" + flow.UnsubscribeToken(site, letters[0]) + "/stop"
	v := testkit.NewVisitor(t, site.url)
	v.Get(link).Is(200).Has("h1", "Stop these letters?")
	if site.author(t, adaEmail).LettersOff() {
		t.Fatal("opening the page stopped them")
	}
	v.Submit("main form", nil).Is(200).Has("h1", "We have stopped writing")
	if !site.author(t, adaEmail).LettersOff() {
		t.Fatal("they go on")
	}
	mustSave(t, site, lettersOn(site.author(t, adaEmail)), nil)
	// The one click of a mail program, RFC 8058: no cookie, from elsewhere, not to be led on.
	res := v.PostFrom("https://mail.example/", link, url.Values{"List-Unsubscribe": {"One-Click"}})
	if res.Is(200); len(res.Via) > 0 || !site.author(t, adaEmail).LettersOff() {
		t.Error("one click does not stop them")
	}
	v.Post("/letters/wrong/stop", nil).Is(404).Has("h1", "This link does not work any more")
}

func lettersOn(a *records.Author) *records.Author {
	a.SetLettersOff(false)
	return a
}

// BenchmarkSignIn prints the median time of a failure for a known and an unknown
// address: the two must not differ.
func BenchmarkSignIn(b *testing.B) {
	site := newOwnSite(b)
	site.told(b, adaEmail, nil)
	site.author(b, adaEmail)
	for _, who := range []string{adaEmail, "nobody@example.org"} {
		b.Run(fmt.Sprintf("known=%v", who == adaEmail), func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				_, _ = flow.SignIn(site, who, "wrong words here")
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
		})
	}
}
