package region

import "testing"

func TestHoursEndRunsOverNightsAndWeekendsAndEndsWhileSomebodyIsThere(t *testing.T) {
	r := scotland(t)
	for _, c := range []struct{ from, want string }{
		{"2026-11-16 10:00", "2026-11-19 10:00"}, // Monday to Thursday
		{"2026-11-18 12:00", "2026-11-23 09:00"}, // ends on Saturday: Monday at nine
		{"2026-11-20 16:59", "2026-11-23 16:59"}, // over a weekend, with the whole Monday
		{"2026-11-20 18:00", "2026-11-24 09:00"}, // ends on Monday evening
		{"2026-11-27 12:00", "2026-12-01 12:00"}, // St Andrew's Day: a working day at least
		{"2026-12-24 12:00", "2026-12-29 12:00"}, // Christmas Eve: never over before anybody could look
		{"2026-12-31 15:00", "2027-01-05 15:00"},
		{"2026-03-27 10:00", "2026-03-30 11:00"}, // 72 hours are 72 hours: the clocks go forward
		{"2026-10-23 10:00", "2026-10-26 10:00"}, // and back: one hour of the night counts twice, and a working day is the least
	} {
		if got := r.HoursEnd(when(t, r, c.from).UTC(), 72); !got.Equal(when(t, r, c.want)) {
			t.Errorf("72 hours from %s end at %s, want %s", c.from, got, c.want)
		}
	}
}

func TestAStoryThatIsReadyAtNightAppearsAtTheNextOpeningUnlessTheRegionSaysOtherwise(t *testing.T) {
	r := scotland(t)
	at := when(t, r, "2026-12-24 18:00")
	if got := r.Publishes(at); !got.Equal(when(t, r, "2026-12-29 09:00")) {
		t.Errorf("it appears at %s", got)
	}
	r.OfficeHours.PublishAnyTime = true
	if got := r.Publishes(at); !got.Equal(at) {
		t.Errorf("where any time will do, it appears at %s", got)
	}
}
