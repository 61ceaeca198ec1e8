package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// aboutYouView is where an author changes or forgets their optional answers.
type aboutYouView struct {
	FormErrors
	Questions []personQuestion
}

var aboutYouPage = newPage[aboutYouView]("account/about-you")

func newAboutYouView(e *core.RequestEvent, given map[string]string, problems []Problem) aboutYouView {
	view := aboutYouView{FormErrors: FormErrors{problems}}
	for _, q := range deployment.Of(e.App).Region.Questions {
		view.Questions = append(view.Questions, askPerson(q, given[q.ID], problems))
	}
	return view
}

func showOwnAnswers(e *core.RequestEvent) error {
	a, err := records.FindAnswers(e.App, signedIn(e).Author.Id)
	if err != nil {
		return err
	}
	return aboutYouPage.show(e, http.StatusOK, newAboutYouView(e, answersByQuestion(a), nil))
}

func doOwnAnswers(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	given, problems := readAnswers(e, form)
	if len(problems) > 0 {
		return aboutYouPage.show(e, http.StatusUnprocessableEntity, newAboutYouView(e, given, problems))
	}
	if err := flow.CorrectAnswers(e.App, signedIn(e).Author.Id, answersOf(given)); err != nil {
		return err
	}
	return leadTo(e, "/account/details", "answers")
}

// answerRows are the answers given so far, in words.
func answerRows(e *core.RequestEvent, a records.Answers) []Row {
	var rows []Row
	given := answersByQuestion(a)
	here := deployment.Of(e.App).Region
	for _, q := range here.Questions {
		words := answerLabel(here, q.ID, given[q.ID])
		if words == "" {
			words = "Not said"
		}
		rows = append(rows, Row{Key: q.Text, Value: words})
	}
	return rows
}
