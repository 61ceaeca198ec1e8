// Package totals turns counts of people into tables that may be shown. It holds
// the rule for one figure, the rule for one table, and who is counted where; it
// reads and stores nothing.
//
// What an attacker is taken to know: the rules below; every published table, for
// good; every public story with its day and its services; and which stories were
// told by one person, so that they know exactly how many people a table is made
// from. What they do not know is who answered a question, and what.
//
// Three things keep them from learning it. A person is counted once ever, in one
// organisation and one period, so no two tables have a person in common and none
// can be taken from another. A table is written once and never again, so nothing
// that happens later shows in it. And a table is shown only if each of its
// figures could still be any number that it stands for (see Table).
package totals

import (
	"errors"
	"fmt"
)

// Hidden stands in a table for a count too small to be shown. Nobody is as small
// as a few: a shown nought would say of everyone that they are not in there.
const Hidden = 0

// Rule is how small is too small.
type Rule struct {
	MinimumPeople int // a table needs as many answers
	HideUpTo      int // counts up to this are hidden
	RoundTo       int // the others are rounded to the nearest
}

// founding is the rule that no region may loosen.
var founding = Rule{MinimumPeople: 10, HideUpTo: 7, RoundTo: 5}

// NewRule is a region's rule, or the founding one where that is stricter.
func NewRule(minimumPeople, hideUpTo, roundTo int) Rule {
	return Rule{max(minimumPeople, founding.MinimumPeople), max(hideUpTo, founding.HideUpTo), max(roundTo, founding.RoundTo)}
}

// hiddenTop is the highest count that is hidden: also one that would be rounded
// to nought.
func (r Rule) hiddenTop() int { return max(r.HideUpTo, (r.RoundTo+1)/2-1) }

// Show is what may be shown of one count: Hidden, or the nearest multiple.
func (r Rule) Show(count int) int {
	if count <= r.hiddenTop() {
		return Hidden
	}
	return (count + r.RoundTo/2) / r.RoundTo * r.RoundTo
}

// Bounds are the lowest and the highest count that a shown figure stands for.
func (r Rule) Bounds(shown int) (low, high int) {
	if shown == Hidden {
		return 0, r.hiddenTop()
	}
	return max(r.hiddenTop()+1, shown-r.RoundTo/2), shown + (r.RoundTo - 1) - r.RoundTo/2
}

// Table is what may be shown of the answers to one question, or nothing at all.
// people is how many the table is made from, whether they answered or not, which
// an attacker may know.
//
// It is shown when enough people answered, when something in it is not hidden,
// and when every figure could still be each of the numbers it stands for: even
// the lowest leaves enough people for the others to reach the minimum, and even
// the highest leaves room for the others among the people there are. The last
// two depend on nothing but what is shown and on people, so that a table which
// is not shown says no more than that fewer may have answered.
func (r Rule) Table(counts []int, people int) (shown []int, ok bool) {
	answered, any := 0, false
	for _, c := range counts {
		answered += c
		shown = append(shown, r.Show(c))
		any = any || shown[len(shown)-1] != Hidden
	}
	if answered < r.MinimumPeople || !any || !r.free(shown, people) {
		return nil, false
	}
	return shown, true
}

// free reports whether each figure could be every number it stands for.
func (r Rule) free(shown []int, people int) bool {
	lowest, highest := 0, 0
	for _, s := range shown {
		low, high := r.Bounds(s)
		lowest, highest = lowest+low, highest+high
	}
	for _, s := range shown {
		low, high := r.Bounds(s)
		if lowest-low+high > people || highest-high+low < r.MinimumPeople {
			return false
		}
	}
	return true
}

// Check refuses a table that Table cannot have made.
func (r Rule) Check(shown []int) error {
	any := false
	for _, s := range shown {
		if s == Hidden {
			continue
		}
		if any = true; s <= r.hiddenTop() || s%r.RoundTo != 0 {
			return fmt.Errorf("a total is hidden or a multiple of %d above %d", r.RoundTo, r.hiddenTop())
		}
	}
	if !any {
		return errors.New("a table in which everything is hidden is not kept")
	}
	return nil
}
