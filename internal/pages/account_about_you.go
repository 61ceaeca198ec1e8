package pages

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// aboutField is one optional question and how it is asked.
type aboutField struct {
	Field
	As string // input, radios or select
}

// aboutYouView is where an author changes or forgets their optional answers.
type aboutYouView struct {
	FormErrors
	Questions []aboutField
}

var aboutYouPage = newPage[aboutYouView]("account/about-you")

// answerTo is the place of a question's answer among the four.
func answerTo(a *records.Answers, question string) *string {
	switch question {
	case "gender":
		return &a.Gender
	case "birth-year":
		return &a.BirthYear
	case "ethnic-group":
		return &a.EthnicGroup
	case "limited":
		return &a.Limited
	}
	return nil
}

// fieldOf is the name of a question's field in a form.
func fieldOf(q region.Question) string { return strings.ReplaceAll(q.ID, "-", "_") }

// fewOptions is how many answers are shown all at once.
const fewOptions = 6

func askQuestions(r *region.Region, a records.Answers, problems []Problem) []aboutField {
	var fields []aboutField
	for _, q := range r.Questions {
		answer := answerTo(&a, q.ID)
		if answer == nil {
			continue
		}
		f := aboutField{As: "input", Field: Field{Name: fieldOf(q), Label: q.Text, Hint: q.Help, Value: *answer, Optional: true}}
		if q.Kind == "year" {
			f.InputMode, f.Width, f.Hint = "numeric", "4", "Leave it empty if you prefer not to say"
		} else {
			f.As, f.Options = "radios", append(optionsOf(q, *answer), Option{Label: q.PreferNot, Checked: *answer == ""})
		}
		if len(f.Options) > fewOptions {
			f.As = "select"
		}
		f.Field = f.With(problems)
		fields = append(fields, f)
	}
	return fields
}

func optionsOf(q region.Question, answer string) []Option {
	options := make([]Option, 0, len(q.Options)+1)
	for _, o := range q.Options {
		options = append(options, Option{Value: o.Value, Label: optionWords(o), Checked: o.Value == answer})
	}
	return options
}

// optionWords is an answer in words; one of a group has the group's name first.
func optionWords(o region.Option) string {
	if o.Group == "" || o.Group == o.Label {
		return o.Label
	}
	return o.Group + ": " + o.Label
}

// answerRows are the answers given so far, in words.
func answerRows(r *region.Region, a records.Answers) []Row {
	var rows []Row
	for _, q := range r.Questions {
		answer := answerTo(&a, q.ID)
		if answer == nil {
			continue
		}
		words := *answer
		for _, o := range q.Options {
			if o.Value == *answer {
				words = optionWords(o)
			}
		}
		if words == "" {
			words = "Not said"
		}
		rows = append(rows, Row{Key: q.Text, Value: words})
	}
	return rows
}

// readAnswers reads the optional answers of a form. An empty one is no answer.
func readAnswers(r *region.Region, form url.Values, now time.Time) (records.Answers, []Problem) {
	var a records.Answers
	var problems []Problem
	for _, q := range r.Questions {
		answer, typed := answerTo(&a, q.ID), story.CleanLine(form.Get(fieldOf(q)))
		if answer == nil || typed == "" {
			continue
		}
		*answer = typed
		if !q.Accepts(typed, now) {
			say := "Choose one of the answers, or say nothing."
			if q.Kind == "year" {
				say = "Write the year in four digits, like 1975, or leave it empty."
			}
			problems = append(problems, Problem{fieldOf(q), say})
		}
	}
	return a, problems
}

func showAboutYou(e *core.RequestEvent) error {
	a, err := records.FindAnswers(e.App, signedIn(e).Author.Id)
	if err != nil {
		return err
	}
	return aboutYouPage.show(e, http.StatusOK, aboutYouView{Questions: askQuestions(deployment.Of(e.App).Region, a, nil)})
}

func doAboutYou(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	r := deployment.Of(e.App).Region
	a, problems := readAnswers(r, form, deployment.Now(e.App))
	if len(problems) > 0 {
		return aboutYouPage.show(e, http.StatusUnprocessableEntity, aboutYouView{FormErrors{problems}, askQuestions(r, a, problems)})
	}
	if err := flow.CorrectAnswers(e.App, signedIn(e).Author.Id, a); err != nil {
		return err
	}
	return leadTo(e, "/account/details", "answers")
}
