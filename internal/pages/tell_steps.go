package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/story"
)

// tellStep is one page of the form: its own fields, what may be wrong with
// them, and what it shows.
type tellStep struct {
	path   string
	name   string   // in "change:story" and "back"
	fields []string // in the order of the page; the error summary follows it
	check  func(t story.Telling, now time.Time) story.Problems
	known  func(v *tellVisit) ([]Problem, error)   // what only the database can tell to be wrong
	act    func(v *tellVisit, action string) error // a button of its own: add, remove, find
	show   func(v *tellVisit) error
}

// tellSteps are the pages in their order. The last is looked at by tell_check.go.
var tellSteps = []*tellStep{
	{path: "/tell/story", name: "story", fields: []string{"story", "title", "told_for"},
		check: func(t story.Telling, _ time.Time) story.Problems { return t.CheckStory() }},
	{path: "/tell/feelings", name: "feelings", fields: []string{"good", "better", "feelings"},
		check: func(t story.Telling, _ time.Time) story.Problems { return t.CheckFeelings() }},
	{path: "/tell/services", name: "services", fields: []string{"service", "service_text", "happened_month", "happened_year"},
		check: func(t story.Telling, now time.Time) story.Problems { return t.CheckServices(now) }},
	{path: "/tell/about-you", name: "about-you", fields: []string{"screen_name", "age_group", "postcode", "email", "edits"},
		check: func(t story.Telling, _ time.Time) story.Problems { return t.CheckAboutYou() }},
	{path: "/tell/check", name: "check", fields: []string{"consent"},
		check: func(story.Telling, time.Time) story.Problems { return nil }},
}

func init() { // the pages name the steps and the steps the pages
	for i, show := range []func(*tellVisit) error{showTellStory, showFeelings, showTellServices, showTellAboutYou, showCheck} {
		tellSteps[i].show = show
	}
	tellSteps[2].known = (*tellVisit).checkServicesKnown
	tellSteps[1].act, tellSteps[2].act, tellSteps[3].act = actOnFeelings, actOnServices, actOnTellAboutYou
}

func stepNamed(name string) (*tellStep, bool) {
	i := slices.IndexFunc(tellSteps, func(s *tellStep) bool { return s.name == name })
	if i < 0 {
		return nil, false
	}
	return tellSteps[i], true
}

// tellVisit is one look at one page of the form.
type tellVisit struct {
	e        *core.RequestEvent
	draft    *draft
	told     *told
	step     *tellStep
	query    url.Values // what the page itself was asked: a search, more boxes
	problems []Problem
	status   int
	then     string // the step to go to when this one is done, if not the next
}

func (v *tellVisit) now() time.Time { return deployment.Now(v.e.App) }

// tellFrame is what every page of the form has besides its questions.
type tellFrame struct {
	FormErrors
	Action     string
	Number, Of int
	Hidden     []Hidden
	First      bool
}

func (v *tellVisit) frame() tellFrame {
	f := tellFrame{FormErrors: FormErrors{v.problems}, Action: v.step.path, Of: len(tellSteps)}
	f.Number = slices.Index(tellSteps, v.step) + 1
	f.First = f.Number == 1
	f.Hidden = v.told.hidden(v.step.fields)
	if v.then != "" {
		f.Hidden = append(f.Hidden, Hidden{"then", v.then})
	}
	return f
}

// getStep shows a page of the form with what was typed before.
func getStep(step *tellStep) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		d, err := openDraft(e)
		if err != nil {
			return err
		}
		d.withFormKey(e.App)
		if !d.came {
			d.offerCookie(e)
		}
		about, err := askedService(e)
		if err != nil {
			return err
		}
		if about != nil && !slices.Contains(d.Told.Services, about.Id) {
			d.Told.Services = append(d.Told.Services, about.Id) // the page carries it on, as all that was told
		}
		query := e.Request.URL.Query()
		v := &tellVisit{e: e, draft: d, told: &d.Told, step: step, query: query, status: http.StatusOK, then: thenOf(query)}
		return step.show(v)
	}
}

