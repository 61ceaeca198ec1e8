package story

import (
	"strings"
	"testing"
)

func TestAScreenNameMayNotHoldPartOfTheEmail(t *testing.T) {
	for _, c := range []struct {
		name, email string
		holds       bool
	}{
		{"jane.smith", "jane.smith@example.org", true},
		{"Jane Smith", "jane.smith@example.org", true},
		{"JaneS", "jane.smith@example.org", true},
		{"the-smiths", "jane.smith@example.org", true},
		{"José fan", "jose99@example.org", true},
		{"jp7", "jp7@example.org", true},
		{"salmon", "al@example.org", false},
		{"quiet heron", "jane.smith@example.org", false},
		{"quiet heron", "", false},
		{"gmail walker", "jane.smith@gmail.com", false},
		{"mum of two", "mum@example.org", false},
		{"newsletters", "jane+news@example.org", false},
		{"x", "@example.org", false},
	} {
		if got := HoldsPartOfEmail(c.name, c.email); got != c.holds {
			t.Errorf("HoldsPartOfEmail(%q, %q) = %v", c.name, c.email, got)
		}
	}
}

func TestAScreenNameIsCheckedForWhatItIs(t *testing.T) {
	for name, want := range map[string]string{
		"":                      "Choose a screen name",
		"--":                    "Choose a screen name",
		"x":                     "too short",
		"ab":                    "",
		strings.Repeat("a", 40): "",
		strings.Repeat("a", 41): "41 characters",
		"me@example.org":        "e-mail or web address",
		"www.example.org":       "e-mail or web address",
		"Moderator 7":           "run this site",
		"moderate hillwalker":   "",
		"ciùin 427":             "",
	} {
		err := CheckScreenName(name, "")
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: unexpected problem %v", name, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: got %v, want %q", name, err, want)
		}
	}
}

func TestRealNamesAreNoticedAndMadeUpOnesAreNot(t *testing.T) {
	for name, want := range map[string]bool{
		"Jane Smith": true, "JaneSmith62": true, "margaret": true, "morag_1": true, "Mhairi": true,
		"Zqx Vbnm": true, "Hope": true, "SARAH": true, "big dave": true,
		"hope for all": false, "quiet heron 427": false, "Grateful patient": false, "The Grateful Gran": false,
		"grey day": false, "Worried Mum": false, "Proud Daughter": false, "skye walker": false, "427": false, "": false,
	} {
		if got := LooksLikeRealName(name); got != want {
			t.Errorf("LooksLikeRealName(%q) = %v", name, got)
		}
	}
	for name, want := range map[string]bool{"walker1957": true, "walker 12345": false, "room 1200": false, "heron 427": false} {
		if got := LooksLikeBirthYear(name); got != want {
			t.Errorf("LooksLikeBirthYear(%q) = %v", name, got)
		}
	}
	if ScreenNameWarning("Jane Smith") == "" || ScreenNameWarning("walker1957") == "" || ScreenNameWarning("quiet heron") != "" {
		t.Error("a warning is given for a name or a year and for nothing else")
	}
}

func TestSuggestedNamesAreDifferentAllowedAndHintAtNobody(t *testing.T) {
	all := map[string]bool{}
	for seed := range uint64(500) {
		names := SuggestScreenNames(seed)
		if len(names) != 4 {
			t.Fatalf("seed %d gave %d names", seed, len(names))
		}
		for _, name := range names {
			all[name] = true
			if err := CheckScreenName(name, ""); err != nil {
				t.Errorf("%q: %v", name, err)
			}
			if warning := ScreenNameWarning(name); warning != "" {
				t.Errorf("%q: %s", name, warning)
			}
		}
	}
	if len(all) < 1950 {
		t.Errorf("only %d different names of 2,000", len(all))
	}
	for _, words := range [][]string{suggestedColours, suggestedThings} {
		for _, word := range words {
			if FirstName(word) == OnlyAName {
				t.Errorf("%q is a first name", word)
			}
		}
	}
	if a, b := SuggestScreenNames(7), SuggestScreenNames(7); strings.Join(a, ",") != strings.Join(b, ",") {
		t.Error("the same seed must give the same names")
	}
}

func TestFirstNamesAreKnownWithTheirDoubt(t *testing.T) {
	for word, want := range map[string]NameKind{
		"Margaret": OnlyAName, "EILIDH": OnlyAName, "Zoë": OnlyAName, "Hope": AlsoAWord, "Skye": AlsoAWord,
		"Theatre": NotAName, "Sunday": NotAName, "": NotAName,
	} {
		if got := FirstName(word); got != want {
			t.Errorf("FirstName(%q) = %v, want %v", word, got, want)
		}
	}
	if n := len(firstNames()); n < 2200 {
		t.Errorf("only %d first names", n)
	}
}
