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
	for _, v := range []string{"AB10 1AB", "ada@example.org", "s1.", "s1.abcdefgh.x", "s1.a.b.c"} {
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
