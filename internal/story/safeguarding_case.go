package story

import (
	"errors"
	"slices"
	"time"
	"unicode/utf8"
)

// What may happen in a case of safeguarding. Each is written down once and stays.
const (
	SafetyChosen  = "chosen"  // a moderator chose a way on: the case is open
	SafetyAgreed  = "agreed"  // a colleague agrees with it
	SafetyDoubted = "doubted" // a colleague would go another way, and says which
	SafetyDone    = "done"    // a step was done
	SafetyClosed  = "closed"  // nothing more is to be done

	SafetySuspected = "suspected" // a service of the story may itself be the danger
	SafetyLifted    = "lifted"    // a senior moderator decided that it is treated like any other, and with whom
)

// leastWorry and mostSafetyWords are how long the words of a case may be.
const (
	leastWorry      = 10
	mostSafetyWords = 2000
)

// ErrOwnSafety says that nobody agrees with themselves.
var ErrOwnSafety = errors.New("you chose this way yourself: a colleague has to look at it")

// ErrInDanger says that a story waits until nobody is in danger any more.
var ErrInDanger error = Problem{Field: "safety",
	Text: "Somebody may be in danger because of what this story tells, and that is not closed yet. It can be published afterwards."}

// SafetyEvent is one thing that happened in a case.
type SafetyEvent struct {
	Kind    string
	Outcome string // the way on that is chosen, agreed with, or meant instead
	Step    string // of a step that was done
	Service string // that is suspected, or not any more; empty: whichever the story is about
	Words   string
	Quoted  [][2]int // from where to where the words are the story's
	By      string   // the moderator's id
	At      time.Time
}

// WithoutQuotes is an event with nothing of a story that was taken back. That something
// was quoted still shows.
func (e SafetyEvent) WithoutQuotes() SafetyEvent {
	words := []rune(withoutQuotes(e.Words, e.Quoted))
	e.Words, e.Quoted = string(words[:min(len(words), mostSafetyWords)]), nil
	return e
}

// SafetyCase is where the safeguarding of one story stands.
type SafetyCase struct {
	Open     bool
	Outcome  string
	ChosenBy string
	Since    time.Time // when it was opened
	AgreedBy string
	Done     map[string]SafetyEvent // by step
	// Suspected are the services that may be the danger, as in SafetyEvent. That stays when
	// the case is closed.
	Suspected   []string
	SuspectedAt time.Time // the last of them; zero while there is none
	barred      bool      // another way was chosen before, on which the story had to wait
	serious     bool      // another way was chosen before, with which a senior moderator has a say
}

// SafetyCaseOf reads a case out of everything that happened in it, the oldest first.
func SafetyCaseOf(events []SafetyEvent) SafetyCase {
	c := SafetyCase{Done: map[string]SafetyEvent{}}
	for _, e := range events {
		switch e.Kind {
		case SafetyChosen:
			since, done, barred, serious := c.Since, c.Done, c.Bars(), c.NeedsSenior()
			if !c.Open {
				since, done = e.At, map[string]SafetyEvent{}
			}
			if c.Outcome != e.Outcome { // what was done on another way stays written down, and these steps are new
				done = map[string]SafetyEvent{}
			}
			c = SafetyCase{Open: true, Outcome: e.Outcome, ChosenBy: e.By, Since: since, Done: done, Suspected: c.Suspected, SuspectedAt: c.SuspectedAt, barred: barred, serious: serious}
		case SafetyAgreed:
			c.AgreedBy = e.By
		case SafetyDone:
			c.Done[e.Step] = e
		case SafetyClosed:
			c.Open = false
		case SafetySuspected:
			c.Suspected, c.SuspectedAt = append(slices.Clone(c.Suspected), e.Service), e.At
		case SafetyLifted:
			c.Suspected = slices.DeleteFunc(slices.Clone(c.Suspected), func(id string) bool { return id == e.Service })
			if len(c.Suspected) == 0 {
				c.SuspectedAt = time.Time{}
			}
		}
	}
	return c
}

// Bars reports whether the story has to wait. When it had to, a milder way alone
// does not let it go: a colleague has to agree with that.
func (c SafetyCase) Bars() bool {
	o, _ := OutcomeOf(c.Outcome)
	return c.Open && (o.Bars || c.barred && c.AgreedBy == "")
}

