package hints

import (
	"strings"
	"testing"
)

// lists is a small list with families and rules of its own.
func lists(t *testing.T, more string) *Words {
	t.Helper()
	w := newWords()
	const common = "[harmless]\n[danger]\n[self-harm]\n[at-risk]\n[crime]\n[death]\n[long-ago]\n[still]\n[negators]\nnot never\n[@nobody]\nnobody\n[ends-a-gap]\nbut because\n[ends-a-denial]\nhim stopped\n"
	const families = "[&who]\nchild, old man\n[&did]\nslap+, raise* a hand\n[&doer]\ncarer, dad, him\n[&game]\nplaying\n[&lack]\nnot, without\n"
	if err := w.add(common + families + "[signs]\n" + more); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestARuleHoldsWhereItsFamiliesMeet(t *testing.T) {
	for rule, want := range map[string]map[string]string{
		"at-risk: did + who": {
			"He slapped the child.":                          "at-risk: slapped the child",
			"The old man was slapped":                        "at-risk: old man was slapped",
			"He slapped. The child cried":                    "",
			"He slapped his knee":                            "",
			"She raises a hand to the child":                 "at-risk: raises a hand to the child",
			"Slapping a 1 2 3 4 5 6 7 8 9 10 11 child":       "at-risk: Slapping a 1 2 3 4 5 6 7 8 9 10 11 child",
			"Slapping a 1 2 3 4 5 6 7 8 9 10 11 12 13 child": "", // too far apart
			"Nobody ever slapped a child":                    "",
			"They do not ever slap the child":                "",
			"Nobody stopped them, they slapped the child":    "at-risk: slapped the child",
			"It was not nice because they slapped the child": "at-risk: slapped the child",
		},
		"crime: did > who":         {"slapped a child": "crime: slapped a child", "a child slapped": ""},
		"crime: did < who":         {"slapped a child": "", "a child slapped": "crime: child slapped"},
		"crime: did + who|doer":    {"slapped dad": "crime: slapped dad", "slapped a child": "crime: slapped a child", "slapped": ""},
		"crime: did + who ! game":  {"slapped a child": "crime: slapped a child", "slapped a child while playing": ""},
		"crime: did + doer + doer": {"slapped him": "", "slapped him dad": "crime: slapped him dad"}, // a word counts once
		"crime: did + lack":        {"not slapped": "crime: not slapped", "never slapped without": ""},
	} {
		list := lists(t, rule)
		for text, marks := range want {
			if got := said(Urgent(text, Options{Words: list})); got != marks {
				t.Errorf("%s: %q: %q, want %q", rule, text, got, marks)
			}
		}
	}
}

func TestACalmSentenceSetsUrgentWordsAside(t *testing.T) {
	list := lists(t, "at-risk: did + who\ndeath: did + doer\ncalm-at-risk: game\ncalm-all: game + lack\n[crime]\nstole")
	expect(t, map[string]string{
		"He slapped the child, playing":                     "",
		"He slapped the child. They were playing":           "at-risk: slapped the child",
		"A carer was slapped playing":                       "death: carer was slapped",
		"A carer was slapped and he stole, playing without": "",
	}, func(s string) []Mark { return Urgent(s, Options{Words: list}) })
}

func TestTheMorePressingOfTwoSignsIsMarked(t *testing.T) {
	list := lists(t, "danger: did + doer\nat-risk: did + who\n[crime]\nthe child")
	expect(t, map[string]string{
		"The carer slapped the child": "danger: carer slapped | crime: the child",
		"She slapped the child":       "at-risk: slapped the child",
		"I saw the child":             "crime: the child",
	}, func(s string) []Mark { return Urgent(s, Options{Words: list}) })
}

// TestALongSentenceIsNotCalmBecauseOfOneWordInIt: frightened people write without stops.
func TestALongSentenceIsNotCalmBecauseOfOneWordInIt(t *testing.T) {
	far := strings.Repeat("and then we sat and sat ", 5)
	expect(t, map[string]string{
		"they tie him to the chair":                                "at-risk: tie him to the chair",
		"naebody telt me he wis hingin and ma da's deid":           "death: deid",
		"a nurse took his ring and it was returned":                "",
		"his breathing has gone really bad please hurry":           "danger: breathing has gone really bad please",
		"thank you and " + far + "she was foaming at the mouth":    "danger: foaming at the mouth",
		"thank you because she was foaming at the mouth and lived": "",
	}, func(s string) []Mark { return Urgent(s) })
}

func TestFaultsInSignsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		"[signs]\nat-risk: ghost":           `no family is called "ghost"`,
		"[&a]\nx\n[signs]\nsoon: a":         `"soon" is no band`,
		"[&a]\nx\n[signs]\ncalm-soon: a":    `"soon" is no band`,
		"[&aa]\nx\n[signs]\ncrime: aa = aa": `"=" says nothing`,
		"[&a]\n~ x":                         "must begin with a word",
		"[&a]\nx, @they y":                  "must begin with a word",
		"[&aa]\nX":                          "small letters",
		"[same]\ntold telt":                 "no colon",
	} {
		if err := newWords().add(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEverySignFamilyIsNamedByARule(t *testing.T) {
	s, used := English().signs, families{}
	for _, r := range append(s.rules, s.calm...) {
		sets := []families{r.anchor, r.unwanted}
		for _, n := range r.needed {
			sets = append(sets, n.any)
		}
		for _, set := range sets {
			for i := range set {
				used[i] |= set[i]
			}
		}
	}
	for name, n := range s.number {
		if !used.has(n) {
			t.Errorf("no rule names %s", name)
		}
	}
}

func TestFormsOfAWord(t *testing.T) {
	for base, want := range map[string]string{
		"slap": "slap slaps slaped slaping slapin slapped slapping slappin", "bruise": "bruise bruises bruised bruising bruisin",
		"bully": "bully bullies bullied bullying bullyin", "punch": "punch punches punched punching punchin",
		"shout": "shout shouts shouted shouting shoutin", "throw": "throw throws throwed throwing throwin",
	} {
		if got := strings.Join(formsOf(base), " "); got != want {
			t.Errorf("%s: %s", base, got)
		}
	}
	if got := spellOut([]string{"raise+", "a", "hand"}); len(got) != 5 || strings.Join(got[2], " ") != "raised a hand" {
		t.Errorf("%v", got)
	}
}
