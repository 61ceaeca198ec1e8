package desk

import (
	"strings"
	"testing"

	"candour/internal/story"
	"candour/internal/testkit"
)

func TestBrowser_WhatWasTypedIsThereAgainInAnotherBrowser_AndCanBeThrownAway(t *testing.T) {
	s := newScene(t)
	id := s.told()
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.Fill("#desk_title", "Typed and not saved")
	b.WaitFor(settled + "#desk_why_title_1")
	b.Choose("#desk_why_title_1", "identifies-author")
	b.TabTo("#desk_reject")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_reason:focus")
	b.TabTo("#desk_note")
	b.Type("A letter that was begun.")
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	b.WaitForText("What you typed is kept for you")
	b.WaitFor(`.desk-copy[data-kept="1 1"][data-newest="yes"]`) // with one reason and one letter
	if b.AsksBeforeLeaving() {
		t.Error("the browser warns that something would be lost, and it is kept")
	}
	first := b
	b = s.signIn("mairi@candour.example") // the first browser has crashed, for all that the server knows
	s.openStory(b, id)
	b.WaitForText("What you typed is here again")
	if got := b.Value("#desk_title"); got != "Typed and not saved" {
		t.Errorf("the title is %q", got)
	}
	b.WaitFor(settled + "#desk_why_title_1")
	if got := b.Value("#desk_why_title_1"); got != "identifies-author" {
		t.Errorf("the reason is %q", got)
	}
	b.Screenshot("restored")
	accessible(t, b)
	b.Press("r")
	b.WaitFor("#desk_reason:focus")
	if got := b.Value("#desk_note"); got != "A letter that was begun." {
		t.Errorf("the letter is %q", got)
	}
	b.Press(testkit.KeyEscape)
	b.WaitGone(".desk-modal")
	if st := s.stored(id); st.Version() != 1 || st.Title() != "She stayed all night" {
		t.Errorf("the story itself: version %d, %q", st.Version(), st.Title())
	}
	mergedByHand(t, b, first)
	first.TabTo("#desk_discard")
	first.Press(testkit.KeyEnter)
	first.WaitFor("#desk_discard_sure:focus") // one key is not enough
	first.Press(testkit.KeyEnter)
	first.WaitGone("#desk_discard_sure")
	if got := first.Value("#desk_title"); got != "She stayed all night" {
		t.Errorf("after it was thrown away the title is %q", got)
	}
	if n := must(s.CountRecords("working_copies"))(t); n != 0 {
		t.Errorf("%d copies are left", n)
	}
}

// mergedByHand types in two tabs of one moderator: the one that has not seen what the other
// kept is told, and both are put together by hand.
func mergedByHand(t *testing.T, there, here *testkit.Browser) {
	t.Helper()
	long := "Typed in another tab, and so long that no single line of a narrow window shows all of its words at once"
	there.Fill("#desk_title", long)
	there.Viewport(320, 800)
	if !there.ShowsAll("#desk_title") {
		t.Error("the title is cut on a narrow screen")
	}
	there.Screenshot("long-title-320")
	there.Viewport(1280, 900)
	there.WaitFor(settled + "#desk_why_title_1")
	there.Choose("#desk_why_title_1", "length")
	there.WaitFor(`.desk-copy[data-newest="yes"]`)
	here.ExpectComplaint("409")
	here.Fill("#desk_screenName", "somebody")
	here.WaitFor("#desk_clash:focus")
	here.WaitForText("in another tab or on another computer")
	here.WaitFor("#desk_their_changes ins")
	here.Page().Has("#desk_their_changes", "What you typed elsewhere", "Typed in another tab")
	here.Page().Has("#desk_clash", "Changed in both places: title")
	atBothWidths(t, here, "two-tabs")
	press(here, "#desk_keep")
	here.WaitFor("#desk_their_changes_title")
	press(here, "#desk_their_changes_title")
	here.WaitFor(`.desk-copy[data-newest="yes"]`)
	here.WaitFor(settled + "#desk_why_title_1")
	if got := here.Value("#desk_why_title_1"); got != "length" {
		t.Errorf("the reason that was chosen in the other tab is %q", got)
	}
	if title, name := here.Value("#desk_title"), here.Value("#desk_screenName"); title != long || name != "somebody" {
		t.Errorf("put together: %q by %q", title, name)
	}
}

func TestBrowser_TwoModeratorsChangeOneStory_BothAreShownAndMergedByHand(t *testing.T) {
	s := newScene(t)
	id := s.told()
	iain := s.signIn("iain@candour.example")
	iain.ExpectComplaint("409")
	s.openStory(iain, id)
	iain.Fill("#desk_title", "Iain’s title")
	iain.Fill("#desk_screenName", "somebody")
	mairi := s.signIn("mairi@candour.example")
	s.openStory(mairi, id)
	mairi.WaitForText("Iain has had this open")
	mairi.Click("#desk_take_over")
	mairi.WaitGone("#desk_take_over")
	mairi.Fill("#desk_text", "The nurse held my hand all night.\n\nNobody had asked her to.")
	mairi.Fill("#desk_title", "Mairi’s title")
	mairi.WaitFor(settled + "#desk_why_text_1")
	mairi.WaitFor(settled + "#desk_why_title_1")
	mairi.Choose("#desk_why_text_1", "identifies-staff")
	mairi.Choose("#desk_why_title_1", "length")
	mairi.PressWithControl("s")
	mairi.WaitFor(`[data-version="2"]`)
	iain.WaitFor("#desk_clash") // within the next look of the page, without saving anything
	iain.WaitForText("Mairi edited this")
	iain.WaitFor("#desk_their_changes ins")
	iain.WaitForText("Mairi took this over")
	iain.Click("#desk_take_over")
	iain.WaitGone("#desk_take_over")
	iain.Page().Has("#desk_their_changes", "Mairi’s title", "Morag Inverdee")
	iain.Page().Has("#desk_my_changes", "Iain’s title", "somebody")
	iain.Page().Has("#desk_clash", "You both changed: title")
	iain.Screenshot("both")
	accessible(t, iain)
	iain.TabTo("#desk_keep")
	iain.Press(testkit.KeyEnter)
	iain.WaitFor(`[data-version="2"]`)
	if text, title, name := iain.Value("#desk_text"), iain.Value("#desk_title"), iain.Value("#desk_screenName"); strings.Contains(text, "Morag") || title != "Iain’s title" || name != "somebody" {
		t.Errorf("in the form: %q, %q, %q", text, title, name)
	}
	iain.WaitFor("#desk_their_changes_title")
	iain.TabTo("#desk_their_changes_title")
	iain.Press(testkit.KeyEnter)
	if title := iain.Value("#desk_title"); title != "Mairi’s title" {
		t.Errorf("with theirs in the form the title is %q", title)
	}
	iain.Screenshot("merging")
	iain.WaitGone("#desk_why_title_1")
	iain.WaitFor(settled + "#desk_why_screenName_1")
	iain.TabTo("#desk_why_screenName_1")
	iain.Type("It could")
	iain.PressWithControl("s")
	iain.WaitFor(`[data-version="3"]`)
	st := s.stored(id)
	if st.Title() != "Mairi’s title" || st.ScreenName() != "somebody" || strings.Contains(st.Text(), "Morag") || st.State() != story.Submitted {
		t.Errorf("stored: %q by %q: %q", st.Title(), st.ScreenName(), st.Text())
	}
	iain.Viewport(320, 700)
	iain.Screenshot("merged-320")
}
