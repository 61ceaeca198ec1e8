package hooks

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// edited tells a story and has Moses change its title.
func (s *scene) edited() string {
	s.t.Helper()
	id := s.told()
	st := must(records.FindStory(s.App, id))(s.t)
	w := st.Words()
	w.Text = "The nurse stayed with me all night."
	_, err := flow.EditStory(s.App, flow.Decision{StoryID: id, Version: st.Version(), Moderator: s.moderator.Id, Words: &w, Reasons: story.ReasonsFor("identifies-author")})
	s.ok(err)
	return id
}

func (s *scene) withdrawn() string {
	s.t.Helper()
	id := s.published()
	s.ok(flow.WithdrawStory(s.App, must(records.FindAuthorOf(s.App, id))(s.t).Id, id))
	return id
}

// answer makes a member's response that is not yet saved.
func (s *scene) answer(storyID string) *records.Response {
	s.t.Helper()
	r := must(records.NewResponse(s.App, storyID))(s.t)
	r.SetByMember(s.member.Id, s.board.Id)
	r.SetText("Thank you for telling us.")
	r.SetState(story.Waiting)
	r.SetSaidAt(s.Now())
	return r
}

// answered has Rita answer and Moses publish it.
func (s *scene) answered(storyID string) *records.Response {
	s.t.Helper()
	id, err := flow.RespondToStory(s.App, flow.Answer{StoryID: storyID, MemberID: s.member.Id, Text: "Thank you for telling us."})
	s.ok(err)
	s.Pass(story.EditingTime)
	_, err = flow.SubmitWaitingResponses(s.App)
	s.ok(err)
	r := must(records.FindResponse(s.App, id))(s.t)
	s.ok(flow.PublishResponse(s.App, flow.ResponseDecision{ResponseID: id, Version: r.Version(), Moderator: s.moderator.Id}))
	return must(records.FindResponse(s.App, id))(s.t)
}

func (s *scene) row(collection, field, value string) *core.Record {
	s.t.Helper()
	return must(s.FindFirstRecordByData(collection, field, value))(s.t)
}

// asAdministrator asks the API as the machine's administrator and returns the body.
func (s *scene) asAdministrator(method, path, body string) string {
	s.t.Helper()
	su, err := s.FindAuthRecordByEmail(core.CollectionNameSuperusers, "root@candour.example")
	if err != nil {
		su = core.NewRecord(must(s.FindCollectionByNameOrId(core.CollectionNameSuperusers))(s.t))
		su.SetEmail("root@candour.example")
		su.SetPassword("a very long password")
		s.ok(s.Save(su))
	}
	res := s.ask(method, path, body, must(su.NewAuthToken())(s.t))
	return string(must(io.ReadAll(res.Body))(s.t))
}

func (s *scene) ask(method, path, body, token string) *http.Response {
	s.t.Helper()
	srv := testkit.Serve(s.t, s.App)
	req := must(http.NewRequestWithContext(context.Background(), method, srv.URL+path, bytes.NewReader([]byte(body))))(s.t)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", token)
	res := must(http.DefaultClient.Do(req))(s.t)
	s.t.Cleanup(func() { _ = res.Body.Close() })
	return res
}
