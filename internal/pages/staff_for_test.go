package pages

import (
	"github.com/andybalholm/cascadia"
	"net/url"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// actingFor is an empty form of a member, for the organisation they act for; of
// anybody else it is nil.
func (s *ownSite) actingFor(t testing.TB, account string) url.Values {
	t.Helper()
	m, err := records.FindMember(s, account)
	if err != nil {
		return nil
	}
	return url.Values{"for": {m.Organisation()}}
}

// forBoard is a form sent for the board: names and values in turn.
func (s *ownSite) forBoard(pairs ...string) url.Values {
	form := url.Values{"for": {s.board}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// joins makes somebody of the board a member of the other one too, and has them act for it.
func (s *ownSite) joins(t testing.TB, email string, role story.Role) (other string) {
	t.Helper()
	other = s.only2(t)
	in, err := records.NewMembership(s, s.members[email], other, role, s.Now())
	mustSave(t, s, in, err)
	if err := flow.SwitchOrganisation(s, s.members[email], in.Id); err != nil {
		t.Fatal(err)
	}
	return other
}

func TestAFormOfAnotherOrganisation_DoesNothing_AndNothingTypedIsLost(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff/stories/" + id).Is(200)
	site.joins(t, islaEmail, story.RoleMember) // in another window; there she may not even answer
	page := isla.Submit("#respond form", url.Values{"response": {"We read it <b>twice</b>.\nThank you."}}).Is(422)
	page.Has("h1", "You opened this for NHS Grampian")
	page.Has(".own-reason", "Your response", "We read it <b>twice</b>.")
	page.HasNot("button[name=for]", "Send it for NHS Greater Glasgow")
	if n := site.rows(t, "responses"); n != 0 {
		t.Fatalf("%d responses", n)
	}
	form := page.Form("main form")
	form.Values.Set("for", page.Attr("button[name=for]", "value"))
	isla.Send(form).Is(200).Has(".govuk-notification-banner", "Your response is kept")
	r := site.only(t, "responses")
	if r.GetString("organisation") != site.board || r.GetString("text") != "We read it <b>twice</b>.\nThank you." || r.GetString("name") != "Isla Tarvit" {
		t.Errorf("kept: %v", r.PublicExport())
	}
	isla.Get("/staff").Has("h1", "NHS Grampian")
}

func TestAFormThatNamesNoOrganisation_IsAskedAbout(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	page := isla.Post("/staff/organisation", url.Values{"own_words": {"We run hospitals."}}).Is(422)
	page.Has("h1", "We can’t tell which organisation")
	form := page.Form("main form")
	form.Values.Set("for", page.Attr("button[name=for]", "value"))
	isla.Send(form).Is(200).Has("#own_words", "We run hospitals.")
	// One that is not theirs is not named, and opens nothing.
	other := site.only2(t)
	isla.Post("/staff/organisation", url.Values{"own_words": {"Theirs."}, "for": {other}, "switch": {"yes"}}).Is(422).HasNowhere("Glasgow")
	if m, err := records.FindMember(site, site.members[islaEmail]); err != nil || m.Organisation() != site.board {
		t.Error("a form switched to somebody else's organisation", err)
	}
	// Nor one that is shut for them.
	site.joins(t, islaEmail, story.RoleAdministrator)
	in := site.membership(t, islaEmail)
	in.SetFrozen(site.Now())
	mustSave(t, site, in, nil)
	isla.Post("/staff/organisation", url.Values{"own_words": {"Frozen out."}, "for": {site.board}, "switch": {"yes"}}).Is(422)
	for _, o := range []string{site.board, other} {
		if found, err := records.FindOrganisation(site, o); err != nil || strings.Contains(found.OwnWords(), "out") || o == other && found.OwnWords() != "" {
			t.Errorf("%q, %v", found.OwnWords(), err)
		}
	}
}

// Whoever writes a form below /staff and forgets for whom it is finds out here.
func TestEveryFormOfMembers_SaysForWhichOrganisationItIs(t *testing.T) {
	own := map[string]bool{}
	for _, path := range ownDoors {
		own[path] = true
	}
	seen := 0
	set := load(t)
	for _, s := range ownSamples() {
		if !strings.HasPrefix(s.name, "staff/") || s.name == "staff/other-organisation" { // its buttons carry it
			continue
		}
		page := show(t, set, s)
		for _, form := range cascadia.QueryAll(page, cascadia.MustCompile("main form[method=post]")) {
			action := attr(form, "action")
			if n := len(cascadia.QueryAll(form, cascadia.MustCompile("input[type=hidden][name=for]"))); n != 1 && !own[action] {
				t.Errorf("%s: the form to %s says %d times for whom it is", s.name, action, n)
			}
			seen++
		}
	}
	if seen < 15 {
		t.Errorf("only %d forms were seen", seen)
	}
	for _, r := range routes() {
		if own[r.path] && r.actsForOrganisation() {
			t.Errorf("%s is about a person alone", r.path)
		}
	}
}
