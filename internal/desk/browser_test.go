package desk

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/sample"
	"candour/internal/story"
	"candour/internal/testkit"
)

// panelKeeps is where the panel keeps who is signed in.
const panelKeeps = "__pb_superusers__/_"

// signIn opens the panel in a new tab for somebody who has signed in there before. Typing
// into the form each time would be a quarter of all the work of these tests.
func (s *scene) signIn(email string) *testkit.Browser {
	s.t.Helper()
	r := s.with("", "POST", "/api/collections/moderators/auth-with-password", map[string]string{"identity": email, "password": password})
	if r.Status != http.StatusOK {
		s.t.Fatalf("signing in: %d %s", r.Status, r.Body)
	}
	b := newTab(s.t)
	b.OpenWith(s.server.URL+"/_/", panelKeeps, r.Body)
	return b
}

// signInByHand opens the panel in a new tab and types somebody's address and password.
func (s *scene) signInByHand(email string) *testkit.Browser {
	s.t.Helper()
	b := newTab(s.t)
	b.Open(s.server.URL + "/_/")
	b.WaitFor("#login_identity")
	b.Click("#login_identity")
	b.Type(email)
	b.Click("#login_pass")
	b.Type(password)
	b.Press(testkit.KeyEnter)
	return b
}

// openStory opens a story from the queue and, if it is a hard one, its note.
func (s *scene) openStory(b *testkit.Browser, id string) {
	s.t.Helper()
	b.WaitFor(`[data-id="` + id + `"]`)
	b.Click(`[data-id="` + id + `"]`)
	b.WaitFor(`[data-story="` + id + `"]`)
}

// settled is the list of changes once it says what was typed last: until then it is drawn
// anew after each pause.
const settled = `#desk_reasons[data-settled="yes"] `

// accessible asks axe about the page as it stands. The box in which the panel's own
// short notes appear is PocketBase's and is no landmark.
func accessible(t *testing.T, b *testkit.Browser) {
	t.Helper()
	for _, v := range b.Axe("") {
		v.Where = slices.DeleteFunc(v.Where, func(w string) bool { return strings.Contains(w, "toast") })
		if len(v.Where) > 0 {
			t.Errorf("the page breaks %s", v)
		}
	}
}

// atBothWidths takes a page at a desk's width and at a phone's, and asks axe about both.
func atBothWidths(t *testing.T, b *testkit.Browser, name string) {
	t.Helper()
	b.Screenshot(name)
	accessible(t, b)
	b.Viewport(320, 800)
	b.NoOverflow()
	b.Screenshot(name + "-320")
	accessible(t, b)
	b.Viewport(1280, 900)
}

// samples tells the sample stories that wait, some hours apart, and returns how many.
func (s *scene) samples() int {
	s.t.Helper()
	n := 0
	for _, v := range sample.Stories() {
		if v.State != "submitted" || n == 9 {
			continue
		}
		n++
		s.told(func(t *story.Telling) {
			t.Title, t.Text, t.ScreenName, t.ToldFor, t.AgeGroup = v.Title, v.Text, v.ScreenName, v.ToldFor, v.AgeGroup
			t.Good, t.Better, t.Feelings, t.Edits, t.ServiceText = v.Good, v.Better, v.Feelings, v.Edits, v.ServiceText
			if n%3 == 0 {
				t.Services = []string{s.clinic.Id}
			}
		})
		s.Pass(5 * time.Hour)
	}
	return n
}

func TestBrowser_AModeratorSignsInAndLandsOnTheDesk(t *testing.T) {
	s := newScene(t)
	n := s.samples()
	b := s.signInByHand("mairi@candour.example")
	b.WaitFor(".desk-row")
	b.Screenshot("queue")
	if got := b.URL().Fragment; got != "/desk" {
		t.Errorf("landed on %s", got)
	}
	page := b.Page()
	if rows := page.Texts(".desk-row"); len(rows) != n {
		t.Errorf("%d rows, want %d", len(rows), n)
	}
	page.Has(".app-header .header-link", "Moderation desk")
	page.HasNot(".app-header", "Collections", "Logs", "Settings")
	if !b.InSight("#desk_hints") {
		t.Error("the list of what waits is longer than the window")
	}
	accessible(t, b)
	b.Open(s.server.URL + "/_/#/settings/backups")
	b.WaitFor(".desk-row")
	b.Viewport(768, 1024)
	b.Screenshot("queue-768")
	b.Prefer("prefers-color-scheme", "dark")
	b.Screenshot("queue-dark")
}

