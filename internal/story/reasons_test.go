package story

import (
	"errors"
	"strings"
	"testing"
)

func TestEveryReasonSaysWhatItMeansAndHasWordsForTheWriter(t *testing.T) {
	for name, list := range map[string][]Reason{"stories": StoryReasons(), "responses": ResponseReasons()} {
		seen := map[string]bool{}
		for _, r := range list {
			if r.Code == "" || len(r.Code) > 60 || seen[r.Code] || r.Label == "" || r.Meaning == "" {
				t.Errorf("%s: the reason %+v is not whole, or is there twice", name, r)
			}
			seen[r.Code] = true
			if (r.Suggestion == "") != (r.Code == OtherReason) {
				t.Errorf("%s: %s has no words to begin with", name, r.Code)
			}
			if err := checkRefusal(list, r.Code, r.Suggestion+"x"); err != nil {
				t.Errorf("%s: its own words for %s are refused: %v", name, r.Code, err)
			}
		}
	}
	for _, used := range []string{"too-old", "legal-process", "identifies-someone", "advertising"} {
		if !hasReason(storyReasons, used) {
			t.Errorf("the sample stories use %s, which is gone", used)
		}
	}
}

func TestARefusalNeedsAKnownReasonAndWords(t *testing.T) {
	for name, c := range map[string]struct {
		code, words string
		fields      string
	}{
		"whole":               {"too-old", "It was long ago.", ""},
		"no reason":           {"", "It was long ago.", "reason"},
		"one of responses":    {"unkind", "It was long ago.", "reason"},
		"no words":            {"too-old", " - ", "note"},
		"neither":             {"x", "", "reason note"},
		"more than is stored": {"too-old", strings.Repeat("word ", 500), "note"},
	} {
		var ps Problems
		errors.As(CheckStoryRefusal(c.code, Clean(c.words)), &ps)
		var fields []string
		for _, p := range ps {
			fields = append(fields, p.Field)
		}
		if got := strings.Join(fields, " "); got != c.fields {
			t.Errorf("%s: problems with %q, want %q", name, got, c.fields)
		}
	}
	if CheckResponseRefusal("unkind", "It blames the author.") != nil {
		t.Error("a response can't be refused for what is in its list")
	}
	if CheckMessage("") == nil || CheckMessage(strings.Repeat("a", MaxMessageCharacters+1)) == nil || CheckMessage("Which ward?") != nil {
		t.Error("a message is measured wrongly")
	}
}
