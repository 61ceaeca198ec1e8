package story

import (
	"errors"
	"strings"
	"time"
	"unicode"
)

// How long whoever is asked has for an answer.
const (
	QuestionDays     = 3  // working days that a service has, where the moderator says nothing else
	MostQuestionDays = 10 // and at most

	AuthorRemindedAfter = 7 * 24 * time.Hour  // an author is reminded of a question once
	AuthorAnswersWithin = 28 * 24 * time.Hour // and a moderator goes on without the answer then
)

// MaxAnswerCharacters is how much a service may answer.
const MaxAnswerCharacters = 2000

// QuotedWords is how many words in a row, as they stand in a story, make a quotation.
const QuotedWords = 6

// QuestionOutcome is how a question to a service ended; empty while it has not.
type QuestionOutcome string

// The outcomes of a question to a service.
const (
	QuestionAnswered  QuestionOutcome = "answered"   // the service answered
	QuestionSilence   QuestionOutcome = "silence"    // its time ran out
	QuestionTakenBack QuestionOutcome = "taken-back" // a moderator does not need the answer any more
	QuestionEnded     QuestionOutcome = "ended"      // the story is not on the desk any more
)

// ServiceQuestion is what is known of one question to a service. Nothing in it is the
// author's: the story it is about is for moderators alone.
type ServiceQuestion struct {
	Story, Service, By   string
	Text                 string
	AskedAt, DueAt       time.Time
	RemindAt, RemindedAt time.Time // zero: no reminder is due, or none was sent
	Outcome              QuestionOutcome
	Answer               string
	EndedAt              time.Time
	DoneAt               time.Time // when a moderator dealt with how it ended
}

// MayAnswer reports whether the service may answer now.
func (q ServiceQuestion) MayAnswer(now time.Time) bool { return !q.IsOver() && now.Before(q.DueAt) }

// IsSilent reports whether its time has run out without an answer.
func (q ServiceQuestion) IsSilent(now time.Time) bool { return !q.IsOver() && !now.Before(q.DueAt) }

// IsOver reports whether it has ended.
func (q ServiceQuestion) IsOver() bool { return q.Outcome != "" }

// ErrQuestion says that a question to a service may not take this step.
var ErrQuestion = errors.New("a question to a service can't take that step")

// CheckServiceQuestion looks at a question to a service, after Clean.
func CheckServiceQuestion(service, text string, days int) error {
	var ps Problems
	if service == "" {
		ps = append(ps, Problem{"service", "Choose the service to ask."})
	}
	_ = ps.Add(CheckMessage(text)) // only ever a problem
	if days < 1 || days > MostQuestionDays {
		ps = append(ps, Problem{"days", "Give the service between 1 and 10 working days."})
	}
	return ps.Err()
}

// CheckServiceAnswer looks at a service's answer, after Clean.
func CheckServiceAnswer(text string) error {
	return checkNote("answer", text, "Write your answer.", MaxAnswerCharacters)
}

// CheckQuestionStep reports whether a question to a service may go from one set of
// facts to another at a time. before is nil when it is asked. gone says that its story
// is not on the desk any more.
func CheckQuestionStep(before *ServiceQuestion, after ServiceQuestion, now time.Time, gone bool) error {
	if before == nil {
		if gone || after.IsOver() || after.Answer != "" || !after.DueAt.After(after.AskedAt) {
			return ErrQuestion
		}
		return nil
	}
	asked := func(q ServiceQuestion) [8]any {
		return [8]any{q.Story, q.Service, q.By, q.Text, q.AskedAt.UnixMilli(), q.DueAt.UnixMilli(), q.RemindAt.UnixMilli()}
	}
	said := func(q ServiceQuestion) [8]any {
		return [8]any{q.Outcome, q.Answer, q.EndedAt.UnixMilli(), q.RemindedAt.UnixMilli()}
	}
	switch {
	case asked(*before) != asked(after), before.IsOver() && said(*before) != said(after),
		!before.DoneAt.IsZero() && !before.DoneAt.Equal(after.DoneAt):
		return ErrQuestion
	case before.Outcome == after.Outcome: // a reminder, or a moderator dealt with it
		if before.Answer != after.Answer || !before.EndedAt.Equal(after.EndedAt) || !after.DoneAt.IsZero() && !after.IsOver() {
			return ErrQuestion
		}
		return nil
	}
	return checkQuestionEnds(*before, after, now, gone)
}

func checkQuestionEnds(before, after ServiceQuestion, now time.Time, gone bool) error {
	ok := false
	switch after.Outcome {
	case QuestionAnswered:
		ok = before.MayAnswer(now) && !gone && after.Answer != ""
	case QuestionSilence:
		ok = before.IsSilent(now)
	case QuestionTakenBack:
		ok = true
	case QuestionEnded:
		ok = gone
	}
	if !ok || after.Outcome != QuestionAnswered && after.Answer != "" {
		return ErrQuestion
	}
	return nil
}

// Quoted finds the places of a text that stand word for word in a story: QuotedWords
// words in a row or more, whatever their case and what is between them. They are given
// as they stand in the text.
func Quoted(text string, from ...string) []string {
	known := map[string]bool{}
	for _, f := range from {
		_, words := wordsAt(f)
		for i := 0; i+QuotedWords <= len(words); i++ {
			known[strings.Join(words[i:i+QuotedWords], " ")] = true
		}
	}
	places, words := wordsAt(text)
	var found []string
	for i := 0; i+QuotedWords <= len(words); i++ {
		if !known[strings.Join(words[i:i+QuotedWords], " ")] {
			continue
		}
		first, last := i, i+QuotedWords-1
		for last+1 < len(words) && known[strings.Join(words[last+2-QuotedWords:last+2], " ")] {
			last++
		}
		found = append(found, text[places[first][0]:places[last][1]])
		i = last
	}
	return found
}

// wordsAt lists the words of a text in small letters, and where each begins and ends.
func wordsAt(text string) (places [][2]int, words []string) {
	begin := -1
	end := func(at int) {
		if begin >= 0 {
			places, words = append(places, [2]int{begin, at}), append(words, strings.ReplaceAll(strings.ToLower(text[begin:at]), "’", "'"))
			begin = -1
		}
	}
	for at, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r), begin >= 0 && (r == '\'' || r == '’'):
			if begin < 0 {
				begin = at
			}
		default:
			end(at)
		}
	}
	end(len(text))
	return places, words
}
