package pages

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

// tellStartView is the page before the form.
type tellStartView struct {
	Begun    string       // the page to go on with, when a story was begun here
	Start    string       // the first page of the form
	About    *ServiceLink // the service it was asked to be about; nil: none
	Operator Operator
	IPDays   int
	SignedIn bool
	// ConsentAge is the age below which a parent must agree too; 0: none here.
	ConsentAge int
}

// tellStoryView asks for the story itself.
type tellStoryView struct {
	tellFrame
	Title, Story, ToldFor Field
}

var (
	tellStartPage = newPage[tellStartView]("tell/start", helpNearby, helpAtTop, exitAtOnce)
	tellStoryPage = newPage[tellStoryView]("tell/story", helpNearby, helpAtTop, exitAtOnce)
)

// showTellStart says what happens to a story, before anything is asked.
func showTellStart(e *core.RequestEvent) error {
	dep := deployment.Of(e.App)
	view := tellStartView{IPDays: dep.IPDays, ConsentAge: dep.Region.Privacy.ConsentAge, SignedIn: signedIn(e).Author != nil,
		Operator: Operator(dep.Operator.Shown())}
	view.Start = "/tell/story"
	about, err := askedService(e)
	if err != nil {
		return err
	}
	if about != nil {
		where, err := wheres(e.App, []*records.Service{about})
		if err != nil {
			return err
		}
		view.About, view.Start = &ServiceLink{about.Id, about.Name(), where[about.Id]}, "/tell/story?"+url.Values{"service": {about.Id}}.Encode()
	}
	if readCookie(e, draftCookie) != "" {
		d, err := openDraft(e)
		if err != nil {
			return err
		}
		if !d.Told.empty() {
			v := &tellVisit{e: e, draft: d, told: &d.Told}
			view.Begun = "/tell/check"
			if step, _ := v.firstWrong(); step != nil {
				view.Begun = step.path
			}
		}
	}
	return tellStartPage.show(e, http.StatusOK, view)
}

// askedService is the service that a link from its page asks to tell about; nil
// when there is none, or no such service.
func askedService(e *core.RequestEvent) (*records.Service, error) {
	id := e.Request.URL.Query().Get("service")
	if id == "" {
		return nil, nil
	}
	s, err := findPublicService(e.App, cut(id, 30))
	return s, unlessMissing(err)
}

// startAnew deletes what was typed so far, for whoever shares a computer.
func startAnew(e *core.RequestEvent) error {
	if err := forgetDraft(e); err != nil {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/tell")
}

func showTellStory(v *tellVisit) error {
	t := v.told
	view := tellStoryView{tellFrame: v.frame(),
		Story: Field{Name: "story", Label: "What happened?", Rows: 14, Count: 1000, Value: t.Story,
			Hint: "Tell it in your own words, the good and the bad. Leave out names of people and exact dates, so that nobody can find out who you are."},
		Title: Field{Name: "title", Label: "Give your story a title", Value: t.Title,
			Hint: "A few words, such as “Nobody told us what we were waiting for”. Everyone will see it."},
		ToldFor: Field{Name: "told_for", Label: "Who is this story about?", Options: chosen(toldForOptions, t.ToldFor),
			Hint: "Readers see this beside your screen name."},
	}
	view.Story, view.Title, view.ToldFor = view.Story.With(v.problems), view.Title.With(v.problems), view.ToldFor.With(v.problems)
	return tellStoryPage.show(v.e, v.status, view)
}
