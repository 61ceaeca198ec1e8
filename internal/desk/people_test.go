package desk

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// What nobody at the desk may ever see.
const (
	email    = "ada.canary@example.org"
	postcode = "AB15 6LT"
	address  = "203.0.113.77"
	password = "three plain words"
)

// scene is a whole app with its people, behind a server.
type scene struct {
	*testkit.App
	t             testing.TB
	server        *httptest.Server
	board         *records.Organisation
	ward, clinic  *records.Service
	mairi, iain   *records.Moderator
	member        *records.Member
	author        *records.Author
	administrator *core.Record
}

func newScene(t testing.TB) *scene {
	t.Helper()
	app := testkit.New(t, hooks.Register, directory.Watch, Register)
	s := &scene{App: app, t: t}
	s.ok(OpenHandbook(app, os.DirFS("../../pb_public")))
	s.board = must(records.NewOrganisation(app, "ons", "S08000020", "NHS Grampian", "board"))(t)
	s.ok(app.Save(s.board))
	s.ward = s.service("N101H", "Aberdeen Royal Infirmary", "Aberdeen")
	s.clinic = s.service("N411H", "Dr Gray's Hospital", "Elgin")
	s.mairi = s.moderator("mairi@candour.example", "Mairi")
	s.iain = s.moderator("iain@candour.example", "Iain")
	s.member = must(records.AddMember(app, "rita@grampian.example", "Rita Rae", password, s.board.Id, story.RoleResponder))(t)
	s.member.Membership().SetJob("Charge nurse", "")
	s.ok(app.Save(s.member.Membership()))
	s.author = must(records.NewAuthor(app, app.Now()))(t)
	s.author.SetEmail(app.Deployment.Sealer, email)
	s.author.SetPassword(password)
	s.author.SetPasswordChosen()
	s.ok(app.Save(s.author))
	superusers := must(app.FindCollectionByNameOrId(core.CollectionNameSuperusers))(t)
	s.administrator = core.NewRecord(superusers)
	s.administrator.SetEmail("root@candour.example")
	s.administrator.SetPassword(password)
	s.ok(app.Save(s.administrator))
	settings := app.Settings()
	settings.RateLimits.Enabled = false // the walks below ask more often than any person
	s.ok(app.Save(settings))
	s.server = testkit.Serve(t, app)
	return s
}

func (s *scene) service(code, name, town string) *records.Service {
	s.t.Helper()
	v := must(records.NewService(s.App, "phs", code, name, town, s.board.Id))(s.t)
	s.ok(s.Save(v))
	return v
}

func (s *scene) moderator(email, name string) *records.Moderator {
	s.t.Helper()
	m := must(records.NewModerator(s.App, email, name, password, false))(s.t)
	s.ok(s.Save(m))
	return m
}

// told tells a story as the author and returns its number. change may alter it.
func (s *scene) told(change ...func(*story.Telling)) string {
	s.t.Helper()
	sent := flow.Sent{AuthorID: s.author.Id, FormKey: story.NewStoryKey(), IP: address, ConsentVersion: "test", ConsentWords: "I agree.",
		Telling: story.Telling{Title: "She stayed all night", Text: "The nurse held my hand all night, on 2 October. Her name is Morag Inverdee and you can ring me on 01632 960733.\n\nNobody had asked her to.",
			ToldFor: "self", Good: []string{"kind nurse"}, Better: []string{"noise"}, Feelings: []string{"safe"}, Services: []string{s.ward.Id},
			HappenedMonth: 10, HappenedYear: 2026, ScreenName: "harbourlight", AgeGroup: "adult", Postcode: postcode, Edits: "just-publish", Consent: true}}
	for _, c := range change {
		c(&sent.Telling)
	}
	r, err := flow.SubmitStory(s.App, sent)
	s.ok(err)
	return r.StoryID
}

func (s *scene) stored(id string) *records.Story {
	s.t.Helper()
	return must(records.FindStory(s.App, id))(s.t)
}

func (s *scene) published() string {
	s.t.Helper()
	id := s.told()
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: s.mairi.Id})
	s.ok(err)
	return id
}

// answered publishes a story, answers it as the member and hands the answer to
// the moderators. It returns the response's id.
func (s *scene) answered() string {
	s.t.Helper()
	id := must(flow.RespondToStory(s.App, flow.Answer{StoryID: s.published(), MemberID: s.member.Id, ShowName: true, ShowJobTitle: true,
		Text:   "Thank you for telling us about that night. I have shown it to Morag, who was moved by it.",
		Change: &flow.ClaimedChange{State: "planned", Text: "Quieter bins at night", On: s.Now().AddDate(0, 1, 0)}}))(s.t)
	s.Pass(story.EditingTime)
	if n := must(flow.SubmitWaitingResponses(s.App))(s.t); n != 1 {
		s.t.Fatalf("%d responses were handed over, want 1", n)
	}
	return id
}

// reply is what a request was answered with.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

func (r reply) fill(t testing.TB, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.Body), into); err != nil {
		t.Fatalf("reading %.200q: %v", r.Body, err)
	}
}

// as asks something in somebody's name; nil is a stranger. A body makes a JSON
// request.
func (s *scene) as(person core.RecordProxy, method, path string, body any) reply {
	s.t.Helper()
	token := ""
	if person != nil {
		token = must(person.ProxyRecord().NewAuthToken())(s.t)
	}
	return s.with(token, method, path, body)
}

func (s *scene) with(token, method, path string, body any) reply {
	s.t.Helper()
	var sent io.Reader
	switch v := body.(type) {
	case nil:
	case string:
		sent = strings.NewReader(v)
	default:
		sent = bytes.NewReader(must(json.Marshal(v))(s.t))
	}
	request := must(http.NewRequestWithContext(s.t.Context(), method, s.server.URL+path, sent))(s.t)
	request.Header.Set("Content-Type", "application/json")
	if request.ContentLength > 1<<20 { // wait for the refusal: a connection closed while one still writes has no answer
		request.Header.Set("Expect", "100-continue")
	}
	if token != "" {
		request.Header.Set("Authorization", token)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response := must(client.Do(request))(s.t)
	defer func() { _ = response.Body.Close() }()
	return reply{response.StatusCode, response.Header, string(must(io.ReadAll(response.Body))(s.t))}
}

// view is a story as the desk tells it to Mairi.
func (s *scene) view(id string) storyView {
	s.t.Helper()
	r := s.as(s.mairi, "GET", base+"/stories/"+id, nil)
	if r.Status != http.StatusOK {
		s.t.Fatalf("reading story: %d %s", r.Status, r.Body)
	}
	var v storyView
	r.fill(s.t, &v)
	return v
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

// anyReason says why every part was changed, as the panel would send it.
var anyReason = []editReason{{Part: "title", Code: "identifies-author"}, {Part: "text", Code: "identifies-author"}, {Part: "screenName", Code: "spelling"}, {Part: "services", Code: "wrong-service"}, {Part: "tags", Code: "tag-does-not-fit"}}
