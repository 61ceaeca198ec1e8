package region

import (
	"testing"
	"time"
)

func TestWhoAnswersNow(t *testing.T) {
	r, err := Load("scotland")
	if err != nil {
		t.Fatal(err)
	}
	office, outside := Answers("monday-friday 09:00-17:00"), Answers("outside monday-friday 09:00-17:00")
	for _, c := range []struct {
		when             string
		office, saturday bool // saturday: a line that is there on Saturday and Sunday, over the end of the week
	}{
		{"2026-11-27 08:59", false, false},
		{"2026-11-27 09:00", true, false},
		{"2026-11-27 17:00", false, false},
		{"2026-11-28 10:00", false, true},
		{"2026-11-30 10:00", false, false}, // St Andrew's Day
		{"2026-07-01 09:30", true, false},  // summer time
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", c.when, r.Zone())
		if err != nil {
			t.Fatal(err)
		}
		for a, want := range map[Answers]bool{answersAlways: true, office: c.office, outside: !c.office, "saturday-sunday 08:00-20:00": c.saturday} {
			if got, known := r.AnswersNow(a, now.UTC()); got != want || !known {
				t.Errorf("%s at %s: %v, %v", a, c.when, got, known)
			}
		}
	}
	if got, known := r.AnswersNow("", time.Time{}); got || known {
		t.Error("what the profile does not say is known")
	}
}

func TestWhenAContactAnswersIsChecked(t *testing.T) {
	for _, a := range []Answers{"sometimes", "monday 09:00-17:00", "monday-friday", "monday-friday 09:00", "monday-friday 17:00-09:00", "outside always", "monday-friday 9-25:00"} {
		if _, err := a.hours(); err == nil {
			t.Errorf("%q was let through", a)
		}
	}
}
