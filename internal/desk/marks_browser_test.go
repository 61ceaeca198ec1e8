package desk

import (
	"testing"

	"candour/internal/story"
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
