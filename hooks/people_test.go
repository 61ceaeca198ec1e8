package hooks

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// The people and places of these tests, made the way the site makes them.
type scene struct {
	*testkit.App
	t         testing.TB
	board     *records.Organisation
	service   *records.Service
	moderator *records.Moderator
	member    *records.Member // a responder of the board
	stranger  *records.Member // a responder of another board
}

const (
	email    = "ada.canary@example.org"
	postcode = "AB10 1AB"
	address  = "203.0.113.77"
	words    = "The nurse in bay four held my hand all night and nobody had asked her to."
)

func newScene(t testing.TB, app *testkit.App) *scene {
	t.Helper()
	s := &scene{App: app, t: t}
	s.board = s.organisation("S08000020", "NHS Grampian")
	other := s.organisation("S08000024", "NHS Lothian")
	s.service = s.addService("N101H", "Aberdeen Royal Infirmary", s.board.Id)
	s.moderator = must(records.NewModerator(app, "moses@candour.example", "Moses", "a long password", false))(t)
	s.member = must(records.AddMember(app, "rita@grampian.example", "Rita", "a long password", s.board.Id, story.RoleResponder))(t)
	s.stranger = must(records.AddMember(app, "lou@lothian.example", "Lou", "a long password", other.Id, story.RoleResponder))(t)
	s.ok(app.Save(s.moderator))
	s.ok(app.Save(s.member))
	s.ok(app.Save(s.stranger))
	return s
}

func (s *scene) organisation(code, name string) *records.Organisation {
	s.t.Helper()
	o := must(records.NewOrganisation(s.App, "ons", code, name, "board"))(s.t)
	s.ok(s.Save(o))
	return o
}

func (s *scene) addService(code, name, organisation string) *records.Service {
	s.t.Helper()
	v := must(records.NewService(s.App, "phs", code, name, "Aberdeen", organisation))(s.t)
	s.ok(s.Save(v))
	return v
}

// told tells a story as Ada and returns its number.
func (s *scene) told() string {
	s.t.Helper()
	r, err := flow.SubmitStory(s.App, telling(s.service.Id))
	s.ok(err)
	return r.StoryID
}

// toldBy tells a story as somebody who is signed in, which is quicker: no
// password is hashed.
func (s *scene) toldBy(author string) string {
	s.t.Helper()
	sent := telling(s.service.Id)
	sent.AuthorID = author
	r, err := flow.SubmitStory(s.App, sent)
	s.ok(err)
	return r.StoryID
}

// published tells a story and has Moses publish it.
func (s *scene) published() string {
	s.t.Helper()
	id := s.told()
	st := must(records.FindStory(s.App, id))(s.t)
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id})
	s.ok(err)
	return id
}

func telling(service string) flow.Sent {
	return flow.Sent{FormKey: story.NewStoryKey(), IP: address, ConsentVersion: "test", ConsentWords: "I agree.",
		Telling: story.Telling{Title: "She stayed all night", Text: words, ToldFor: "self", Good: []string{"nursing"},
			Feelings: []string{"safe"}, Services: []string{service}, HappenedMonth: 10, HappenedYear: 2026,
			ScreenName: "harbourlight", AgeGroup: "adult", Postcode: postcode, Email: email, Edits: "just-publish", Consent: true}}
}

func (s *scene) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
