package region

import (
	"strings"
	"testing"
)

func TestPostcodesAreReadHoweverTheyAreWritten(t *testing.T) {
	for typed, want := range map[string]string{
		"AB10 1AB": "AB10 1AB", "ab101ab": "AB10 1AB", " ab10-1ab. ": "AB10 1AB", "(EH1 1AA)": "EH1 1AA", "g1 1aa": "G1 1AA",
		"A B 1 0 1 A B": "AB10 1AB", "M60 1NW": "M60 1NW", "CR2 6XH": "CR2 6XH", "W1A 1HQ": "W1A 1HQ", "EC1A 1BB": "EC1A 1BB",
		"GIR 0AA": "GIR 0AA", "gir oaa": "GIR 0AA", "BF1 0AX": "BF1 0AX",
		// O and 0, I and 1, each by its place
		"ABIO 1AB": "AB10 1AB", "AB10 IAB": "AB10 1AB", "AB1O OAB": "AB10 0AB", "S01 1AA": "SO1 1AA", "0X1 2AB": "OX1 2AB",
		"1P1 2AB": "IP1 2AB", "ABl0 1AB": "AB10 1AB", "A1I 1AA": "A11 1AA", "Y010 4AA": "YO10 4AA",
	} {
		p, ok := ParsePostcode(typed)
		if !ok || p.String() != want {
			t.Errorf("ParsePostcode(%q) = %q, %v, want %q", typed, p, ok, want)
		}
		if p.Packed() != strings.ReplaceAll(want, " ", "") || p.Outward() != strings.Fields(want)[0] {
			t.Errorf("%q: packed %q, outward %q", typed, p.Packed(), p.Outward())
		}
	}
	for typed, area := range map[string]string{"AB10 1AB": "AB", "G1 1AA": "G", "EC1A 1BB": "EC", "GIR 0AA": "GIR"} {
		if p, _ := ParsePostcode(typed); p.Area() != area {
			t.Errorf("the area of %s is %q", typed, p.Area())
		}
	}
}

func TestWhatIsNoPostcodeIsToldApart(t *testing.T) {
	for _, typed := range []string{
		"", "AB10", "AB10 1", "AB10 1A", "AB100 1AB", "hello", "12345", "QB10 1AB", "AJ10 1AB", "AB10 1CB", "AB10 AAA",
		"EC1Z 1BB", "ABC10 1AB", "AB10 1AB AB10 1AB", strings.Repeat("A", 9999), "ZZ99 3VZ", "1 2 3 4 5",
	} {
		if p, ok := ParsePostcode(typed); ok || p != (Postcode{}) {
			t.Errorf("ParsePostcode(%q) = %q", typed, p)
		}
	}
}

func FuzzAPostcodeReadAgainIsTheSame(f *testing.F) {
	f.Add("AB10 1AB")
	f.Add("o0 1i")
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := ParsePostcode(s)
		if !ok {
			return
		}
		for _, form := range []string{p.String(), p.Packed(), strings.ToLower(p.String())} {
			if again, ok := ParsePostcode(form); !ok || again != p {
				t.Errorf("%q gave %q, then %q", s, p, again)
			}
		}
	})
}
