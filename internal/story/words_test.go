package story

import (
	"strings"
	"testing"
)

func TestWordsAreCountedAsAReaderWould(t *testing.T) {
	for text, want := range map[string]int{
		"":                               0,
		" \n ":                           0,
		"— … !":                          0,
		"one":                            1,
		"I waited 4 hours.":              4,
		"the x-ray was fine":             4,
		"good – really good":             3,
		"line one\nline two\n\nline 3":   6,
		"non\u00a0breaking":              2,
		"😀 thank you 😀":                  2,
		"Tha mi toilichte le mo chùram.": 6,
	} {
		if got := CountWords(text); got != want {
			t.Errorf("CountWords(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestTheLimitsHoldToTheLastWordAndCharacter(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }
	chars := func(n int) string { return strings.Repeat("é", n) }
	many := func(n int) []string { return strings.Fields(words(n)) }
	for name, c := range map[string]struct {
		err  error
		want string // a piece of the sentence; "" for no problem
	}{
		"no title":                    {CheckTitle(""), "Give your story a title"},
		"a title of signs":            {CheckTitle("!!!"), "Give your story a title"},
		"a title of 100 characters":   {CheckTitle(chars(100)), ""},
		"a title of 101 characters":   {CheckTitle(chars(101)), "101 characters"},
		"no story":                    {CheckText(""), "Tell us what happened"},
		"a story of 1,000 words":      {CheckText(words(1000)), ""},
		"a story of 1,001 words":      {CheckText(words(1001)), "Your story has 1,001 words"},
		"a story without spaces":      {CheckText(chars(12001)), "more than 12,000 characters"},
		"no response":                 {CheckResponse(" "), "Write what you want to say"},
		"a response of 1,000 words":   {CheckResponse(words(1000)), ""},
		"a response of 1,001 words":   {CheckResponse(words(1001)), "1,001 words"},
		"a tag of 40 characters":      {CheckTag("good", chars(40)), ""},
		"a tag of 41 characters":      {CheckTag("good", chars(41)), "41 characters"},
		"a tag of signs":              {CheckTag("good", "--"), "no letters"},
		"twelve tags":                 {CheckTags("good", many(12)), ""},
		"thirteen tags":               {CheckTags("good", many(13)), "13 answers"},
		"one bad tag among good ones": {CheckTags("good", []string{"kind", ""}), "no letters"},
	} {
		switch {
		case c.want == "" && c.err != nil:
			t.Errorf("%s: unexpected problem %q", name, c.err)
		case c.want != "" && (c.err == nil || !strings.Contains(c.err.Error(), c.want)):
			t.Errorf("%s: got %v, want %q", name, c.err, c.want)
		}
	}
}

func TestAProblemNamesItsFieldAndSurvivesWrapping(t *testing.T) {
	var all Problems
	for _, err := range []error{CheckTitle(""), nil, CheckTag("feelings", ""), Problems{{"email", "Check it."}}} {
		if rest := all.Add(err); rest != nil {
			t.Fatalf("Add gave back %v", rest)
		}
	}
	if len(all) != 3 || all.For("title") == "" || all.For("feelings") == "" || all.For("email") != "Check it." || all.For("story") != "" {
		t.Errorf("problems by field: %v", all)
	}
	if p, ok := AsProblem(errorf(CheckTitle(""))); !ok || p.Field != FieldTitle {
		t.Errorf("a wrapped problem was not found: %v", p)
	}
	if (Problems{}).Err() != nil || all.Err() == nil || !strings.HasPrefix(all.Error(), "Give your story a title") {
		t.Error("Err must be nil exactly when there is no problem")
	}
	if all.Add(errorf(nil)) == nil {
		t.Error("an error that is no problem must be handed back")
	}
}

func TestNoProblemRepeatsWhatWasTyped(t *testing.T) {
	secret := "zebra"
	for _, err := range []error{
		CheckTitle(strings.Repeat(secret, 30)), CheckText(strings.Repeat(secret+" ", 1001)),
		CheckScreenName(secret, secret+"@example.org"), CheckTag("good", strings.Repeat(secret, 9)),
	} {
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("problem %v", err)
		}
	}
}
