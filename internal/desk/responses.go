package desk

import (
	"encoding/base64"
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
	"candour/internal/story"
)

// changeView is what a response says will change or has changed.
type changeView struct {
	State string `json:"state"` // planned or made
	Text  string `json:"text"`
	On    string `json:"on"`
}

// said is one thing already said in public under a story.
type said struct {
	Who  string `json:"who"`
	Text string `json:"text"`
	At   string `json:"at"`
}

// responseView is a response or an author's reply as moderators see it: its
// words, as its writer chose to sign them, under the story they answer.
type responseView struct {
	ID       string `json:"id"`
	Version  int    `json:"version"`
	State    string `json:"state"`
	Open     bool   `json:"open"` // a moderator may still decide
	ByAuthor bool   `json:"byAuthor"`
	Waiting  string `json:"waiting"`
	SaidAt   string `json:"saidAt"`
	Edited   bool   `json:"edited"`

	Text         string      `json:"text"`
	Name         string      `json:"name"`
	JobTitle     string      `json:"jobTitle"`
	Organisation string      `json:"organisation"`
	Photo        string      `json:"photo"` // as a data: address; empty when it is signed with none
	Change       *changeView `json:"change"`
	Marks        []mark      `json:"marks"`

	Services     []string  `json:"services"` // their names, which are no marks
	Story        string    `json:"story"`
	StoryWords   words     `json:"storyWords"`
	Conversation []said    `json:"conversation"`
	Acts         []actView `json:"acts"`
}

// responseDecision is what the panel sends with an act on a response.
type responseDecision struct {
	Version int     `json:"version"`
	Text    *string `json:"text"`
	Reason  string  `json:"reason"`
	Note    string  `json:"note"`
}

func readResponse(d *desk) error {
	view, err := d.responseNow(d.Request.PathValue("id"))
	if err != nil {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	return d.JSON(http.StatusOK, view)
}

func publishResponse(d *desk) error { return d.decideResponse(flow.PublishResponse) }

func rejectResponse(d *desk) error { return d.decideResponse(flow.RejectResponse) }

func (d *desk) decideResponse(do func(core.App, flow.ResponseDecision) error) error {
	id := d.Request.PathValue("id")
	var sent responseDecision
	if err := d.read(&sent); err != nil {
		return err
	}
	err := do(d.App, flow.ResponseDecision{ResponseID: id, Version: sent.Version, Moderator: d.moderator.Id,
		Text: sent.Text, Reason: sent.Reason, Note: sent.Note})
	if err != nil {
		return d.fail(err, id, storedResponse)
	}
	view, err := d.responseNow(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, map[string]any{"state": view.State, "response": view})
}

func storedResponse(d *desk, id string) (any, string, error) {
	view, err := d.responseNow(id)
	if err != nil {
		return nil, "", err
	}
	return view, clash(view.Acts, true), nil
}

// responseNow reads a response as it is stored at this moment.
func (d *desk) responseNow(id string) (*responseView, error) {
	r, err := records.FindResponse(d.App, id)
	if err != nil {
		return nil, err
	}
	s, err := records.FindStory(d.App, r.Story())
	if err != nil {
		return nil, err
	}
	if err := checkHere(s); err != nil {
		return nil, err
	}
	v := &responseView{
		ID: r.Id, Version: r.Version(), State: string(r.State()), Open: r.State() == story.ResponseSubmitted && s.State() == story.Published,
		ByAuthor: r.ByAuthor(), Waiting: worked(d.App, r.SaidAt(), d.now()), SaidAt: moment(d.App, r.SaidAt()), Edited: r.Edited(),
		Text: r.Text(), Name: r.Name(), JobTitle: r.JobTitle(), Organisation: r.OrganisationName(),
		Story: s.Id, StoryWords: words(s.Words()),
	}
	if v.Change, err = changeOf(d.App, r.Id); err != nil {
		return nil, err
	}
	if v.Conversation, err = conversation(d.App, s.Id, s.ScreenName()); err != nil {
		return nil, err
	}
	if v.Acts, err = d.actsOnResponse(r); err != nil {
		return nil, err
	}
	if v.Photo, err = photoOf(d.App, r); err != nil {
		return nil, err
	}
	linked, err := records.ServicesOfStory(d.App, s.Id)
	if err != nil {
		return nil, err
	}
	v.Services = make([]string, len(linked))
	for i, place := range linked {
		v.Services[i] = place.Name()
	}
	v.Marks, err = d.responseMarks(r, v.Services)
	return v, err
}

// photoOf is the photo that a response is signed with, small enough to travel along.
func photoOf(app core.App, r *records.Response) (string, error) {
	picture, err := flow.PhotoOf(app, r)
	if errors.Is(err, records.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(picture), nil
}

// actsOnResponse is the record of one response.
func (d *desk) actsOnResponse(r *records.Response) ([]actView, error) {
	acts, err := records.ActsOnResponse(d.App, r.Id)
	if err != nil {
		return nil, err
	}
	return d.actViews(acts)
}

// responseMarks are the hints for a response: urgent words and what may say who
// somebody is, save the service the story is about.
func (d *desk) responseMarks(r *records.Response, services []string) ([]mark, error) {
	own, err := flow.HintWords(d.App)
	if err != nil {
		return nil, err
	}
	about := hints.Options{Own: own, ServiceNames: services}
	return append(marksIn("text", hints.Urgent(r.Text(), about)), marksIn("text", hints.Find(r.Text(), about))...), nil
}

// changeOf is the change a response claims, or nil.
func changeOf(app core.App, responseID string) (*changeView, error) {
	c, err := records.FindChange(app, responseID)
	if errors.Is(err, records.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	on := c.DueOn()
	if c.State() == "made" {
		on = c.MadeOn()
	}
	return &changeView{c.State(), c.Text(), day(app, on)}, nil
}

// conversation is what everyone can read under a story already.
func conversation(app core.App, storyID, screenName string) ([]said, error) {
	published, err := records.PublishedResponses(app, storyID)
	if err != nil {
		return nil, err
	}
	out := make([]said, 0, len(published))
	for _, r := range published {
		who := r.OrganisationName()
		if r.ByAuthor() {
			who = screenName
		}
		out = append(out, said{who, r.Text(), day(app, r.PublishedAt())})
	}
	return out, nil
}