func TestBrowser_AnAdministratorIsToldWhoTheDeskIsFor(t *testing.T) {
	s := newScene(t)
	b := newTab(t)
	b.ExpectComplaint("400") // the moderators' sign-in is asked first
	b.Open(s.server.URL + "/_/")
	b.WaitFor("#login_identity")
	b.Screenshot("sign-in")
	b.Page().Has("form", "Moderators: ask whoever runs this site", "Administrators: forgotten password")
	b.Click("#login_identity")
	b.Type("root@candour.example")
	b.Click("#login_pass")
	b.Type(password)
	b.Press(testkit.KeyEnter)
	b.WaitForText("Dr Gray")
	b.Page().Has(".app-header .header-link", "Collections", "Logs", "Settings")
	b.Open(s.server.URL + "/_/#/desk")
	b.WaitForText("The desk is for moderators")
	b.Screenshot("administrator")
}

func TestBrowser_AStoryIsReadEditedAndPublished(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.ServiceText = "the ward by the lift" })
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitForText("Morag Inverdee")
	b.Screenshot("story")
	accessible(t, b)
	b.Fill("#desk_text", "The nurse held my hand all night.\n\nNobody had asked her to.")
	b.WaitForText("taken out")
	b.WaitFor(".desk-original:not([hidden])") // what was there stands beside it before anything is saved
	b.Page().Has(".desk-original", "As the author sent it", "Morag Inverdee")
	b.Screenshot("typed")
	b.WaitFor(settled + "#desk_why_text_1") // what is below moves down for it
	b.Click("#desk_good")
	b.Type("company")
	b.Press(testkit.KeyEnter)
	b.Click("#desk_services")
	b.Type("gray")
	b.WaitFor(`[data-service="` + s.clinic.Id + `"]`)
	b.Screenshot("found")
	b.Click(`[data-service="` + s.clinic.Id + `"]`)
	b.Click("#desk_save") // every edit has a reason
	b.WaitForText("Say why you changed the words")
	b.WaitFor(settled + "#desk_why_text_1:focus")
	b.Page().Has(".desk-changes legend", "1 change of the words")
	accessible(t, b)
	b.Choose("#desk_why_text_1", "identifies-staff")
	b.Page().Has(`[data-part="tags"]`, "Changes of the tags", "company", "A tag for what the story says")
	b.Page().HasNot(`[data-part="tags"]`, "another service")
	b.Page().Has(`[data-part="services"]`, "Changes of the services", "It is about another service")
	b.Click("#desk_save") // tags and services have one too
	b.WaitFor("#desk_why_services_all:focus")
	b.Choose("#desk_why_services_all", "service-missing")
	b.Choose("#desk_why_tags_all", "tag-missing")
	atBothWidths(t, b, "reasons")
	b.Click("#desk_save")
	b.WaitFor(`[data-version="2"]`)
	b.WaitForText("As the author sent it")
	b.Screenshot("edited")
	accessible(t, b)
	b.Viewport(768, 1024)
	b.Screenshot("edited-768")
	b.Viewport(1280, 900)
	b.Prefer("prefers-color-scheme", "dark")
	b.Screenshot("edited-dark")
	accessible(t, b)
	b.Click("#desk_publish")
	b.WaitFor("#desk_sure:focus") // nothing is chosen beforehand, and no quick second key publishes
	atBothWidths(t, b, "unscored")
	b.Page().Has("#desk_sure", "No criticality yet: how critical is it?", "Look at 1 to 3 first", "Publish without a score")
	b.Click("#desk_now_2")
	b.WaitFor("#desk_publish:focus")
	if score, given := s.stored(id).Criticality(); !given || score != 2 || s.stored(id).State() != story.Submitted {
		t.Errorf("one click scored it %d (%v), and it is %s", score, given, s.stored(id).State())
	}
	b.Press(testkit.KeyEnter)
	b.WaitForText("All done here")
	b.WaitFor("#desk_done:focus")
	b.Page().Has("#desk_done", "Published.", "Nothing is left in “To read”.")
	st := s.stored(id)
	if st.State() != story.Published || st.PublishedBy() != s.mairi.Id || strings.Contains(st.Text(), "Morag") {
		t.Errorf("stored: %s by %s: %q", st.State(), st.PublishedBy(), st.Text())
	}
	b.Open(s.server.URL + "/_/#/desk/stories/" + id) // what is decided can still be read, and nothing more
	b.WaitForText("Published")
	b.Screenshot("decided")
	b.Page().HasNot(".desk-bar")
	accessible(t, b)
	if tags, services := must(records.TagsOfStory(s.App, id))(t), must(records.StoryServiceIDs(s.App, id))(t); len(tags) != 4 || len(services) != 2 {
		t.Errorf("tags %v, services %v", tags, services)
	}
}

