package story

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestEveryWayOnHasSteps_AndNoStepIsADeadEnd(t *testing.T) {
	known := append(slices.Clone(EscalationKinds), TellService, TellAuthor, TellCrisis)
	codes := map[string]bool{}
	for _, o := range Outcomes() {
		if codes[o.Code] || o.Name == "" || o.When == "" || o.Publish == "" || len(o.Steps) == 0 {
			t.Errorf("%s is not whole", o.Code)
		}
		codes[o.Code] = true
		steps := map[string]bool{}
		for _, s := range o.Steps {
			if steps[s.Code] || s.Do == "" {
				t.Errorf("%s, %s: twice, or nothing to do", o.Code, s.Code)
			}
			steps[s.Code] = true
			if len(s.Came) == 0 || !s.Came[len(s.Came)-1].Why {
				t.Errorf("%s, %s can't be left out", o.Code, s.Code)
			}
			if s.Nobody == "" {
				t.Errorf("%s, %s: what if nobody answers?", o.Code, s.Code)
			}
			for _, who := range s.Tell {
				if !slices.Contains(known, who) {
					t.Errorf("%s, %s tells %s, whom nobody knows", o.Code, s.Code, who)
				}
			}
		}
	}
	if len(codes) != 5 {
		t.Errorf("%d ways on, want 5", len(codes))
	}
}

func TestOnlyAWorryAboutCareIsPublishedWhileItIsOpen(t *testing.T) {
	for _, o := range Outcomes() {
		c := SafetyCaseOf([]SafetyEvent{{Kind: SafetyChosen, Outcome: o.Code, By: "a"}})
		if c.Bars() != (o.Code != "concern") {
			t.Errorf("%s bars: %v", o.Code, c.Bars())
		}
		if c.Open = false; c.Bars() {
			t.Errorf("%s bars when it is closed", o.Code)
		}
	}
}

// walk takes the steps of a case that are allowed, and fails where one is not.
func walk(t *testing.T, events []SafetyEvent, next SafetyEvent, alone bool) []SafetyEvent {
	t.Helper()
	if err := SafetyCaseOf(events).CheckNext(next, alone); err != nil {
		t.Fatalf("%+v: %v", next, err)
	}
	return append(events, next)
}

func TestAMilderWayLetsAStoryGoOnlyWhenAColleagueAgrees(t *testing.T) {
	events := []SafetyEvent{{Kind: SafetyChosen, Outcome: "serious", By: "a"}, {Kind: SafetyAgreed, Outcome: "serious", By: "b"}}
	steps := []struct {
		what string
		next SafetyEvent
		bars bool
	}{
		{"one moderator alone thinks it is less", SafetyEvent{Kind: SafetyChosen, Outcome: "concern", By: "b"}, true},
		{"and chooses it once more", SafetyEvent{Kind: SafetyChosen, Outcome: "concern", By: "b"}, true},
		{"a colleague agrees", SafetyEvent{Kind: SafetyAgreed, Outcome: "concern", By: "a"}, false},
		{"the milder way is chosen anew", SafetyEvent{Kind: SafetyChosen, Outcome: "concern", By: "a"}, false},
	}
	for _, s := range steps {
		events = append(events, s.next)
		if got := SafetyCaseOf(events).Bars(); got != s.bars {
			t.Errorf("%s: bars %v", s.what, got)
		}
	}
}

func TestEveryWayOnIsWalkedToItsEnd_StepByStep(t *testing.T) {
	for _, o := range Outcomes() {
		refused := func(events []SafetyEvent, e SafetyEvent) {
			t.Helper()
			if err := SafetyCaseOf(events).CheckNext(e, false); err == nil {
				t.Errorf("%s: %+v was let through", o.Code, e)
			}
		}
		closing := SafetyEvent{Kind: SafetyClosed, Outcome: o.Code, Words: "All is well.", By: "a"}
		events := walk(t, nil, SafetyEvent{Kind: SafetyChosen, Outcome: o.Code, Words: "She is afraid.", By: "a", At: time.Unix(1, 0)}, false)
		for _, s := range o.Steps {
			refused(events, closing)
			done := SafetyEvent{Kind: SafetyDone, Outcome: o.Code, Step: s.Code, Words: "Told the desk.", By: "a"}
			refused(events, SafetyEvent{Kind: SafetyDone, Outcome: o.Code, Step: s.Code, By: "a"}) // what came of it?
			events = walk(t, events, done, false)
			refused(events, done) // twice
		}
		refused(events, closing) // no colleague yet
		refused(events, SafetyEvent{Kind: SafetyAgreed, Outcome: o.Code, By: "a"})
		events = walk(t, events, SafetyEvent{Kind: SafetyAgreed, Outcome: o.Code, By: "b"}, false)
		events = walk(t, events, closing, false)
		refused(events, closing)
		refused(events, SafetyEvent{Kind: SafetyDone, Outcome: o.Code, Step: o.Steps[0].Code, Words: "Late.", By: "a"})
		again := walk(t, events, SafetyEvent{Kind: SafetyChosen, Outcome: o.Code, Words: "It goes on.", By: "b"}, false)
		if c := SafetyCaseOf(again); !c.Open || c.AgreedBy != "" || len(c.Done) != 0 {
			t.Errorf("%s opened again: %+v", o.Code, c)
		}
	}
}

