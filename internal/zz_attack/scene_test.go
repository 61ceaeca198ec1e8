package zz_attack

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/desk"
	"candour/internal/flow"
	"candour/internal/pages"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestMain(m *testing.M) { os.Exit(testkit.Main(m)) }

type scene struct {
	*testkit.App
	t         testing.TB
	board     *records.Organisation
	far       *records.Organisation
	service   *records.Service
	moderator *records.Moderator
	member    *records.Member
	farMember *records.Member
	url       string
	super     string
}

const (
	email    = "ada.canary@example.org"
	postcode = "AB10 1AB"
	words    = "The nurse in bay four held my hand all night and nobody had asked her to."
	pw       = "a long password"
)

func newScene(t testing.TB) *scene {
	app := testkit.New(t, hooks.Register, func(a core.App) {
		if err := pages.Start(a, os.DirFS("../../pb_public")); err != nil {
			t.Fatal(err)
		}
		desk.Register(a)
	})
	s := &scene{App: app, t: t}
	app.Settings().RateLimits.Enabled = false
	s.board = s.org("S08000020", "NHS Grampian")
	s.far = s.org("S08000024", "NHS Lothian")
	s.service = s.svc("N101H", "Aberdeen Royal Infirmary", s.board.Id)
	s.moderator = must(records.NewModerator(app, "moses@candour.example", "Moses", pw, false))(t)
	s.ok(app.Save(s.moderator))
	s.member = must(records.NewMember(app, "rita@grampian.example", "Rita", pw, s.board.Id, story.RoleResponder))(t)
	s.ok(app.Save(s.member))
	s.farMember = must(records.NewMember(app, "lou@lothian.example", "Lou", pw, s.far.Id, story.RoleResponder))(t)
	s.ok(app.Save(s.farMember))
	s.url = testkit.Serve(t, app.TestApp).URL
	app.Deployment.URL = s.url
	c := must(app.FindCollectionByNameOrId("_superusers"))(t)
	r := core.NewRecord(c)
	r.SetEmail("root@example.org")
	r.SetPassword("rootrootroot")
	s.ok(app.Save(r))
	s.super = must(r.NewAuthToken())(t)
	return s
}

func (s *scene) org(code, name string) *records.Organisation {
	o := must(records.NewOrganisation(s.App, "ons", code, name, "board"))(s.t)
	s.ok(s.Save(o))
	return o
}
func (s *scene) svc(code, name, org string) *records.Service {
	v := must(records.NewService(s.App, "phs", code, name, "Aberdeen", org))(s.t)
	s.ok(s.Save(v))
	return v
}
func telling(service string) flow.Sent {
	return flow.Sent{FormKey: story.NewStoryKey(), IP: "203.0.113.77", ConsentVersion: "test", ConsentWords: "I agree.",
		Telling: story.Telling{Title: "She stayed all night", Text: words, ToldFor: "self", Good: []string{"nursing"},
			Feelings: []string{"safe"}, Services: []string{service}, HappenedMonth: 10, HappenedYear: 2026,
			ScreenName: "harbourlight", AgeGroup: "adult", Postcode: postcode, Email: email, Edits: "just-publish", Consent: true}}
}
func (s *scene) tell(change func(*flow.Sent)) string {
	s.t.Helper()
	t := telling(s.service.Id)
	if change != nil {
		change(&t)
	}
	r, err := flow.SubmitStory(s.App, t)
	s.ok(err)
	return r.StoryID
}
func (s *scene) publish(id string) {
	s.t.Helper()
	st := must(records.FindStory(s.App, id))(s.t)
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id})
	s.ok(err)
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

// ask returns "status body" shortened.
func (s *scene) ask(token, method, path, body string) string {
	s.t.Helper()
	req, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		return "ERR " + err.Error()
	}
	if token != "" {
		req.Header.Set("Authorization", token)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(req)
	if err != nil {
		return "ERR " + err.Error()
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return fmt.Sprintf("%d %s", res.StatusCode, b)
}
func short(x string) string {
	if len(x) > 420 {
		return x[:420] + "…"
	}
	return x
}
