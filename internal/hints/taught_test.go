package hints

import (
	"slices"
	"testing"

	"candour/internal/region"
)

func TestTaughtWordsAreMarkedAndThoseTaughtToBeNoneAreNot(t *testing.T) {
	own := NewOwn([]Taught{
		{Kind: Name, Word: "Zedholm", Ignore: true}, {Kind: Name, Word: "Zed’s"}, {Kind: Offensive, Word: "numpty"},
		{Kind: Danger, Word: "trap house"}, {Kind: Death, Word: "died", Ignore: true}, {Kind: Email, Word: "never taught"}, {Kind: Name, Word: " – "},
	})
	find := func(text string) []Mark {
		return append(Find(text, Options{Own: own}), Urgent(text, Options{Own: own})...)
	}
	expect(t, map[string]string{
		"I thank Zedholm and Dr Zedholm":            "",
		"I was told so by zed's, a numpty":          "name: zed's | offensive: numpty",
		"It was a trap house. The phone died. Trap": "danger: trap house",
		"He died":                "",
		"I saw Dr Gelencsér too": "name: Dr Gelencsér",
	}, find)
	if got := said(Find("I thank Zedholm", Options{})); got != "name: Zedholm" {
		t.Errorf("untaught: %s", got)
	}
}

func TestTaughtWordsThatAreJoinedMeetInOneSentence(t *testing.T) {
	own := NewOwn([]Taught{
		{Kind: AtRisk, Word: "blue door + the twins"}, {Kind: AtRisk, Word: "thumped + panto", Ignore: true}, {Kind: Crime, Word: "fentanyl", Ignore: true},
	})
	expect(t, map[string]string{
		"The twins went in at the Blue Door.":          "at-risk: The twins went in at the Blue Door",
		"The twins went in. The blue door was shut":    "",
		"He thumped the old man at the panto":          "",
		"He thumped the old man. It was a panto":       "at-risk: He thumped the old man",
		"A nurse is pocketing the fentanyl":            "", // the family a sign begins with is taught to be none
		"A nurse is pocketing the fentanyl, she stole": "crime: stole",
	}, func(s string) []Mark { return Urgent(s, Options{Own: own}) })
}

func TestATaughtWordIsCleaned(t *testing.T) {
	for word, want := range map[string]string{"  Dr. O’Neill ": "dr oneill", "—": "", "County  Lines!": "county lines", "Padlock + the Fridge": "padlock + the fridge", " + x": "x", "A+E": "a e"} {
		if got := CleanTaught(word); got != want {
			t.Errorf("%q became %q", word, got)
		}
	}
}

func TestTheWordsOfEveryRegionCanBeTaught(t *testing.T) {
	for _, name := range region.Names() {
		r, err := region.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range r.HintWords {
			if !slices.Contains(TaughtKinds, Kind(w.Kind)) || CleanTaught(w.Word) != w.Word {
				t.Errorf("%s: %+v", name, w)
			}
		}
	}
}
