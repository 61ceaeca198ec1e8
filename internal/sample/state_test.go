package sample_test

import (
	"testing"

	"candour/internal/sample"
)

func TestOnlyHeldStoriesAskAQuestionAndEachKindIsThere(t *testing.T) {
	heldFor := map[string]bool{}
	for _, s := range sample.Stories() {
		held := s.State == "held"
		if held != (s.HeldFor != "") || held != (s.Question != "") {
			t.Errorf("%s is %s, for %q, with the question %q", s.Key, s.State, s.HeldFor, s.Question)
		}
		heldFor[s.HeldFor] = true
	}
	for _, who := range []string{"author", "service", "senior"} {
		if !heldFor[who] {
			t.Errorf("no story is held for the %s", who)
		}
	}
}

func TestARefusalAlwaysHasAReasonAndWords(t *testing.T) {
	for _, s := range sample.Stories() {
		refused := s.State == "rejected" || s.State == "restricted" || s.State == "removed"
		if refused != (s.Reason != "") || refused != (s.ReasonWords != "") {
			t.Errorf("%s is %s with the reason %q and the words %q", s.Key, s.State, s.Reason, s.ReasonWords)
		}
		if refused {
			oneOf(t, s.Key, "reason", s.Reason, sample.ReasonTooOld, sample.ReasonLegal, sample.ReasonIdentifies, sample.ReasonAdvertising)
		}
	}
}

func TestEditedStoriesKeepOriginalWordsThatDiffer(t *testing.T) {
	edited := 0
	for _, s := range sample.Stories() {
		if s.Original == nil {
			continue
		}
		edited++
		if *s.Original == (sample.Words{Title: s.Title, Text: s.Text, ScreenName: s.ScreenName}) {
			t.Errorf("%s: the original is the same as the story", s.Key)
		}
		if s.Original.Title == "" || s.Original.Text == "" || s.Original.ScreenName == "" {
			t.Errorf("%s: the original is not whole", s.Key)
		}
		if s.State == "submitted" {
			t.Errorf("%s was edited before anybody read it", s.Key)
		}
	}
	if edited < 4 {
		t.Errorf("%d edited stories, want at least 4", edited)
	}
}

func TestOnlyPublishedStoriesHaveAConversationInOrder(t *testing.T) {
	answered := 0
	for _, s := range sample.Stories() {
		if len(s.Conversation) > 0 {
			answered++
			if s.State != "published" {
				t.Errorf("%s is %s and has a conversation", s.Key, s.State)
			}
		}
		last := 0
		for _, turn := range s.Conversation {
			oneOf(t, s.Key, "turn", turn.State, "published", "submitted", "rejected")
			if turn.DaysAfter < last || turn.DaysAfter > s.ToldDaysAgo {
				t.Errorf("%s: a turn %d days after is out of order or still to come", s.Key, turn.DaysAfter)
			}
			if turn.Text == "" {
				t.Errorf("%s: a turn says nothing", s.Key)
			}
			last = turn.DaysAfter
		}
	}
	if published := countPublished(); answered >= published {
		t.Errorf("%d of %d published stories are answered, want some unanswered", answered, published)
	}
}

func countPublished() int {
	n := 0
	for _, s := range sample.Stories() {
		if s.State == "published" {
			n++
		}
	}
	return n
}

func TestSpeakersExistMayAnswerAndAnswerForAService(t *testing.T) {
	members := membersByKey()
	for _, s := range sample.Stories() {
		for i, turn := range s.Conversation {
			if turn.By == "author" {
				if i == 0 || turn.Change != nil {
					t.Errorf("%s: the author answers nobody, or claims a change", s.Key)
				}
				continue
			}
			m, known := members[turn.By]
			if !known || m.Role == "member" {
				t.Errorf("%s: %q does not exist or may not respond", s.Key, turn.By)
				continue
			}
			if !answersFor(m, s.Services) {
				t.Errorf("%s: %s answers for none of %q", s.Key, m.Key, s.Services)
			}
		}
	}
}

// answersFor tells by the first letter of the codes, which stands for the board.
// A part goes by the code of its hospital.
func answersFor(m sample.Member, codes []string) bool {
	for _, code := range codes {
		for _, p := range sample.Parts() {
			if p.Code == code {
				code = p.Whole
			}
		}
		if code[0] == organisations[m.Organisation] {
			return true
		}
	}
	return false
}

func TestChangesArePlannedMadeAndOverdue(t *testing.T) {
	var planned, made, overdue int
	for _, s := range sample.Stories() {
		for _, turn := range s.Conversation {
			c := turn.Change
			if c == nil {
				continue
			}
			oneOf(t, s.Key, "change", c.State, "planned", "made")
			since := s.ToldDaysAgo - turn.DaysAfter
			switch {
			case c.Text == "":
				t.Errorf("%s: a change says nothing", s.Key)
			case c.State == "planned" && (c.DueInDays == 0 || c.MadeDaysAfter != 0):
				t.Errorf("%s: a planned change has no due date, or is made", s.Key)
			case c.State == "made" && c.MadeDaysAfter > since:
				t.Errorf("%s: a made change is still to come", s.Key)
			case c.State == "made":
				made++
			case c.DueInDays < since:
				overdue++
			default:
				planned++
			}
		}
	}
	if planned < 3 || made < 10 || overdue < 1 {
		t.Errorf("%d changes planned, %d made, %d overdue", planned, made, overdue)
	}
}
