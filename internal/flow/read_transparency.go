package flow

import (
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/totals"
)

// Month is what happened to stories in a month that is over.
//
// What anybody can count on the site stands as it is: stories published, shut and
// taken down, which are our acts and public each. What tells of a private act of a
// person or of a story nobody saw is hidden or rounded, by the rule for totals.
// Nothing is summed over months, or one month could be taken from the sum.
type Month struct {
	Begins                         time.Time
	Published, Restricted, Removed int    // exact
	Received, Withdrawn, Erased    int    // by the rule; totals.Hidden for few
	HalfWithin, NineOfTenWithin    string // from sending to publication; empty for too few stories
	Rejected, Edited               []Reasoned
	Looks, LooksAgain              []Reasoned // of services before publication: how they ended, what they asked for
	Reports                        []Reasoned // what readers said is wrong, by reason, by the rule
	WhyShut, WhyRemoved, Appeals   []Reasoned // exact: acts of ours, by reason or outcome
	OwnAppeals                     []Reasoned // the same, of organisations about their own responses and words
	Opened                         int        // exact: closed stories that are open again
	AppealsLate                    int        // exact: appeals decided later than we said
}

// Reasoned is how often something was done for a reason, by the rule; what is
// hidden is left out.
type Reasoned struct {
	Reason string
	Count  int
}

// Year is how many private details were shown to a named person in a year that is
// over. By month the count would always be hidden, and nobody could see whether
// the one exception is used at all; by year it says so, and of no person when.
type Year struct {
	Year        int
	Disclosures int  // by the rule
	None        bool // said plainly: it is about us
}

// Transparency is everything that the site says about its own work.
type Transparency struct {
	Months  []Month       // newest first, whole ones only
	Years   []Year        // newest first, whole ones only
	Waiting time.Duration // of the oldest unread story; 0 when none waits
}

// ReadTransparency reads the public counts.
func ReadTransparency(app core.App) (Transparency, error) {
	var t Transparency
	first, err := records.FirstTally(app)
	if err != nil {
		return t, err
	}
	oldest, err := records.OldestWaiting(app)
	if err != nil {
		return t, err
	}
	if !oldest.IsZero() {
		t.Waiting = max(now(app).Sub(oldest.Time()), 0)
	}
	zone := deployment.Of(app).Region.Zone()
	begin, err := time.ParseInLocation(monthLayout, first, zone)
	if first == "" || err != nil {
		return t, nil //nolint:nilerr // nothing has been counted yet
	}
	lines, err := records.TalliesSince(app, first)
	if err != nil {
		return t, err
	}
	byMonth := map[string]counts{}
	for _, l := range lines {
		if byMonth[l.Month()] == nil {
			byMonth[l.Month()] = counts{}
		}
		byMonth[l.Month()][[2]string{l.What(), l.Reason()}] = l.Count()
	}
	here, rule := now(app).In(zone), totalRule(app)
	thisMonth := time.Date(here.Year(), here.Month(), 1, 0, 0, 0, 0, zone)
	disclosures := map[int]int{}
	for m := begin; m.Before(thisMonth); m = m.AddDate(0, 1, 0) {
		c := byMonth[m.Format(monthLayout)]
		t.Months = append(t.Months, c.month(m, rule))
		disclosures[m.Year()] += c[[2]string{CountDisclosures, ""}]
	}
	slices.Reverse(t.Months)
	for year := here.Year() - 1; year >= begin.Year(); year-- {
		n := disclosures[year]
		t.Years = append(t.Years, Year{year, rule.Show(n), n == 0})
	}
	return t, nil
}

// counts are those of a month, by what and reason.
type counts map[[2]string]int

func (c counts) month(begins time.Time, rule totals.Rule) Month {
	exact := func(what string) int { return c[[2]string{what, ""}] }
	waits := c.reasons(CountWait)
	return Month{Begins: begins, Published: exact(CountPublished), Restricted: exact(CountRestricted), Removed: exact(CountRemoved),
		Received: rule.Show(exact(CountReceived)), Withdrawn: rule.Show(exact(CountWithdrawn)), Erased: rule.Show(exact(CountErased)),
		HalfWithin: totals.WaitWithin(waits, 50), NineOfTenWithin: totals.WaitWithin(waits, 90),
		Rejected: c.shown(CountRejected, rule), Edited: c.shown(CountEdited, rule),
		Looks: c.shown(CountLooks, rule), LooksAgain: c.shown(CountLooksAgain, rule), Reports: c.shown(CountReports, rule),
		WhyShut: c.exactly(CountWhyShut), WhyRemoved: c.exactly(CountWhyRemoved), Appeals: c.exactly(CountAppeals), OwnAppeals: c.exactly(CountOwnAppeals),
		Opened: exact(CountOpened), AppealsLate: exact(CountAppealsLate)}
}

func (c counts) reasons(what string) map[string]int {
	by := map[string]int{}
	for key, n := range c {
		if key[0] == what {
			by[key[1]] = n
		}
	}
	return by
}

// shown lists the reasons whose count is not hidden, the commonest first.
func (c counts) shown(what string, rule totals.Rule) []Reasoned {
	var list []Reasoned
	for reason, n := range c.reasons(what) {
		if shown := rule.Show(n); shown != totals.Hidden {
			list = append(list, Reasoned{reason, shown})
		}
	}
	return byCount(list)
}

// exactly lists reasons with their counts as they are.
func (c counts) exactly(what string) []Reasoned {
	var list []Reasoned
	for reason, n := range c.reasons(what) {
		list = append(list, Reasoned{reason, n})
	}
	return byCount(list)
}

func byCount(list []Reasoned) []Reasoned {
	slices.SortFunc(list, func(a, b Reasoned) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Reason, b.Reason)
	})
	return list
}
