package story

import "time"

// Turn is what decides when a moderator deals with something, whichever queue it is in.
type Turn struct {
	Danger bool      // somebody may be in danger, or words say so
	Due    time.Time // by when it was promised; zero where nothing was
	Since  time.Time // since when it waits
}

// CompareTurns is the one order of the desk at a moment: danger first; then what was
// promised by now, the earliest promise first; then what has waited longest.
func CompareTurns(a, b Turn, at time.Time) int {
	switch lateA, lateB := a.Late(at), b.Late(at); {
	case a.Danger != b.Danger:
		return firstIf(a.Danger)
	case a.Danger:
		return a.Since.Compare(b.Since)
	case lateA != lateB:
		return firstIf(lateA)
	case lateA && !a.Due.Equal(b.Due):
		return a.Due.Compare(b.Due)
	}
	return a.Since.Compare(b.Since)
}

// Late reports whether what was promised is over at a moment.
func (t Turn) Late(at time.Time) bool { return !t.Due.IsZero() && !t.Due.After(at) }

func firstIf(is bool) int {
	if is {
		return -1
	}
	return 1
}
