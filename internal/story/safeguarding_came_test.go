package story

import (
	"strings"
	"testing"
)

// Who reads the ways on has minutes, so their words are counted.
func TestTheWaysOnAreReadInAMinute(t *testing.T) {
	all := 0
	for _, o := range Outcomes() {
		all += len(strings.Fields(o.Name + " " + o.When + " Publish: " + o.Publish))
		shown, longest := 0, 0 // every step in one line, and of the open one what to do when nobody answers
		for _, s := range o.Steps {
			shown += len(strings.Fields(s.Do))
			longest = max(longest, len(strings.Fields("No answer? "+s.Nobody)))
		}
		if shown+longest > 60 {
			t.Errorf("%s: %d words of steps on the screen", o.Code, shown+longest)
		}
	}
	if all > 110 {
		t.Errorf("the five ways on are %d words", all)
	}
}

func TestTheRecordSaysWhatCameOfAStep(t *testing.T) {
	serious, _ := OutcomeOf("serious")
	for _, c := range []struct{ step, came, whom, words, want string }{
		{"crime", "", "", " Told the desk. ", "Told the desk."},
		{"crime", "told", "Police Scotland", "", "Told Police Scotland."},
		{"crime", "told", "Police Scotland", "Call 41.", "Told Police Scotland. Call 41."},
		{"crime", "told", "", "", "Told them."},
		{"crime", "silent", "Police Scotland", "", "Nobody answered: went on."},
		{"crime", "left-out", "", "they know.", "Left out, because they know."},
		{"write", "danger", "", "", "It would add danger."},
	} {
		if got, err := serious.CameOf(c.step, c.came, c.whom, c.words); got != c.want || err != nil {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
	for _, c := range []struct{ step, came, whom string }{
		{"crime", "left-out", ""}, {"crime", "wrote", ""}, {"nothing", "told", ""}, {"crime", "told", strings.Repeat("a", mostWhom+1)},
	} {
		if got, err := serious.CameOf(c.step, c.came, c.whom, " "); err == nil {
			t.Errorf("%+v was let through as %q", c, got)
		}
	}
}
