package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// respondForm is where a member answers a story, or changes an answer.
type respondForm struct {
	Changing string // the id of the response that is being changed; empty for a new one
	Again    bool   // the member has written one that is not public yet
	Action   string
	// EditingMinutes is how long a response may be changed once it is sent.
	EditingMinutes int
	Response       Field
	Sign           Field
	Change         Field
	ChangeText     Field
	ChangeOn       Field
}

// newRespondForm makes the form with what was typed.
func newRespondForm(s *records.Story, m *records.Member, organisation string, form url.Values, problems []Problem) *respondForm {
	sign := form["sign"]
	signs := []Option{{Value: "name", Label: "My name: " + m.Name(), Checked: slices.Contains(sign, "name")}}
	if m.JobTitle() != "" {
		signs = append(signs, Option{Value: "job_title", Label: "My job title: " + m.JobTitle(), Checked: slices.Contains(sign, "job_title")})
	}
	if m.Photo() != "" {
		signs = append(signs, Option{Value: "photo", Label: "My photo", Checked: slices.Contains(sign, "photo")})
	}
	change := form.Get("change")
	return &respondForm{Action: "/staff/stories/" + s.Id + "/respond", Changing: form.Get("response_id"),
		Response: Field{Name: story.FieldResponse, Label: "Your response", Count: story.MaxResponseWords, Rows: 10, Value: form.Get(story.FieldResponse),
			Hint: "Write to the person, not about a case. Everyone can read it. Leave out anything that could show who they are."}.With(problems),
		Sign: Field{Name: "sign", Label: "Sign with", Hint: "Your organisation, " + organisation + ", is always named.", Options: signs}.With(problems),
		Change: Field{Name: "change", Label: "Has something changed because of this story?", Options: []Option{
			{Value: "none", Label: "No, or not yet", Checked: change != "planned" && change != "made"},
			{Value: "planned", Label: "We will change something", Hint: "Everyone sees what you plan and whether it is made in time.", Checked: change == "planned"},
			{Value: "made", Label: "We have changed something", Checked: change == "made"}}}.With(problems),
		ChangeText: Field{Name: "change_text", Label: "What changes?", Hint: "One or two sentences that anyone understands.", Rows: 3, Value: form.Get("change_text")}.With(problems),
		ChangeOn:   Field{Name: "change_on", Label: "By when, or since when?", Type: "date", Width: "10", Value: form.Get("change_on")}.With(problems)}
}

// respondFormFor is the form as a member first meets it: empty, or with
// ?change=ID filled with their own response while they may still change it.
func respondFormFor(e *core.RequestEvent, s *records.Story) (*respondForm, error) {
	m := signedIn(e).Member
	o, err := records.FindOrganisation(e.App, m.Organisation())
	if err != nil {
		return nil, err
	}
	form := url.Values{"sign": {"name", "job_title"}}
	id := e.Request.URL.Query().Get("change")
	if id == "" {
		return newRespondForm(s, m, o.Name(), form, nil), nil
	}
	r, err := flow.FindOwnResponse(e.App, m.Id, s.Id, id)
	if err != nil {
		return nil, err
	}
	form = url.Values{"response_id": {r.Id}, story.FieldResponse: {r.Text()}}
	if r.Name() != "" {
		form.Add("sign", "name")
	}
	if r.JobTitle() != "" {
		form.Add("sign", "job_title")
	}
	if r.Photo() != "" {
		form.Add("sign", "photo")
	}
	c, err := records.FindChange(e.App, r.Id)
	if errors.Is(err, records.ErrNotFound) {
		return newRespondForm(s, m, o.Name(), form, nil), nil
	}
	if err != nil {
		return nil, err
	}
	on := c.DueOn()
	if c.State() == "made" {
		on = c.MadeOn()
	}
	form.Set("change", c.State())
	form.Set("change_text", c.Text())
	form.Set("change_on", on.Format(time.DateOnly))
	return newRespondForm(s, m, o.Name(), form, nil), nil
}

