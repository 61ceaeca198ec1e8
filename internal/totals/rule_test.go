package totals

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestACountIsHiddenOrRounded(t *testing.T) {
	for count, want := range map[int]int{0: Hidden, 1: Hidden, 7: Hidden, 8: 10, 12: 10, 13: 15, 17: 15, 18: 20, 1002: 1000, 1003: 1005} {
		if got := founding.Show(count); got != want {
			t.Errorf("%d is shown as %d", count, got)
		}
	}
}

func TestBoundsAreWhatAFigureStandsForUnderAnyRule(t *testing.T) {
	for _, r := range []Rule{founding, {10, 7, 10}, {20, 9, 5}, {10, 7, 100}, {10, 12, 5}} {
		stands := map[int][]int{}
		for count := range 400 {
			stands[r.Show(count)] = append(stands[r.Show(count)], count)
		}
		for shown, counts := range stands {
			low, high := r.Bounds(shown)
			if counts[len(counts)-1] == 399 {
				high = 399
			}
			if low != counts[0] || high != counts[len(counts)-1] {
				t.Errorf("%v: %d stands for %d to %d, and Bounds says %d to %d", r, shown, counts[0], counts[len(counts)-1], low, high)
			}
		}
	}
}

func TestARegionMayBeStricterAndNeverLooser(t *testing.T) {
	if got := NewRule(1, 0, 1); got != founding {
		t.Errorf("%v", got)
	}
	if got := NewRule(20, 9, 10); got != (Rule{20, 9, 10}) {
		t.Errorf("%v", got)
	}
}

func TestATableIsShownOnlyIfEveryFigureIsFree(t *testing.T) {
	for _, c := range []struct {
		why    string
		counts []int
		people int
		want   string
	}{
		{"plenty", []int{20, 3, 0}, 40, "[20 0 0]"},
		{"nine answered", []int{9, 0, 0}, 40, "[]"},
		{"all hidden", []int{7, 7, 7}, 40, "[]"},
		{"one of fifteen people could be any number", []int{9, 1, 0}, 15, "[10 0 0]"},
		{"fourteen people leave the hidden too little room", []int{9, 1, 0}, 14, "[]"},
		{"two eights of sixteen people would both be known", []int{8, 8, 0}, 16, "[]"},
	} {
		if shown, _ := founding.Table(c.counts, c.people); fmt.Sprint(shown) != c.want {
			t.Errorf("%s: %v", c.why, shown)
		}
	}
}

func TestWithoutSecondaryHidingTheAttackerReadsTwoEights(t *testing.T) {
	shown, _ := careless([]int{8, 8, 0}, 16)
	s := &sight{shown: [][]int{shown}, answers: 3, publish: careless, bounds: founding.Bounds, groups: []group{{16, []int{0}}}}
	for a, want := range []int{8, 8, 0} {
		if numbers, sure := s.possible(0, a); !sure || !slices.Equal(numbers, []int{want}) {
			t.Errorf("answer %d: %v", a, numbers)
		}
	}
}

func TestATableThatTheRuleCannotHaveMadeIsRefused(t *testing.T) {
	for _, shown := range [][]int{{9, 0}, {5, 10}, {-10, 10}, {0, 0}, nil} {
		if founding.Check(shown) == nil {
			t.Errorf("%v was taken", shown)
		}
	}
	if err := founding.Check([]int{0, 10, 105}); err != nil {
		t.Error(err)
	}
}

func TestPeriodsAreFixedAndCloseFourWeeksAfterTheirEnd(t *testing.T) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, from, closes, next, words string }{
		{"2026-Q3", "2026-07-01", "2026-10-29", "2026-Q4", "July to September 2026"},
		{"2026-Q4", "2026-10-01", "2027-01-29", "2027-Q1", "October to December 2026"},
		{"2026", "2026-01-01", "2027-01-29", "2027", "2026"},
	} {
		p, err := ParsePeriod(c.name)
		from, _ := p.Span(zone)
		if err != nil || p.String() != c.name || from.Format(time.DateOnly) != c.from || p.Closes(zone).Format(time.DateOnly) != c.closes ||
			p.Next().String() != c.next || p.Words() != c.words {
			t.Errorf("%s: %v, %v to %v, next %v, %q", c.name, err, from, p.Closes(zone), p.Next(), p.Words())
		}
	}
	for _, wrong := range []string{"", "2026-Q5", "2026-07", "26", "2026-Q3 "} {
		if _, err := ParsePeriod(wrong); err == nil {
			t.Errorf("%q is taken for a period", wrong)
		}
	}
	if got := QuarterOf(time.Date(2026, 9, 30, 23, 0, 0, 0, zone)).String(); got != "2026-Q3" {
		t.Error(got)
	}
}

func TestYearsOfBirthAreCountedInDecades(t *testing.T) {
	q := Question{Answers: YearBands(Period{Year: 2026}), Years: true}
	if len(q.Answers) != 11 || q.Answers[1] != "1930s" || q.Answers[10] != "2020s" {
		t.Fatal(q.Answers)
	}
	for year, want := range map[string]int{"1907": 0, "1929": 0, "1930": 1, "1957": 3, "2026": 10, "": -1, "soon": -1} {
		if got := q.place(year); got != want {
			t.Errorf("%q is counted at %d", year, got)
		}
	}
}

func TestWaitsAreSaidOfTenStoriesAtLeast(t *testing.T) {
	counts := map[string]int{}
	for i := range 9 {
		counts[WaitName(time.Duration(i)*time.Hour)]++
	}
	if WaitWithin(counts, 50) != "" {
		t.Error("of nine stories it says something")
	}
	counts[WaitName(100*24*time.Hour)]++
	for percent, want := range map[int]string{50: "4 hours", 90: "8 hours", 100: "more than 90 days"} {
		if got := WaitWithin(counts, percent); got != want {
			t.Errorf("%d in a hundred within %q", percent, got)
		}
	}
	if WaitName(49*time.Hour) != "72" || hoursInWords(24) != "1 day" || hoursInWords(1) != "1 hour" {
		t.Error("the steps have moved")
	}
}