func TestBrowser_PublishAsksOnceMoreWhereMarksAreLeftOrNoServiceIsLinked(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Title, v.Text, v.Services, v.ServiceText = "Ring 01632 960733", "Her name is Morag Inverdee.", nil, "the ward by the lift"
	})
	s.author.SetEmail(s.Deployment.Sealer, "")
	s.ok(s.Save(s.author))
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitForText("in the title")
	b.Page().Has(".desk-facts", "about themselves, an adult, October 2026")
	b.Click("#desk_ask")
	b.WaitForText("This author gave no e-mail address")
	b.Screenshot("ask-no-letters")
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.Fill("#desk_title", "Ring 01632 960733 now") // what is missing is asked for first, and once
	b.WaitFor(settled + "#desk_why_title_1")
	b.PressWithControl(testkit.KeyEnter)
	b.WaitFor("#desk_why_title_1:focus")
	b.Page().HasNot("#desk_bar", "Look once more")
	b.Fill("#desk_title", "Ring 01632 960733")
	b.WaitGone("#desk_why_title_1")
	b.Click("#desk_publish")
	b.WaitForText("Publish with 2 marks left, no service and no criticality")
	b.Screenshot("publish-asks")
	accessible(t, b)
	b.Fill("#desk_title", "She stayed") // whoever goes on working is asked anew
	b.WaitFor(settled + "#desk_why_title_1")
	b.Choose("#desk_why_title_1", "identifies-author")
	b.WaitGone("#desk_publish_sure")
	b.Click("#desk_publish")
	b.WaitForText("Publish with 1 mark left, no service and no criticality")
	if st := s.stored(id); st.State() != story.Submitted || st.Version() != 1 {
		t.Errorf("one click made it %s, version %d", st.State(), st.Version())
	}
	b.Click("#desk_publish_sure")
	b.WaitForText("All done here")
	if st := s.stored(id); st.State() != story.Published || st.Title() != "She stayed" {
		t.Errorf("stored: %s, %q", st.State(), st.Title())
	}
}

