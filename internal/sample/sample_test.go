package sample_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"candour/internal/sample"
)

var (
	hospitalCode = regexp.MustCompile(`^[A-Z]\d{3}[A-Z]$`)
	postcode     = regexp.MustCompile(`^AB1[0-6] \d[A-Z]{2}$`)
)

func TestTheDemoHasManyStoriesInEveryState(t *testing.T) {
	count := map[string]int{}
	for _, s := range sample.Stories() {
		count[s.State]++
	}
	if n := len(sample.Stories()); n < 44 {
		t.Errorf("%d stories, want at least 44", n)
	}
	if count["published"] < 30 {
		t.Errorf("%d published stories, want at least 30", count["published"])
	}
	states := []string{"submitted", "held", "approved", "published", "rejected", "restricted", "withdrawn", "removed"}
	for _, state := range states {
		if count[state] == 0 {
			t.Errorf("no story is %s", state)
		}
		delete(count, state)
	}
	for state, n := range count {
		t.Errorf("%d stories in the unknown state %q", n, state)
	}
}

func TestKeysAndTitlesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	once := func(kind, value string) {
		t.Helper()
		if value == "" || seen[kind+value] {
			t.Errorf("%s %q is empty or used twice", kind, value)
		}
		seen[kind+value] = true
	}
	for _, s := range sample.Stories() {
		once("story", s.Key)
		once("title", s.Title)
		once("screen name", s.ScreenName)
	}
	for _, a := range sample.Authors() {
		once("author", a.Key)
		if a.Email != "" {
			once("e-mail", a.Email)
		}
	}
	for _, m := range sample.Members() {
		once("member", m.Key)
		once("e-mail", m.Email)
	}
	for _, m := range sample.Moderators() {
		once("e-mail", m.Email)
	}
}

func TestEveryChoiceIsOneTheFormOffers(t *testing.T) {
	for _, s := range sample.Stories() {
		oneOf(t, s.Key, "told for", s.ToldFor, "self", "cared-for", "relative", "friend", "consented")
		oneOf(t, s.Key, "age group", s.AgeGroup, "adult", "young-person", "child")
		oneOf(t, s.Key, "edits", s.Edits, "show-me", "just-publish")
		if s.Postcode != "" && !postcode.MatchString(s.Postcode) {
			t.Errorf("%s: postcode %q is not one of Aberdeen's", s.Key, s.Postcode)
		}
		if s.Criticality < 0 || s.Criticality > 5 {
			t.Errorf("%s: criticality %d is not between 0 and 5", s.Key, s.Criticality)
		}
	}
	for _, m := range sample.Members() {
		oneOf(t, m.Key, "role", m.Role, "member", "responder", "administrator")
	}
}

func oneOf(t *testing.T, key, what, got string, want ...string) {
	t.Helper()
	if !slices.Contains(want, got) {
		t.Errorf("%s: %s is %q, want one of %q", key, what, got, want)
	}
}

func TestEveryAgeGroupAndEveryRoleIsHeard(t *testing.T) {
	heard := map[string]bool{}
	for _, s := range sample.Stories() {
		if s.State == "published" {
			heard[s.ToldFor], heard[s.AgeGroup] = true, true
		}
	}
	for _, want := range []string{"self", "cared-for", "relative", "friend", "consented", "adult", "young-person", "child"} {
		if !heard[want] {
			t.Errorf("no published story is %s", want)
		}
	}
}

// The age group is of the person who had the care, not of the one who tells.
func TestNobodysGrandparentIsYoung(t *testing.T) {
	for _, s := range sample.Stories() {
		for _, word := range strings.FieldsFunc(strings.ToLower(s.Title+" "+s.Text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if s.ToldFor == "relative" && s.AgeGroup != "adult" && slices.Contains([]string{"gran", "granny", "nana", "grandad", "grandpa", "mum", "dad", "husband", "wife"}, word) {
				t.Errorf("%s tells of a %s who is %s", s.Key, word, s.AgeGroup)
			}
		}
	}
}

func TestEveryServiceHasTheCodeOfAHospitalOrOfAPartOfOne(t *testing.T) {
	known := map[string]bool{}
	for _, p := range sample.Parts() {
		if hospitals[p.Whole] == "" || p.Became != "" && !known[p.Became] || known[p.Code] {
			t.Errorf("%s is a part of %q and became %q", p.Code, p.Whole, p.Became)
		}
		known[p.Code] = true
	}
	for _, s := range sample.Stories() {
		if len(s.Services) == 0 && s.ServiceText == "" {
			t.Errorf("%s is about no service", s.Key)
		}
		for _, code := range s.Services {
			if !known[code] && (!hospitalCode.MatchString(code) || hospitals[code] == "") {
				t.Errorf("%s: %q is not the code of a known hospital", s.Key, code)
			}
		}
	}
}

func TestNothingHappensInTheFuture(t *testing.T) {
	for _, s := range sample.Stories() {
		first := time.Date(2026, time.January, 1, 12, 0, 0, 0, time.UTC)
		for now := first; now.Before(first.AddDate(4, 0, 0)); now = now.AddDate(0, 0, 1) {
			told := now.AddDate(0, 0, -s.ToldDaysAgo)
			gap := months(told) - (months(now) - s.HappenedMonthsAgo)
			if gap < 0 {
				t.Errorf("%s happens after it is told, if told before %s", s.Key, now.Format(time.DateOnly))
				break
			}
			if gap > 36 != (s.Reason == sample.ReasonTooOld) {
				t.Errorf("%s: told %d months later, which does not fit its state", s.Key, gap)
				break
			}
		}
	}
}

// months counts the calendar months up to a time.
func months(at time.Time) int { return at.Year()*12 + int(at.Month()) }
