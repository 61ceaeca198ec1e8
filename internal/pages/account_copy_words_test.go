package pages

import (
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
	"candour/internal/testkit"
)

// notToAuthors are the letters to members and moderators.
var notToAuthors = strings.Fields("story-alert withdrawn-told story-closed-told story-opened-told own-words-taken reply-alert response-published response-rejected invitation email-asked urgent queue-late disclosure-asked service-review service-question service-reminded review-decided second-look second-look-late closure-due appeal-asked appeal-waits senior-asked danger-opened")

// TestEveryChoiceInACopyHasWords reads the choices from the live schema, so that
// a new one cannot reach an author as a code.
func TestEveryChoiceInACopyHasWords(t *testing.T) {
	app := testkit.New(t)
	checked := 0
	for _, f := range story.Inventory() {
		c, err := app.FindCollectionByNameOrId(f.Collection)
		if err != nil {
			t.Fatal(err)
		}
		field, choice := c.Fields.GetByName(f.Name).(*core.SelectField)
		if !choice || !f.Exported {
			continue
		}
		for _, value := range field.Values {
			checked++
			if f.ChoiceLabel(value) == value {
				t.Errorf("%s=%s has no words in choiceWords (internal/story/personal_choices.go)", f.Key(), value)
			}
		}
	}
	for _, l := range mail.Samples() {
		kind := string(mail.KindOf(l))
		if f := (story.Field{Collection: "letters", Name: "kind"}); !slices.Contains(notToAuthors, kind) && f.ChoiceLabel(kind) == kind {
			t.Errorf("letters.kind=%s has no words in choiceWords (internal/story/personal_choices.go), and is not in notToAuthors", kind)
		}
	}
	if checked < 40 {
		t.Errorf("only %d choices were looked at", checked)
	}
}

func TestACopySaysChoicesInWords(t *testing.T) {
	here, err := region.Load("scotland")
	if err != nil {
		t.Fatal(err)
	}
	all := records.Everything{"stories": {{"id": "abcd2345", "title": "T", "toldFor": "cared-for", "state": "held", "reason": "identifies-someone"}},
		"demographics": {{"gender": "other", "ethnicGroup": "white-polish", "limited": "a-lot", "birthYear": "1980"}}}
	said := map[string]string{}
	view := newCopyView("Candour", all, published, here)
	for _, g := range append(view.Account, view.Stories[0].Groups...) {
		for _, rows := range g.Rows {
			for _, r := range rows {
				said[r.Key] = r.Value
			}
		}
	}
	for key, want := range map[string]string{"Told for": "Someone I care for", "Where it stands": "Put aside until somebody was asked", "Reason, in a word": "Shows who someone is",
		"Gender": "I use another word", "Ethnic group": "White: Polish", "Limited by a health condition": "Yes, a lot", "Year of birth": "1980", "Story": "–"} {
		if said[key] != want {
			t.Errorf("%s: %q, not %q", key, said[key], want)
		}
	}
}
