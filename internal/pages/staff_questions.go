package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// mostQuestions is how many questions a page of an organisation lists.
const mostQuestions = 50

// staffQuestionsView is what moderators asked the services of an organisation. No story
// is named.
type staffQuestionsView struct {
	Notice       string
	Organisation string
	MayAnswer    bool
	Open, Over   []staffQuestion
}

// staffQuestion is one question, with what became of it.
type staffQuestion struct {
	ID, Service, Text, Answer string
	Words                     string
}

var staffQuestionsPage = newPage[staffQuestionsView]("staff/questions")

func showStaffQuestions(e *core.RequestEvent) error {
	m := signedIn(e).Member
	o, err := records.FindOrganisation(e.App, m.Organisation())
	if err != nil {
		return err
	}
	view := staffQuestionsView{Notice: doneNotice(e), Organisation: o.Name(), MayAnswer: m.Role().AtLeast(story.RoleResponder)}
	questions, err := records.QuestionsToOrganisation(e.App, o.Id, mostQuestions)
	if err != nil {
		return err
	}
	for _, q := range questions {
		v, err := flow.OpenQuestionAs(e.App, q.Id, o.Id)
		if err != nil {
			return err
		}
		line := newStaffQuestion(e, v)
		if v.IsOpen {
			view.Open = append(view.Open, line)
		} else {
			view.Over = append(view.Over, line)
		}
	}
	return staffQuestionsPage.show(e, http.StatusOK, view)
}

// newStaffQuestion shows a question that is open, or that they have answered. The words
// of any other are nobody's any more.
func newStaffQuestion(e *core.RequestEvent, v flow.QuestionVisit) staffQuestion {
	f, zone := v.Question.Facts(), zoneOf(e)
	line := staffQuestion{ID: v.Question.Id, Service: nameAndTown(v.Service)}
	asked := "Asked on " + day(local(f.AskedAt, zone)) + "."
	switch {
	case v.IsOpen:
		line.Text, line.Words = f.Text, asked+" You have until "+until(f.DueAt, zone)+"."
	case f.Outcome == story.QuestionAnswered:
		line.Text, line.Answer, line.Words = f.Text, f.Answer, asked+" Answered on "+day(local(f.EndedAt, zone))+"."
	case f.Outcome == story.QuestionSilence || f.IsSilent(deployment.Now(e.App)):
		line.Words = asked + " Nobody answered in time."
	default:
		line.Words = asked + " No answer was needed any more."
	}
	return line
}

func showStaffQuestion(e *core.RequestEvent) error {
	v, err := ownQuestion(e)
	if err != nil {
		return err
	}
	return answerServiceQuestion(e, http.StatusOK, v, serviceQuestionView{actsFor: forNow(e), Staff: true})
}

// ownQuestion is the question of the address, if the member's organisation runs the
// service.
func ownQuestion(e *core.RequestEvent) (flow.QuestionVisit, error) {
	return flow.OpenQuestionAs(e.App, pathID(e), signedIn(e).Member.Organisation())
}

func doStaffAnswer(e *core.RequestEvent) error {
	v, err := ownQuestion(e)
	if err != nil {
		return err
	}
	return takeServiceAnswer(e, v, true, func(text string) error {
		return flow.AnswerQuestionAs(e.App, v.Question.Id, signedIn(e).Member.Organisation(), text)
	})
}
