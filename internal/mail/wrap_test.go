package mail

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLetters_ALongName_LeavesNoRaggedLine(t *testing.T) {
	const name = "The Community Health and Care Centre of the Very Long Harbour Road, Peterhead and Fraserburgh"
	m := composed(t, ServiceReviewLetter{name, "https://candour.example/review/abcd2345/" + strings.Repeat("x", 60), "Wednesday 30 September 2026 at 17:00"})
	body, _, _ := strings.Cut(m.Text, "\n-- \n")
	if !strings.Contains(strings.ReplaceAll(body, "\n", " "), "Somebody told a story about care at "+name+". A moderator has read it and wants to publish it.") {
		t.Errorf("the words are not the same:\n%s", body)
	}
	for p := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
		lines := strings.Split(p, "\n")
		for i, line := range lines {
			if n := utf8.RuneCountInString(line); !strings.Contains(line, "://") && (n > lineLength || i < len(lines)-1 && n < 40 && !strings.HasSuffix(line, ":")) {
				t.Errorf("a line of %d characters: %q in\n%s", n, line, p)
			}
		}
	}
	if !strings.Contains(m.Text, "Look at the story:\nhttps://candour.example/review/abcd2345/") {
		t.Error("the link does not stand on a line of its own")
	}
}

func TestLetters_ASubjectSaysWhichOfTwoThingsHappened(t *testing.T) {
	for want, l := range map[string]Letter{"A story was closed for now": StoryClosedToldLetter{"https://c.example/s"}, "A story is open again": StoryOpenedToldLetter{"https://c.example/s"}} {
		if got := composed(t, l).Subject; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestLetters_AppealAsked_SaysWhenNobodyMayDecide(t *testing.T) {
	const how = "candour moderator add EMAIL --senior"
	if alone, others := composed(t, AppealAskedLetter{"https://c.example/_/", "Monday", true}), composed(t, AppealAskedLetter{"https://c.example/_/", "Monday", false}); !strings.Contains(alone.Text, how) ||
		!strings.Contains(alone.HTML, how) || strings.Contains(others.Text, how) || strings.Contains(others.HTML, how) {
		t.Errorf("how to add one:\n%s\n%s", alone.Text, others.Text)
	}
}
