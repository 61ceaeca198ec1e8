package hints

import "testing"

// TestEachThemeOfSignsIsMarked tries every theme of data/sign_rules.txt on a sentence, and
// beside it one that says the opposite or means something harmless.
func TestEachThemeOfSignsIsMarked(t *testing.T) {
	for _, c := range []struct {
		band       Kind
		sign, calm string
	}{
		{Danger, "He says he will strangle her", "He will never strangle anybody"},
		{Danger, "My brother is holding a machete", "My brother is holding a knife and fork at dinner"},
		{Danger, "We are hiding and he is smashing the windows", "They asked if we were hiding, smashing plates"},
		{Danger, "Her lips have gone blue and nobody will come", "Thank you for coming when her lips had gone blue"},
		{Danger, "The baby has no formula and it is three days", "The scan was with no food for three days, nil by mouth"},
		{Danger, "They are sending him home to the same house", "They are sending him home with a nurse"},
		{Danger, "The voices keep telling me to kill", "The voices of the choir were lovely"},
		{Danger, "The gas leak is still not fixed", "There is a gas leak training course"},
		{SelfHarm, "She is burning her arms again", "She burnt her arms on the oven by accident"},
		{SelfHarm, "I just hope I never wake up", "I do hope so"},
		{SelfHarm, "I can't see a future", "I can see a doctor"},
		{SelfHarm, "He has been hoarding morphine in a box", "They keep bandages in a box"},
		{SelfHarm, "She swallowed bleach", "She swallowed soup"},
		{SelfHarm, "They found her on the railway line", "We parked by the railway line"},
		{AtRisk, "The carer thumped the old man", "Nobody thumped the old man"},
		{AtRisk, "A nurse yanked me by the hair", "A nurse pulled a chair over for me"},
		{AtRisk, "There are welts on her and nobody can explain", "The welts from the blood test faded, nobody minded"},
		{AtRisk, "My nan is petrified of that carer", "My nan is petrified of needles and that carer knows"},
		{AtRisk, "Grandad had not been fed for days", "Grandad had not eaten for hours before the scan, nil by mouth"},
		{AtRisk, "She was left sitting in faeces", "She was left sitting in peace"},
		{AtRisk, "The call bell rang out all night", "The call bell was answered at once"},
		{AtRisk, "His ulcer was rotting and crawling", "His ulcer is healing"},
		{AtRisk, "They lock him in his bedroom", "They lock the shed at night"},
		{AtRisk, "They crush something into his tea to keep him docile", "They put sugar in his tea"},
		{AtRisk, "She is not allowed to phone her friends, her partner says so", "She is allowed to phone her friends"},
		{AtRisk, "He threatens to evict my mother", "He says the weather is bad for my mother"},
		{AtRisk, "She screams at the residents", "She never screams at the residents"},
		{AtRisk, "The cleaner stole her necklace", "The cleaner found her necklace"},
		{AtRisk, "They tricked Dad and he signed over the house", "They helped Dad with the form"},
		{AtRisk, "I'm 11 and I cook for my mum by myself", "I'm 71 and I cook for my club"},
		{AtRisk, "Their dad is drunk when he is minding the kids", "Their dad is kind when he is minding the kids"},
		{Crime, "He put his hand down my knickers", "He kept in touch about my knee"},
		{Crime, "A nurse is pocketing the fentanyl", "A nurse explained the fentanyl"},
		{Crime, "They faked the visits, nobody came", "They wrote up the visits with me"},
		{Crime, "My ex looked up my records", "My doctor looked up my records"},
		{Crime, "I woke up and my clothes were undone", "I woke up and my clothes were folded"},
		{Death, "My uncle slipped away before we got there", "My uncle nearly died but they saved him"},
		{Death, "We are waiting for the inquest into my sister", "They talked about what happens when people die"},
	} {
		if !has(Urgent(c.sign), c.band) {
			t.Errorf("%s: %q is marked %q", c.band, c.sign, said(Urgent(c.sign)))
		}
		if urgentNow(c.calm) {
			t.Errorf("%q is marked %q", c.calm, said(Urgent(c.calm)))
		}
	}
}

func has(marks []Mark, kind Kind) bool {
	for _, m := range marks {
		if m.Kind == kind && !m.Past {
			return true
		}
	}
	return false
}

// What sets a sentence aside must never hide somebody who asks for help in it.
func TestKindWordsAndLeafletsDoNotHideAnybody(t *testing.T) {
	for text, band := range map[string]Kind{
		"My lovely daughter says that she wants to end her life":                    SelfHarm,
		"I said that I want to die and was handed a leaflet about awareness":        SelfHarm,
		"They asked if I was suicidal and I said yes, I do want to die":             SelfHarm,
		"Thank you to the kind nurse, but I can't go on":                            SelfHarm,
		"My lovely mum was slapped by a carer":                                      AtRisk,
		"They say her bruises were dealt with, but nobody can explain the new ones": AtRisk,
		"They say the neglect was dealt with and still she lies in urine":           AtRisk,
		"My wonderful neighbour is hiding and he is smashing the windows":           Danger,
	} {
		if !has(Urgent(text), band) {
			t.Errorf("%s: %q is marked %q", band, text, said(Urgent(text)))
		}
	}
}