func TestACaseKnowsWhoMayDoWhat(t *testing.T) {
	open := []SafetyEvent{{Kind: SafetyChosen, Outcome: "serious", Words: "He is hit.", By: "a"}}
	for name, c := range map[string]struct {
		events []SafetyEvent
		next   SafetyEvent
		want   error // nil: a Problem
	}{
		"nothing is open":                       {nil, SafetyEvent{Kind: SafetyAgreed, Outcome: "serious", By: "b"}, ErrChanged},
		"the way was changed meanwhile":         {open, SafetyEvent{Kind: SafetyAgreed, Outcome: "concern", By: "b"}, ErrChanged},
		"nobody agrees with themselves":         {open, SafetyEvent{Kind: SafetyAgreed, Outcome: "serious", By: "a"}, ErrOwnSafety},
		"nobody doubts themselves":              {open, SafetyEvent{Kind: SafetyDoubted, Outcome: "concern", Words: "Not so bad, I think.", By: "a"}, ErrOwnSafety},
		"a doubt names another way":             {open, SafetyEvent{Kind: SafetyDoubted, Outcome: "serious", Words: "Not so bad, I think.", By: "b"}, nil},
		"a doubt says why":                      {open, SafetyEvent{Kind: SafetyDoubted, Outcome: "concern", By: "b"}, nil},
		"a step of another way":                 {open, SafetyEvent{Kind: SafetyDone, Outcome: "serious", Step: "manager", Words: "Told.", By: "a"}, ErrStep},
		"a choice needs to be one":              {nil, SafetyEvent{Kind: SafetyChosen, Outcome: "panic", Words: "She is afraid.", By: "a"}, nil},
		"a choice says what worries":            {nil, SafetyEvent{Kind: SafetyChosen, Outcome: "serious", Words: "Hm.", By: "a"}, nil},
		"something nobody knows of cannot come": {open, SafetyEvent{Kind: "forgotten", Outcome: "serious", By: "a"}, ErrStep},
	} {
		err := SafetyCaseOf(c.events).CheckNext(c.next, false)
		var ps Problems
		_, one := AsProblem(err)
		if c.want != nil && !errors.Is(err, c.want) || c.want == nil && !one && !errors.As(err, &ps) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhoIsAloneOnASiteCanClose(t *testing.T) {
	events := []SafetyEvent{{Kind: SafetyChosen, Outcome: "concern", Words: "She is afraid.", By: "a"}}
	for _, s := range outcomes[0].Steps {
		events = append(events, SafetyEvent{Kind: SafetyDone, Outcome: "concern", Step: s.Code, Words: "Done.", By: "a"})
	}
	walk(t, events, SafetyEvent{Kind: SafetyClosed, Outcome: "concern", Words: "All is well.", By: "a"}, true)
}

func TestAnotherWayKeepsTheDayItBegan_AndAsksForAColleagueAnew(t *testing.T) {
	c := SafetyCaseOf([]SafetyEvent{
		{Kind: SafetyChosen, Outcome: "concern", By: "a", At: time.Unix(1, 0)},
		{Kind: SafetyAgreed, Outcome: "concern", By: "b", At: time.Unix(2, 0)},
		{Kind: SafetyChosen, Outcome: "serious", By: "b", At: time.Unix(3, 0)},
	})
	if !c.Since.Equal(time.Unix(1, 0)) || c.AgreedBy != "" || c.ChosenBy != "b" || !c.Bars() {
		t.Errorf("%+v", c)
	}
}

func TestWhomToCallIsChecked(t *testing.T) {
	for _, ok := range []Escalation{{Who: "Duty manager", Phone: "01224 000000"}, {Who: "Site desk", Email: "desk@example.org", Hours: "Day and night"}} {
		if err := ok.Cleaned().Check(); err != nil {
			t.Errorf("%+v: %v", ok, err)
		}
	}
	for _, wrong := range []Escalation{{}, {Who: "Duty manager"}, {Who: "Duty manager", Phone: "ask"}, {Who: "Duty manager", Email: "desk"}, {Phone: "01224 000000"}} {
		if wrong.Cleaned().Check() == nil {
			t.Errorf("%+v was let through", wrong)
		}
	}
}
