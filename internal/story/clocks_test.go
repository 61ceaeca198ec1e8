package story

import (
	"testing"
	"time"
)

func TestMonthsOfAClockAreCalendarMonths(t *testing.T) {
	for _, c := range []struct{ from, ends string }{
		{"2026-08-31", "2027-02-28"}, {"2027-08-31", "2028-02-29"}, {"2026-11-21", "2027-05-21"}, {"2026-10-31", "2027-04-30"},
	} {
		from, _ := time.Parse(time.DateOnly, c.from)
		if got := FindClock("originals").Ends(from).Format(time.DateOnly); got != c.ends {
			t.Errorf("six months from %s end on %s, not %s", c.from, got, c.ends)
		}
	}
}

func TestEveryClockHasOnePeriodAndWords(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, c := range Clocks() {
		if c.What == "" || c.From == "" || (c.Days > 0) == (c.Months > 0) {
			t.Errorf("clock %+v says too little or too much", c)
		}
		if !c.Cutoff(now).Before(now) {
			t.Errorf("clock %s takes what has not had its time", c.Name)
		}
	}
}
