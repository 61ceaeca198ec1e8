package pages

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// questionRoutes are the doors of a question to a service: by the link of a letter and
// without an account, and for members of the organisation that runs it.
var questionRoutes = []route{
	{"GET", "/question/{id}/{token}", anyone, showServiceQuestion},
	{"POST", "/question/{id}/{token}", anyone, doServiceAnswer},
	{"GET", "/staff/questions", member, showStaffQuestions},
	{"GET", "/staff/questions/{id}", responder, showStaffQuestion},
	{"POST", "/staff/questions/{id}", responder, doStaffAnswer},
}

// serviceQuestionView is a question for the service that is asked. It has no field for
// anything of the story or its author.
type serviceQuestionView struct {
	FormErrors
	actsFor       // of a member; the link of a letter acts for nobody
	Staff, IsOpen bool
	Service       string
	Text          string
	Asked, Until  string
	Action        string
	Answer        Field
	Now           string // how it stands, when it is not open
	Unsent        string // what was typed, where somebody was quicker
}

var serviceQuestionPage = newPage[serviceQuestionView]("public/service-question")

// noQuestion is one answer for whatever leads to no question any more: a story that was
// erased leaves nothing behind by which it could be told from a wrong link.
var noQuestion = Gone{Why: "This question is not needed any more, or the link is not whole."}

func showServiceQuestion(e *core.RequestEvent) error {
	v, err := openServiceQuestion(e)
	if err != nil {
		return err
	}
	return answerServiceQuestion(e, http.StatusOK, v, serviceQuestionView{})
}

func openServiceQuestion(e *core.RequestEvent) (flow.QuestionVisit, error) {
	e.Response.Header().Set("X-Robots-Tag", "noindex")
	v, err := flow.OpenQuestion(e.App, e.Request.PathValue("id"), e.Request.PathValue("token"))
	if errors.Is(err, flow.ErrLink) {
		return v, noQuestion
	}
	return v, err
}

func answerServiceQuestion(e *core.RequestEvent, status int, v flow.QuestionVisit, view serviceQuestionView) error {
	f, zone := v.Question.Facts(), zoneOf(e)
	view.Service, view.IsOpen, view.Action = nameAndTown(v.Service), v.IsOpen, e.Request.URL.Path
	view.Asked, view.Until = day(local(f.AskedAt, zone)), until(f.DueAt, zone)
	switch {
	case v.IsOpen:
		view.Text = f.Text
		view.Answer = Field{Name: "answer", Label: "Your answer", Rows: 6, Value: view.Unsent, MaxLength: story.MaxAnswerCharacters,
			Hint: "Leave out names and anything about patients or residents. We take out e-mail addresses, phone numbers and postcodes."}.With(view.Problems)
		view.Unsent = ""
		return serviceQuestionPage.show(e, status, view)
	case f.Outcome == story.QuestionAnswered:
		view.Now = "This question has its answer, and the moderators have it. Thank you."
	default:
		status = http.StatusGone
		view.Now = "This question is not needed any more. You don’t need to do anything."
		if f.Outcome == story.QuestionSilence || f.IsSilent(deployment.Now(e.App)) {
			view.Now = "The time for this question was over " + clock(f.DueAt, zone) + ". We went on without an answer. You don’t need to do anything."
		}
	}
	return serviceQuestionPage.show(e, status, view)
}

func doServiceAnswer(e *core.RequestEvent) error {
	v, err := openServiceQuestion(e)
	if gone := (Gone{}); errors.As(err, &gone) { // since the page was opened
		return withTyped(e, gone, "answer")
	}
	if err != nil {
		return err
	}
	return takeServiceAnswer(e, v, false, func(text string) error {
		return flow.AnswerQuestion(e.App, v.Question.Id, e.Request.PathValue("token"), text)
	})
}

// withTyped gives back what was written in a field about something that is gone.
func withTyped(e *core.RequestEvent, gone Gone, field string) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	gone.Typed = form.Get(field)
	return gone
}

// takeServiceAnswer does what was typed, and shows how it stands then. Where somebody
// was quicker, what was typed is still on the page.
func takeServiceAnswer(e *core.RequestEvent, v flow.QuestionVisit, staff bool, do func(text string) error) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	typed := form.Get("answer")
	view := serviceQuestionView{Staff: staff, Unsent: typed}
	if staff {
		view.actsFor = forNow(e)
	}
	err = do(typed)
	problems, wrong := problemsOf(err)
	switch {
	case wrong && v.IsOpen:
		view.FormErrors = FormErrors{problems}
		return answerServiceQuestion(e, http.StatusUnprocessableEntity, v, view)
	case err == nil && staff:
		return leadTo(e, "/staff/questions", "question-answered")
	case err == nil:
		return e.Redirect(http.StatusSeeOther, e.Request.URL.Path)
	case !wrong && !errors.Is(err, story.ErrQuestion):
		return err
	}
	if v.Question, err = records.FindServiceQuestion(e.App, v.Question.Id); err != nil {
		return err
	}
	v.IsOpen = false
	return answerServiceQuestion(e, http.StatusConflict, v, view)
}
