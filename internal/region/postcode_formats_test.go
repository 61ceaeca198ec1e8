package region

import (
	"strings"
	"testing"
)

func TestAnEircodeIsReadHoweverItIsWritten(t *testing.T) {
	for typed, want := range map[string]string{
		"D02 X285": "D02 X285", "d02x285": "D02 X285", " D02-x285.": "D02 X285", "D6W XK28": "D6W XK28", "DO2 X285": "D02 X285",
		"A65 F4E2": "A65 F4E2", "T12 D0OA": "T12 D00A", "T I2 DIOA": "T12 D10A",
	} {
		p, ok := ParseEircode(typed)
		if !ok || p.String() != want || p.Outward() != want[:3] || p.Packed() != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%q: %q %v", typed, p, ok)
		}
	}
	for _, typed := range []string{"", "D02", "D02 X28", "B02 X285", "D02 S285", "D7W XK28", "AB10 1AB", "0800", strings.Repeat("D", 99)} {
		if p, ok := ParseEircode(typed); ok {
			t.Errorf("%q: %q", typed, p)
		}
	}
}

func TestAnAustralianPostcodeKeepsItsLeadingZero(t *testing.T) {
	for typed, want := range map[string]string{"0800": "0800", "NT 0800": "0800", "nt-0872": "0872", "ACT 0200": "0200", "2000": "2000", " 30 00 ": "3000", "O8OO": "0800"} {
		p, ok := ParseAustralianPostcode(typed)
		if !ok || p.String() != want || p.Packed() != want || p.Outward() != want {
			t.Errorf("%q: %q %v", typed, p, ok)
		}
	}
	for _, typed := range []string{"", "800", "0100", "0799", "20000", "Sydney", "AB10 1AB", "D02 X285"} {
		if p, ok := ParseAustralianPostcode(typed); ok {
			t.Errorf("%q: %q", typed, p)
		}
	}
}

func TestARegionReadsPostcodesInItsOwnForm(t *testing.T) {
	for format, typed := range map[string]string{FormatUK: "AB10 1AB", FormatEircode: "D02 X285", FormatAU: "0800"} {
		r := &Region{PostcodeFormat: format}
		for other, postcode := range map[string]string{FormatUK: "AB10 1AB", FormatEircode: "D02 X285", FormatAU: "0800"} {
			if p, ok := r.ParsePostcode(postcode); ok != (other == format) || ok && p.String() != typed {
				t.Errorf("%s: %q %v", format, p, ok)
			}
		}
	}
	if _, ok := (&Region{PostcodeFormat: "zip"}).ParsePostcode("12345"); ok {
		t.Error("a form that is not known reads something")
	}
}

func FuzzAPostcodeThatIsReadIsReadAgainTheSame(f *testing.F) {
	f.Add("D02 X285")
	f.Add("NT 0800")
	f.Add("AB10 1AB")
	f.Fuzz(func(t *testing.T, s string) {
		for format, parse := range postcodeFormats {
			if p, ok := parse(s); ok {
				for _, form := range []string{p.String(), p.Packed(), strings.ToLower(p.String())} {
					if again, ok := parse(form); !ok || again != p {
						t.Errorf("%s: %q is %q and then %q", format, s, p, again)
					}
				}
			}
		}
	})
}
