package story

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestThatAServiceMayBeTheDangerStandsUntilItIsLifted(t *testing.T) {
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	var events []SafetyEvent
	step := func(kind, service string, want ...string) {
		t.Helper()
		at = at.Add(time.Minute)
		events = append(events, SafetyEvent{Kind: kind, Outcome: "serious", Service: service, Words: "Somebody is afraid.", By: "a", At: at})
		if c := SafetyCaseOf(events); !slices.Equal(c.Suspected, want) || c.SuspectedAt.IsZero() == (len(want) > 0) || !c.NeedsSenior() && len(want) > 0 {
			t.Errorf("after %s %q: %+v", kind, service, c)
		}
	}
	step(SafetyChosen, "")
	step(SafetySuspected, "ward", "ward")
	step(SafetySuspected, "home", "ward", "home")
	step(SafetyClosed, "", "ward", "home")
	step(SafetyChosen, "", "ward", "home")
	step(SafetyLifted, "ward", "home")
	step(SafetyLifted, "home")
	step(SafetySuspected, "", "")
}

// A milder way takes a senior's say away otherwise; not while the service may be the danger.
func TestAMilderWayLeavesTheServiceTheDanger(t *testing.T) {
	c := SafetyCaseOf([]SafetyEvent{{Kind: SafetyChosen, Outcome: "serious", By: "a"}, {Kind: SafetySuspected, Outcome: "serious", Service: "ward", By: "a"},
		{Kind: SafetyChosen, Outcome: "concern", By: "a"}, {Kind: SafetyAgreed, Outcome: "concern", By: "b"}})
	if !c.NeedsSenior() || c.Bars() {
		t.Errorf("%+v", c)
	}
}

func TestWhatMayBeNotedOfAServiceNext(t *testing.T) {
	open := SafetyCase{Open: true, Outcome: "serious"}
	noted := SafetyCase{Open: true, Outcome: "serious", Suspected: []string{"ward"}}
	closed := SafetyCase{Outcome: "serious", Suspected: []string{"ward"}}
	const long = "The nurse has left; agreed with the council."
	for name, v := range map[string]struct {
		c    SafetyCase
		e    SafetyEvent
		want error
	}{
		"noted":                       {open, SafetyEvent{Kind: SafetySuspected, Outcome: "serious", Service: "ward"}, nil},
		"noted of a second one":       {noted, SafetyEvent{Kind: SafetySuspected, Outcome: "serious", Service: "home"}, nil},
		"noted twice":                 {noted, SafetyEvent{Kind: SafetySuspected, Outcome: "serious", Service: "ward"}, ErrChanged},
		"noted when it is closed":     {closed, SafetyEvent{Kind: SafetySuspected, Outcome: "serious", Service: "home"}, ErrChanged},
		"noted on another way":        {open, SafetyEvent{Kind: SafetySuspected, Outcome: "concern", Service: "ward"}, ErrChanged},
		"lifted":                      {noted, SafetyEvent{Kind: SafetyLifted, Service: "ward", Words: long}, nil},
		"lifted when it is closed":    {closed, SafetyEvent{Kind: SafetyLifted, Service: "ward", Words: long}, nil},
		"lifted of one nobody noted":  {noted, SafetyEvent{Kind: SafetyLifted, Service: "home", Words: long}, ErrChanged},
		"lifted where nothing is":     {open, SafetyEvent{Kind: SafetyLifted, Words: long}, ErrChanged},
		"lifted without saying why":   {noted, SafetyEvent{Kind: SafetyLifted, Service: "ward"}, Problem{Field: "words", Text: "Say why it can be shown, and with whom you agreed that."}},
		"lifted for ever so long why": {noted, SafetyEvent{Kind: SafetyLifted, Service: "ward", Words: string(make([]rune, 2001))}, Problem{Field: "words", Text: "Use 2,000 characters at most. Nothing you wrote is lost."}},
	} {
		if err := v.c.CheckNext(v.e, false); !errors.Is(err, v.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOneShortAnswerSaysThatTheServiceMayBeTheDanger(t *testing.T) {
	for _, o := range Outcomes() {
		for _, s := range o.Steps {
			for _, c := range s.Came {
				if want := c.Code == "danger" && slices.Contains(s.Tell, TellService); o.Suspects(s.Code, c.Code) != want {
					t.Errorf("%s, %s: %q says so: %v", o.Code, s.Code, c.Label, !want)
				}
			}
		}
	}
}
