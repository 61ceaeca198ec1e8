package flow

import (
	"errors"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// question words what is about a question, to an author or to a service, as long as it
// waits for them. The question itself stays behind the link.
func (w wording) question(kind mail.Kind, mine string) (mail.Letter, error) {
	if kind == mail.Question || kind == mail.QuestionReminded {
		return w.questionToAuthor(kind, mine)
	}
	q, err := records.FindServiceQuestion(w.app, w.l.About())
	if err != nil {
		return nil, err
	}
	v, err := readQuestion(w.app, q.Id)
	if err != nil {
		return nil, err
	}
	if !v.IsOpen {
		return nil, dropped("no answer is needed any more")
	}
	if err := w.stillRuns(v.Service); err != nil {
		return nil, err
	}
	name := v.Service.Name()
	if v.Service.Town() != "" {
		name += ", " + v.Service.Town()
	}
	name, link := story.CleanLine(name), w.url("/question/"+q.Id+"/"+LinkToken(w.app, w.l))
	if until := w.when(q.Facts().DueAt); kind == mail.ServiceQuestion {
		return mail.ServiceQuestionLetter{Service: name, QuestionURL: link, Until: until}, nil
	} else {
		return mail.ServiceRemindedLetter{Service: name, QuestionURL: link, Until: until}, nil
	}
}

// questionToAuthor words the letter of the question that was asked last, and no other.
func (w wording) questionToAuthor(kind mail.Kind, mine string) (mail.Letter, error) {
	asked, err := records.AuthorAsked(w.app, w.l.Story())
	if errors.Is(err, records.ErrNotFound) || err == nil && kind == mail.QuestionReminded && asked.Message != w.l.About() {
		return nil, dropped("the story has moved on")
	}
	if err != nil {
		return nil, err
	}
	until := AuthorAnswersOn(w.app, asked.At).In(w.d.Region.Zone()).Format("Monday 2 January 2006")
	if kind == mail.Question {
		return mail.QuestionLetter{StoryURL: mine, Until: until}, nil
	}
	return mail.QuestionRemindedLetter{StoryURL: mine, Until: until}, nil
}
