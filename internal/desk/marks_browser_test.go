package desk

import (
	"testing"

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
