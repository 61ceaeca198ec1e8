package desk

import (
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// asWell answers a story once more, and hands the answer to the moderators.
func (s *scene) asWell(storyID string) string {
	s.t.Helper()
	id := must(flow.RespondToStory(s.App, flow.Answer{StoryID: storyID, MemberID: s.member.Id, ShowName: true, Text: "We spoke to the night team."}))(s.t)
	s.Pass(story.EditingTime)
	must(flow.SubmitWaitingResponses(s.App))(s.t)
	return id
}

func TestBrowser_ResponsesAreWalkedByKeyboard_RefusedAndPutTogetherWithAColleagues(t *testing.T) {
	s := newScene(t)
	first := s.answered()
	told := must(records.FindResponse(s.App, first))(t).Story()
	s.ok(flow.PublishResponse(s.App, flow.ResponseDecision{ResponseID: first, Version: 1, Moderator: s.iain.Id}))
	second, third := s.asWell(told), s.asWell(told)
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("409")
	b.ExpectComplaint("410")
	b.WaitFor(`[data-show="responses"]`)
	press(b, `[data-show="responses"]`)
	b.WaitFor(`[data-id="` + second + `"]`)
	b.Press("j")
	b.Press(testkit.KeyEnter)
	b.WaitFor(`[data-response="` + second + `"]`)
	b.Page().Has(".desk-said", "Thank you for telling us about that night")
	b.Press("j")
	b.WaitFor(`[data-response="` + third + `"]`)
	b.Press("k")
	b.WaitFor(`[data-response="` + second + `"]`)
	b.WaitFor("#desk_publish")
	b.Press("e")
	b.WaitFor("#desk_text:focus")
	b.Fill("#desk_text", "We spoke to the night team about it.")
	for _, mine := range []bool{true, false} { // keep mine on top, then take theirs
		s.changed(second, map[bool]string{true: "We asked the night team.", false: "We asked the whole team."}[mine])
		press(b, "#desk_publish")
		b.WaitFor(".desk-clash")
		b.WaitForText("What is stored now")
		b.WaitFor("#desk_clash:focus")
		accessible(t, b)
		b.TabTo(map[bool]string{true: ".desk-clash button", false: ".desk-clash button.secondary"}[mine])
		b.Press(testkit.KeyEnter)
		b.WaitGone(".desk-clash")
		want := map[bool]string{true: "We spoke to the night team about it.", false: "We asked the whole team."}[mine]
		if got := b.Value("#desk_text"); got != want {
			t.Errorf("in the form: %q", got)
		}
		b.WaitFor("#desk_text:focus")
	}
	b.TabTo("#desk_reject")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_reason:focus")
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.WaitFor("#desk_reject:focus")
	b.Press("r")
	b.WaitFor("#desk_reason:focus")
	b.Choose("#desk_reason", "unkind")
	b.TabTo("#desk_note")
	b.Type("It blames.")
	press(b, ".modal-footer .danger")
	b.WaitFor("#desk_next:focus")
	if r := must(records.FindResponse(s.App, second))(t); r.State() != story.ResponseRejected || r.Text() != "We asked the whole team." {
		t.Errorf("stored: %s, %q", r.State(), r.Text())
	}
	b.Open(s.server.URL + "/_/#/desk/responses/" + second)
	b.WaitForText("What was done")
	s.ok(flow.WithdrawStory(s.App, s.author.Id, told))
	b.Open(s.server.URL + "/_/#/desk/responses/" + third)
	b.WaitForText("This is gone")
	b.Page().HasNowhere("night team")
}

// changed is what the member who wrote a response, or whoever looks after the site, makes of it meanwhile.
func (s *scene) changed(id, text string) {
	s.t.Helper()
	r := must(records.FindResponse(s.App, id))(s.t)
	r.Set("text", text)
	r.Set("version", r.Version()+1)
	s.ok(s.Save(r))
}
