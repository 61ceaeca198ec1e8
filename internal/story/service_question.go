package story

import (
	"errors"
	"time"
)

// How long whoever is asked has for an answer.
const (
	QuestionDays     = 3  // working days that a service has, where the moderator says nothing else
	MostQuestionDays = 10 // and at most

	AuthorRemindedAfter = 7 * 24 * time.Hour // an author is reminded of a question once
	AuthorAnswersWithin = 28                 // days, to the end of the last; a moderator goes on without the answer then
)

// MaxAnswerCharacters is how much a service may answer.
const MaxAnswerCharacters = 2000

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
