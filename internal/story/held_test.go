package story

import (
	"slices"
	"strings"
	"testing"
)

// expected are collections and fields that other work on the same promise adds.
// What is named here may be in heldFields before it is stored; empty this once
// they all are.
var expected = []string{}

func TestEveryStoredFieldIsOneThingOfTheNotice(t *testing.T) {
	for _, f := range Inventory() {
		var in []string
		for _, l := range heldLines() {
			if l.covers(f) {
				in = append(in, l.holding)
			}
		}
		switch {
		case len(in) == 0:
			t.Errorf("%s is in no line of heldFields (held.go): say there which thing of the privacy notice it is", f.Key())
		case len(in) > 1:
			t.Errorf("%s is in %d lines of heldFields: %v", f.Key(), len(in), in)
		}
	}
}

func TestHeldFieldsNameNothingThatIsNotStored(t *testing.T) {
	stored := map[string]bool{}
	for _, f := range Inventory() {
		stored[f.Key()], stored[f.Collection] = true, true
	}
	for _, l := range heldLines() {
		for _, name := range l.fields {
			key := strings.TrimSuffix(l.collection+"."+name, ".*")
			if !stored[key] && !slices.Contains(expected, key) {
				t.Errorf("heldFields names %s, which is not stored", key)
			}
		}
		if !slices.ContainsFunc(holdings, func(h Holding) bool { return h.Name == l.holding }) {
			t.Errorf("heldFields names the thing %q, which has no words in held_words.go", l.holding)
		}
	}
}

func TestEveryHoldingSaysEverythingAndNoMoreThanItsFieldsAllow(t *testing.T) {
	clocks := map[string]bool{}
	for _, c := range Clocks() {
		clocks[c.Name] = true
	}
	for i, h := range holdings {
		if h.What == "" || h.Why == "" || h.Who == "" || h.Clock == "" && h.Long == "" {
			t.Errorf("%s says too little", h.Name)
		}
		if h.Clock != "" && !clocks[h.Clock] {
			t.Errorf("%s has the clock %q, which there is none of", h.Name, h.Clock)
		}
		if slices.ContainsFunc(holdings[:i], func(o Holding) bool { return o.Name == h.Name }) {
			t.Errorf("%s is there twice", h.Name)
		}
	}
	for _, f := range Inventory() {
		h := holdings[slices.IndexFunc(holdings, func(h Holding) bool { return h.Name == HoldingOf(f) })]
		if (f.Class == Sealed || f.Class == Statistical) && h.Reach != ReachYou && h.Reach != ReachNobody && h.Reach != ReachStaff {
			t.Errorf("%s is %s, and the notice says under %q that others see it", f.Key(), f.Class, h.Name)
		}
		if f.Exported && !strings.Contains(strings.ToLower(h.Who), "you") && !strings.HasPrefix(h.Who, "Everyone") {
			t.Errorf("%s is in the author's copy, and the notice does not say under %q that they see it", f.Key(), h.Name)
		}
		if f.Fate == Goes && (h.Reach == ReachPlaces || h.Reach == ReachStaff) {
			t.Errorf("%s goes with its author, and the notice says under %q that it is about nobody", f.Key(), h.Name)
		}
		if f.Fate == Stays && f.Class != InScope && h.Reach == ReachYou {
			t.Errorf("%s stays after an erasure, and the notice lists it under %q as the author's own", f.Key(), h.Name)
		}
	}
}

func TestHowLongIsSaidInASentence(t *testing.T) {
	for _, h := range holdings {
		if s := h.HowLong(FindClock); !strings.HasSuffix(s, ".") || strings.Contains(s, "..") || s[:1] != strings.ToUpper(s[:1]) {
			t.Errorf("%s: %q is no sentence", h.Name, s)
		}
	}
	never := func(name string) Clock { c := FindClock(name); c.Days, c.Months = 0, 0; return c }
	if s := (Holding{Clock: "ip-addresses"}).HowLong(never); s != "We never store it." {
		t.Errorf("what is never stored is kept: %q", s)
	}
}
