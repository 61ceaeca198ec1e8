package flow

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// QuestionToService is what a moderator asks a service about a story on the desk. The
// question is the Note of the decision.
type QuestionToService struct {
	Decision
	Service string
	Days    int  // working days; 0 for the usual time
	Quoting bool // the moderator has seen which of the author's own words are in it, and wants to send them
}

// AskService asks a service something about a story, after saving the moderator's last
// edits. The service is told the question and nothing else. The story is held for it,
// unless it waits for somebody else already.
//
// Kept by: questions name no author.
func AskService(app core.App, q QuestionToService) error {
	q.Note = story.Clean(q.Note)
	if q.Days == 0 {
		q.Days = story.QuestionDays
	}
	if err := story.CheckServiceQuestion(q.Service, q.Note, q.Days); err != nil {
		return err
	}
	if err := checkFromModerator(app, q.Note); err != nil {
		return err
	}
	if err := notTooOften(app, "question about", q.StoryID); err != nil {
		return err
	}
	return inTx(app, "asking a service", func(tx core.App) error {
		s, err := openForModeration(tx, q.Decision)
		if err != nil {
			return err
		}
		if err := tellsOfAuthor(tx, s, q); err != nil {
			return err
		}
		if _, err := applyEdits(tx, s, q.Decision); err != nil {
			return err
		}
		if s.State() != story.Held { // whoever was asked before still answers first
			s.SetState(story.Held)
			s.SetHeldFor("service")
		}
		if err := act(tx, s, q.Moderator, "question-sent", nil, ""); err != nil {
			return err
		}
		return sendQuestion(tx, s, q)
	})
}

// tellsOfAuthor finds what would lead a service to the story or its author: the number,
// the screen name, and sentences of the author's own. It looks at what a moderator
// reads anyway, and at nothing private: a refusal that came of that would tell whoever
// guesses that they guessed well.
func tellsOfAuthor(tx core.App, s *records.Story, q QuestionToService) error {
	low := strings.ToLower(q.Note)
	if strings.Contains(low, s.Id) {
		return story.Problem{Field: "note", Text: "Leave out the story’s number. Once it is published, anybody could read it by that."}
	}
	if q.Quoting {
		return nil
	}
	sources := []string{s.Title(), s.Text()}
	if o, err := records.FindOriginal(tx, s.Id); err == nil {
		sources = append(sources, o.Words().Title, o.Words().Text)
	} else if !errors.Is(err, records.ErrNotFound) {
		return err
	}
	found := story.Quoted(q.Note, sources...)
	if name := strings.ToLower(s.ScreenName()); name != "" && strings.Contains(low, name) {
		found = append(found, s.ScreenName())
	}
	if len(found) == 0 {
		return nil
	}
	return story.Problem{Field: "quotes", Text: "These are the author’s own words: “" + strings.Join(found, "”, “") +
		"”. Somebody could know the author by them. Say it in your own words, or tick that you want to send them."}
}

// sendQuestion keeps a question and owes its letters.
func sendQuestion(tx core.App, s *records.Story, q QuestionToService) error {
	v, err := records.FindService(tx, q.Service)
	if errors.Is(err, records.ErrNotFound) {
		return story.Problem{Field: "service", Text: "This service is not in the directory any more. Choose another."}
	}
	if err != nil {
		return err
	}
	open, err := records.OpenQuestionsOf(tx, s.Id)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(open, func(o *records.ServiceQuestion) bool { return o.Service() == v.Id }) {
		return story.Problem{Field: "service", Text: "This service was asked already, and can still answer. Take that question back first."}
	}
	if kept, err := IsKeptFromService(tx, s.Id, v.Id); err != nil {
		return err
	} else if kept {
		return story.Problem{Field: "service", Text: "This service may be the danger, so it is not asked. A senior moderator can decide otherwise on the page “Somebody may be in danger”."}
	}
	at := now(tx)
	to, err := whomToShow(tx, s.Id, v, at)
	if err != nil {
		return err
	}
	if len(to) == 0 {
		return story.Problem{Field: "service", Text: "There is nobody at this service whom we could write to."}
	}
	here := deployment.Of(tx).Region
	asked := records.AskedOfService{Story: s.Id, Service: v.Id, By: q.Moderator, Text: q.Note, At: at,
		DueAt: here.WorkingDaysAfter(at, q.Days).UTC(), Reached: len(to)}
	if q.Days > 1 { // the day before
		asked.RemindAt = here.WorkingDaysAfter(at, q.Days-1).UTC()
	}
	row, err := records.NewServiceQuestion(tx, asked)
	if err != nil {
		return err
	}
	if err := records.SaveQuestion(tx, row); err != nil {
		return err
	}
	return oweQuestion(tx, mail.ServiceQuestion, row, to, at)
}

