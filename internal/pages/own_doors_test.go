package pages

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

// An id in an address opens nothing but one's own: for everyone else the answer
// is the one for an id that does not exist.
func TestAnIDOpensNothingToAnybodyElse(t *testing.T) {
	site := newOwnSite(t)
	ada, id := site.ada(t)
	site.publish(t, id)
	site.told(t, benEmail, nil)
	site.author(t, benEmail)
	ada.Get("/account/details")
	export := strings.TrimPrefix(ada.Submit(`form[action="/account/export"]`, nil).Attr("#copy a", "href"), site.url)
	response, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], Text: "Rita's own words."})
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{"response": {"Hello."}, "postcode": {"AB10 1AB"}, "version": {"2"}}
	account := []string{"GET /account/stories/ID", "POST /account/stories/ID/answer", "POST /account/stories/ID/agree", "POST /account/stories/ID/reply", "GET /account/stories/ID/withdraw",
		"POST /account/stories/ID/withdraw", "GET /account/details/postcode/ID", "POST /account/details/postcode/ID"}
	staff := []string{"GET /staff/stories/ID", "GET /staff/stories/ID?change=RESPONSE", "POST /staff/stories/ID/respond", "POST /staff/stories/ID/responses/RESPONSE/delete"}
	checkEveryIDRoute(t, append(append([]string{"GET /account/export/ID", "GET /staff/services/ID", "POST /staff/services/ID"}, account...), staff...))

	people := map[string]*testkit.Visitor{"another author": site.signedIn(t, benEmail), "another organisation": site.signedIn(t, heatherMail), "a member": site.signedIn(t, ritaEmail), "the author": ada, "a stranger": testkit.NewVisitor(t, site.url)}
	visit := func(who, door, story, response string) *testkit.Page {
		method, path, _ := strings.Cut(strings.NewReplacer("ID", story, "RESPONSE", response).Replace(door), " ")
		if method == "GET" {
			return people[who].Get(path)
		}
		form["for"] = nil
		if id := map[string]string{"another organisation": heatherMail, "a member": ritaEmail}[who]; id != "" {
			form["for"] = site.actingFor(t, site.members[id])["for"]
		}
		return people[who].Post(path, form)
	}
	same := func(who, door string) {
		t.Helper()
		theirs, nowhere := visit(who, door, id, response), visit(who, door, "zzzzzzzz", "zzzzzzzzzzzzzzz")
		wanted := http.StatusNotFound
		if who == "a stranger" { // led to sign in, or told to
			wanted = nowhere.Status
			theirs.HasNowhere("The porter stayed")
		}
		if theirs.Status != wanted || strings.ReplaceAll(theirs.Source, id, "zzzzzzzz") != strings.ReplaceAll(nowhere.Source, response, "zzzzzzzzzzzzzzz") && who != "a stranger" {
			t.Errorf("%s at %s: %d, and %d where there is nothing", who, door, theirs.Status, nowhere.Status)
		}
	}
	for _, door := range account {
		for _, who := range []string{"another author", "another organisation", "a member", "a stranger"} {
			same(who, door)
		}
	}
	for _, door := range staff {
		for _, who := range []string{"another author", "another organisation", "the author", "a stranger"} {
			same(who, door)
		}
	}
	for _, who := range []string{"another author", "another organisation", "a member"} {
		people[who].Get(export).Is(404)
	}
	if s := site.story(t, id); s.State() != "published" {
		t.Errorf("the story is %s", s.State())
	}
	if r, err := records.FindResponse(site, response); err != nil || r.State() != "waiting" || r.Text() != "Rita's own words." {
		t.Error("somebody changed the response", err)
	}
}

// checkEveryIDRoute finds a door with an id that the list leaves out.
func checkEveryIDRoute(t *testing.T, doors []string) {
	t.Helper()
	known := strings.Join(doors, "\n") + "\n"
	for _, r := range append(accountRoutes, staffRoutes...) {
		door := r.method + " " + strings.NewReplacer("{id}", "ID", "{response}", "RESPONSE").Replace(r.path)
		if strings.Contains(r.path, "{") && !strings.Contains(known, door+"\n") {
			t.Errorf("nobody tries %s", door)
		}
	}
}

func TestAColleagueCannotChangeOrDeleteAResponse(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	response, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], Text: "Rita's own words."})
	if err != nil {
		t.Fatal(err)
	}
	isla := site.signedIn(t, "isla@board.example")
	isla.Get("/staff/stories/" + id + "?change=" + response).Is(404)
	isla.Post("/staff/stories/"+id+"/respond", site.forBoard("response_id", response, "response", "Isla's.")).Is(404)
	isla.Post("/staff/stories/"+id+"/responses/"+response+"/delete", site.forBoard()).Is(404)
	site.signedIn(t, lewisEmail).Post("/staff/stories/"+id+"/respond", site.forBoard("response", "I may only read.")).Is(404)
	if n := site.rows(t, "responses"); n != 1 {
		t.Errorf("%d responses", n)
	}
}

func TestStrangersAreLedToSignInAndAuthorsAndMembersFindNoDoorsOfEachOther(t *testing.T) {
	site := newOwnSite(t)
	ada, _ := site.ada(t)
	rita := site.signedIn(t, ritaEmail)
	for _, r := range append(accountRoutes, staffRoutes...) {
		if r.method != "GET" || strings.Contains(r.path, "{") {
			continue
		}
		stranger := testkit.NewVisitor(t, site.url)
		page := stranger.Get(r.path).Is(200)
		if page.URL.Path != "/sign-in" || page.URL.Query().Get("next") != r.path {
			t.Errorf("%s leads a stranger to %s", r.path, page.URL)
		}
		other := ada
		if strings.HasPrefix(r.path, "/account") {
			other = rita
		}
		other.Get(r.path).Is(404)
	}
	for _, path := range []string{"/account/export", "/account/erase", "/account/details/forget-email"} {
		testkit.NewVisitor(t, site.url).Post(path, nil).Is(403).Has("h1", "You are signed out")
		ada.PostFrom("https://evil.example/", path, url.Values{"password": {goodWords}, "word": {"ERASE"}}).Is(403)
	}
	if site.rows(t, "authors") != 1 || site.rows(t, "exports") != 0 {
		t.Error("a stranger's form did something")
	}
}

func TestAMemberWhoIsLetGoIsSignedOutAtOnce(t *testing.T) {
	site := newOwnSite(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff").Is(200)
	m, err := records.FindMember(site, site.members[ritaEmail])
	if err == nil {
		m.Set("active", false)
	}
	mustSave(t, site, m, err)
	if got := rita.Get("/staff").URL.Path; got != "/sign-in" {
		t.Errorf("still at %s", got)
	}
}
