package hints

import (
	"strings"
	"testing"
)

func TestNamesInNoListAreNoticedByTheWordsAroundThem(t *testing.T) {
	expect(t, map[string]string{
		"It was Gelencsér who found it":              "name: Gelencsér",
		"I saw Toshimi Arata and Brosca Erdôs there": "name: Toshimi Arata | name: Brosca Erdôs",
		"What was her name? Quionia":                 "name: Quionia",
		"my name is vitoria kónya and":               "name: vitoria kónya",
		"then naomi ryan rang":                       "name: naomi ryan",
		"Kónya, Baker and Reed came":                 "name: Kónya | name: Baker | name: Reed",
		"Valida came. I asked Valida M. Ibragimov":   "name: Valida | name: Valida M. Ibragimov",
		"Jildau S Bouts met us":                      "name: Jildau S Bouts",
		"by McDowell and O'Brien's sister":           "name: McDowell | name: O'Brien",
		"seen by Baker":                              "name: Baker",
	}, find)
}

func TestPlacesWordsAndMisspellingsAreNoNames(t *testing.T) {
	for _, text := range []string{
		"We drove from Inverurie to Aboyne and on to Foresterhill", "She lives in Gelencsér", "Excellant care and Improvments",
		"the HCAs, Drs and CPNs were kind", "You're kind. Couldn't fault it", "XXXX was kind and so was Xxxxx", "I take Apixaban and Diazepam",
		"The Staff, the Baker and our Lady", "In March I went to Spain and Canada", "Physio, Podiatry and Nursing", "German and Polish nurses",
		"Good care. Kind staff. Great food", "Crohn's disease and Addison's disease", "Fab service", "I saw the Lucentis nurse",
	} {
		if marks := find(text); len(marks) > 0 {
			t.Errorf("%q: %s", text, said(marks))
		}
	}
}

func TestBlameIsMarkedOnlyWhereSomebodyIsNamedBesideIt(t *testing.T) {
	expect(t, map[string]string{
		"Dr Smith was rude to me. The food was awful.":      "name: Dr Smith | criticism: rude",
		"The doctor was rude. Dr Smith was kind.":           "name: Dr Smith",
		"Dr Smith was never rude":                           "name: Dr Smith",
		"Nurse Ana ignored us and couldn’t be bothered":     "name: Nurse Ana | criticism: ignored | criticism: couldn’t be bothered",
		"The reception of Dr Gray's Hospital was appalling": "",
	}, find)
	if m := find("Dr Smith was rude"); !strings.Contains(m[1].Why, "Dr Smith") {
		t.Errorf("it does not say who: %+v", m[1])
	}
}

func TestWordsThatHurtAreMarkedAndThoseOfTheBodyAreNot(t *testing.T) {
	expect(t, map[string]string{
		"She called me a stupid cow and a junkie":                     "offensive: stupid cow | offensive: junkie",
		"It was crap, utter bullsh1t and shite":                       "offensive: crap | offensive: shite",
		"blood from the anus, a breast lump, semen, a spastic muscle": "",
		"I was raped. A needle prick. An escort. The nipple. A fag":   "",
		"Scunthorpe, assess, cockle, sex and genitals":                "",
	}, find)
}

func TestQuotedSpeechIsMarkedAndMayHoldOthers(t *testing.T) {
	expect(t, map[string]string{
		"She said “you will have to wait here” and left": "quote: “you will have to wait here”",
		`"Go home and take two", he said`:                `quote: "Go home and take two"`,
		"the ‘quiet’ room, the \"do not\" sign":          "",
		"He said 'come back, Margaret, on Monday' to us": "quote: 'come back, Margaret, on Monday' | name: Margaret",
		"it's the nurses' room and the patients' lounge": "",
	}, find)
}

func TestTheWordThatIsOneTooManyIsMarked(t *testing.T) {
	if got := said(find(strings.Repeat("so ", 1000))); got != "" {
		t.Errorf("1,000 words: %s", got)
	}
	marks := find(strings.Repeat("so – ", 1000) + "that's it. ")
	if len(marks) != 1 || marks[0].Kind != Length || marks[0].Text != "that's" || marks[0].Start != 5000 {
		t.Errorf("%+v", marks)
	}
}

func TestTheLexiconIsWhole(t *testing.T) {
	l := theLexicon()
	for word, want := range map[string]class{"margaret": firstName, "nottingham": place, "gelencser": 0, "table": ordinary, "nowak": surname} {
		if got := l.of(word); got&want != want || want == 0 && got != 0 {
			t.Errorf("%s: %b", word, got)
		}
	}
	if len(l.words) < 100_000 {
		t.Errorf("%d words", len(l.words))
	}
	if Fold("Ægir Þór Łukaš") != "aegir thor lukas" {
		t.Error(Fold("Ægir Þór Łukaš"))
	}
}
