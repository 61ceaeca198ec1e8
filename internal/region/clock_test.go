package region

import (
	"testing"
	"time"
)

// when reads a local time in Scotland.
func when(t *testing.T, r *Region, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, r.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestOfficeHoursAreKeptOverNightsWeekendsHolidaysAndSummerTime(t *testing.T) {
	r := scotland(t)
	for _, c := range []struct {
		at   string
		open bool
		next string
	}{
		{"2026-11-20 09:00", true, "2026-11-20 09:00"},
		{"2026-11-20 08:59", false, "2026-11-20 09:00"},
		{"2026-11-20 16:59", true, "2026-11-20 16:59"},
		{"2026-11-20 17:00", false, "2026-11-23 09:00"}, // Friday evening
		{"2026-11-28 12:00", false, "2026-12-01 09:00"}, // St Andrew's Day is the Monday
		{"2026-12-24 17:00", false, "2026-12-29 09:00"},
		{"2026-12-31 23:59", false, "2027-01-05 09:00"},
		{"2026-03-28 12:00", false, "2026-03-30 09:00"}, // clocks go forward on the Sunday
		{"2026-10-24 12:00", false, "2026-10-26 09:00"}, // and back
		{"2026-06-15 10:00", false, "2026-06-16 09:00"},
	} {
		at := when(t, r, c.at)
		if r.IsOpen(at) != c.open || r.IsOpen(at.UTC()) != c.open {
			t.Errorf("IsOpen(%s) = %v", c.at, !c.open)
		}
		if next := r.NextOpening(at.UTC()); !next.Equal(when(t, r, c.next)) {
			t.Errorf("NextOpening(%s) = %s, want %s", c.at, next, c.next)
		}
	}
}

func TestWorkingDaysAreCountedByTheWallClock(t *testing.T) {
	r := scotland(t)
	for _, c := range []struct {
		at   string
		days int
		want string
	}{
		{"2026-11-16 10:30", 0, "2026-11-16 10:30"},
		{"2026-11-16 10:30", 3, "2026-11-19 10:30"},
		{"2026-11-16 10:30", -2, "2026-11-16 10:30"},
		{"2026-11-19 10:30", 3, "2026-11-24 10:30"}, // over a weekend
		{"2026-11-27 10:30", 1, "2026-12-01 10:30"}, // over St Andrew's Day
		{"2026-11-21 14:00", 3, "2026-11-26 09:00"}, // sent on a Saturday: Monday at nine, and three days
		{"2026-11-20 20:00", 1, "2026-11-24 09:00"},
		{"2026-03-27 10:00", 1, "2026-03-30 10:00"}, // summer time begins
		{"2026-10-23 16:59", 2, "2026-10-27 16:59"}, // and ends
		{"2026-12-23 12:00", 3, "2026-12-30 12:00"},
		{"2026-01-05 09:00", 250, "2026-12-31 09:00"}, // 258 weekdays, 8 of them holidays
	} {
		if got := r.WorkingDaysAfter(when(t, r, c.at).UTC(), c.days); !got.Equal(when(t, r, c.want)) {
			t.Errorf("%d days after %s = %s, want %s", c.days, c.at, got, c.want)
		}
	}
}

func TestWorkingTimeCountsOfficeHoursOnly(t *testing.T) {
	r := scotland(t)
	for _, c := range []struct {
		from, to string
		want     time.Duration
	}{
		{"2026-11-20 10:00", "2026-11-20 12:30", 150 * time.Minute},
		{"2026-11-20 16:00", "2026-11-23 10:00", 2 * time.Hour},
		{"2026-11-21 00:00", "2026-11-22 23:00", 0},
		{"2026-11-16 00:00", "2026-11-23 00:00", 40 * time.Hour},
		{"2026-11-23 10:00", "2026-11-20 16:00", 0},
		{"2026-11-20 18:00", "2026-11-20 19:00", 0},
	} {
		if got := r.WorkingTime(when(t, r, c.from), when(t, r, c.to)); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// Every year of the profile has the nine holidays of Scotland, all on days that
// would otherwise be worked, and Good Friday two days before Easter.
func TestWhatIsSoManyWorkingDaysOldIsFoundFromTheOtherEnd(t *testing.T) {
	r := scotland(t)
	for _, c := range []struct {
		at   string
		days int
		want string
	}{
		{"2026-11-19 12:00", 1, "2026-11-18 12:00"},
		{"2026-11-19 20:00", 1, "2026-11-18 16:59"}, // from 17:00 on it counts from the next morning
		{"2026-11-23 09:00", 1, "2026-11-20 09:00"}, // Monday
		{"2026-11-22 09:00", 1, "2026-11-19 16:59"}, // Sunday
		{"2026-12-29 10:00", 1, "2026-12-24 10:00"}, // over Christmas
		{"2026-03-30 10:00", 1, "2026-03-27 10:00"}, // over summer time
		{"2026-11-20 12:00", 3, "2026-11-17 12:00"},
	} {
		at, want := when(t, r, c.at), when(t, r, c.want)
		got := r.WorkingDaysBefore(at.UTC(), c.days)
		if !got.Equal(want) {
			t.Errorf("%d before %s is %s, want %s", c.days, c.at, got.In(r.Zone()), c.want)
		}
		if r.WorkingDaysAfter(got, c.days).After(at) || !r.WorkingDaysAfter(got.Add(time.Minute), c.days).After(at) {
			t.Errorf("%d before %s is not the last such minute", c.days, c.at)
		}
	}
}

func TestScotlandsHolidaysAreWholeAndOnWeekdays(t *testing.T) {
	r := scotland(t)
	perYear := map[string]int{}
	for _, h := range r.Holidays {
		day, _ := time.Parse(time.DateOnly, h.Date)
		if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			t.Errorf("%s is a %s", h.Date, day.Weekday())
		}
		perYear[h.Date[:4]]++
		if h.Name == "Good Friday" && !day.AddDate(0, 0, 2).Equal(easter(day.Year())) {
			t.Errorf("%s is not Good Friday", h.Date)
		}
	}
	if perYear["2026"] != 10 || perYear["2027"] != 9 || perYear["2028"] != 9 {
		t.Errorf("holidays by year: %v", perYear)
	}
	if r.HolidaysKnownUntil().Year() != 2028 {
		t.Errorf("known until %s", r.HolidaysKnownUntil())
	}
}

// easter is Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
