package sample_test

import (
	"regexp"
	"strings"
	"testing"

	"candour/internal/sample"
)

// private matches what must not be read by everyone.
var private = map[string]*regexp.Regexp{
	"an e-mail address": regexp.MustCompile(`\S@\S`),
	"a phone number":    regexp.MustCompile(`\d[\d ]{7,}\d`),
	"a postcode":        regexp.MustCompile(`(?i)\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b`),
	"an exact date":     regexp.MustCompile(`(?i)\b\d{1,2}(st|nd|rd|th)\b|\b\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`),
	"a surname":         regexp.MustCompile(`\b(Mr|Mrs|Ms|Miss|Dr|Doctor|Sister|Nurse) [A-Z]`),
	"shouting":          regexp.MustCompile(`\b[A-Z]{4,}\b`),
}

func TestStoriesKeepToAThousandWordsAndOneComesClose(t *testing.T) {
	longest := 0
	for _, s := range sample.Stories() {
		n := len(strings.Fields(s.Text))
		if s.Original != nil {
			n = max(n, len(strings.Fields(s.Original.Text)))
		}
		if n == 0 || n > 1000 {
			t.Errorf("%s has %d words", s.Key, n)
		}
		longest = max(longest, n)
	}
	if longest < 900 {
		t.Errorf("the longest story has %d words, want one of 900 or more", longest)
	}
}

func TestWhatEveryoneReadsHoldsNothingPrivate(t *testing.T) {
	for _, s := range sample.Stories() {
		if s.State != "published" && s.State != "approved" {
			continue
		}
		public := []string{s.Title, s.Text, s.ScreenName}
		for _, turn := range s.Conversation {
			if turn.State == "published" {
				public = append(public, turn.Text)
				if turn.Change != nil {
					public = append(public, turn.Change.Text)
				}
			}
		}
		public = append(append(append(public, s.Good...), s.Better...), s.Feelings...)
		for _, text := range public {
			text = strings.ReplaceAll(text, "Dr Gray's", "")
			for what, pattern := range private {
				if found := pattern.FindString(text); found != "" {
					t.Errorf("%s shows %s: %q", s.Key, what, found)
				}
			}
		}
	}
}
