package pages

import (
	"net/url"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

const (
	adaEmail    = "ada@example.org"
	benEmail    = "ben@example.org"
	ritaEmail   = "rita@board.example" // responder of the board that runs the services
	lewisEmail  = "lewis@board.example"
	heatherMail = "heather@other.example" // responder of an organisation that no story reaches
	goodWords   = "three quiet words"     // everybody's password
)

// ownSite is a site with people: authors with a password, members, a moderator.
type ownSite struct {
	*tellSite
	moderator string // an id
	board     string
	members   map[string]string // ids by e-mail
}

func newOwnSite(t testing.TB) *ownSite {
	t.Helper()
	site := &ownSite{tellSite: newTellSite(t), members: map[string]string{}}
	site.Settings().RateLimits.Enabled = false // tested where it is set
	moses, err := records.NewModerator(site, "moses@example.org", "Moses Kirkhill", goodWords, true)
	mustSave(t, site, moses, err)
	site.moderator = moses.Id
	board, err := records.FindOrganisationByCode(site, "S08000020")
	if err != nil {
		t.Fatal(err)
	}
	site.board = board.Id
	other, err := records.NewOrganisation(site, "ons", "S08000031", "NHS Greater Glasgow and Clyde", "board")
	mustSave(t, site, other, err)
	for _, m := range []struct {
		email, name, organisation string
		role                      story.Role
	}{{ritaEmail, "Rita Benholm", board.Id, story.RoleResponder}, {lewisEmail, "Lewis Garlogie", board.Id, story.RoleMember},
		{"isla@board.example", "Isla Tarvit", board.Id, story.RoleAdministrator}, {heatherMail, "Heather Balgay", other.Id, story.RoleResponder}} {
		r, err := records.AddMember(site, m.email, m.name, goodWords, m.organisation, m.role)
		if err != nil {
			t.Fatal(err)
		}
		r.Membership().SetJob("Lead for "+m.name, "")
		mustSave(t, site, r.Membership(), nil)
		site.members[m.email] = r.Id
	}
	return site
}

// told sends a story for an e-mail, or without one, and gives the receipt.
func (s *ownSite) told(t testing.TB, email string, change func(*flow.Sent)) flow.Receipt {
	t.Helper()
	sent := flow.Sent{FormKey: story.NewStoryID(), IP: "192.0.2.77", ConsentWords: "I agree that my story is published.", ConsentVersion: "1",
		Telling: story.Telling{Title: "The porter stayed", Text: someWords, ToldFor: "relative", Good: []string{"kind staff"}, Better: []string{"waiting time"}, Feelings: []string{"hopeful"},
			Services: []string{s.services["N101H"]}, HappenedMonth: 3, HappenedYear: 2026, ScreenName: "Mossy heron 418", AgeGroup: "adult",
			Postcode: "AB10 1AB", Email: email, Edits: "show-me", Consent: true}}
	if change != nil {
		change(&sent)
	}
	receipt, err := flow.SubmitStory(s, sent)
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

// author finds an account by e-mail and gives it the password everybody has.
func (s *ownSite) author(t testing.TB, email string) *records.Author {
	t.Helper()
	a, err := records.FindAuthorByEmail(s, s.Deployment.Sealer, email)
	if err != nil {
		t.Fatal(err)
	}
	if !a.PasswordChosen() {
		a.SetPassword(goodWords)
		a.SetPasswordChosen()
		mustSave(t, s, a, nil)
	}
	return a
}

// story reads a story anew.
func (s *ownSite) story(t testing.TB, id string) *records.Story {
	t.Helper()
	found, err := records.FindStory(s, id)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// publish lets a story out as it is.
func (s *ownSite) publish(t testing.TB, id string) {
	t.Helper()
	if _, err := flow.PublishStory(s, flow.Decision{StoryID: id, Version: s.story(t, id).Version(), Moderator: s.moderator}); err != nil {
		t.Fatal(err)
	}
	if got := s.story(t, id).State(); got != story.Published {
		t.Fatalf("it is %s", got)
	}
}

// signedIn is a visitor who has signed in by e-mail.
func (s *ownSite) signedIn(t testing.TB, email string) *testkit.Visitor {
	t.Helper()
	v := testkit.NewVisitor(t, s.url)
	v.Get("/sign-in").Is(200)
	page := v.Submit(`form:has(input[name=password])`, url.Values{"email": {email}, "password": {goodWords}}).Is(200)
	if page.URL.Path == "/sign-in" {
		t.Fatalf("not signed in: %v", page.Texts(".govuk-error-summary"))
	}
	return v
}

// ada is an author with one story, signed in.
func (s *ownSite) ada(t testing.TB) (*testkit.Visitor, string) {
	t.Helper()
	id := s.told(t, adaEmail, nil).StoryID
	s.author(t, adaEmail)
	return s.signedIn(t, adaEmail), id
}
