package story

import "errors"

// State says where a story is in its life. Each is named by who acts next.
type State string

// The states of a story.
const (
	Submitted  State = "submitted"  // a moderator acts next
	Held       State = "held"       // whoever was asked acts next
	Approved   State = "approved"   // the clock acts next: the author may still object
	Published  State = "published"  // anyone may read and answer
	Rejected   State = "rejected"   // the author may tell it anew
	Restricted State = "restricted" // the site acts next; the public sees that it exists, and why it is shut
	Withdrawn  State = "withdrawn"  // nobody acts, for ever
	Removed    State = "removed"    // the site took it down, with a reason
)

// ErrStep says that a story may not go from its state to the one asked for.
var ErrStep = errors.New("this story can't take that step from where it is")

// ErrWithdrawn says that the author has taken the story back. It wraps ErrStep.
var ErrWithdrawn = errors.Join(errors.New("the author has taken this story back"), ErrStep)

// ErrChanged says that somebody else has acted since the caller last looked.
var ErrChanged = errors.New("somebody else changed this since you opened it")

// steps lists every step a story may take. What is not listed is refused, so a
// state added later is closed until somebody opens it here.
var steps = map[State][]State{
	Submitted:  {Held, Approved, Published, Rejected, Withdrawn},
	Held:       {Submitted, Approved, Published, Rejected, Withdrawn},
	Approved:   {Submitted, Held, Published, Rejected, Withdrawn},
	Published:  {Restricted, Removed, Withdrawn},
	Rejected:   {Withdrawn},
	Restricted: {Published, Removed, Withdrawn},
	Removed:    {Withdrawn},
	Withdrawn:  {},
}

// States lists every state, in the order a story may live through them.
func States() []State {
	return []State{Submitted, Held, Approved, Published, Rejected, Restricted, Removed, Withdrawn}
}

// CheckStep reports whether a story may go from one state to another. Staying
// where it is is no step and is always allowed, except that nothing moves an
// unknown state.
func CheckStep(from, to State) error {
	next, known := steps[from]
	if !known {
		return ErrStep
	}
	if from == to {
		return nil
	}
	for _, s := range next {
		if s == to {
			return nil
		}
	}
	if from == Withdrawn {
		return ErrWithdrawn
	}
	return ErrStep
}

// CheckStart reports whether a story may come into being in this state: only as
// submitted, so that none is born published.
func CheckStart(s State) error {
	if s != Submitted {
		return ErrStep
	}
	return nil
}

// MayBeRead reports whether anyone at all may read a story in this state.
func (s State) MayBeRead() bool { return s == Published }

// IsGone reports whether the public must be told 410: it was here, it is not coming back.
func (s State) IsGone() bool { return s == Withdrawn || s == Removed }

// MayBeModerated reports whether a moderator may still decide on it.
func (s State) MayBeModerated() bool { return s == Submitted || s == Held || s == Approved }

// Progress says how far a published story has come, in the order everyone sees.
type Progress string

// The five steps of progress, and the two kinds of change.
const (
	Unheard  Progress = "unheard"
	Heard    Progress = "heard"    // a member was told
	Read     Progress = "read"     // a member opened it
	Answered Progress = "answered" // a response is published
	Planned  Progress = "planned"  // a change is planned
	Made     Progress = "made"     // a change is made
)

var progressRank = map[Progress]int{Unheard: 0, Heard: 1, Read: 2, Answered: 3, Planned: 4, Made: 5}

// Further returns the one of two that is further on. Progress never goes back
// by itself: what was heard stays heard.
func (p Progress) Further(q Progress) Progress {
	if progressRank[q] > progressRank[p] {
		return q
	}
	return p
}

// Rank is 0 for unheard to 5 for a change made.
func (p Progress) Rank() int { return progressRank[p] }
