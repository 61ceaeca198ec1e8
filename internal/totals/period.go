package totals

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Period is a fixed quarter, or, with Quarter 0, a fixed year.
type Period struct{ Year, Quarter int }

// settlingDays is how long after its end a period is closed: time for authors to
// answer, change and take back.
const settlingDays = 28

var periodPattern = regexp.MustCompile(`^([0-9]{4})(?:-Q([1-4]))?$`)

// ParsePeriod reads "2026-Q3" or "2026".
func ParsePeriod(s string) (Period, error) {
	m := periodPattern.FindStringSubmatch(s)
	if m == nil {
		return Period{}, fmt.Errorf("%q is no quarter and no year", s)
	}
	year, _ := strconv.Atoi(m[1])
	quarter, _ := strconv.Atoi("0" + m[2])
	return Period{year, quarter}, nil
}

// QuarterOf is the quarter that a time lies in.
func QuarterOf(t time.Time) Period { return Period{t.Year(), (int(t.Month())-1)/3 + 1} }

// String is "2026-Q3" or "2026", which sort by time within their kind.
func (p Period) String() string {
	if p.Quarter == 0 {
		return fmt.Sprintf("%04d", p.Year)
	}
	return fmt.Sprintf("%04d-Q%d", p.Year, p.Quarter)
}

// Next is the quarter after a quarter, or the year after a year.
func (p Period) Next() Period {
	if p.Quarter == 0 || p.Quarter == 4 {
		return Period{p.Year + 1, min(p.Quarter, 1)}
	}
	return Period{p.Year, p.Quarter + 1}
}

// Span is when the period begins, and when the next one does.
func (p Period) Span(zone *time.Location) (from, to time.Time) {
	first, months := time.January, 12
	if p.Quarter > 0 {
		first, months = time.Month(3*p.Quarter-2), 3
	}
	from = time.Date(p.Year, first, 1, 0, 0, 0, 0, zone)
	return from, from.AddDate(0, months, 0)
}

// Closes is the moment from which the period may be counted.
func (p Period) Closes(zone *time.Location) time.Time {
	_, to := p.Span(zone)
	return to.AddDate(0, 0, settlingDays)
}

// Words are the period as people say it.
func (p Period) Words() string {
	if p.Quarter == 0 {
		return fmt.Sprint(p.Year)
	}
	return fmt.Sprintf("%s to %s %d", time.Month(3*p.Quarter-2), time.Month(3*p.Quarter), p.Year)
}
