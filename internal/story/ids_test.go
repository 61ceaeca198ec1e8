package story

import (
	"strings"
	"testing"
)

func TestStoryIDsAreOfTheAlphabetAndDifferent(t *testing.T) {
	seen, used := map[string]bool{}, map[rune]int{}
	for range 20_000 {
		id := NewStoryID()
		if !IsStoryID(id) || seen[id] || containsAny(id, unkind) {
			t.Fatalf("story id %q", id)
		}
		seen[id] = true
		for _, r := range id {
			used[r]++
		}
	}
	for _, r := range Alphabet {
		if n := used[r]; n < 4500 || n > 5900 { // 160,000 draws among 31
			t.Errorf("%q was drawn %d times", r, n)
		}
	}
}

func TestAStoryIDIsKnownByItsForm(t *testing.T) {
	for s, want := range map[string]bool{
		"abcd2345": true, "": false, "abcd234": false, "abcd23456": false, "ABCD2345": false,
		"abcd234i": false, "abcd0123": false, "abcd-345": false, "abcdéfg": false,
	} {
		if IsStoryID(s) != want {
			t.Errorf("IsStoryID(%q) = %v", s, !want)
		}
	}
}

func TestAStoryKeyIsKnownHoweverItWasTyped(t *testing.T) {
	key := NewStoryKey()
	if len(key) != 29 || strings.Count(key, "-") != 4 {
		t.Fatalf("story key %q", key)
	}
	bare := strings.ReplaceAll(key, "-", "")
	for _, typed := range []string{key, bare, strings.ToUpper(key), " " + strings.ReplaceAll(key, "-", " ") + "\n", strings.ReplaceAll(key, "-", "–")} {
		if got, ok := NormaliseStoryKey(typed); !ok || got != key {
			t.Errorf("NormaliseStoryKey(%q) = %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", bare[1:], bare + "a", "o" + bare[1:], "é" + bare[2:], strings.Repeat("a", 5000), "0" + bare[1:]} {
		if got, ok := NormaliseStoryKey(typed); ok || got != "" {
			t.Errorf("NormaliseStoryKey(%q) = %q", typed, got)
		}
	}
	if NewStoryKey() == key {
		t.Error("two keys were the same")
	}
}
