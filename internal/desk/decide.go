package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// decision is what the panel sends with every act on a story: the version that
// the moderator had before them, and what they made of it. What is left out stays.
type decision struct {
	Version  int                  `json:"version"`
	Words    *words               `json:"words"`
	Services *[]string            `json:"services"`
	Tags     *map[string][]string `json:"tags"`
	Reasons  []editReason         `json:"reasons"` // of each part that was changed
	Reason   string               `json:"reason"`
	Note     string               `json:"note"`
	Notice   bool                 `json:"notice"` // publishing: every service gets notice
	Over     string               `json:"over"`   // the fingerprint of the working copy that this saves
}

// editReason is why one part was changed.
type editReason struct {
	Part  string `json:"part"`
	Code  string `json:"code"`
	Words string `json:"words"`

	Passage int `json:"passage"` // which change of the part, from 1; 0: all of them
}

// decided answers an act on a story.
type decided struct {
	State string     `json:"state"`
	Story *storyView `json:"story"` // as it is now
}

func editStory(d *desk) error {
	return d.decide(func(app core.App, f flow.Decision) error {
		_, err := flow.EditStory(app, f)
		return err
	})
}

func publishStory(d *desk) error {
	return d.decide(func(app core.App, f flow.Decision) error {
		_, err := flow.PublishStory(app, f)
		return err
	})
}

func rejectStory(d *desk) error { return d.decide(flow.RejectStory) }

func askAuthor(d *desk) error { return d.decide(flow.AskAuthor) }

// decide hands a decision to its flow and answers with the story as it is then.
func (d *desk) decide(do func(core.App, flow.Decision) error) error {
	id := d.Request.PathValue("id")
	var sent decision
	if err := d.read(&sent); err != nil {
		return err
	}
	if err := d.checkServices(sent.Services); err != nil {
		return d.fail(err, id, nil)
	}
	if err := do(d.App, sent.by(d.moderator.Id, id)); err != nil {
		return d.fail(err, id, storedStory)
	}
	if err := d.dropSaved(id, sent.Over); err != nil {
		return d.fail(err, id, nil)
	}
	view, err := d.storyNow(id)
	if err != nil {
		return d.fail(err, id, nil) // its author was quicker than this answer
	}
	return d.JSON(http.StatusOK, decided{view.State, view})
}

// by is what was sent, as a moderator's decision on a story.
func (v decision) by(moderator, storyID string) flow.Decision {
	f := flow.Decision{StoryID: storyID, Version: v.Version, Moderator: moderator, Words: (*records.Words)(v.Words),
		Services: v.Services, Tags: v.Tags, Reason: v.Reason, Note: v.Note, Notice: v.Notice}
	for _, r := range v.Reasons {
		f.Reasons = append(f.Reasons, story.EditReason(r))
	}
	return f
}

// storedStory is what a clash is answered with: the story now, and who acted.
func storedStory(d *desk, id string) (any, string, error) {
	view, err := d.storyNow(id)
	if err != nil {
		return nil, "", err
	}
	return view, clash(view.Acts, false), nil
}

// mostServices is how many services one story may be about.
const mostServices = 10

// checkServices refuses services that are not in the directory, or too many.
func (d *desk) checkServices(ids *[]string) error {
	return d.checkServicesAnd(ids, 0)
}

// checkServicesAnd is checkServices where more are to be added to them.
func (d *desk) checkServicesAnd(ids *[]string, more int) error {
	if ids == nil {
		return nil
	}
	known, err := records.FindServices(d.App, *ids)
	if err != nil {
		return err
	}
	distinct := map[string]bool{}
	for _, id := range *ids {
		distinct[id] = true
	}
	switch {
	case len(known) != len(distinct):
		return story.Problem{Field: "services", Text: "One of these services is not in the directory any more. Take it out and look for it again."}
	case len(distinct)+more > mostServices:
		return story.Problem{Field: "services", Text: "Ten services at most."}
	}
	return nil
}
