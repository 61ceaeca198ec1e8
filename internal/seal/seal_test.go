package seal

import (
	"errors"
	"strings"
	"testing"
)

func sealer(t *testing.T) *Sealer {
	t.Helper()
	s, err := New(NewKey())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatIsSealedOpensOnlyInItsFieldWithItsKey(t *testing.T) {
	s, other := sealer(t), sealer(t)
	box := s.Seal("contacts.postcode", "AB10 1AB")
	if strings.Contains(box, "AB10") || !IsSealed(box) {
		t.Fatal("the value is not sealed")
	}
	if v, err := s.Open("contacts.postcode", box); err != nil || v != "AB10 1AB" {
		t.Fatal("it does not open again")
	}
	for name, open := range map[string]func() (string, error){
		"another field":   func() (string, error) { return s.Open("contacts.ip", box) },
		"another key":     func() (string, error) { return other.Open("contacts.postcode", box) },
		"a changed value": func() (string, error) { return s.Open("contacts.postcode", box[:len(box)-2]+"AA") },
		"plain text":      func() (string, error) { return s.Open("contacts.postcode", "AB10 1AB") },
	} {
		if v, err := open(); !errors.Is(err, ErrSealed) || v != "" {
			t.Errorf("%s opened it", name)
		}
	}
}

func TestTheSameValueNeverSealsTheSameWayTwice(t *testing.T) {
	s := sealer(t)
	first, second := s.Seal("f", "AB10 1AB"), s.Seal("f", "AB10 1AB")
	if first == second {
		t.Error("equal values can be told from their sealed forms")
	}
	one, again, other := s.Fingerprint("ip", "x"), s.Fingerprint("ip", "x"), s.Fingerprint("mail", "x")
	if one != again || one == other {
		t.Error("a fingerprint must be stable, and different for another purpose")
	}
}

func TestPlainValuesDoNotLookSealed(t *testing.T) {
	for _, v := range []string{"AB10 1AB", "ada@example.org", "s2.", "s2.abcdefgh.x", "s2.a.b.c", "s2.abcdefgh." + strings.Repeat("A", 60)} {
		if IsSealed(v) {
			t.Errorf("a plain value of %d characters passes as sealed", len(v))
		}
	}
	if !IsSealed("") {
		t.Error("nothing given is nothing to seal")
	}
}

func TestADraftNeedsBothTheKeyAndTheCookie(t *testing.T) {
	s := sealer(t)
	mine, _ := s.For("cookie")
	again, _ := s.For("cookie")
	theirs, _ := s.For("another cookie")
	box := mine.Seal("draft", "words")
	if v, err := again.Open("draft", box); err != nil || v != "words" {
		t.Error("the same cookie does not open it")
	}
	if _, err := theirs.Open("draft", box); !errors.Is(err, ErrSealed) {
		t.Error("another cookie opens it")
	}
	if _, err := s.Open("draft", box); !errors.Is(err, ErrSealed) {
		t.Error("the instance alone opens it")
	}
}

func TestShortAndLongValuesSealToTheSameLength(t *testing.T) {
	s := sealer(t)
	one := len(s.Seal("f", "W1"))
	for _, v := range []string{"AB10 1AB", "203.0.113.77", "2001:db8:ffff:ffff:ffff:ffff:ffff:fffe", strings.Repeat("a", 60) + "@example.org"} {
		if n := len(s.Seal("f", v)); n != one {
			t.Errorf("a value of %d letters has %d sealed, one of two has %d", len(v), n, one)
		}
	}
	for n := range 3 * block { // whatever the length, it opens as it was
		v := strings.Repeat("\x80\x00", n)[:n]
		if got, err := s.Open("f", s.Seal("f", v)); err != nil || got != v {
			t.Fatalf("a value of %d bytes does not open as it was (%v)", n, err)
		}
	}
}

func TestANewKeySealsAndTheOldOneStillOpens(t *testing.T) {
	was, is, lasting := NewKey(), NewKey(), NewKey()
	before, _ := NewRing(was)
	box := before.Seal("contacts.postcode", "AB10 1AB")
	ring, err := NewRing(is, was)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := ring.Open("contacts.postcode", box); err != nil || v != "AB10 1AB" {
		t.Error("what the old key sealed does not open")
	}
	if KeyOf(ring.Seal("f", "x")) != ring.Current() || KeyOf(box) != before.Current() || ring.Current() == before.Current() {
		t.Error("the newest key must be the one that seals, and be told from the old one")
	}
	only, _ := NewRing(is)
	if _, err := only.Open("contacts.postcode", box); !errors.Is(err, ErrSealed) {
		t.Error("it opens without the old key")
	}
	if m := only.Missing([]string{KeyOf(box), only.Current()}); len(m) != 1 || m[0] != before.Current() {
		t.Errorf("the missing keys are %v", m)
	}
	one, _ := before.With(lasting)
	two, _ := only.With(lasting)
	if one.Fingerprint("e-mail", "ada") != two.Fingerprint("e-mail", "ada") {
		t.Error("a fingerprint changed with the key")
	}
	pub1, _ := one.PublicKey("receipts")
	pub2, _ := two.PublicKey("receipts")
	mine, _ := one.For("cookie")
	again, _ := two.For("cookie")
	if v, err := again.Open("draft", mine.Seal("draft", "words")); err != nil || v != "words" || !pub1.Equal(pub2) {
		t.Error("drafts or signatures changed with the key")
	}
}

func TestAKeyOfTheWrongSizeIsRefused(t *testing.T) {
	r, _ := NewRing(NewKey())
	_, noKeys := NewRing()
	_, short := NewRing(NewKey(), make([]byte, 16))
	_, secret := r.With(make([]byte, 31))
	if noKeys == nil || short == nil || secret == nil {
		t.Error("a key or secret of the wrong size is taken")
	}
}
