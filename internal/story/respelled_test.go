package story

import (
	"slices"
	"strings"
	"testing"
)

func knowing(words, names string) Knowing {
	in := func(list string) func(string) bool {
		return func(w string) bool { return slices.Contains(strings.Fields(list), w) }
	}
	return Knowing{in(words), in(names)}
}

var few = knowing("rude nude kind unkind reception nurse nurses night helpful unhelpful car parking waiting times staff listened "+
	"notable not able doctor sister painless painful cleanliness care careless ward cater carter food friendly", "smith john margret margaret")

func TestATagIsRespelledOnlyBySlips(t *testing.T) {
	for _, c := range []struct {
		was, is string
		want    bool
	}{
		{"recption", "reception", true},
		{"recetpion", "reception", true},
		{"receptionn", "reception", true},
		{"receptoin-staff", "reception-staff", true},
		{"wating-tymes", "waiting-times", true},
		{"freindly", "friendly", true},
		{"rude", "nude", false},             // another word
		{"unkind", "kind", false},           // the contrary
		{"not-kind", "kind", false},         // the contrary
		{"notkind", "kind", false},          // more than one slip
		{"not-able", "notable", false},      // a word that denies is gone
		{"unhelpfull", "helpful", false},    // the contrary, misspelled
		{"nhelpful", "helpful", false},      // who knows which of the two: unhelpful is as near
		{"paniless", "painful", false},      // the contrary
		{"nurss", "nurse", false},           // of a short word one letter may be everything, where others are as near
		{"nurce", "nurse", true},            // as here none is
		{"nurce", "nurses", false},          // more than one, too
		{"carer", "cater", false},           // nobody knows which of two words
		{"dr-smiht", "dr-smith", false},     // a name
		{"margrte", "margret", false},       // a name
		{"dr-patel", "doctor-patel", false}, // another word for the same is no slip
		{"ward-12", "ward-21", false},       // digits
		{"ward12", "ward1", false},          // digits
		{"foood", "food", false},            // too short to be sure of
		{"recption", "recaption", false},    // nobody knows that word
		{"reception", "reception", false},   // nothing changed
		{"recption-night", "reception", false},
		{"recption", "reception-night", false},
		{"carparking", "car-parking", false}, // one word more
		{"", "reception", false},
	} {
		if got := IsRespelled(c.was, c.is, few); got != c.want {
			t.Errorf("%s to %s: %v", c.was, c.is, got)
		}
	}
	if got := len(oneSlipFrom("ab")); got != 3*26+2*25+2+1 {
		t.Errorf("%d words are one slip from ab", got)
	}
}

func TestOtherTagsAreOnlyRespelledWhereEachHasItsOwnInItsPlace(t *testing.T) {
	typo := map[string][]string{"good": {"staff", "recption"}, "better": {"parking"}}
	for name, c := range map[string]struct {
		is   map[string][]string
		want bool
	}{
		"mended":             {map[string][]string{"good": {"reception", "staff"}, "better": {"parking"}}, true},
		"one more comes":     {map[string][]string{"good": {"reception", "staff", "night"}, "better": {"parking"}}, false},
		"one more goes":      {map[string][]string{"good": {"reception", "staff"}}, false},
		"it goes":            {map[string][]string{"good": {"staff"}, "better": {"parking"}}, false},
		"under another":      {map[string][]string{"good": {"staff"}, "better": {"parking", "reception"}}, false},
		"another word comes": {map[string][]string{"good": {"staff", "nurse"}, "better": {"parking"}}, false},
	} {
		if got := OnlyRespelled(typo, c.is, few); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if two := map[string][]string{"good": {"recption", "recetpion"}}; OnlyRespelled(two, map[string][]string{"good": {"reception"}}, few) {
		t.Error("two become one, and one is gone")
	}
}
