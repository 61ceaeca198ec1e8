package region

import (
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/story"
)

// emergency is the number that saves a life, by region.
var emergency = map[string]string{"scotland": "999", "england": "999", "wales": "999", "northern-ireland": "999", "ireland": "112", "australia": "000"}

func TestEveryRegionHelpsAtOnceAndInItsOwnCountry(t *testing.T) {
	if len(Names()) != len(emergency) {
		t.Fatalf("regions %v", Names())
	}
	for _, name := range Names() {
		r, err := Load(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.CrisisContacts[0].PhoneLink() != emergency[name] {
			t.Errorf("%s: the first contact is %s", name, r.CrisisContacts[0].Phone)
		}
		always := func(c Contact) bool { return strings.HasPrefix(c.Hours, "Day and night") }
		texted := func(c Contact) bool { return c.Text != "" }
		if !slices.ContainsFunc(r.CrisisContacts[1:], always) || !slices.ContainsFunc(r.CrisisContacts, texted) {
			t.Errorf("%s: nobody listens day and night, or nobody can be texted", name)
		}
		for _, kind := range story.EscalationKinds {
			if !slices.ContainsFunc(r.Escalation, func(e Escalation) bool { return e.For == kind }) {
				t.Errorf("%s: moderators are told of nobody to turn to: %s", name, kind)
			}
		}
		if r.Escalation[0].For != story.TellEmergency || r.Escalation[0].PhoneLink() != emergency[name] {
			t.Errorf("%s: moderators would call %s in an emergency", name, r.Escalation[0].Phone)
		}
		for _, m := range r.Messages {
			if m.ID == "safe" && !strings.Contains(m.Text, emergency[name]) {
				t.Errorf("%s: a moderator would send somebody in danger to another country's number", name)
			}
		}
	}
}

func TestEveryRegionAsksTheSameFourQuestionsInItsOwnWords(t *testing.T) {
	for _, name := range Names() {
		r, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, q := range r.Questions {
			ids = append(ids, q.ID)
		}
		if !slices.Equal(ids, []string{"gender", "birth-year", "ethnic-group", "limited"}) { // each has its column
			t.Errorf("%s asks %v", name, ids)
		}
	}
}

func TestOfficesAreShutOnTheHolidaysOfTheirCountry(t *testing.T) {
	for name, days := range map[string][]string{
		"scotland":         {"2026-11-30", "2027-01-04"},
		"england":          {"2026-04-06", "2026-08-31"},
		"wales":            {"2026-04-06", "2026-08-31"},
		"northern-ireland": {"2026-03-17", "2026-07-13"},
		"ireland":          {"2026-02-02", "2026-10-26"},
		"australia":        {"2026-01-26", "2028-04-25"},
	} {
		r, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range days {
			at, err := time.ParseInLocation("2006-01-02 15:04", day+" 11:00", r.clock.zone)
			if err != nil {
				t.Fatal(err)
			}
			if r.IsOpen(at) {
				t.Errorf("%s: open on %s", name, day)
			}
			if on := at.Weekday(); on == time.Saturday || on == time.Sunday {
				t.Errorf("%s: %s is a weekend anyway", name, day)
			}
		}
	}
}