func thenOf(q url.Values) string {
	if q.Get("then") == "check" {
		return "check"
	}
	return ""
}

// readStep reads what a page of the form sent, and keeps it.
func readStep(e *core.RequestEvent, step *tellStep) (*tellVisit, url.Values, error) {
	form, err := readForm(e)
	if err != nil {
		return nil, nil, err
	}
	d, err := openDraft(e)
	if err != nil {
		return nil, nil, err
	}
	d.Told.take(form, step.fields)
	d.withFormKey(e.App)
	v := &tellVisit{e: e, draft: d, told: &d.Told, step: step, query: url.Values{}, status: http.StatusOK, then: thenOf(form)}
	if err := d.keep(e); err != nil {
		logCause(e, err) // a full disk: the pages themselves carry what was typed, as without a cookie
		d.came = false
	}
	return v, form, nil
}

// postStep takes what a page of the form sent: it goes on when all is well, and
// shows the page again when something is wrong or a button of its own was pressed.
func postStep(step *tellStep) func(e *core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		v, form, err := readStep(e, step)
		if err != nil {
			return err
		}
		action := form.Get("action")
		switch {
		case action == "keep": // the page was left; its script sends this
			return e.NoContent(http.StatusNoContent)
		case action == "back":
			return v.goTo(v.neighbour(-1), nil)
		case action == "" && step.name == "services" && unsearched(form):
			action = "find"
		}
		if action != "" && step.act != nil {
			v.query.Set("q", story.CleanLine(form.Get("q")))
			return step.act(v, action)
		}
		ps := v.inOrder(step.check(v.told.telling(), v.now()))
		if len(ps) == 0 && step.known != nil {
			if ps, err = step.known(v); err != nil {
				return err
			}
		}
		if len(ps) > 0 {
			return v.refuse(ps)
		}
		if next, ok := stepNamed(v.then); ok {
			v.then = ""
			return v.goTo(next, nil)
		}
		return v.goTo(v.neighbour(+1), nil)
	}
}

// neighbour is the step so many pages on, within the form.
func (v *tellVisit) neighbour(by int) *tellStep {
	i := slices.Index(tellSteps, v.step) + by
	return tellSteps[min(max(i, 0), len(tellSteps)-1)]
}

// goTo leads to a page of the form. A browser that keeps no cookie is shown the
// page at once: led there by address, it would come without what was typed.
func (v *tellVisit) goTo(step *tellStep, query url.Values) error {
	if v.draft.came {
		address := step.path
		if v.then != "" {
			query = merged(query, "then", v.then)
		}
		if len(query) > 0 {
			address += "?" + query.Encode()
		}
		return v.e.Redirect(http.StatusSeeOther, address)
	}
	v.step, v.problems, v.status = step, nil, http.StatusOK
	if query != nil {
		v.query = query
	}
	return step.show(v)
}

func merged(q url.Values, name, value string) url.Values {
	if q == nil {
		q = url.Values{}
	}
	q.Set(name, value)
	return q
}

// refuse shows the page again with what is wrong; all that was typed stands.
func (v *tellVisit) refuse(ps []Problem) error {
	v.problems, v.status = ps, http.StatusUnprocessableEntity
	return v.step.show(v)
}

// inOrder puts problems in the order of the page's fields.
func (v *tellVisit) inOrder(ps story.Problems) []Problem {
	var out []Problem
	for _, p := range ps {
		out = append(out, Problem(p))
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		return slices.Index(v.step.fields, a.Field) - slices.Index(v.step.fields, b.Field)
	})
	return out
}

// firstWrong is the first step with something wrong in it.
func (v *tellVisit) firstWrong() (*tellStep, story.Problems) {
	t, at := v.told.telling(), v.now()
	for _, s := range tellSteps {
		if ps := s.check(t, at); len(ps) > 0 {
			return s, ps
		}
	}
	return nil, nil
}

// cutAction is the part of "remove:ID" after the colon, if the word is this one.
func cutAction(action, word string) (string, bool) { return strings.CutPrefix(action, word+":") }
