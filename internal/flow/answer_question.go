package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// QuestionVisit is what somebody of a service sees who opens a question: the question
// and the service, and nothing of the story.
type QuestionVisit struct {
	Question *records.ServiceQuestion
	Service  *records.Service
	IsOpen   bool // it may be answered now
}

// OpenQuestion opens the link of a letter about a question. A link that is of no such
// letter is ErrLink: so is one whose story was erased.
func OpenQuestion(app core.App, id, token string) (v QuestionVisit, err error) {
	l, err := letterOfLink(app, token, mail.ServiceQuestion, mail.ServiceReminded)
	if err != nil {
		return v, err
	}
	if l.About() != id {
		return v, ErrLink
	}
	if v, err = readQuestion(app, id); err != nil {
		return v, err
	}
	return v, mayHold(app, l, v.Service)
}

// OpenQuestionAs opens a question for a member of the organisation that runs the
// service, whom the pages of staff have let in. Not there and not theirs are one answer.
func OpenQuestionAs(app core.App, id, organisation string) (QuestionVisit, error) {
	v, err := readQuestion(app, id)
	if errors.Is(err, ErrLink) || err == nil && (organisation == "" || v.Service.Organisation() != organisation) {
		return QuestionVisit{}, records.ErrNotFound
	}
	return v, err
}

func readQuestion(app core.App, id string) (v QuestionVisit, err error) {
	if v.Question, err = records.FindServiceQuestion(app, id); errors.Is(err, records.ErrNotFound) {
		return v, ErrLink
	}
	if err != nil {
		return v, err
	}
	if v.Service, err = records.FindService(app, v.Question.Service()); err != nil {
		return v, err
	}
	s, err := records.FindStory(app, v.Question.Story())
	if err != nil {
		return v, err
	}
	v.IsOpen = s.State().MayBeModerated() && v.Question.Facts().MayAnswer(now(app))
	return v, nil
}

// AnswerQuestion takes a service's answer, by the link of a letter. The first answer
// counts.
//
// Kept by: questions name no author.
func AnswerQuestion(app core.App, id, token, text string) error {
	return answerQuestion(app, text, func(tx core.App) (QuestionVisit, error) { return OpenQuestion(tx, id, token) })
}

// AnswerQuestionAs takes the answer of a member who is signed in.
func AnswerQuestionAs(app core.App, id, organisation, text string) error {
	return answerQuestion(app, text, func(tx core.App) (QuestionVisit, error) { return OpenQuestionAs(tx, id, organisation) })
}

func answerQuestion(app core.App, text string, open func(tx core.App) (QuestionVisit, error)) error {
	text = story.Clean(text)
	if err := story.CheckServiceAnswer(text); err != nil {
		return err
	}
	return inTx(app, "answering a question", func(tx core.App) error {
		v, err := open(tx)
		if err != nil {
			return err
		}
		if !v.IsOpen {
			return story.ErrQuestion
		}
		s, err := records.FindStory(tx, v.Question.Story())
		if err != nil {
			return err
		}
		if err := heedWords(tx, s, text); err != nil {
			return err
		}
		return endQuestion(tx, s, v.Question, story.QuestionAnswered, "", MaskAnswer(tx, text))
	})
}

// MaskAnswer is what an organisation writes as it is kept: cleaned, and without what would
// lead to anybody. It is never compared with what is
// the author's: what was masked would tell a service whether it guessed well.
func MaskAnswer(app core.App, text string) string {
	masked, _ := hints.MaskContacts(text, hints.Contacts(text, deployment.Of(app).PublicContacts()))
	return masked
}
