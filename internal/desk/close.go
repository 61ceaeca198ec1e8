package desk

import (
	"errors"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// closing is what the panel sends about closing a story, taking it down, looking at it
// again or opening it again.
type closing struct {
	Version  int    `json:"version"`
	Reason   string `json:"reason"`
	Note     string `json:"note"`
	ReviewOn string `json:"reviewOn"` // a day: 2026-12-24
}

// closedView is a closed story for the list of those there are.
type closedView struct {
	Story    string `json:"story"`
	Title    string `json:"title"`
	Version  int    `json:"version"`
	Reason   string `json:"reason"`
	Words    string `json:"words"`
	By       string `json:"by"`
	Since    string `json:"since"`
	ReviewOn string `json:"reviewOn"`
	Due      bool   `json:"due"` // the day on which it is to be looked at again has come
}

func restrictStory(d *desk) error { return d.closeStory(flow.RestrictStory, false) }

// removeStory answers with no story: nobody reads one that was taken down.
func removeStory(d *desk) error { return d.closeStory(flow.RemoveStory, true) }

func liftRestriction(d *desk) error { return d.closeStory(flow.LiftRestriction, false) }

func keepClosed(d *desk) error { return d.closeStory(flow.KeepClosed, false) }

func (d *desk) closeStory(do func(core.App, flow.Decision) error, gone bool) error {
	id := d.Request.PathValue("id")
	var sent closing
	if err := d.read(&sent); err != nil {
		return err
	}
	f := flow.Decision{StoryID: id, Version: sent.Version, Moderator: d.moderator.Id, Reason: sent.Reason, Note: sent.Note}
	if sent.ReviewOn != "" {
		on, err := time.ParseInLocation(time.DateOnly, sent.ReviewOn, deployment.Of(d.App).Region.Zone())
		if err != nil {
			return d.invalid(story.Problems{{Field: "reviewOn", Text: "Choose a day within the next six months."}})
		}
		f.ReviewOn = on
	}
	if err := do(d.App, f); err != nil {
		return d.fail(err, id, storedStory)
	}
	if gone {
		return d.JSON(http.StatusOK, decided{State: string(story.Removed)})
	}
	view, err := d.storyNow(id)
	if err != nil {
		return d.fail(err, id, nil)
	}
	return d.JSON(http.StatusOK, decided{view.State, view})
}

// listClosed lists the stories that are closed.
func listClosed(d *desk) error {
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	closed, err := records.ClosedStories(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views := []closedView{}
	for _, r := range closed {
		s, err := records.FindStory(d.App, r.Story())
		if err != nil {
			return d.InternalServerError("", err)
		}
		views = append(views, d.closedView(s, r, names))
	}
	return d.JSON(http.StatusOK, map[string]any{"closed": views})
}

func (d *desk) closedView(s *records.Story, r *records.Restriction, names people) closedView {
	return closedView{s.Id, s.Title(), s.Version(), storyReason(r.Reason()), r.Words(), names.closedBy(r), moment(d.App, r.DecidedAt()),
		day(d.App, r.ReviewOn()), !d.now().Before(r.ReviewOn())}
}

// closedBy says who closed a story: a person, or this site by itself.
func (p people) closedBy(r *records.Restriction) string {
	if flow.IsClosedAgain(r) {
		return "this site, when it was restored from an older backup"
	}
	return p.name(r.DecidedBy())
}

// addClosed tells at a closed story why it is, since when, and when it is looked at again.
func (d *desk) addClosed(v *storyView) error {
	if v.State != string(story.Restricted) {
		return nil
	}
	r, err := records.RestrictionOf(d.App, v.ID)
	if errors.Is(err, records.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	s, err := records.FindStory(d.App, v.ID)
	if err != nil {
		return err
	}
	closed := d.closedView(s, r, names)
	v.Closed = &closed
	return nil
}

func storyReason(code string) string { return labelOf(story.StoryReasons(), code) }

// labelOf is what a reason is called; "" for one that is in no list.
func labelOf(list []story.Reason, code string) string {
	for _, r := range list {
		if r.Code == code {
			return r.Label
		}
	}
	return ""
}
