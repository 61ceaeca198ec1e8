package breached

import (
	"bytes"
	"testing"
)

func TestPasswordsThatThievesTryFirstAreKnown(t *testing.T) {
	for _, p := range []string{"password", "Password123", "qwertyuiop", "QWERTYUIOP", "1q2w3e4r5t", "manchester", "Manchester1984!", "!!liverpool2024",
		"christopher", "aaaaaaaaaaaa", "abcabcabcabc", "sunshinesunshine", "abcdefghijkl", "9876543210", "  basketball  "} {
		if !Common(p) {
			t.Errorf("%q is let through", p)
		}
	}
}

func TestGoodPasswordsAreLetThrough(t *testing.T) {
	for _, p := range []string{"", "three plain words", "harbour tuba lemon", "a long password", "kx7-tuba-9921", "bcdfh-jkmnp-qrstv", "Zürich, im Regen", "Ab1!x"} {
		if Common(p) {
			t.Errorf("%q is refused", p)
		}
	}
}

func TestTheListIsSortedAndAsLongAsWeSay(t *testing.T) {
	if len(commonest)%size != 0 || Count() != 49233 {
		t.Fatalf("%d bytes, %d passwords", len(commonest), Count())
	}
	for i := 1; i < Count(); i++ {
		if bytes.Compare(commonest[(i-1)*size:i*size], commonest[i*size:(i+1)*size]) >= 0 {
			t.Fatalf("number %d is out of order", i)
		}
	}
}
