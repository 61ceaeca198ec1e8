package desk

import (
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_TheToolsOfAStoryAreUsedByKeyboard(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.ServiceText = "the clinic by the bridge" })
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("422")
	s.openStory(b, id)
	press(b, `[aria-label="Take out the tag noise"]`)
	b.WaitFor("#desk_better:focus")
	press(b, `[aria-label="Take out Aberdeen Royal Infirmary, Aberdeen"]`)
	b.WaitGone(`[aria-label="Take out Aberdeen Royal Infirmary, Aberdeen"]`)
	b.WaitFor("#desk_services:focus")
	press(b, "#desk_add_service")
	b.WaitFor("#desk_add_name:focus")
	b.TabTo("#desk_add_organisation")
	b.Type("gramp")
	b.WaitFor(`.desk-found[data-for="desk_add_organisation"]`)
	b.Press(testkit.KeyDown)
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_add_organisation_out:focus")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_add_organisation:focus")
	accessible(t, b)
	b.Fill("#desk_add_name", "Dr Gray")
	b.WaitFor(`[data-instead="` + s.clinic.Id + `"]`)
	press(b, `[data-instead="`+s.clinic.Id+`"]`)
	b.WaitGone(".desk-modal")
	b.WaitForText("Dr Gray's Hospital")
	b.Fill("#desk_text", "A nurse held my hand all night, in October. Her name is Morag and you can write to me.\n\nNobody had asked her to.")
	b.WaitFor(settled + "#desk_why_text_2")
	b.TabTo("#desk_why_text_all")
	b.Type("It could")
	b.WaitFor("#desk_why_text_all:focus")
	if first, last := b.Value("#desk_why_text_1"), b.Value("#desk_why_text_2"); first == "" || first != last {
		t.Errorf("one reason for all gives %q and %q", first, last)
	}
	b.TabTo("#desk_why_text_1")
	b.Choose("#desk_why_text_1", "other") // typed slowly, on a busy machine, the list forgets how the word began
	b.WaitFor("#desk_why_text_1_other")
	b.WaitFor("#desk_why_text_1:focus")
	b.TabTo("#desk_why_text_1_other")
	b.Type("She was not the only one.")
	b.Choose("#desk_why_services_all", "wrong-service")
	b.Choose("#desk_why_tags_all", "tag-does-not-fit")
	accessible(t, b)
	b.PressWithControl("s")
	b.WaitFor(`[data-version="2"]`)
	st, services := s.stored(id), must(records.StoryServiceIDs(s.App, id))(t)
	if !strings.Contains(st.Text(), "A nurse") || len(services) != 1 || services[0] != s.clinic.Id {
		t.Errorf("stored: %q about %v", st.Text(), services)
	}
	b.FocusWalk()
	press(b, ".desk-mark:not(.gone)")
	b.WaitFor("#desk_text:focus") // at the words of the mark
	s.windowsOfAStory(t, b)
}

// windowsOfAStory opens and leaves its windows in each way there is, and takes their words.
func (s *scene) windowsOfAStory(t *testing.T, b *testkit.Browser) {
	t.Helper()
	b.FocusWalk()
	press(b, "#desk_reject")
	b.WaitFor("#desk_reason:focus")
	b.TabTo("#desk_note")
	b.Type("My own words.")
	b.Choose("#desk_reason", "too-old")
	press(b, ".desk-suggestion button")
	if got := b.Value("#desk_note"); !strings.Contains(got, "ago") {
		t.Errorf("the words to begin with are %q", got)
	}
	focusIsKept(t, b)
	press(b, ".modal-footer button[type=button]") // go back
	b.WaitGone(".desk-modal")
	b.WaitFor("#desk_reject:focus")
	b.FocusWalk()
	press(b, "#desk_write")
	b.WaitFor("#desk_question:focus")
	b.Type("My own words.")
	b.Choose("#desk_begin", "safe")
	b.Click(".desk-suggestion button") // it stands above the field in which the focus is
	if got := b.Value("#desk_question"); !strings.Contains(got, "worried") {
		t.Errorf("the words to begin with are %q", got)
	}
	focusIsKept(t, b)
	b.Click(".modal-header button")
	b.WaitGone(".desk-modal")
	b.WaitFor("#desk_write:focus")
	b.FocusWalk()
	press(b, "#desk_open_keys")
	b.WaitFor("#desk_keys")
	b.TabTo("#desk_keys")
	b.Press(testkit.KeySpace)
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.WaitFor("#desk_open_keys:focus")
	b.Press("u") // nothing: single keys are off
	if at := b.URL().Fragment; !strings.Contains(at, "/stories/") {
		t.Errorf("a single key that was switched off leads to %s", at)
	}
}

func TestBrowser_WhatAColleagueOrTheAuthorProposesIsTakenByKeyboard(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) { v.Edits = "show-me" })
	edit := func(title string, services ...string) {
		d := flow.Decision{StoryID: id, Version: s.stored(id).Version(), Moderator: s.iain.Id, Reasons: story.ReasonsFor("identifies-author"),
			Words: &records.Words{Title: title, Text: "She stayed.", ScreenName: "harbourlight"}}
		if len(services) > 0 {
			d.Services = &services
		}
		must(flow.EditStory(s.App, d))(t)
	}
	edit("Edited")
	_, err := flow.PublishStory(s.App, flow.Decision{StoryID: id, Version: 2, Moderator: s.iain.Id})
	s.ok(err)
	s.ok(flow.ProposeWords(s.App, s.author.Id, id, s.stored(id).Version(), records.Words{Title: "As I would say it", Text: "She stayed.", ScreenName: "harbourlight"}))
	b := s.signIn("mairi@candour.example")
	b.ExpectComplaint("409")
	s.openStory(b, id)
	b.WaitFor("#desk_proposal")
	press(b, "#desk_take_proposal")
	b.WaitFor(settled + "#desk_why_title_1")
	if got := b.Value("#desk_title"); got != "As I would say it" {
		t.Errorf("the title is %q", got)
	}
	focusIsKept(t, b)
	press(b, `[aria-label="Take out the tag noise"]`)
	must(flow.Claim(s.App, records.Item{Story: id}, s.iain.Id, true))(t)
	edit("Iain’s title", s.ward.Id, s.clinic.Id)
	must(flow.Claim(s.App, records.Item{Story: id}, s.mairi.Id, true))(t)
	b.PressWithControl("s")
	b.WaitFor("#desk_clash")
	b.WaitFor("#desk_their_changes ins")
	b.Page().Has("#desk_their_changes", "Iain’s title", "Dr Gray's Hospital")
	b.Page().Has("#desk_my_changes", "As I would say it", "noise")
	accessible(t, b)
	press(b, "#desk_theirs")
	b.WaitFor("#desk_my_changes_title")
	if got := b.Value("#desk_title"); got != "Iain’s title" {
		t.Errorf("with theirs the title is %q", got)
	}
	press(b, "#desk_my_changes_title")
	b.WaitFor(settled + "#desk_why_title_1")
	if got := b.Value("#desk_title"); got != "As I would say it" {
		t.Errorf("with mine put in, the title is %q", got)
	}
	press(b, "#desk_clash_done")
	b.WaitGone("#desk_clash")
	b.WaitFor("#desk_title:focus")
}
