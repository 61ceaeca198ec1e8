package story

import (
	"testing"
	"time"
)

func TestForWhomAStoryWaitsThatAModeratorLetThrough(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	soon, past := now.Add(time.Hour), now.Add(-time.Hour)
	looks := ServiceReview{SentAt: past, DueAt: soon}
	asked, silent, over := looks, looks, looks
	asked.AskedAt, silent.DueAt, over.Outcome = past, past, ReviewAhead
	later := looks
	later.DueAt = soon.Add(time.Hour)
	for _, c := range []struct {
		what string
		l    LetThrough
		wait Wait
		next time.Time
	}{
		{"nothing to wait for", LetThrough{Opens: now}, NoWait, time.Time{}},
		{"at night", LetThrough{Opens: soon}, WaitForOpening, soon},
		{"edits nobody has shown", LetThrough{AskAuthor: true, Opens: now}, WaitForAuthor, time.Time{}},
		{"edits shown", LetThrough{AskAuthor: true, AuthorUntil: soon, Opens: now}, WaitForAuthor, soon},
		{"silence", LetThrough{AskAuthor: true, AuthorUntil: past, Opens: now}, NoWait, time.Time{}},
		{"asked to wait", LetThrough{AskAuthor: true, AuthorUntil: past, WaitAsked: true, Opens: now}, WaitForAuthor, time.Time{}},
		{"the author before the service", LetThrough{AskAuthor: true, AuthorUntil: soon, ToReview: 1, Opens: now}, WaitForAuthor, soon},
		{"the service after the author", LetThrough{AskAuthor: true, AuthorUntil: past, ToReview: 1, Opens: now}, WaitForService, time.Time{}},
		{"a service looks", LetThrough{Reviews: []ServiceReview{looks}, Opens: now}, WaitForService, soon},
		{"two look, the first ends first", LetThrough{Reviews: []ServiceReview{later, looks}, Opens: now}, WaitForService, soon},
		{"one is over, one looks", LetThrough{Reviews: []ServiceReview{over, later}, Opens: now}, WaitForService, later.DueAt},
		{"a service asked", LetThrough{Reviews: []ServiceReview{asked}, Opens: now}, WaitForService, time.Time{}},
		{"one asked, one looks", LetThrough{Reviews: []ServiceReview{asked, looks}, Opens: now}, WaitForService, soon},
		{"silent", LetThrough{Reviews: []ServiceReview{silent}, Opens: now}, NoWait, time.Time{}},
		{"silent, at night", LetThrough{Reviews: []ServiceReview{silent}, Opens: soon}, WaitForOpening, soon},
		{"all over", LetThrough{Reviews: []ServiceReview{over, silent}, Opens: now}, NoWait, time.Time{}},
	} {
		if wait, next := c.l.Next(now); wait != c.wait || !next.Equal(c.next) {
			t.Errorf("%s: waits for %q until %s", c.what, wait, next)
		}
	}
}

func TestEveryStepOfAServiceReview(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	ends := func(at time.Time, notice bool) time.Time {
		if notice {
			return at.Add(120 * time.Hour)
		}
		return at.Add(72 * time.Hour)
	}
	begun := ServiceReview{Story: "s", Service: "v", SentAt: now.Add(-time.Hour), DueAt: ends(now.Add(-time.Hour), false)}
	asked := begun
	asked.AskedAt, asked.Reason, asked.Words = now, "legal-bar", "An order."
	with := func(r ServiceReview, o ReviewOutcome, senior bool) ServiceReview {
		r.Outcome, r.DecidedBySenior = o, senior
		return r
	}
	states := map[string]ServiceReview{"new": {Story: "s", Service: "v"}, "looking": begun, "asked": asked, "ahead": with(begun, ReviewAhead, false)}
	for name, before := range states {
		for _, o := range []ReviewOutcome{ReviewAhead, ReviewSilence, ReviewPublished, ReviewTakenUp, ReviewEnded} {
			for _, senior := range []bool{false, true} {
				for _, late := range []bool{false, true} {
					for _, gone := range []bool{false, true} {
						at := now
						if late {
							at = begun.DueAt
						}
						want := false
						switch {
						case name == "ahead":
							want = o == ReviewAhead // it stays as it is
						case o == ReviewAhead:
							want = name == "looking" && !late
						case o == ReviewSilence:
							want = name == "looking" && late
						case o == ReviewEnded:
							want = gone
						default:
							want = name == "asked" && senior
						}
						after := with(before, o, senior)
						if name == "ahead" && o == ReviewAhead {
							after = before
						}
						if err := CheckReviewStep(&before, after, ends, at, gone); (err == nil) != want {
							t.Errorf("%s to %s, senior %v, late %v, gone %v: %v", name, o, senior, late, gone, err)
						}
					}
				}
			}
		}
	}
}

func TestWhichKindsOfServiceLookFirst(t *testing.T) {
	for _, c := range []struct {
		setting, kind string
		want          bool
	}{{"", "GP practice", true}, {"", "care home", true}, {"", "home care", true}, {"", "hospital", false}, {"", "dentist", false}, {"", "", false},
		{"no", "care home", false}, {"yes", "hospital", true}} {
		if got := HasServiceReview(c.setting, c.kind); got != c.want {
			t.Errorf("%q %q: %v", c.setting, c.kind, got)
		}
	}
}
