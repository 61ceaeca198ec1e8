package story

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEveryStepOfAQuestionToAService(t *testing.T) {
	now := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	asked := ServiceQuestion{Story: "s", Service: "v", By: "m", Text: "Which ward?", AskedAt: now.Add(-time.Hour), DueAt: now.Add(time.Hour), RemindAt: now}
	with := func(q ServiceQuestion, change func(*ServiceQuestion)) ServiceQuestion {
		change(&q)
		return q
	}
	ends := func(q ServiceQuestion, o QuestionOutcome, answer string) ServiceQuestion {
		q.Outcome, q.Answer, q.EndedAt = o, answer, now
		return q
	}
	late := with(asked, func(q *ServiceQuestion) { q.DueAt = now })
	answered := ends(asked, QuestionAnswered, "Ward 4.")
	for _, c := range []struct {
		name   string
		before *ServiceQuestion
		after  ServiceQuestion
		gone   bool
		ok     bool
	}{
		{"asked", nil, asked, false, true},
		{"asked of a story that is gone", nil, asked, true, false},
		{"born answered", nil, answered, false, false},
		{"asked with no time", nil, with(asked, func(q *ServiceQuestion) { q.DueAt = q.AskedAt }), false, false},
		{"answered", &asked, answered, false, true},
		{"answered with nothing", &asked, ends(asked, QuestionAnswered, ""), false, false},
		{"answered too late", &late, ends(late, QuestionAnswered, "Ward 4."), false, false},
		{"answered for a story that is gone", &asked, answered, true, false},
		{"silent", &late, ends(late, QuestionSilence, ""), false, true},
		{"silent too soon", &asked, ends(asked, QuestionSilence, ""), false, false},
		{"silent with an answer", &late, ends(late, QuestionSilence, "Ward 4."), false, false},
		{"taken back", &asked, ends(asked, QuestionTakenBack, ""), false, true},
		{"ended", &asked, ends(asked, QuestionEnded, ""), true, true},
		{"ended while the story waits", &asked, ends(asked, QuestionEnded, ""), false, false},
		{"other words after it was sent", &asked, with(asked, func(q *ServiceQuestion) { q.Text = "Who is she?" }), false, false},
		{"more time", &asked, with(asked, func(q *ServiceQuestion) { q.DueAt = now.AddDate(0, 1, 0) }), false, false},
		{"another service", &asked, with(asked, func(q *ServiceQuestion) { q.Service = "w" }), false, false},
		{"an answer beside an open question", &asked, with(asked, func(q *ServiceQuestion) { q.Answer = "x" }), false, false},
		{"answered twice", &answered, ends(asked, QuestionAnswered, "Ward 5."), false, false},
		{"open again", &answered, asked, false, false},
		{"reminded", &asked, with(asked, func(q *ServiceQuestion) { q.RemindedAt = now }), false, true},
		{"dealt with", &answered, with(answered, func(q *ServiceQuestion) { q.DoneAt = now }), false, true},
		{"dealt with before it ended", &asked, with(asked, func(q *ServiceQuestion) { q.DoneAt = now }), false, false},
	} {
		if got := CheckQuestionStep(c.before, c.after, now, c.gone); (got == nil) != c.ok {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestAQuotationIsFoundHoweverItIsWritten(t *testing.T) {
	const told = "I waited four hours. Nobody told me why she wasn’t moved to the ward, and then the porter sang."
	for text, want := range map[string][]string{
		"Which ward was it?":                                                       nil,
		"Was it because nobody told me why she":                                    nil, // five in a row
		"The story says: NOBODY told me, why she wasn't moved. Was it so?":         {"NOBODY told me, why she wasn't moved"},
		"nobody told me why she wasn’t moved to the ward and then the porter sang": {"nobody told me why she wasn’t moved to the ward and then the porter sang"},
		"I waited four hours nobody told; to the ward, and then the porter":        {"I waited four hours nobody told", "to the ward, and then the porter"},
	} {
		if got := Quoted(text, "", told); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAQuestionToAServiceIsLookedAt(t *testing.T) {
	for name, err := range map[string]error{
		"whom":     CheckServiceQuestion("", "Which ward?", 3),
		"what":     CheckServiceQuestion("v", " ", 3),
		"no days":  CheckServiceQuestion("v", "Which ward?", 0),
		"too many": CheckServiceQuestion("v", "Which ward?", 11),
		"no words": CheckServiceAnswer(""),
		"too long": CheckServiceAnswer(strings.Repeat("a ", 1001)),
	} {
		if err == nil {
			t.Errorf("%s: nothing was wrong", name)
		}
	}
	if err := CheckServiceQuestion("v", "Which ward?", QuestionDays); err != nil {
		t.Error(err)
	}
	if err := CheckServiceAnswer("Ward 4."); err != nil {
		t.Error(err)
	}
}
