package desk

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

const inDanger = "The story says that he will come back tonight with a knife."

// senior is a moderator who may decide.
func (s *scene) senior(email, name string) *records.Moderator {
	s.t.Helper()
	m := s.moderator(email, name)
	m.SetSenior(true)
	s.ok(s.Save(m))
	return m
}

func askFor(id, field string) map[string]any {
	return map[string]any{"story": id, "field": field, "recipientKind": "police", "recipient": "Police Scotland, Aberdeen",
		"reason": inDanger, "believed": true, "password": password}
}

// disclosed reads the one request of an answer.
func (s *scene) disclosed(r reply) disclosureView {
	s.t.Helper()
	var v struct {
		Disclosure disclosureView `json:"disclosure"`
	}
	r.fill(s.t, &v)
	return v.Disclosure
}

func TestDisclosure_TheDeskShowsOneDetailOnceToTheOneWhoAsked(t *testing.T) {
	s := newScene(t)
	sal := s.senior("sal@candour.example", "Sal")
	id := s.told()
	asked := s.disclosed(s.as(s.mairi, "POST", base+"/disclosures", askFor(id, "postcode")))
	if asked.State != "waiting" || asked.MayDecide || asked.MaySee {
		t.Fatalf("asked: %+v", asked)
	}
	path := base + "/disclosures/" + asked.ID
	if v := s.disclosed(s.as(sal, "GET", path, nil)); !v.MayDecide || v.AskedBy != "Mairi" || v.Reason != inDanger {
		t.Errorf("a senior moderator finds %+v", v)
	}
	proof := map[string]string{"password": password}
	for who, m := range map[string]*records.Moderator{"who asked": s.mairi, "a junior": s.iain} {
		if r := s.as(m, "POST", path+"/agree", proof); r.Status != http.StatusForbidden {
			t.Errorf("%s agreed: %d %s", who, r.Status, r.Body)
		}
	}
	if r := s.as(sal, "POST", path+"/agree", map[string]string{"password": "guess"}); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"password"`) {
		t.Errorf("agreed with a guess: %d %s", r.Status, r.Body)
	}
	if r := s.as(sal, "POST", path+"/agree", proof); r.Status != http.StatusOK {
		t.Fatalf("agreeing: %d %s", r.Status, r.Body)
	}
	for who, m := range map[string]*records.Moderator{"who agreed": sal, "a colleague": s.iain} {
		if r := s.as(m, "POST", path+"/show", proof); r.Status != http.StatusConflict || strings.Contains(r.Body, "6LT") {
			t.Errorf("%s saw it: %d %s", who, r.Status, r.Body)
		}
	}
	shown := s.as(s.mairi, "POST", path+"/show", proof)
	if shown.Status != http.StatusOK || !strings.Contains(shown.Body, postcode) || shown.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("showing: %d %s", shown.Status, shown.Body)
	}
	if r := s.as(s.mairi, "POST", path+"/show", proof); r.Status != http.StatusConflict || strings.Contains(r.Body, "6LT") {
		t.Errorf("a second look: %d %s", r.Status, r.Body)
	}
	for _, door := range []string{path, base + "/disclosures"} {
		if r := s.as(s.mairi, "GET", door, nil); strings.Contains(r.Body, "6LT") {
			t.Errorf("%s holds the value", door)
		}
	}
}

func TestDisclosure_TheRecordNamesPeopleAsTheyWereCalledThen(t *testing.T) {
	s := newScene(t)
	sal := s.senior("sal@candour.example", "Sal")
	proof := map[string]any{"password": password, "words": "Nobody is in danger."}
	agreed := s.disclosed(s.as(s.mairi, "POST", base+"/disclosures", askFor(s.told(), "postcode"))).ID
	refused := s.disclosed(s.as(s.mairi, "POST", base+"/disclosures", askFor(s.told(), "email"))).ID
	s.as(sal, "POST", base+"/disclosures/"+agreed+"/agree", proof)
	s.as(sal, "POST", base+"/disclosures/"+refused+"/refuse", proof)
	root := must(s.administrator.NewAuthToken())(t)
	for _, m := range []*records.Moderator{s.mairi, sal} {
		if r := s.with(root, "PATCH", "/api/collections/moderators/records/"+m.Id, map[string]string{"name": "Somebody else"}); r.Status != http.StatusOK {
			t.Fatalf("renaming: %d %s", r.Status, r.Body)
		}
	}
	for _, id := range []string{agreed, refused} {
		if v := s.disclosed(s.as(s.iain, "GET", base+"/disclosures/"+id, nil)); v.AskedBy != "Mairi" || v.DecidedBy != "Sal" {
			t.Errorf("%s: asked by %q, decided by %q", v.State, v.AskedBy, v.DecidedBy)
		}
	}
}

func TestDisclosure_WhatIsMissingIsSaidBesideItsField(t *testing.T) {
	s := newScene(t)
	r := s.as(s.mairi, "POST", base+"/disclosures", map[string]any{"story": s.told()})
	var v refusal
	r.fill(t, &v)
	if r.Status != http.StatusUnprocessableEntity || len(v.Data) != 6 {
		t.Errorf("%d %s", r.Status, r.Body)
	}
	if r := s.as(s.mairi, "POST", base+"/disclosures", askFor("zzzzzzzz", "email")); r.Status != http.StatusNotFound {
		t.Errorf("of no story: %d", r.Status)
	}
}

func TestMessages_TheDeskCarriesThemWithoutAnAddress(t *testing.T) {
	s := newScene(t)
	id := s.published()
	path := base + "/stories/" + id
	if r := s.as(s.mairi, "POST", path+"/message", map[string]string{"note": "Ring me on 01632 960733."}); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `"note"`) {
		t.Errorf("a phone number: %d %s", r.Status, r.Body)
	}
	if r := s.as(s.mairi, "POST", path+"/message", map[string]string{"note": "Are you safe?"}); r.Status != http.StatusOK {
		t.Fatalf("writing: %d %s", r.Status, r.Body)
	}
	s.ok(flow.AnswerModerator(s.App, s.author.Id, id, "Yes. I am "+email+"."))
	var q queueAnswer
	s.as(s.iain, "GET", base+"/queue?show=messages", nil).fill(t, &q)
	if q.Counts["messages"] != 1 || len(q.Rows) != 1 || q.Rows[0].About != "Mairi wrote last, and the author answered" || q.Rows[0].ID != id {
		t.Errorf("the queue says %v %+v", q.Counts, q.Rows)
	}
	if v := s.view(id); !v.Unread || len(v.Messages) != 2 || v.Messages[1].Text != "Yes. I am [e-mail address]." || v.State != "published" {
		t.Errorf("the story says %+v", v.Messages)
	}
	if r := s.as(s.iain, "POST", path+"/message/done", map[string]string{}); r.Status != http.StatusOK || s.view(id).Unread {
		t.Errorf("dealing with it: %d", r.Status)
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	if r := s.as(s.mairi, "POST", path+"/message", map[string]string{"note": "Why?"}); r.Status != http.StatusGone {
		t.Errorf("after it was taken back: %d %s", r.Status, r.Body)
	}
}

// A moderator who writes a guess at an author's address into a message must not
// learn from the answer whether it is right.
func TestMessages_ARightGuessIsAnsweredLikeAWrongOne(t *testing.T) {
	s := newScene(t)
	answer := func(door, guess string) (int, string) {
		id := s.told()
		r := s.as(s.mairi, "POST", base+"/stories/"+id+door, map[string]any{"note": "Is it " + guess + " or not?", "version": s.stored(id).Version()})
		return r.Status, strings.NewReplacer(id, "", guess, "").Replace(r.Body)
	}
	for right, wrong := range map[string]string{
		"A-B-1-5-6-L-T": "A-B-1-6-6-L-T", "AB156LT": "AB166LT", "ab 15 6 lt": "ab 16 6 lt", "mineab156ltmine": "mineab166ltmine", "Ab1--56-- lT": "Ab1--66-- lT",
		"adadotcanaryatexampledotorg": "bendotcanaryatexampledotorg", "ada . canary at example dot org": "ben . canary at example dot org",
		"xadadotcanaryatexampledotorgx": "xbendotcanaryatexampledotorgx", "a-d-a.canary at example.org": "b-e-n.canary at example.org",
		"(ada)dot(canary)at(example)dot(org)": "(ben)dot(canary)at(example)dot(org)", email: "ben.canary@example.org",
	} {
		for _, door := range []string{"/message", "/ask"} {
			status, body := answer(door, right)
			if also, same := answer(door, wrong); status != also || status != http.StatusOK && body != same {
				t.Errorf("%s %q is answered %d, another guess %d", door, right, status, also)
			}
			if status >= http.StatusInternalServerError {
				t.Errorf("%s %q: %d", door, right, status)
			}
		}
	}
}

func TestMessages_TheWordsToBeginWithMayBeSentOnceTheirGapsAreFilled(t *testing.T) {
	s := newScene(t)
	var v struct {
		Messages []struct{ ID, Label, Text string } `json:"messages"`
	}
	s.ok(json.Unmarshal([]byte(s.as(s.mairi, "GET", base+"/messages", nil).Body), &v))
	if len(v.Messages) < 6 {
		t.Fatalf("%d beginnings", len(v.Messages))
	}
	for _, m := range v.Messages {
		filled := regexp.MustCompile(`\[[^\[\]]+\]`).ReplaceAllString(m.Text, "the ward")
		if err := flow.WriteToAuthor(s.App, s.published(), s.mairi.Id, filled); err != nil {
			t.Errorf("%s: %v", m.ID, err)
		}
	}
}

func TestBrowser_APrivateDetailIsAskedForAgreedToAndSeenOnce(t *testing.T) {
	s := newScene(t)
	s.senior("sal@candour.example", "Sal")
	id := s.told()
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("422")
	s.openStory(b, id)
	b.Click("#desk_disclose")
	b.WaitFor("#desk_disclose_send")
	b.Screenshot("ask")
	b.Click("#desk_disclose_send")
	b.WaitForText("Choose what you need to see.")
	b.Screenshot("ask-wrong")
	accessible(t, b)
	b.Click("label[for=desk_field_email]")
	b.Click("label[for=desk_recipientKind_police]")
	b.Fill("#desk_recipient", "Police Scotland, Aberdeen")
	b.Fill("#desk_reason", inDanger)
	b.Click("label[for=desk_believed]")
	b.Click("label[for=desk_risk]")
	b.WaitFor("#desk_quiet")
	b.Fill("#desk_quiet", "He reads her letters.")
	b.Fill("#desk_password", password)
	b.Viewport(320, 900)
	b.Screenshot("ask-320")
	accessible(t, b)
	b.Viewport(1280, 900)
	b.Click("#desk_disclose_send")
	b.WaitFor(`[data-state="waiting"]`)
	b.Screenshot("waiting")
	accessible(t, b)
	address := b.URL()

	sal := s.signIn("sal@candour.example")
	sal.WaitFor("#desk_disclosures")
	sal.Screenshot("queue-with-request")
	sal.Click("#desk_disclosures")
	sal.WaitFor(".desk-disclosures .desk-row")
	sal.Screenshot("list")
	accessible(t, sal)
	sal.Click(".desk-disclosures .desk-row")
	sal.WaitFor("#desk_agree")
	sal.Screenshot("decide")
	accessible(t, sal)
	sal.Click("label[for=desk_quietAgreed]")
	sal.TabTo("#desk_password")
	sal.Type(password)
	sal.Press(testkit.KeyEnter)
	sal.WaitFor(`[data-state="agreed"]`)
	sal.Page().HasNot("#desk_show")

	b.Open(s.server.URL + "/_/#/desk")
	b.WaitFor("#desk_disclosures")
	b.Open(address.String())
	b.WaitFor("#desk_show")
	b.Screenshot("agreed")
	accessible(t, b)
	b.TabTo("#desk_password")
	b.Type(password)
	b.Press(testkit.KeyEnter)
	b.WaitForText(email)
	b.Screenshot("shown")
	b.Viewport(320, 900)
	b.Screenshot("shown-320")
	accessible(t, b)
	b.Viewport(1280, 900)
	if strings.Contains(b.URL().String(), "ada") {
		t.Error("the value stands in the address")
	}
	b.Click("#desk_once_hide")
	b.WaitForText("It was shown once")
	b.Page().HasNowhere(email)
	b.Page().Has(".desk-facts", "not yet: two moderators believe")
	s.Pass(40 * 24 * time.Hour)
	sal = s.signIn("sal@candour.example")
	sal.WaitFor("#desk_disclosures")
	sal.Click("#desk_disclosures")
	sal.WaitForText("Not told yet")
	sal.Screenshot("not-told")
	accessible(t, sal)
	sal.Click(".desk-disclosures .desk-row")
	sal.WaitFor("#desk_tell")
	sal.Screenshot("review")
	sal.Click("#desk_tell")
	sal.WaitGone("#desk_tell")
	n, err := flow.TellDisclosures(s.App)
	s.ok(err)
	if n != 1 {
		t.Errorf("%d authors are told", n)
	}
}

func TestBrowser_AModeratorWritesToAnAuthorWithoutDeciding(t *testing.T) {
	s := newScene(t)
	id := s.told()
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("422")
	s.openStory(b, id)
	b.Fill("#desk_title", "A title not saved")
	b.Click("#desk_write")
	b.WaitFor("#desk_question:focus")
	b.Choose("#desk_begin", "safe")
	if got := b.Value("#desk_question"); !strings.Contains(got, "We are worried about you") {
		t.Errorf("the words to begin with are %q", got)
	}
	b.Screenshot("write")
	accessible(t, b)
	b.Fill("#desk_question", "Ring me on 01632 960733.")
	b.Click(".modal-footer [type=submit]")
	b.WaitForText("Leave out e-mail addresses, phone numbers and postcodes. The site")
	b.Screenshot("write-refused")
	b.Fill("#desk_question", "Are you safe?")
	b.Click(".modal-footer [type=submit]")
	b.WaitForText("Sent. The story stays where it is.")
	b.WaitFor(".desk-messages")
	if got := b.Value("#desk_title"); got != "A title not saved" {
		t.Errorf("what was typed is now %q", got)
	}
	if st := s.stored(id); st.State() != story.Submitted || st.Version() != 1 {
		t.Errorf("the story is %s, version %d", st.State(), st.Version())
	}
	s.ok(flow.AnswerModerator(s.App, s.author.Id, id, "Yes, I am."))
	b.Open(s.server.URL + "/_/#/desk")
	b.WaitFor(".desk-row") // Mairi has it open no more
	c := s.signIn("iain@candour.example")
	c.WaitFor(`[data-show="messages"]`)
	c.Click(`[data-show="messages"]`)
	c.WaitForText("Mairi wrote last")
	c.Screenshot("messages")
	accessible(t, c)
	c.Viewport(320, 900)
	c.Screenshot("messages-320")
	c.Viewport(1280, 900)
	c.Click(`[data-id="` + id + `"]`)
	c.WaitForText("Yes, I am.")
	c.Screenshot("answered")
	accessible(t, c)
	c.Click("#desk_message_done")
	c.WaitGone("#desk_message_done")
}
