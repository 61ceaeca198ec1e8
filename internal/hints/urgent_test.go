package hints

import (
	"strings"
	"testing"
)

func TestUrgentWordsAreSortedIntoBands(t *testing.T) {
	expect(t, map[string]string{
		"I want to die. I can't go on.":                   "self-harm: want to die | self-harm: can't go on",
		"He told them he was suicidal":                    "self-harm: suicidal",
		"I self-harmed and took an overdose":              "self-harm: self-harmed | self-harm: overdose",
		"I don’t want to be here any more":                "self-harm: don’t want to be here any more",
		"I am not safe at home":                           "danger: not safe at home",
		"I am going to kill him":                          "danger: going to kill",
		"the carer slapped her and she was left in urine": "at-risk: slapped her | at-risk: left in urine",
		"She was sexually assaulted by a porter":          "crime: sexually assaulted",
		"He stole my purse":                               "crime: stole",
		"My father passed away":                           "death: passed away",
		"we lost our baby":                                "death: lost our baby",
	}, func(s string) []Mark { return Urgent(s) })
}

func TestHarmlessPhrasesAreLeftAlone(t *testing.T) {
	for _, text := range []string{
		"a heart attack and a panic attack", "dying for a cup of tea", "the noise died down", "scared to death of needles",
		"my back was killing me", "the kindest I have met, dead nice", "alcohol abuse clinic", "The kettle was on.",
		"a life or death matter", "I was kept warm and fed", "treated with skill", "the die is cast",
	} {
		if marks := Urgent(text); len(marks) > 0 {
			t.Errorf("%q: %s", text, said(marks))
		}
	}
}

func TestWhatIsDeniedIsLeftOutOnlyWhenItIsSurelyDenied(t *testing.T) {
	expect(t, map[string]string{
		"I was not suicidal":                                  "",
		"I have never felt suicidal":                          "",
		"no thoughts of suicide":                              "",
		"she wasn't at all suicidal":                          "",
		"nobody was abused and he was never assaulted":        "",
		"I don't know if I will kill myself":                  "self-harm: kill myself",
		"Not only suicidal but alone":                         "self-harm: suicidal",
		"I did not eat. Suicidal thoughts came.":              "self-harm: Suicidal",
		"I don't want to kill myself but I can't see a way":   "self-harm: kill myself | self-harm: can't see a way",
		"no one stopped him hitting me":                       "at-risk: hitting me",
		"I was not heard and now I feel I have to end it all": "self-harm: end it all",
	}, func(s string) []Mark { return Urgent(s) })
}

func TestASignIsMarkedByWhoItIsDoneTo(t *testing.T) {
	expect(t, map[string]string{
		"Gran flinches when they come in. There was a mark on her wrist.": "at-risk: flinches when | at-risk: mark on her wrist",
		"My uncle is terrified of one of the night staff":                 "at-risk: terrified of one of the night staff",
		"I flinch when I see a needle, and a mark on my wrist was seen":   "",
		"He was scared of the needle, but the staff were kind":            "", // a gap ends at "but"
		"He is not afraid of the staff":                                   "",
		"She was terrified. Of the staff I say nothing":                   "", // nor does it go on in another sentence
		"They never let her down":                                         "",
		"terrified of":                                                    "",
	}, func(s string) []Mark { return Urgent(s) })
	if err := newWords().add("[danger]\n@nowhere is safe"); err == nil || !strings.Contains(err.Error(), "@nowhere") {
		t.Errorf("words that stand nowhere: %v", err)
	}
}

func TestWhatIsLongOverIsMarkedAndNotPressing(t *testing.T) {
	for text, want := range map[string]int{
		"I took an overdose years ago.":                         1,
		"In my teens I used to cut myself. The nurse was kind.": 1,
		"I took an overdose last night.":                        3,
		"Years ago I was well. Now I want to die.":              3,
		"I was abused as a child and I am not safe at home.":    4,
		"I was abused as a child. I am not safe at home.":       4,
		"My father died years ago.":                             0,
		"She denied any thoughts of suicide.":                   0,
	} {
		if got := Urgency(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	if m := Urgent("I took an overdose years ago."); len(m) != 1 || !m[0].Past || !strings.Contains(m[0].Why, "long ago") {
		t.Errorf("%+v", m)
	}
}

func TestANameOfAServiceIsNotUrgent(t *testing.T) {
	if marks := Urgent("The Suicide Prevention Team helped", Options{ServiceNames: []string{"Suicide Prevention Team"}}); len(marks) > 0 {
		t.Error(said(marks))
	}
}

func TestTheAuthorIsWarnedInPlainWordsAndOnce(t *testing.T) {
	got := PreviewWarnings("Thanks to Margaret", "Ring 07700 900123. I said ring 07700 900123! NEVER AGAIN WILL WE GO to Dr Gray's", "Dr Gray's Hospital")
	if len(got) != 2 || !strings.HasPrefix(got[0], "This looks like a name: “Margaret”.") || !strings.HasPrefix(got[1], "This looks like a phone number: “07700 900123”.") {
		t.Errorf("%q", got)
	}
	if got := PreviewWarnings("Kind staff", "They listened to me in March."); len(got) > 0 {
		t.Errorf("%q", got)
	}
	for _, kind := range []Kind{Email, Link, Handle, IPAddress, Phone, Postcode, HealthNumber, Number, Date, Time, Age, Address, Name} {
		if strings.Count(warnings[kind], "%s") != 1 {
			t.Errorf("no warning for %s", kind)
		}
	}
}

func TestTheWordListsAreWholeAndFaultsInThemAreNamed(t *testing.T) {
	list := English()
	for _, band := range Bands {
		if len(list.phrases[string(band)].byFirst) == 0 || bandWhy[band] == "" {
			t.Errorf("the band %s is empty", band)
		}
	}
	for _, section := range []string{
		"titles", "roles", "before-names", "after-names", "institutions", "institutions-in-small-letters", "place-beginnings", "never-names", "roads", "roads-with-capital",
		"dwellings", "months", "weekdays", "phone-words", "health-number-words", "number-words", "hours", "surnames", "negators", "between",
	} {
		if len(list.single[section]) == 0 {
			t.Errorf("the section %s is empty", section)
		}
	}
	for text, want := range map[string]string{"word": "before any section", "[x]\nWord": "small letters", "[x]\ncan't": "apostrophes"} {
		list := newWords()
		if err := list.add(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
