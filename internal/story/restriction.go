package story

import (
	"errors"
	"slices"
	"time"
)

// RestrictedDays is after how many days a closed story is looked at again, unless a
// senior moderator says a day.
const RestrictedDays = 30

// MostRestrictedDays is how far away that day may be.
const MostRestrictedDays = 180

// AppealDays is within how many working days another senior moderator decides about an
// appeal.
const AppealDays = 5

// ErrAppeal says that there is nothing to appeal against, or that this was done already.
var ErrAppeal = errors.New("this can't be appealed against, or was already")

// AppealOutcome is what another senior moderator made of an appeal.
type AppealOutcome string

// The outcomes of an appeal. A story that was taken down can't be put back: its
// number is gone for good, and its author can tell it anew. So can an organisation send a
// response that was refused, or write again what was taken off a page.
const (
	AppealStands AppealOutcome = "stands" // as it was decided
	AppealLifted AppealOutcome = "lifted" // a closed story is open again
	AppealWrong  AppealOutcome = "wrong"  // it should not have been taken down, refused or taken off
)

// CheckReviewDay looks at the day on which a closed story is to be looked at again.
func CheckReviewDay(on, now time.Time) error {
	if !on.After(now) || on.After(now.AddDate(0, 0, MostRestrictedDays+1)) {
		return Problem{"reviewOn", "Choose a day within the next six months."}
	}
	return nil
}

// ReviewDay is the day on which a closed story is looked at again: the one that was said,
// or the usual one.
func ReviewDay(said, now time.Time) (time.Time, error) {
	if said.IsZero() {
		return now.AddDate(0, 0, RestrictedDays), nil
	}
	return said, CheckReviewDay(said, now)
}

// CheckKeepClosed looks at why a closed story stays closed.
func CheckKeepClosed(words string) error {
	return checkNote("note", words, "Say why it stays closed.", MaxReasonCharacters)
}

// CheckAppeal looks at why somebody asks for another decision, after Clean.
func CheckAppeal(words string) error {
	return checkNote("appeal", words, "Say why it should be decided otherwise.", MaxReasonCharacters)
}

// CheckAppealDecision looks at another senior's decision on an appeal: against closing a
// story, or against what can't be undone by it.
func CheckAppealDecision(closed bool, outcome AppealOutcome, answer string) error {
	var ps Problems
	may := []AppealOutcome{AppealStands, AppealWrong}
	if closed {
		may = []AppealOutcome{AppealStands, AppealLifted}
	}
	if !slices.Contains(may, outcome) {
		ps = append(ps, Problem{"outcome", "Choose what you decide."})
	}
	_ = ps.Add(checkNote("answer", answer, "Say why, in words for whoever asked.", MaxReasonCharacters))
	return ps.Err()
}

// CheckLift looks at the words with which a closed story is opened again.
func CheckLift(words string) error {
	return checkNote("note", words, "Say why, in words for the author.", MaxReasonCharacters)
}