func TestBrowser_AStoryIsRejectedWithWordsAndAnotherIsAskedAbout(t *testing.T) {
	s := newScene(t)
	first := s.told()
	second := s.told()
	b := s.signIn("mairi@candour.example")
	s.openStory(b, first)
	b.Click("#desk_reject")
	b.WaitFor("#desk_reason")
	b.Screenshot("reject-empty")
	b.ExpectComplaint("422")
	press(b, ".modal-footer .danger") // with nothing chosen
	b.WaitFor("#desk_reason:focus")
	b.Choose("#desk_reason", "too-old")
	b.WaitForText("The care ended longer ago")
	b.Fill("#desk_note", "It was too long ago for the ward to answer.")
	b.WaitForText("Words to begin with")
	b.Screenshot("reject")
	accessible(t, b)
	b.Click(".modal-footer .danger")
	s.openStory(b, second)
	if st := s.stored(first); st.State() != story.Rejected || st.Reason() != "too-old" || st.ReasonWords() != "It was too long ago for the ward to answer." {
		t.Errorf("stored: %s, %s, %q", st.State(), st.Reason(), st.ReasonWords())
	}
	b.Fill("#desk_title", "She stayed")
	b.WaitFor(settled + "#desk_why_title_1")
	b.Choose("#desk_why_title_1", "identifies-author")
	b.Click("#desk_ask")
	b.WaitFor("#desk_question:focus")
	b.Type("Which ward was it?")
	b.Screenshot("ask")
	b.Click(".modal-footer [type=submit]")
	b.WaitForText("All done here")
	if st := s.stored(second); st.State() != story.Held || st.Title() != "She stayed" {
		t.Errorf("stored: %s, %q", st.State(), st.Title())
	}
	s.ok(flow.AnswerModerator(s.App, s.author.Id, second, "Ward 5."))
	b.Open(s.server.URL + "/_/#/desk/stories/" + second)
	b.WaitForText("Ward 5.")
	b.Screenshot("answered")
}

func TestBrowser_AResponseIsReadAndPublished(t *testing.T) {
	s := newScene(t)
	id := s.answered()
	b := s.signIn("mairi@candour.example")
	b.WaitFor(`[data-show="changes"]`)
	b.Click(`[data-show="changes"]`)
	b.WaitFor(`[data-id="` + id + `"]`)
	b.Screenshot("responses")
	b.Click(`[data-id="` + id + `"]`)
	b.WaitFor(`[data-response="` + id + `"]`)
	b.Screenshot("response")
	accessible(t, b)
	b.Fill("#desk_text", "Thank you for telling us about that night.")
	if !b.AsksBeforeLeaving() {
		t.Error("a response that is typed is kept nowhere, and nobody is warned")
	}
	b.Click("#desk_publish")
	b.WaitForText("All done here")
	if r := must(records.FindResponse(s.App, id))(t); r.State() != story.ResponsePublished || r.Text() != "Thank you for telling us about that night." {
		t.Errorf("stored: %s, %q", r.State(), r.Text())
	}
}

func TestBrowser_WhenAColleagueWasQuicker_WhatWasTypedStays(t *testing.T) {
	s := newScene(t)
	id := s.told()
	b := s.signIn("iain@candour.example")
	b.ExpectComplaint("409")
	b.ExpectComplaint("410")
	s.openStory(b, id)
	b.Fill("#desk_title", "My own title")
	s.ok(flow.Unclaim(s.App, records.Item{Story: id}, s.iain.Id)) // as after half an hour away
	_, err := flow.EditStory(s.App, flow.Decision{StoryID: id, Version: 1, Moderator: s.mairi.Id, Words: &records.Words{Title: "Mairi’s title", Text: "She stayed with me.", ScreenName: "harbourlight"}, Reasons: story.ReasonsFor("identifies-author")})
	s.ok(err)
	b.Click("#desk_save")
	b.WaitForText("Mairi edited this")
	b.Page().Has(".desk-acts", "Mairi edited: title, words")
	b.Screenshot("clash")
	accessible(t, b)
	if got := b.Value("#desk_title"); got != "My own title" {
		t.Errorf("the title in the form is %q", got)
	}
	b.Click("#desk_keep")
	b.WaitFor(`[data-version="2"]`)
	if got := b.Value("#desk_title"); got != "My own title" {
		t.Errorf("after keeping it, the title is %q", got)
	}
	b.Press("u") // the field has no focus: back to the queue, with the work still there
	b.WaitForText("Not saved")
	s.openStory(b, id)
	if got := b.Value("#desk_title"); got != "My own title" {
		t.Errorf("after coming back, the title is %q", got)
	}
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	b.Click("#desk_save")
	b.WaitForText("taken this story back")
	b.Screenshot("gone")
	b.Page().HasNowhere("My own title", "She stayed", "Morag")
}

// focusIsKept waits until something has the focus. Where what has just been done left it on
// nothing, the next Tab would begin at the top of the page, and this fails.
func focusIsKept(t *testing.T, b *testkit.Browser) {
	t.Helper()
	b.WaitFor(":focus")
}
