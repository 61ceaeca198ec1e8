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

// reportRoutes are the doors by which any reader says that something is wrong with a
// published story. They ask for no name, and nothing is kept of who it is.
var reportRoutes = []route{
	{"GET", "/stories/{id}/problem", anyone, showReport},
	{"POST", "/stories/{id}/problem", anyone, doReport},
	{"GET", "/stories/{id}/problem/received", anyone, showReported},
}

// aboutTheStory is what a report is about when it is no answer's.
const aboutTheStory = "story"

// reportView is the form.
type reportView struct {
	FormErrors
	Action, Title string
	About         *Field // nil where nobody has answered: it can only be the story
	Reason, Words Field
	Danger        string    // the reason with which the region's help is shown
	Help          []Contact // whom to call when somebody is in danger
}

// reportedView says what happens next.
type reportedView struct {
	ID, Title, By string
	Help          []Contact
}

var (
	reportPage   = newPage[reportView]("public/report", exitAtOnce)
	reportedPage = newPage[reportedView]("public/reported", exitAtOnce)
)

// reportable finds the story. One that is closed for now has a page that says so; what
// it said is not to be read, and needs no report.
func reportable(e *core.RequestEvent) (*records.Story, error) {
	s, err := publicStory(e.App, pathID(e))
	if err != nil {
		return nil, err
	}
	e.Response.Header().Set("X-Robots-Tag", "noindex")
	if s.State() != story.Published {
		return nil, e.Redirect(http.StatusSeeOther, "/stories/"+s.Id)
	}
	return s, nil
}

func showReport(e *core.RequestEvent) error {
	s, err := reportable(e)
	if s == nil {
		return err
	}
	return showReportForm(e, http.StatusOK, s, typedReport{about: aboutTheStory}, nil)
}

// typedReport is what somebody typed.
type typedReport struct{ about, reason, words string }

func doReport(e *core.RequestEvent) error {
	s, err := publicStory(e.App, pathID(e))
	gone := Gone{Why: "This story was closed for now, so it needs no report."}
	if errors.As(err, &gone) || err == nil && s.State() != story.Published { // since the page was opened
		return withTyped(e, gone, story.FieldReportWords)
	}
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	typed := typedReport{form.Get(story.FieldReportAbout), form.Get(story.FieldReportReason), form.Get(story.FieldReportWords)}
	said := story.Report{Response: typed.about, Reason: typed.reason, Words: typed.words}
	if typed.about == aboutTheStory {
		said.Response = ""
	}
	err = flow.ReportProblem(e.App, s.Id, said)
	if problems, ok := problemsOf(err); ok {
		return showReportForm(e, http.StatusUnprocessableEntity, s, typed, problems)
	}
	if errors.Is(err, flow.ErrTooOften) {
		return showReportForm(e, http.StatusTooManyRequests, s, typed, []Problem{{story.FieldReportReason,
			"Many people have told us about this story within an hour, and a moderator looks at it. You can send this again in an hour. If somebody is in danger, call for help now."}})
	}
	if errors.Is(err, records.ErrNotFound) { // in this very moment
		return withTyped(e, gone, story.FieldReportWords)
	}
	if err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/stories/"+s.Id+"/problem/received")
}

func showReportForm(e *core.RequestEvent, status int, s *records.Story, typed typedReport, problems []Problem) error {
	about, err := aboutField(e, s, typed.about)
	if err != nil {
		return err
	}
	reason := Field{Name: story.FieldReportReason, Label: "What is wrong?"}
	for _, r := range story.ReportReasons() {
		reason.Options = append(reason.Options, Option{Value: r.Code, Label: r.Label, Checked: typed.reason == r.Code})
	}
	view := reportView{FormErrors: FormErrors{problems}, Action: "/stories/" + s.Id + "/problem", Title: s.Title(), Reason: reason.With(problems),
		Words: Field{Name: story.FieldReportWords, Label: "Which words, and what is wrong with them?", Rows: 5, Value: typed.words,
			Hint: "Up to 1,000 characters. You can leave this out, unless you chose “Something else”. Please do not write who you are. We take out e-mail addresses, phone numbers and postcodes."}.With(problems),
		Danger: story.ReportDanger, Help: contacts(deployment.Of(e.App).Region.CrisisContacts)}
	if about != nil {
		f := about.With(problems)
		view.About = &f
	}
	return reportPage.show(e, status, view)
}

// aboutField asks what is meant, where a story has answers.
func aboutField(e *core.RequestEvent, s *records.Story, chosen string) (*Field, error) {
	public, err := records.PublishedResponses(e.App, s.Id)
	if err != nil || len(public) == 0 {
		return nil, err
	}
	f := Field{Name: story.FieldReportAbout, Label: "What is it about?",
		Options: []Option{{Value: aboutTheStory, Label: "The story", Checked: chosen == aboutTheStory}}}
	for _, r := range public {
		t, err := turnOf(e.App, r, s.ScreenName(), zoneOf(e), deployment.Now(e.App))
		if err != nil {
			return nil, err
		}
		label := "What the author added on " + day(t.At)
		if t.Kind == "response" {
			label = "An answer from " + t.Organisation + " of " + day(t.At)
		}
		f.Options = append(f.Options, Option{Value: r.Id, Label: label, Checked: chosen == r.Id})
	}
	return &f, nil
}

// showReported says what happens next, and by when. It is the same for everybody, so
// that who looks over a shoulder learns nothing.
func showReported(e *core.RequestEvent) error {
	s, err := reportable(e)
	if s == nil {
		return err
	}
	d := deployment.Of(e.App)
	by := flow.PromisedBy(e.App, deployment.Now(e.App))
	return reportedPage.show(e, http.StatusOK, reportedView{s.Id, s.Title(), day(local(by, zoneOf(e))), contacts(d.Region.CrisisContacts)})
}
