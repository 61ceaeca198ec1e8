package story

import (
	"strings"
	"testing"
)

// Who reads the ways on has minutes, so their words are counted.
func TestTheWaysOnAreReadInAMinute(t *testing.T) {
	all := 0
	for _, o := range Outcomes() {
		all += len(strings.Fields(o.Name + " " + o.When))
		shown, longest := 0, 0 // every step in one line, and of one what to do when nobody answers
		for _, s := range o.Steps {
			shown += len(strings.Fields(s.Do))
			longest = max(longest, len(strings.Fields("No answer? "+s.Nobody)))
		}
		if shown+longest > 60 {
			t.Errorf("%s: %d words of steps on the screen", o.Code, shown+longest)
		}
	}
	if all > 80 {
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

func TestTheRecordSaysHowACaseEnded(t *testing.T) {
	serious, _ := OutcomeOf("serious")
	for _, c := range []struct{ came, words, want string }{
		{"", " She is with her sister. ", "She is with her sister."},
		{"can-act", "", "Those who can act know."},
		{"safe", "She wrote back.", "They are safe. She wrote back."},
		{"", " ", ""}, // which the case then refuses
	} {
		if got, err := serious.EndedOf(c.came, c.words); got != c.want || err != nil {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
	if got, err := serious.EndedOf("nobody-hurt", "He is well."); err == nil {
		t.Errorf("an answer of another way was let through as %q", got)
	}
	for _, o := range Outcomes() {
		if len(o.Ends) == 0 {
			t.Errorf("%s has no short answer to how it ended", o.Code)
		}
	}
}

func TestACaseMayBeClosedWhenOnlyItsEndIsLeft(t *testing.T) {
	o, _ := OutcomeOf("author-acts")
	events := []SafetyEvent{{Kind: SafetyChosen, Outcome: o.Code, By: "a", Words: "She is afraid."}}
	if SafetyCaseOf(events).MayClose(true) {
		t.Error("with every step open")
	}
	for _, s := range o.Steps {
		events = append(events, SafetyEvent{Kind: SafetyDone, Outcome: o.Code, Step: s.Code, Words: "Done."})
	}
	c := SafetyCaseOf(events)
	if c.MayClose(false) || !c.MayClose(true) {
		t.Error("before a colleague agreed, where there is one, or not where there is none")
	}
	c.AgreedBy = "b"
	if !c.MayClose(false) {
		t.Error("not when a colleague agreed")
	}
	c.Open = false
	if c.MayClose(false) {
		t.Error("twice")
	}
}
