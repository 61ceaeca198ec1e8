package story

import (
	"slices"
	"testing"
)

func TestEachChangedPassageHasAReasonOrOneIsForAll(t *testing.T) {
	for name, c := range map[string]struct {
		passages map[string]int
		reasons  []EditReason
		ok       bool
	}{
		"one for all":           {map[string]int{"text": 3}, []EditReason{{Part: "text", Code: "length"}}, true},
		"each its own":          {map[string]int{"text": 2}, []EditReason{{Part: "text", Code: "length", Passage: 1}, {Part: "text", Code: "offensive", Passage: 2}}, true},
		"one is left out":       {map[string]int{"text": 2}, []EditReason{{Part: "text", Code: "length", Passage: 1}}, false},
		"another part":          {map[string]int{"text": 1, "title": 1}, []EditReason{{Part: "text", Code: "length", Passage: 1}}, false},
		"one that is not there": {map[string]int{"text": 1}, []EditReason{{Part: "text", Code: "length"}, {Part: "text", Code: "length", Passage: 2}}, false},
		"below one":             {map[string]int{"text": 1}, []EditReason{{Part: "text", Code: "length", Passage: -1}}, false},
		"nothing changed":       {map[string]int{}, nil, true},
	} {
		if err := CheckPassages(c.passages, c.reasons); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, r := range []EditReason{{"text", "other", "a: b. c", 12}, {"title", "spelling", "", 0}} {
		if got := ReadEditReason(r.String()); got != r {
			t.Errorf("%v is stored as %s and read as %v", r, r.String(), got)
		}
	}
	if got := (EditReason{Part: "text", Code: "length", Passage: 2}).InCopy(); got != "the words (change 2): it was too long to be read to the end" {
		t.Error(got)
	}
}

func TestOnePassageMayHaveSeveralReasonsEachOnce(t *testing.T) {
	capitals, name := EditReason{Part: "text", Passage: 1, Code: SpellingReason}, EditReason{Part: "text", Passage: 1, Code: "identifies-staff"}
	kept, err := CheckEditReasons([]string{"text"}, []EditReason{capitals, name, capitals})
	if err != nil || !slices.Equal(kept, []EditReason{capitals, name}) {
		t.Errorf("kept %v (%v)", kept, err)
	}
	if err := CheckPassages(map[string]int{"text": 1}, kept); err != nil {
		t.Error(err)
	}
	if !IsMoreThanSpelling([]string{"text"}, kept) {
		t.Error("nobody is asked about the name")
	}
}
