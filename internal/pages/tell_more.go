package pages

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// personQuestion is one private question about the author, none of which has to
// be answered.
type personQuestion struct {
	Field
	Year   bool // a year is typed; otherwise one of the groups is chosen
	Groups []optionGroup
}

// optionGroup is answers that stand together, with their heading if they have one.
type optionGroup struct {
	Name    string
	Options []groupedOption
}

// groupedOption is an answer with an id of its own on the page.
type groupedOption struct {
	ID string
	Option
}

// tellMoreView asks the questions after a story was sent.
type tellMoreView struct {
	FormErrors
	Questions []personQuestion
	SignedIn  bool
}

var tellMorePage = newPage[tellMoreView]("tell/more-about-you")

// teller is who has just told a story here: who is signed in, or by the receipt.
// Without either it is nobody.
func teller(e *core.RequestEvent) (*records.Author, *draft, error) {
	d, err := openDraft(e)
	if err != nil {
		return nil, nil, err
	}
	if a := signedIn(e).Author; a != nil {
		return a, d, nil
	}
	if d.Receipt == nil {
		return nil, d, nil
	}
	a, err := records.FindAuthorOf(e.App, d.Receipt.StoryID)
	return a, d, err
}

// showMore asks about the author, after the story is safely sent.
func showMore(e *core.RequestEvent) error {
	a, _, err := teller(e)
	if err != nil {
		return err
	}
	if a == nil {
		return e.Redirect(http.StatusSeeOther, "/tell")
	}
	given := map[string]string{}
	// What an account holds is shown to who is signed in to it, not to who knows
	// the e-mail address it has.
	if signedIn(e).Author != nil {
		answers, err := records.FindAnswers(e.App, a.Id)
		if err != nil {
			return err
		}
		given = answersByQuestion(answers)
	}
	return tellMorePage.show(e, http.StatusOK, moreView(e, given, nil))
}

func moreView(e *core.RequestEvent, given map[string]string, problems []Problem) tellMoreView {
	view := tellMoreView{FormErrors: FormErrors{problems}, SignedIn: signedIn(e).Author != nil}
	for _, q := range deployment.Of(e.App).Region.Questions {
		view.Questions = append(view.Questions, askPerson(q, given[q.ID], problems))
	}
	return view
}

// askPerson puts one question of the region on the page. Not answering is the
// first choice and stores nothing.
func askPerson(q region.Question, given string, problems []Problem) personQuestion {
	out := personQuestion{Field: Field{Name: q.ID, Label: q.Text, Hint: q.Help, Value: given}.With(problems), Year: q.Kind == "year"}
	if out.Year {
		out.InputMode, out.Width, out.Autocomplete = "numeric", "4", "bday-year"
		if out.Hint == "" {
			out.Hint = "For example, 1970. Leave it empty if you prefer not to say."
		}
		return out
	}
	add := func(group string, o Option) {
		if n := len(out.Groups); n == 0 || out.Groups[n-1].Name != group {
			out.Groups = append(out.Groups, optionGroup{Name: group})
		}
		g := &out.Groups[len(out.Groups)-1]
		g.Options = append(g.Options, groupedOption{out.OptionID(len(out.Options)), o})
		out.Options = append(out.Options, o)
	}
	add("", Option{Label: q.PreferNot, Checked: given == ""})
	for _, o := range q.Options {
		add(o.Group, Option{Value: o.Value, Label: o.Label, Checked: o.Value == given})
	}
	return out
}

// keepMore stores the answers, all of them or none.
func keepMore(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	a, d, err := teller(e)
	if err != nil {
		return err
	}
	if a == nil {
		return e.Redirect(http.StatusSeeOther, "/tell")
	}
	given, problems := readAnswers(e, form)
	if len(problems) > 0 {
		return tellMorePage.show(e, http.StatusUnprocessableEntity, moreView(e, given, problems))
	}
	if err := keepAnswers(e, a, given); err != nil {
		return err
	}
	if d.Receipt == nil {
		return e.Redirect(http.StatusSeeOther, "/account")
	}
	d.Receipt.Answered = true
	if err := d.store(e.App); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/tell/received")
}

// readAnswers reads the answers to the region's questions and finds those that
// are none of the choices.
func readAnswers(e *core.RequestEvent, form url.Values) (map[string]string, []Problem) {
	d, given := deployment.Of(e.App), map[string]string{}
	var problems []Problem
	for _, q := range d.Region.Questions {
		value := story.CleanLine(form.Get(q.ID))
		given[q.ID] = value
		if value == "" || q.Accepts(value, d.Now()) {
			continue
		}
		text := "Choose one of the answers, or “" + q.PreferNot + "”."
		if q.Kind == "year" {
			text = "Write the year with four digits, like 1970, or leave it empty."
		}
		problems = append(problems, Problem{q.ID, text})
	}
	return given, problems
}

// keepAnswers stores the answers with the account. Who is not signed in may
// know no more than the account's e-mail address, so they change nothing that
// is already there; the page looks the same either way.
func keepAnswers(e *core.RequestEvent, a *records.Author, given map[string]string) error {
	if signedIn(e).Author == nil {
		there, err := records.FindAnswers(e.App, a.Id)
		if err != nil || !there.Empty() || a.PasswordChosen() {
			return err
		}
	}
	return flow.CorrectAnswers(e.App, a.Id, answersOf(given))
}

// answersOf and answersByQuestion tie the questions of a region to what is kept.
func answersOf(given map[string]string) records.Answers {
	return records.Answers{Gender: given["gender"], BirthYear: given["birth-year"], EthnicGroup: given["ethnic-group"], Limited: given["limited"]}
}

func answersByQuestion(a records.Answers) map[string]string {
	return map[string]string{"gender": a.Gender, "birth-year": a.BirthYear, "ethnic-group": a.EthnicGroup, "limited": a.Limited}
}
