package pages

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// seenAs asks the site with a cookie or a header who is signed in.
func seenAs(t testing.TB, site *tellSite, name, value string) Person {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, site.url+"/who-am-i", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set(name, value)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	seen := <-whoAmI
	return seen
}

// whoAmI is where the header of a page says who it was shown to.
var whoAmI = make(chan Person, 10)

func newSessionSite(t testing.TB) (*tellSite, *records.Author, *records.Member) {
	t.Helper()
	site := newTellSite(t)
	h, err := houseOf(site.TestApp)
	if err != nil {
		t.Fatal(err)
	}
	h.Person = func(e *core.RequestEvent) Person {
		p := PersonOf(e)
		if e.Request.URL.Path == "/who-am-i" {
			whoAmI <- p
		}
		return p
	}
	a, err := records.NewAuthor(site, site.Now())
	mustSave(t, site, a, err)
	m, err := records.AddMember(site, "morag@board.example", "Morag", "a long password", site.only(t, "organisations").Id, story.RoleResponder)
	mustSave(t, site, m, err)
	return site, a, m
}

func tokenOf(t testing.TB, r *core.Record) string {
	t.Helper()
	token, err := r.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestOnlyAuthorsAndActiveMembersSignInByCookie(t *testing.T) {
	site, a, m := newSessionSite(t)
	moderators, err := site.FindCollectionByNameOrId("moderators")
	if err != nil {
		t.Fatal(err)
	}
	moderator := core.NewRecord(moderators)
	moderator.Load(map[string]any{"email": "mo@site.example", "password": "a long password", "name": "Mo", "active": true})
	mustSave(t, site, moderator, nil)
	root, err := site.FindFirstRecordByFilter("_superusers", "id != ''")
	if err != nil {
		superusers, _ := site.FindCollectionByNameOrId("_superusers")
		root = core.NewRecord(superusers)
		root.Load(map[string]any{"email": "root@site.example", "password": "a long password"})
		mustSave(t, site, root, nil)
	}
	for name, c := range map[string]struct{ token, kind string }{
		"an author":    {tokenOf(t, a.ProxyRecord()), "author"},
		"a member":     {tokenOf(t, m.ProxyRecord()), "member"},
		"a moderator":  {tokenOf(t, moderator), ""},
		"a superuser":  {tokenOf(t, root), ""},
		"nobody":       {"not a token", ""},
		"a wrong sign": {tokenOf(t, a.ProxyRecord()) + "x", ""},
	} {
		if got := seenAs(t, site, "Cookie", sessionCookie+"="+c.token).Kind; got != c.kind {
			t.Errorf("%s is taken for %q", name, got)
		}
		if got := seenAs(t, site, "Authorization", c.token).Kind; got != "" {
			t.Errorf("a page takes the header of %s", name)
		}
	}
	m.Set("active", false)
	mustSave(t, site, m, nil)
	if got := seenAs(t, site, "Cookie", sessionCookie+"="+tokenOf(t, m.ProxyRecord())).Kind; got != "" {
		t.Error("a member whose account is shut is let in")
	}
}

func TestTheAPIKnowsNoCookie(t *testing.T) {
	site, a, _ := newSessionSite(t)
	r, _ := http.NewRequest(http.MethodPost, site.url+"/api/collections/authors/auth-refresh", nil)
	r.Header.Set("Cookie", sessionCookie+"="+tokenOf(t, a.ProxyRecord()))
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode < 400 {
		t.Errorf("the API answers a cookie with %d", response.StatusCode)
	}
}

func TestASignOutElsewhereEndsTheCookie(t *testing.T) {
	site, a, _ := newSessionSite(t)
	token := tokenOf(t, a.ProxyRecord())
	a.ProxyRecord().RefreshTokenKey()
	mustSave(t, site, a, nil)
	if got := seenAs(t, site, "Cookie", sessionCookie+"="+token).Kind; got != "" {
		t.Error("the old cookie still signs in")
	}
}

func TestCookiesOfASecureSiteAreBoundToItsHost(t *testing.T) {
	site := newTellSite(t)
	site.Deployment.URL = "https://stories.example"
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell/story").Is(200)
	c := v.Cookie("__Host-" + draftCookie)
	if c == nil || !c.Secure || !c.HttpOnly || c.Domain != "" || c.Path != "/" {
		t.Errorf("the cookie is %v", c)
	}
}

func TestADoorIsOpenToThoseItIsForAndNotThereForOthers(t *testing.T) {
	_, a, m := newSessionSite(t)
	people := map[string]person{"nobody": {}, "author": {Author: a}, "responder": {Member: m}}
	for w, open := range map[who]string{nobody: "", author: "author", member: "responder", responder: "responder", administrator: "", signedInOnly: "author responder"} {
		for name, p := range people {
			if want := name != "nobody" && slices.Contains(strings.Fields(open), name); p.may(w) != want {
				t.Errorf("door %d is open to %s: %v", w, name, p.may(w))
			}
		}
	}
	if p := (person{}); !p.may(anyone) {
		t.Error("anyone is not anyone")
	}
	if (route{}).who != nobody {
		t.Error("a route that forgot to say for whom is open")
	}
}

func TestWhoIsNotSignedInIsLedToTheDoorAndBackOnlyWithinThisSite(t *testing.T) {
	for next, want := range map[string]string{
		"/account/stories/abc?x=1": "/account/stories/abc?x=1", "//evil.example": "/", "https://evil.example/": "/", "/\\evil.example": "/",
		"javascript:alert(1)": "/", "account": "/", "": "/", "/_/": "/", "/api/health": "/", "/a\nb": "/", "/%2f%2fevil.example": "/%2f%2fevil.example",
	} {
		if got := localPath(next); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}

func TestAPageOfAnAccountLeadsToSignInAndAFormIsNotLost(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	if p := v.Get("/account?copy=1"); len(p.Via) != 1 || p.URL.RequestURI() != "/sign-in?next=%2Faccount%3Fcopy%3D1" {
		t.Errorf("it leads to %s", p.URL)
	}
	v.Post("/account/export", nil).Is(403).Has("h1", "You are signed out")
}

func TestAnUnknownAddressHasAPageAndTheAPIKeepsItsOwn(t *testing.T) {
	site := newTellSite(t)
	v := testkit.NewVisitor(t, site.url)
	v.Get("/nothing/here").Is(404).Has("h1", "We can't find that page")
	v.Post("/nothing/here", nil).Is(404).Has("h1", "We can't find that page")
	if got := v.Get("/api/nothing").Is(404).Header.Get("Content-Type"); got != "application/json" {
		t.Errorf("the API answers in %q", got)
	}
}
