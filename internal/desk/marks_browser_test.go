package desk

import (
	"testing"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// Blame is marked because somebody is named beside it. Where the name is taken out the
// blame may stay, and is no mark any more; capitals that got shorter still are capitals.
func TestBrowser_MarksAreThoseOfTheWordsAsTheyStand(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Text = "I RANG NINETEEN TIMES AND SISTER FORDOUN WAS RUDE TO ME. She said that they were busy."
	})
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitForText("FORDOUN is named beside it")
	b.Fill("#desk_text", "I RANG NINETEEN TIMES AND THE SISTER WAS RUDE TO ME. She said that they were busy.")
	b.WaitFor(settled + "#desk_why_text_1")
	b.Screenshot("typed")
	marks := b.Page()
	marks.Has(".desk-mark.gone", "FORDOUN", "taken out")
	marks.HasNot(".desk-side", "is named beside it")
	marks.HasNot(".desk-mark.gone", "RUDE", "NINETEEN")
	marks.Has(".desk-mark:not(.gone)", "which read as shouting")
	b.Fill("#desk_text", "The sister was rude to me, and Morag Inverdee was kind.")
	b.WaitForText("“Morag Inverdee”") // what is typed is marked too
}

// Whoever writes in capitals is not typed again: names, days and the beginnings of
// sentences stay as one writes them, and the rest is read over.
func TestBrowser_CapitalsAreWrittenInSmallLettersByOnePress(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Text = "I RANG NINETEEN TIMES ON A FRIDAY. THE NHS HAS MY SYMPATHY! WHEN THEY DID ANSWER, SISTER FORDOUN WAS RUDE TO ME. She said that they were busy."
		v.Services = nil
		v.ServiceText = "the ward upstairs"
	})
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitFor(".desk-mark-smaller")
	b.Page().Has(".desk-mark-text", "RANG NINETEEN TIMES ON A FRIDAY. THE …")
	atBothWidths(t, b, "capitals")
	b.TabTo(".desk-mark-smaller")
	b.Press(testkit.KeyEnter)
	b.WaitFor("#desk_text:focus")
	want := "I rang nineteen times on a Friday. The NHS has my sympathy! When they did answer, sister Fordoun was rude to me. She said that they were busy."
	if got := b.Value("#desk_text"); got != want {
		t.Errorf("in small letters: %q", got)
	}
	b.WaitFor(settled + "#desk_why_text_1") // and it is a change like another
	b.Click("#desk_ask")                    // nobody would be told: where it was is asked first
	b.WaitFor("#desk_question:focus")
	if got := b.Value("#desk_begin"); got != "where" {
		t.Errorf("it begins with %q", got)
	}
	b.NoComplaints()
}

// A title in capitals and words in capitals are one press, and say by themselves why they
// were changed; where more is changed in the same place, somebody says why.
func TestBrowser_SmallLettersInTitleAndWordsAreOnePressAndKnowTheirReason(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Title = "NOBODY RINGS ME BACK"
		v.Text = "IT WAS BAD. WHEN THEY DID ANSWER THEY HUNG UP, TWICE!\n\nSO I LEFT THE LIST."
		v.Edits = "show-me"
	})
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	press(b, ".desk-mark-all .desk-mark-smaller")
	b.WaitFor(settled + "#desk_why_title_1")
	b.WaitFor(settled + "#desk_why_text_1")
	page := b.Page()
	page.Has(`[data-part="text"] del`, "BAD. WHEN", "TWICE! SO")
	page.Has(`[data-part="text"] ins`, "bad. When")
	page.HasNot("#desk_todo", "Say why")
	for _, field := range []string{"#desk_why_title_1", "#desk_why_text_1"} {
		if got := b.Value(field); got != story.SpellingReason {
			t.Errorf("%s holds %q", field, got)
		}
	}
	b.Page().HasNot("#desk_hint", "shows the author") // of capitals nobody is asked
	atBothWidths(t, b, "small-letters")
	b.Fill("#desk_title", "Nobody rings anybody back")
	b.WaitFor(`#desk_todo [data-to^="desk_why_title"]`)
	b.Choose("#desk_why_title_1", "identifies-author")
	b.WaitForText("Publish shows the author the edits first")
	b.Fill("#desk_title", "Nobody rings me back")
	b.WaitGone(`#desk_todo [data-to^="desk_why_title"]`)
	b.Press(testkit.KeyEscape)
	b.Click("#desk_save")
	b.WaitFor(`[data-version="2"]`)
	if st := s.stored(id); st.Title() != "Nobody rings me back" {
		t.Errorf("stored: %q", st.Title())
	}
}

// "Look at 3 marks" goes to the first of them; one press settles those of one kind.
func TestBrowser_AllMarksOfAKindAreSettledByOnePress(t *testing.T) {
	s := newScene(t)
	id := s.told(func(v *story.Telling) {
		v.Text = "The bus came at 14:05, the next at 15:10 and the last at 16:20. Nobody had asked for that."
	})
	b := s.signIn("mairi@candour.example")
	s.openStory(b, id)
	b.WaitForText("Look at 3 marks")
	b.Click(`#desk_todo [data-to="desk_first_mark"]`)
	b.WaitFor(`#desk_first_mark:focus`)
	b.Page().Has("#desk_first_mark", "14:05")
	atBothWidths(t, b, "first-mark")
	b.Click("#desk_marks li .desk-wrong")
	b.WaitForText("Look at 2 marks")
	b.Fill("#desk_text", "The bus came late, at 14:05, the next at 15:10 and the last at 16:20. Nobody had asked for that.")
	b.WaitFor(settled + "#desk_why_text_1")
	b.Page().Has("#desk_todo", "Look at 2 marks") // what was said of a mark holds when it moves
	press(b, `[data-all="time"]`)
	b.WaitGone(`#desk_todo [data-to="desk_first_mark"]`)
	wrong := must(records.WrongHintsSince(s.App, ""))(t)
	if len(wrong) != 1 || wrong[0].Kind != "time" || wrong[0].Count != 3 {
		t.Errorf("counted: %+v", wrong)
	}
}
