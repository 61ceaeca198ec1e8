package story_test

import (
	"testing"
	"time"

	"candour/internal/story"
)

func TestADateIsReadAsBrowsersSendItAndAsPeopleWriteIt(t *testing.T) {
	for typed, want := range map[string]string{"2026-12-31": "2026-12-31", " 5/1/2027 ": "2027-01-05", "05.01.2027": "2027-01-05", "5 January 2027": "2027-01-05",
		"": "0001-01-01", "31/2/2026": "0001-01-01", "soon": "0001-01-01", "0001-01-01": "0001-01-01", "9999-01-01": "0001-01-01"} {
		if got := story.ReadDay(typed).Format(time.DateOnly); got != want {
			t.Errorf("%q is %s", typed, got)
		}
	}
}

func TestAMembershipEndsWhenItsLastDayIsOver(t *testing.T) {
	lastDay := time.Date(2027, 3, 31, 0, 0, 0, 0, time.UTC)
	if !story.EndAfter(time.Time{}).IsZero() || story.EndAfter(lastDay).Format(time.DateOnly) != "2027-04-01" {
		t.Error("the day after a last one is another")
	}
	for now, fine := range map[string]bool{"2027-03-30T12:00:00Z": true, "2027-03-31T23:59:59Z": true, "2027-04-01T00:00:00Z": false} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := story.CheckLastDay(lastDay, at); (got == nil) != fine {
			t.Errorf("at %s: %v", now, got)
		}
	}
	if err := story.CheckLastDay(time.Time{}, lastDay); err != nil {
		t.Errorf("no last day: %v", err)
	}
}