// NeedsSenior reports whether a senior moderator has a say in the decision on the story,
// also when the case is closed. A milder way takes that away as in Bars.
func (c SafetyCase) NeedsSenior() bool {
	o, _ := OutcomeOf(c.Outcome)
	return o.Senior || c.serious && c.AgreedBy == "" || len(c.Suspected) > 0
}

// Cleaned is an event in its normal form.
func (e SafetyEvent) Cleaned() SafetyEvent {
	e.Words = Clean(e.Words)
	return e
}

// CheckNext says whether something may happen next in a case, after Cleaned. alone
// says that there is no colleague on this site who could agree.
func (c SafetyCase) CheckNext(e SafetyEvent, alone bool) error {
	if e.Kind != SafetyChosen && e.Kind != SafetyLifted && (!c.Open || e.Outcome != c.Outcome && e.Kind != SafetyDoubted) {
		return ErrChanged // a colleague closed it or chose another way meanwhile
	}
	if utf8.RuneCountInString(e.Words) > mostSafetyWords {
		return Problem{Field: "words", Text: "Use 2,000 characters at most. Nothing you wrote is lost."}
	}
	switch e.Kind {
	case SafetyChosen:
		return checkChosen(e)
	case SafetyAgreed, SafetyDoubted:
		return c.checkColleague(e)
	case SafetyDone:
		return c.checkDone(e)
	case SafetyClosed:
		return c.checkClosed(e, alone)
	case SafetySuspected, SafetyLifted:
		return c.checkSuspected(e)
	}
	return ErrStep
}

func checkChosen(e SafetyEvent) error {
	var ps Problems
	if _, known := OutcomeOf(e.Outcome); !known {
		ps = append(ps, Problem{"outcome", "Choose what fits best. When in doubt, choose the last one."})
	}
	if utf8.RuneCountInString(e.Words) < leastWorry {
		ps = append(ps, Problem{"words", "Say in a few words what worries you, for your colleagues."})
	}
	return ps.Err()
}

func (c SafetyCase) checkColleague(e SafetyEvent) error {
	switch {
	case e.By == c.ChosenBy:
		return ErrOwnSafety
	case c.AgreedBy != "" && e.Kind == SafetyAgreed:
		return ErrChanged
	case e.Kind == SafetyAgreed:
		return nil
	}
	var ps Problems
	if _, known := OutcomeOf(e.Outcome); !known || e.Outcome == c.Outcome {
		ps = append(ps, Problem{"outcome", "Choose which way you would go instead."})
	}
	if utf8.RuneCountInString(e.Words) < leastWorry {
		ps = append(ps, Problem{"words", "Say in a few words why you see it differently."})
	}
	return ps.Err()
}

func (c SafetyCase) checkDone(e SafetyEvent) error {
	o, _ := OutcomeOf(c.Outcome)
	if _, known := o.Step(e.Step); !known {
		return ErrStep
	}
	if _, done := c.Done[e.Step]; done {
		return ErrChanged
	}
	if e.Words == "" {
		return Problem{Field: "words", Text: "Choose what came of it, or say it in a few words."}
	}
	return nil
}

// checkSuspected lets a service be noted once, and the note be lifted for a reason: who
// may lift it is looked at by whoever knows the moderators.
func (c SafetyCase) checkSuspected(e SafetyEvent) error {
	stands := slices.Contains(c.Suspected, e.Service)
	switch {
	case stands == (e.Kind == SafetySuspected):
		return ErrChanged // a colleague was quicker
	case e.Kind == SafetyLifted && utf8.RuneCountInString(e.Words) < leastWorry:
		return Problem{Field: "words", Text: "Say why it can be shown, and with whom you agreed that."}
	}
	return nil
}

// MayClose reports whether only how it ended is left to be said.
func (c SafetyCase) MayClose(alone bool) bool {
	return c.Open && c.checkClosed(SafetyEvent{Words: "It ended."}, alone) == nil
}

// checkClosed lets a case end only with every step dealt with, and a colleague
// who agrees.
func (c SafetyCase) checkClosed(e SafetyEvent, alone bool) error {
	o, _ := OutcomeOf(c.Outcome)
	switch {
	case len(c.Done) < len(o.Steps):
		return Problem{Field: "words", Text: "Some steps are still open. Do each, or say under it why it was left out."}
	case c.AgreedBy == "" && !alone:
		return Problem{Field: "words", Text: "No colleague has agreed yet. Ask one to look. If none can, ask whoever runs this site."}
	case e.Words == "":
		return Problem{Field: "words", Text: "Say in a few words how it ended."}
	}
	return nil
}
