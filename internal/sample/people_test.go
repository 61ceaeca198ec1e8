package sample_test

import (
	"strings"
	"testing"

	"candour/internal/sample"
)

func authorsByKey() map[string]sample.Author {
	known := map[string]sample.Author{}
	for _, a := range sample.Authors() {
		known[a.Key] = a
	}
	return known
}

func membersByKey() map[string]sample.Member {
	known := map[string]sample.Member{}
	for _, m := range sample.Members() {
		known[m.Key] = m
	}
	return known
}

func TestScreenNamesHoldNoPartOfTheEMailAddress(t *testing.T) {
	authors := authorsByKey()
	for _, s := range sample.Stories() {
		local, _, _ := strings.Cut(authors[s.Author].Email, "@")
		name := strings.ToLower(s.ScreenName)
		for _, part := range strings.FieldsFunc(local, func(r rune) bool { return r < 'a' || r > 'z' }) {
			if len(part) > 2 && strings.Contains(name, part) {
				t.Errorf("%s: screen name %q holds %q", s.Key, s.ScreenName, part)
			}
		}
	}
}

func TestEveryStoryHasAnAuthorAndSeveralAuthorsHaveMore(t *testing.T) {
	authors, told := authorsByKey(), map[string]int{}
	for _, s := range sample.Stories() {
		if _, known := authors[s.Author]; !known {
			t.Errorf("%s: author %q does not exist", s.Key, s.Author)
		}
		told[s.Author]++
	}
	several := 0
	for key := range authors {
		switch {
		case told[key] == 0:
			t.Errorf("author %q told nothing", key)
		case told[key] > 1:
			several++
		}
	}
	if several < 3 || told[sample.Ada] < 3 {
		t.Errorf("%d authors with several stories and %d by Ada, want 3 or more of each", several, told[sample.Ada])
	}
	if authors[sample.Ada].Email != "ada@example.org" {
		t.Errorf("Ada signs in as %q", authors[sample.Ada].Email)
	}
}

func TestEverybodyUsesAnAddressThatCannotExist(t *testing.T) {
	var addresses []string
	for _, a := range sample.Authors() {
		if a.Email != "" {
			addresses = append(addresses, a.Email)
		}
	}
	for _, m := range sample.Members() {
		addresses = append(addresses, m.Email)
	}
	for _, m := range sample.Moderators() {
		addresses = append(addresses, m.Email)
	}
	for _, address := range addresses {
		if !strings.HasSuffix(address, "@example.org") {
			t.Errorf("%q is not an example.org address", address)
		}
	}
}

func TestMembersBelongToKnownOrganisations(t *testing.T) {
	for _, m := range sample.Members() {
		if organisations[m.Organisation] == 0 {
			t.Errorf("%s belongs to %q, which is not known", m.Key, m.Organisation)
		}
	}
}

// An appeal against one senior moderator is another's to decide.
func TestTwoSeniorsAndOtherModeratorsRead(t *testing.T) {
	senior := 0
	for _, m := range sample.Moderators() {
		if m.Senior {
			senior++
		}
	}
	if n := len(sample.Moderators()); senior < 2 || senior == n {
		t.Errorf("%d of %d moderators are senior, want two or more and not all", senior, n)
	}
}