func oweQuestion(tx core.App, kind mail.Kind, q *records.ServiceQuestion, to []recipient, at time.Time) error {
	return oweAll(tx, to, records.Owed{Kind: string(kind), Story: q.Story(), About: q.Id, At: at, ExpiresAt: q.Facts().DueAt})
}

// TakeQuestionBack lets a moderator do without an answer.
func TakeQuestionBack(app core.App, id, moderator string) error {
	return inTx(app, "taking a question back", func(tx core.App) error {
		q, err := records.FindServiceQuestion(tx, id)
		if err != nil {
			return err
		}
		s, err := records.FindStory(tx, q.Story())
		if err != nil {
			return err
		}
		if err := stillHere(s); err != nil {
			return err
		}
		if q.Facts().IsOver() || !s.State().MayBeModerated() {
			return story.ErrStep
		}
		if err := mayActOn(tx, records.Item{Story: s.Id}, moderator); err != nil {
			return err
		}
		return endQuestion(tx, s, q, story.QuestionTakenBack, moderator, "")
	})
}

// NoteQuestion notes that a moderator has read how a question ended.
func NoteQuestion(app core.App, id, moderator string) error {
	return inTx(app, "noting an answer", func(tx core.App) error {
		q, err := records.FindServiceQuestion(tx, id)
		if err != nil {
			return err
		}
		if f := q.Facts(); !f.IsOver() {
			return story.ErrStep
		} else if !f.DoneAt.IsZero() {
			return nil
		}
		if err := mayActOn(tx, records.Item{Story: q.Story()}, moderator); err != nil {
			return err
		}
		q.SetDone(now(tx))
		return records.SaveQuestion(tx, q)
	})
}

// endQuestion ends a question and, if the story waited for nothing else, brings it back
// to the moderators. It makes a new version: nobody decides without having read this.
func endQuestion(tx core.App, s *records.Story, q *records.ServiceQuestion, o story.QuestionOutcome, by, answer string) error {
	q.SetOutcome(o, now(tx), answer)
	if by != "" { // whoever took it back knows
		q.SetDone(now(tx))
	}
	if err := records.SaveQuestion(tx, q); err != nil {
		return err
	}
	if s.State() == story.Held && s.HeldFor() == "service" {
		if err := backToDesk(tx, s); err != nil {
			return err
		}
	}
	return act(tx, s, by, "question-"+string(o), nil, "")
}

// backToDesk gives a story that waited for somebody back to the moderators, or lets it
// wait for the services that can still answer.
func backToDesk(tx core.App, s *records.Story) error {
	open, err := records.OpenQuestionsOf(tx, s.Id)
	if err != nil {
		return err
	}
	s.SetState(story.Submitted)
	s.SetHeldFor("")
	if len(open) > 0 {
		s.SetState(story.Held)
		s.SetHeldFor("service")
	}
	s.SetApproved(time.Time{}, time.Time{})
	return nil
}

// dealWithQuestions does without the answers that a moderator who decides on a story
// did not wait for, and notes that they have read the others: they had the newest
// version before them.
func dealWithQuestions(tx core.App, storyID, moderator string) error {
	questions, err := records.QuestionsOfStory(tx, storyID)
	if err != nil {
		return err
	}
	at := now(tx)
	for _, q := range questions {
		f := q.Facts()
		if !f.DoneAt.IsZero() {
			continue
		}
		if !f.IsOver() {
			q.SetOutcome(story.QuestionTakenBack, at, "")
			if err := noteAbout(tx, storyID, q.Id, moderator, "question-taken-back", ""); err != nil {
				return err
			}
		}
		q.SetDone(at)
		if err := records.SaveQuestion(tx, q); err != nil {
			return err
		}
	}
	return nil
}

// endQuestions ends every question about a story that is gone.
func endQuestions(tx core.App, storyID string) error {
	open, err := records.OpenQuestionsOf(tx, storyID)
	if err != nil {
		return err
	}
	for _, q := range open {
		q.SetOutcome(story.QuestionEnded, now(tx), "")
		if err := records.SaveQuestion(tx, q); err != nil {
			return err
		}
		if err := noteAbout(tx, storyID, q.Id, "", "question-ended", ""); err != nil {
			return err
		}
	}
	return nil
}