// readAnswer reads a member's response from a form. What stands in the fields of
// a change counts only when a change was chosen.
func readAnswer(s *records.Story, m *records.Member, form url.Values) flow.Answer {
	a := flow.Answer{StoryID: s.Id, MemberID: m.Id, Text: form.Get(story.FieldResponse),
		ShowName: slices.Contains(form["sign"], "name"), ShowJobTitle: slices.Contains(form["sign"], "job_title"),
		ShowPhoto: slices.Contains(form["sign"], "photo")}
	if change := form.Get("change"); change != "" && change != "none" {
		a.Change = &flow.ClaimedChange{State: change, Text: form.Get("change_text"), On: story.ReadDay(form.Get("change_on"))}
	}
	return a
}

// wrongDay says that a plan lies in the past, or what was done in the future. A
// day is one of the region's calendar.
func wrongDay(c *flow.ClaimedChange, now time.Time) (Problem, bool) {
	if c == nil || c.On.IsZero() {
		return Problem{}, false
	}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	switch {
	case c.State == "planned" && c.On.Before(today):
		return Problem{"change_on", "That day is over. Give the day by which you will change it, today or later."}, true
	case c.State == "made" && c.On.After(today):
		return Problem{"change_on", "That day is still to come. Give the day on which it changed, today or earlier."}, true
	}
	return Problem{}, false
}

// doRespond keeps a response, or a change to one. Its writer has half an hour;
// then a moderator reads it.
//
// Kept by: only members in scope respond, nothing is shown before it is read.
func doRespond(e *core.RequestEvent) error {
	s, err := openScoped(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	m, done := signedIn(e).Member, "responded"
	answer := readAnswer(s, m, form)
	if p, wrong := wrongDay(answer.Change, deployment.Now(e.App).In(zoneOf(e))); wrong {
		return respondAgain(e, s, form, []Problem{p})
	}
	if id := form.Get("response_id"); id != "" {
		done = "changed"
		if _, err := flow.FindOwnResponse(e.App, m.Id, s.Id, id); err != nil {
			return err
		}
		err = flow.ChangeResponse(e.App, id, answer)
	} else {
		_, err = flow.RespondToStory(e.App, answer)
	}
	if problems, ok := problemsOf(err); ok {
		return respondAgain(e, s, form, problems)
	}
	switch {
	case errors.Is(err, story.ErrStep):
		return respondAgain(e, s, form, []Problem{{story.FieldResponse, "The time for changes is over, so this response can’t be changed any more. What you typed is still here."}})
	case errors.Is(err, story.ErrMayNotRespond):
		return ErrNotFound
	case err != nil:
		return err
	}
	return leadTo(e, "/staff/stories/"+s.Id, done)
}

func respondAgain(e *core.RequestEvent, s *records.Story, form url.Values, problems []Problem) error {
	m := signedIn(e).Member
	o, err := records.FindOrganisation(e.App, m.Organisation())
	if err != nil {
		return err
	}
	view, err := readScoped(e, s, newRespondForm(s, m, o.Name(), form, problems), problems)
	if err != nil {
		return err
	}
	return scopedStoryPage.show(e, http.StatusUnprocessableEntity, view)
}

// doDeleteResponse deletes a member's response while they still may.
func doDeleteResponse(e *core.RequestEvent) error {
	s, err := openScoped(e)
	if err != nil {
		return err
	}
	m := signedIn(e).Member
	r, err := flow.FindOwnResponse(e.App, m.Id, s.Id, e.Request.PathValue("response"))
	if err != nil {
		return err
	}
	err = flow.DeleteWaitingResponse(e.App, r.Id, m.Id)
	if errors.Is(err, story.ErrStep) {
		return e.Redirect(http.StatusSeeOther, "/staff/stories/"+s.Id+"?moved")
	}
	if err != nil {
		return err
	}
	return leadTo(e, "/staff/stories/"+s.Id, "deleted")
}
