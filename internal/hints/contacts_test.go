package hints

import (
	"strings"
	"testing"
)

func TestContactsAreTakenOutAndNothingElse(t *testing.T) {
	known := []string{"ada.canary@example.org", "AB10 1AB"}
	for text, want := range map[string]string{
		"It was ward 5, on the second floor.":                     "It was ward 5, on the second floor.",
		"Write to me: ada.canary@example.org, please.":            "Write to me: [e-mail address], please.",
		"ben@example.com and carol.d@mail.example.co.uk":          "[e-mail address] and [e-mail address]",
		"I am ben (at) example.com":                               "I am [e-mail address]",
		"I am ben at example dot com":                             "I am [e-mail address]",
		"Ada.Canary at example dot org":                           "[e-mail address]",
		"ada . canary @ example . org":                            "[e-mail address]",
		"Ring 01632 960733 after six":                             "Ring [phone number] after six",
		"I live at AB15 6LT and he at ab101ab":                    "I live at [postcode] and he at [postcode]",
		"My postcode is Ab1 0-1aB.":                               "My postcode is [postcode].",
		"We waited at the desk for 3 hours. It was at 5.":         "We waited at the desk for 3 hours. It was at 5.",
		"He met me at Foresterhill. Nobody was there. I was sad.": "He met me at Foresterhill. Nobody was there. I was sad.",
		"Ünïcödé before ben@example.com and after it":             "Ünïcödé before [e-mail address] and after it",
		"": "",
	} {
		if got, _ := MaskContacts(text, Contacts(text, nil, known...)); got != want {
			t.Errorf("%q became\n%q, want\n%q", text, got, want)
		}
	}
}

func TestPublicNumbersStay(t *testing.T) {
	const text = "You can ring Breathing Space on 0800 83 85 87, or write to hello@candour.example. My own: 01632 960733."
	marks := Contacts(text, []string{"0800 83 85 87", "hello@candour.example"})
	if len(marks) != 1 || marks[0].Text != "01632 960733" {
		t.Errorf("marked %v", marks)
	}
}

func TestMaskedTextHoldsNoContactAnyMore(t *testing.T) {
	const text = "a@b.co b (at) c.de 01632 960733 AB10 1AB"
	masked, kinds := MaskContacts(text, Contacts(text, nil))
	if left := Contacts(masked, nil); len(left) != 0 || len(kinds) != 3 || strings.ContainsAny(masked, "@0") {
		t.Errorf("%q still holds %v (%v)", masked, left, kinds)
	}
}
