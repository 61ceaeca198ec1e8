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

const (
	appealStoryPath    = "/staff/appeals/stories/"
	appealResponsePath = "/staff/appeals/responses/"
	appealWordsPath    = "/staff/appeals/words/"
)

// staffAppealRoutes are the doors by which an administrator asks for another decision for
// their organisation: about a story about its service, its response, or its own words.
var staffAppealRoutes = []route{
	{"GET", "/staff/appeals", administrator, showStaffAppeals},
	{"GET", appealStoryPath + "{id}", administrator, showAppealOf(appealableStory)},
	{"POST", appealStoryPath + "{id}", administrator, doAppealOf(appealableStory)},
	{"GET", appealResponsePath + "{id}", administrator, showAppealOf(appealableResponse)},
	{"POST", appealResponsePath + "{id}", administrator, doAppealOf(appealableResponse)},
	{"GET", appealWordsPath + "{id}", administrator, showAppealOf(appealableWords)},
	{"POST", appealWordsPath + "{id}", administrator, doAppealOf(appealableWords)},
}

// appealable is one decision that an organisation may appeal against, once.
type appealable struct {
	what, when  string // "The story “He came back” was closed", "on 18 November 2026 at 12:00"
	label, why  string // the reason that everyone reads, and the words of who decided
	said        string // the response or the own words that it is about
	path, again string // its page, and where something can be said anew
	readers     string // who reads what is written
	made        *records.Appeal
	ask         func(app core.App, memberID, id, words string) error
}

// staffAppealView is the page of one of them.
type staffAppealView struct {
	FormErrors
	actsFor
	Notice, Note     string
	Unsent           string // what was written and not taken
	What, When       string
	Label, Why, Said string
	Action, Again    string
	Asked            *appealed
	Appeal           *Field // while they may still ask
}

var staffAppealPage = newPage[staffAppealView]("staff/appeal")

// find finds what a page is about. What is not the organisation's is not there.
type findAppealable func(app core.App, m *records.Member, id string) (appealable, error)

func showAppealOf(find findAppealable) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		a, err := find(e.App, signedIn(e).Member, e.Request.PathValue("id"))
		if err != nil {
			return err
		}
		view := a.view(e, nil)
		view.Notice = doneNotice(e)
		return staffAppealPage.show(e, http.StatusOK, view)
	}
}

// doAppealOf takes an appeal. A colleague may have asked meanwhile: then the page says so,
// with what was written. The same words again are a button that was pressed twice.
func doAppealOf(find findAppealable) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		m, id := signedIn(e).Member, e.Request.PathValue("id")
		a, err := find(e.App, m, id)
		if err != nil {
			return err
		}
		form, err := readForm(e)
		if err != nil {
			return err
		}
		typed := form.Get("appeal")
		err = a.ask(e.App, m.Id, id, typed)
		if problems, ok := problemsOf(err); ok {
			return staffAppealPage.show(e, http.StatusUnprocessableEntity, a.view(e, problems))
		}
		if errors.Is(err, story.ErrAppeal) {
			return tooLate(e, find, m, typed)
		}
		if err != nil {
			return err
		}
		return leadTo(e, a.path, "appealed")
	}
}

func tooLate(e *core.RequestEvent, find findAppealable, m *records.Member, typed string) error {
	a, err := find(e.App, m, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if a.made != nil && a.made.Words() == flow.MaskAnswer(e.App, typed) {
		return e.Redirect(http.StatusSeeOther, a.path)
	}
	view := a.view(e, nil)
	view.Note, view.Unsent = movedNote, story.Clean(typed)
	return staffAppealPage.show(e, http.StatusConflict, view)
}

func (a appealable) view(e *core.RequestEvent, problems []Problem) staffAppealView {
	v := staffAppealView{FormErrors: FormErrors{problems}, actsFor: forNow(e), What: a.what, When: a.when, Label: a.label, Why: a.why, Said: a.said, Action: a.path}
	if a.made == nil {
		v.Appeal = newAppealField(e, a.readers+" We take out e-mail addresses, phone numbers and postcodes.", problems)
		return v
	}
	v.Asked = &appealed{appealSentence(e.App, "Your organisation", a.made), a.made.Words(), a.made.Answer()}
	if a.made.Outcome() == story.AppealWrong {
		v.Again = a.again
	}
	return v
}

// staffAppealsView lists what an organisation may appeal against, and what came of it.
type staffAppealsView struct {
	Organisation string
	Days         int
	Lines        []appealLine
}

// appealLine is one of them: what was decided, when, and where the appeal stands.
type appealLine struct{ Href, What, When, State string }

var staffAppealsPage = newPage[staffAppealsView]("staff/appeals")

func showStaffAppeals(e *core.RequestEvent) error {
	m := signedIn(e).Member
	view := staffAppealsView{Organisation: m.OrganisationName(), Days: story.AppealDays}
	found, err := appealables(e.App, m)
	for _, a := range found {
		l := appealLine{a.path, a.what, a.when, "You can ask for another decision."}
		if a.made != nil {
			l.State = appealState(e.App, a.made)
		}
		view.Lines = append(view.Lines, l)
	}
	if err != nil {
		return err
	}
	return staffAppealsPage.show(e, http.StatusOK, view)
}

func appealState(app core.App, a *records.Appeal) string {
	zone := deployment.Of(app).Region.Zone()
	switch {
	case a.Outcome() != "":
		return "Decided on " + day(local(a.DecidedAt(), zone)) + "."
	case a.IsLate(deployment.Now(app)):
		return "You asked for another decision. We were to answer by " + until(a.DecideBy(), zone) + "."
	}
	return "You asked for another decision. We answer by " + until(a.DecideBy(), zone) + "."
}
