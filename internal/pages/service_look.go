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

// reviewRoutes are the doors of a service's look at a story, by the link of a
// letter and without an account.
var reviewRoutes = []route{
	{"GET", "/review/{id}/{token}", anyone, showServiceLook},
	{"POST", "/review/{id}/{token}/go-ahead", anyone, doGoAhead},
	{"POST", "/review/{id}/{token}/look-again", anyone, doLookAgain},
}

// serviceLookView is a story as the public would read it, for the service that may
// look at it first. It has no field for anything of the author.
type serviceLookView struct {
	FormErrors
	around
	Service                 string
	IsOpen                  bool // the story is shown and the service may answer
	Title, Text, ScreenName string
	Role, AgeGroup          string
	Happened                string
	Until                   string
	Action                  string
	Reason, Words           Field

	// When it is not open:
	Now    []string // how it stands, a paragraph each
	Answer string   // what a senior moderator wrote to the service
	Href   string   // the published story
}

var serviceLookPage = newPage[serviceLookView]("public/service-look")

func showServiceLook(e *core.RequestEvent) error {
	v, err := openServiceLook(e)
	if err != nil {
		return err
	}
	return answerServiceLook(e, http.StatusOK, v, nil)
}

// openServiceLook opens the link. A story that is gone says so, whether it was
// taken back or erased.
func openServiceLook(e *core.RequestEvent) (flow.ReviewVisit, error) {
	e.Response.Header().Set("X-Robots-Tag", "noindex")
	id := pathID(e)
	if w, err := records.FindWithdrawal(e.App, id); err == nil {
		return flow.ReviewVisit{}, goneStory(e.App, id, w)
	} else if !errors.Is(err, records.ErrNotFound) {
		return flow.ReviewVisit{}, err
	}
	v, err := flow.OpenReview(e.App, id, e.Request.PathValue("token"))
	if errors.Is(err, flow.ErrLink) {
		return v, ErrNotFound
	}
	return v, err
}

func answerServiceLook(e *core.RequestEvent, status int, v flow.ReviewVisit, problems []Problem) error {
	zone, f := zoneOf(e), v.Review.Facts()
	view := serviceLookView{FormErrors: FormErrors{problems}, Service: nameAndTown(v.Service), Until: until(f.DueAt, zone), IsOpen: v.IsOpen,
		Action: "/review/" + v.Story.Id + "/" + e.Request.PathValue("token")}
	if !v.IsOpen {
		if f.IsOver() || v.Story.State() == story.Rejected {
			status = http.StatusGone
		}
		view.sayHowItStands(e, v)
		return serviceLookPage.show(e, status, view)
	}
	var err error
	if view.around, err = readAround(e.App, v.Story.Id); err != nil {
		return err
	}
	s := v.Story
	view.Title, view.Text, view.ScreenName = s.Title(), s.Text(), s.ScreenName()
	view.Role, view.AgeGroup, view.Happened = toldAbout(s.ToldFor()), ageWords(s.AgeGroup()), happened(s)
	view.addLookForm(e.Request.PostFormValue, problems)
	return serviceLookPage.show(e, status, view)
}

// addLookForm is the form by which a service asks to look again, with what was typed.
func (v *serviceLookView) addLookForm(typed func(string) string, problems []Problem) {
	v.Reason = Field{Name: "reason", Label: "Why should we look again?"}
	for _, r := range story.ReviewReasons() {
		v.Reason.Options = append(v.Reason.Options, Option{Value: r.Code, Label: r.Label, Hint: r.Meaning, Checked: typed("reason") == r.Code})
	}
	v.Reason = v.Reason.With(problems)
	v.Words = Field{Name: "words", Label: "Which part do you mean, and why?", Rows: 6, Value: typed("words"),
		Hint: "The moderators and the author can read this. Don’t write who you think the author is. We take out e-mail addresses, phone numbers and postcodes. Everyone can see that you asked, and which reason you chose."}.With(problems)
}

// sayHowItStands says in plain words why there is nothing to do.
func (v *serviceLookView) sayHowItStands(e *core.RequestEvent, visit flow.ReviewVisit) {
	f, zone := visit.Review.Facts(), zoneOf(e)
	if visit.Story.State() == story.Published {
		v.Href = "/stories/" + visit.Story.Id
	}
	switch {
	case f.AwaitsSenior() && visit.Story.State().MayBeModerated():
		v.Now = []string{"You asked us to look again " + clock(f.AskedAt, zone) + ". " + decidesWords(f, zone, deployment.Now(e.App)),
			"You don’t need to do anything. We write to you when it is decided."}
	case f.Outcome == story.ReviewAhead:
		v.Now = []string{"You said: go ahead. Thank you."}
	case f.Outcome == story.ReviewSilence || f.IsSilent(deployment.Now(e.App)):
		v.Now = []string{"Your time to look at this story was over " + clock(f.DueAt, zone) + ". It goes on by itself."}
	case f.Outcome == story.ReviewPublished:
		v.Now, v.Answer = []string{"A senior moderator has looked again and found nothing to change."}, f.Answer
	case f.Outcome == story.ReviewTakenUp:
		v.Now, v.Answer = []string{"A senior moderator has looked again and given the story back to the moderators. They decide what happens with it."}, f.Answer
	case f.Outcome == story.ReviewEnded || visit.Story.State() == story.Rejected:
		v.Now = []string{"This story does not need your look any more."}
	default:
		v.Now = []string{"The moderators are reading this story once more, so there is nothing to look at now.", "If it is still about your service then, we write to you again."}
	}
}

// doGoAhead takes a service's word that a story may be published.
func doGoAhead(e *core.RequestEvent) error {
	return answerLook(e, func(id, token string) error { return flow.GoAhead(e.App, id, token) })
}

// doLookAgain takes a service's request for a second look.
func doLookAgain(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	return answerLook(e, func(id, token string) error {
		return flow.LookAgain(e.App, id, token, form.Get("reason"), form.Get("words"))
	})
}

// answerLook does what a service said, and shows how it stands then. Where somebody
// was quicker, the page says so by itself.
func answerLook(e *core.RequestEvent, do func(id, token string) error) error {
	v, err := openServiceLook(e)
	if err != nil {
		return err
	}
	err = do(v.Story.Id, e.Request.PathValue("token"))
	if problems, ok := problemsOf(err); ok && v.IsOpen {
		return answerServiceLook(e, http.StatusUnprocessableEntity, v, problems)
	}
	if err != nil && !errors.Is(err, story.ErrReview) && !isProblem(err) {
		return err
	}
	return e.Redirect(http.StatusSeeOther, "/review/"+v.Story.Id+"/"+e.Request.PathValue("token"))
}

func isProblem(err error) bool {
	_, ok := problemsOf(err)
	return ok
}

// nameAndTown tells a service from its namesakes.
func nameAndTown(v *records.Service) string {
	if v.Town() == "" {
		return v.Name()
	}
	return v.Name() + ", " + v.Town()
}
